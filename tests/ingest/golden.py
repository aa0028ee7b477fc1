"""The golden pairs: documents with the whole answer that the pipeline gives for them.

`.venv/bin/python -m tests.ingest.golden` writes the answers anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.ingest import inspection
from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import RawRecord
from archive.paths import FIXTURES

GOLDEN = FIXTURES / "golden"


def pairs() -> Iterator[tuple[Path, Path]]:
    """(document, answer)"""
    for path in sorted(GOLDEN.iterdir()):
        if path.suffix in (".txt", ".html"):
            yield path, path.with_suffix(".json")


def answer(path: Path) -> dict[str, Any]:
    (record,) = read_paths([path])
    assert isinstance(record, RawRecord)
    result = inspection.as_json(process(record))
    return {name: value for name, value in result.items() if name not in ("file", "sha256")}


def write() -> None:
    for document, expected in pairs():
        expected.write_text(
            json.dumps(answer(document), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    write()
