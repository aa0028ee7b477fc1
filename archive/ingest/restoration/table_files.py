"""How the tables of the language models are kept: parts, each after its length, compressed; numbers little-endian."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable


def joined(parts: Iterable[bytes]) -> bytes:
    """The bytes of a file of these parts."""
    return zlib.compress(b"".join(len(part).to_bytes(4, "little") + part for part in parts), 9)


def parts_of(data: bytes) -> list[bytes]:
    """The parts of a file's bytes."""
    rest = memoryview(zlib.decompress(data))
    parts: list[bytes] = []
    while rest:
        size = int.from_bytes(rest[:4], "little")
        parts.append(bytes(rest[4 : 4 + size]))
        rest = rest[4 + size :]
    return parts


def numbers(kind: str, part: bytes) -> array[int]:
    """The numbers of a part; `kind` is the type code of `array`."""
    found = array(kind)
    found.frombytes(part)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def little(values: array[int]) -> bytes:
    """Numbers as a part."""
    copy = array(values.typecode, values)
    if sys.byteorder == "big":
        copy.byteswap()
    return copy.tobytes()
