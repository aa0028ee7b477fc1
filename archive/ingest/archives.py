"""Documents inside zip and tar files, read in memory: nothing is written to disk, whatever its name."""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ZIP_SUFFIXES = (".zip",)
TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
MAX_MEMBERS = 200_000
MAX_TOTAL = 4 * 2**30  # bytes after decompression
_BLOCK = 4096  # bytes unpacked at a time: bzip2 and LZMA unpack all that they are handed, whatever it becomes
# What the standard library raises on damaged bytes; RuntimeError is an encrypted member or an unknown method.
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    ValueError, OverflowError, LookupError, RuntimeError,
)  # fmt: skip


class ArchiveError(Exception):
    """The archive is broken, or unpacks to more than is allowed."""


@dataclass(frozen=True)
class Member:
    """A file of an archive; `data` is None where it is longer than the reader wants, or where `fault` says why
    it cannot be unpacked."""

    name: str
    data: bytes | None
    fault: str = ""


def is_archive(name: str) -> bool:
    return name.lower().endswith(ZIP_SUFFIXES + TAR_SUFFIXES)


def members(path: Path, max_bytes: int, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """The files of an archive whose names are wanted, in its own order, each of at most `max_bytes`.

    Raises ArchiveError as soon as the archive turns out broken or too big; what came before stays good.
    """
    read = _zip_members if path.name.lower().endswith(ZIP_SUFFIXES) else _tar_members
    try:
        yield from read(path, max_bytes, wanted)
    except _BROKEN as error:
        raise ArchiveError(f"压缩包无法读取:{error}") from error


class _Allowance:
    """How much of an archive may still be unpacked; charged before a member is read, wanted or not."""

    def __init__(self) -> None:
        self._members, self._bytes = MAX_MEMBERS, MAX_TOTAL

    def charge(self, size: int) -> None:
        self._members -= 1
        self._bytes -= max(size, 0)  # a damaged header may state less than nothing
        if self._members < 0 or self._bytes < 0:
            raise ArchiveError("解压后超过上限")


def _zip_members(path: Path, max_bytes: int, wanted: Callable[[str], bool]) -> Iterator[Member]:
    allowance = _Allowance()
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            allowance.charge(min(info.file_size, max_bytes + 1))  # no more of it is ever read
            name = _zip_name(info)
            if not name.endswith("/") and wanted(name):
                yield _zip_member(archive, info, name, max_bytes)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, max_bytes: int) -> Member:
    """Each member is packed on its own: one that is damaged or encrypted leaves the others good."""
    try:
        with archive.open(info) as file:
            return _member(name, file, max_bytes)
    except _BROKEN as error:
        return Member(name, None, f"压缩包中的文件无法解开:{error}")


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 flag come as code page 437; Chinese programs wrote GBK there."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _tar_members(path: Path, max_bytes: int, wanted: Callable[[str], bool]) -> Iterator[Member]:
    allowance = _Allowance()
    with tarfile.open(path, mode="r|*") as archive:  # a stream: each block is unpacked once
        for info in archive:
            allowance.charge(info.size)  # all of it is unpacked on the way to the next
            name = info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            file = archive.extractfile(info) if info.isreg() and wanted(name) else None
            if file:
                yield _member(name, file, max_bytes)


def _member(name: str, file: IO[bytes], max_bytes: int) -> Member:
    """Reads one byte more than is wanted at most: the stated size may be a lie."""
    data = bytearray()
    while len(data) <= max_bytes and (block := file.read(_BLOCK)):
        data += block
    return Member(name, bytes(data) if len(data) <= max_bytes else None)
