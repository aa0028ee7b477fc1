"""Golden pairs: documents with the whole answer that `inspect_document --json` gives for them.

`.venv/bin/python -m benchmarks.golden` writes the answers of fixtures/golden anew.
"""

from __future__ import annotations

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
DOCUMENTS = (".txt", ".html")
_OF_THE_FILE = ("file", "sha256")


def pairs(folder: Path = GOLDEN) -> Iterator[tuple[Path, Path]]:
    """(document, answer)"""
    for path in sorted(folder.rglob("*")):
        if path.suffix in DOCUMENTS and path.with_suffix(".json").exists():
            yield path, path.with_suffix(".json")


def answer(path: Path) -> dict[str, Any]:
    (record,) = read_paths([path])
    assert isinstance(record, RawRecord)
    result = inspection.as_json(process(record))
    return {name: value for name, value in result.items() if name not in _OF_THE_FILE}


def differences(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """For each pair the fields in which today's answer differs from the golden one."""
    for document, expected in pairs(folder):
        golden, found = json.loads(expected.read_text(encoding="utf-8")), answer(document)
        yield document, [name for name in golden.keys() | found.keys() if golden.get(name) != found.get(name)]


def write() -> None:
    for document, expected in pairs():
        found = json.dumps(answer(document), ensure_ascii=False, indent=1)
        expected.write_text(found + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
