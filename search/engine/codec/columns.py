"""Whoosh's own column types, each in a section of its own, written and read by the column object itself."""

from __future__ import annotations

import json
from functools import cached_property
from io import BytesIO
from typing import Any

import numpy as np
from whoosh.columns import Column, PickleColumn
from whoosh.filedb.structfile import BufferFile, StructFile

from search.engine.container import Array


class _Plain:
    """What a column would pickle (only CompressedBlockColumn does, numbers) is written as JSON."""

    def write_pickle(self, obj: Any, protocol: int = -1) -> None:
        self.write_string(json.dumps(obj).encode())  # type: ignore[attr-defined]

    def read_pickle(self) -> Any:
        return json.loads(self.read_string())  # type: ignore[attr-defined]


class ColumnDraft(_Plain, StructFile):
    """The memory that a column's writer writes to."""

    def __init__(self, column: Column) -> None:
        if isinstance(column, PickleColumn):
            raise TypeError("this index keeps no pickles: give the field a column of bytes or numbers")
        StructFile.__init__(self, BytesIO())
        self.values = column.writer(self)

    def section(self, documents: int) -> Array:
        self.values.finish(documents)
        return np.frombuffer(self.file.getvalue(), np.uint8)


class ColumnFile(_Plain, BufferFile):
    """A section as the file that a column's reader expects. One reader has it alone, so its place is not shared."""

    def __init__(self, section: Array) -> None:
        self._buf = section.data
        self._name, self.onclose = None, None
        self.is_real = self.is_closed = False

    @cached_property
    def file(self) -> BytesIO:
        """Made only for the columns that walk through their bytes."""
        return BytesIO(self._buf)


def read(column: Column, section: Array, documents: int) -> Any:
    return column.reader(ColumnFile(section), 0, len(section), documents)
