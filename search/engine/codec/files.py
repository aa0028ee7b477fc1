"""Where a segment's file stands in Whoosh's storages: a mapped file in a directory, bytes in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.engine.container import Array, Container
from search.engine.segment import SUFFIX, Segment

DOCUMENTS = ".docs"  # what is kept for each document, until the terms are written
COLUMN = ".col"  # a column that was added to a field afterwards


def create(storage: Any, segment: Any, suffix: str) -> Any:
    return storage.create_file(segment.make_filename(suffix))


def open_segment(storage: Any, segment: Any) -> Segment:
    """The whole segment, or its documents while the terms are not written. Raises IndexDamaged."""
    whole = storage.file_exists(segment.make_filename(SUFFIX))
    return open_part(storage, segment, SUFFIX if whole else DOCUMENTS)


def open_part(storage: Any, segment: Any, suffix: str) -> Segment:
    name = segment.make_filename(suffix)
    if isinstance(storage, FileStorage):
        return Segment.open(Path(storage.folder) / name)
    with storage.open_file(name) as file:
        return Segment(Container(file.read(), name), name)


def column_name(segment: Any, fieldname: str) -> str:
    name: str = segment.make_filename(f".{fieldname}{COLUMN}")
    return name


def added_column(storage: Any, segment: Any, fieldname: str) -> Array:
    with storage.open_file(column_name(segment, fieldname)) as file:
        return np.frombuffer(file.read(), np.uint8)
