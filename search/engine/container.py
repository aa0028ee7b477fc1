"""A file of named arrays: what every segment of the index is kept in.

    header (64 bytes)      magic, format, where the directory stands, checksums of both
    sections               each array's bytes, little-endian, aligned to 64
    directory (JSON)       name -> type, offset, length, checksum of each section; and the writer's own notes (`meta`)

The header is written last: a file whose writing was cut off has none and is refused. Readers map the file and make
arrays over the map without copying. Nothing in it is ever executed or unpickled.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import threading
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from search.engine.errors import IndexDamaged

Array = np.ndarray[Any, np.dtype[Any]]

FORMAT = 1
MAGIC = b"CUNZHEN\n"
ALIGNMENT = 64
_HEADER = struct.Struct("<8sIIQQ")  # magic, format, checksum of the directory, its offset, its length
_CHECKED = struct.Struct("<I")  # checksum of the header before it


class ContainerWriter:
    """Writes sections one after the other to an open binary file, then the directory, then the header."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sections: dict[str, list[Any]] = {}
        self._file.write(bytes(ALIGNMENT))
        self._end = ALIGNMENT

    def add(self, name: str, array: Array) -> None:
        self.add_parts(name, array.dtype, [array])

    def add_parts(self, name: str, dtype: Any, parts: Iterable[Array]) -> None:
        """One section from arrays that come one after the other, so that they need not be in memory together."""
        kind = np.dtype(dtype).newbyteorder("<")
        offset, checksum, length = self._end, 0, 0
        for part in parts:
            data = np.ascontiguousarray(part, dtype=kind)
            checksum = zlib.crc32(data.data, checksum)
            self._file.write(data.data)
            length += len(data)
        self._sections[name] = [kind.str, offset, length, checksum]
        self._pad(offset + length * kind.itemsize)

    def _pad(self, end: int) -> None:
        self._end = -(-end // ALIGNMENT) * ALIGNMENT
        self._file.write(bytes(self._end - end))

    def close(self, meta: Mapping[str, Any]) -> None:
        """Writes directory and header; with a real file, it is on disk when this returns."""
        directory = json.dumps({"sections": self._sections, "meta": meta}, ensure_ascii=False).encode()
        self._file.write(directory)
        header = _HEADER.pack(MAGIC, FORMAT, zlib.crc32(directory), self._end, len(directory))
        self._file.seek(0)
        self._file.write(header + _CHECKED.pack(zlib.crc32(header)))
        self._file.flush()


def write(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
    """Writes a whole container, synced to disk."""
    with path.open("wb") as file:
        writer = ContainerWriter(file)
        for name, array in arrays.items():
            writer.add(name, array)
        writer.close(meta)
        os.fsync(file.fileno())


class Container:
    """The arrays of one container, read only. Raises IndexDamaged for what is no whole container."""

    def __init__(self, buffer: bytes | mmap.mmap, name: str = "") -> None:
        self.name = name
        self.size = len(buffer)
        self._buffer = buffer
        self._arrays: dict[str, Array] = {}
        directory = self._directory()
        self._sections: dict[str, list[Any]] = directory["sections"]
        self.meta: dict[str, Any] = directory["meta"]

    @classmethod
    def open(cls, path: Path) -> Container:
        """Maps a file. Its sections are compared with their checksums once for each state of the file in a process."""
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size < ALIGNMENT:
                raise IndexDamaged(f"{path} is cut short")
            container = cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), str(path))
        container._verify_once(path)
        return container

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def array(self, name: str) -> Array:
        """The section as an array over the file's bytes. Raises KeyError for a name that it does not have."""
        found = self._arrays.get(name)
        if found is None:
            kind, offset, length, _ = self._sections[name]
            try:
                found = np.frombuffer(self._buffer, np.dtype(kind), length, offset)
            except (ValueError, TypeError) as error:
                raise IndexDamaged(f"{self.name}: {name} cannot be read: {error}") from error
            self._arrays[name] = found
        return found

    def names(self) -> Iterable[str]:
        return self._sections.keys()

    def bytes_of(self, name: str) -> int:
        """How many bytes a section takes."""
        kind, _, length, _ = self._sections[name]
        return int(np.dtype(kind).itemsize * length)

    def refuse_cut(self) -> None:
        """Raises IndexDamaged when the file was shortened after it was mapped: reading on would end the process."""
        if isinstance(self._buffer, mmap.mmap) and self._buffer.size() < self.size:
            raise IndexDamaged(f"{self.name} was cut short")

    def verify(self) -> None:
        """Compares every section with its checksum."""
        for name, (_, _, _, checksum) in self._sections.items():
            if zlib.crc32(self.array(name).data) != checksum:
                raise IndexDamaged(f"{self.name}: the checksum of {name} does not fit")

    def _directory(self) -> dict[str, Any]:
        try:
            fields = _HEADER.unpack_from(self._buffer)
            (checksum,) = _CHECKED.unpack_from(self._buffer, _HEADER.size)
        except struct.error as error:
            raise IndexDamaged(f"{self.name} is cut short") from error
        magic, number, directory_checksum, offset, length = fields
        if magic != MAGIC or checksum != zlib.crc32(self._buffer[: _HEADER.size]):
            raise IndexDamaged(f"{self.name} has no header of an index")
        if number != FORMAT:
            raise IndexDamaged(f"{self.name} has format {number}, this program reads {FORMAT}")
        text = self._buffer[offset : offset + length]
        if len(text) != length or zlib.crc32(text) != directory_checksum:
            raise IndexDamaged(f"{self.name}: the directory is damaged")
        directory: dict[str, Any] = json.loads(bytes(text))
        return directory

    def _verify_once(self, path: Path) -> None:
        state = state_of(path)
        if state in _verified:
            return
        self.verify()
        with _verifying:
            _verified.add(state)


State = tuple[str, int, int, int]


def state_of(path: Path | str) -> State:
    """Changes whenever the file at this path does."""
    status = os.stat(path)  # noqa: PTH116
    return str(path), status.st_ino, status.st_size, status.st_mtime_ns


_verified: set[State] = set()
_verifying = threading.Lock()


def forget_removed(directory: Path) -> None:
    """Lets go of what is known of files below a directory that are gone: each commit leaves some."""
    below = f"{directory}{os.sep}"
    with _verifying:
        known = [state for state in _verified if state[0].startswith(below)]
        _verified.difference_update([state for state in known if not Path(state[0]).exists()])
