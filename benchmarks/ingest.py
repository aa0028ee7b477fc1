"""How fast documents are processed, and how fast clean text passes restoration."""

from __future__ import annotations

import time
from pathlib import Path

from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import RawRecord
from archive.ingest.restoration import restore
from benchmarks.measure import cpu_ms

Row = tuple[str, str]


def run(folder: Path) -> list[Row]:
    """`folder` holds documents as load_articles takes them."""
    records = [record for record in read_paths([str(folder)]) if isinstance(record, RawRecord)]
    process(records[0])  # dictionaries and models are loaded once
    began = time.process_time()
    documents = [process(record) for record in records]
    seconds = time.process_time() - began
    damaged = sum(bool(document.repairs) for document in documents)
    clean = "".join(document.text + "\n" for document in documents if not document.repairs)
    milliseconds = cpu_ms(lambda: restore(clean))
    return [
        ("documents", f"{len(documents)}, of which damaged {damaged}"),
        ("restore, clean and describe", f"{len(documents) / seconds:.1f} documents a CPU second"),
        (
            "restoration of clean text",
            f"{len(clean) / milliseconds / 1000:.1f} million characters a CPU second",
        ),
    ]
