"""Documents inside zip and tar files, read in memory: nothing is written to disk, whatever its name."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ZIP_SUFFIXES = (".zip",)
TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
MAX_MEMBERS = 200_000
MAX_TOTAL = 4 * 2**30  # bytes after decompression


class ArchiveError(ValueError):
    """The archive is broken, encrypted, or unpacks to more than is allowed."""


@dataclass(frozen=True)
class Member:
    """A file of an archive; `data` is None where it is longer than the reader wants."""

    name: str
    size: int
    data: bytes | None


def is_archive(name: str) -> bool:
    return name.lower().endswith(ZIP_SUFFIXES + TAR_SUFFIXES)


def members(path: Path, max_bytes: int) -> Iterator[Member]:
    """The files of an archive in its own order, each of at most `max_bytes`.

    Raises ArchiveError as soon as the archive turns out broken or too big; what came before stays good.
    """
    read = _zip_members if path.name.lower().endswith(ZIP_SUFFIXES) else _tar_members
    total = 0
    try:
        for number, member in enumerate(read(path, max_bytes), 1):
            total += len(member.data or b"")
            if number > MAX_MEMBERS or total > MAX_TOTAL:
                raise ArchiveError("解压后超过上限")
            yield member
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise ArchiveError(f"压缩包无法读取:{error}") from error
    except (RuntimeError, NotImplementedError) as error:  # an encrypted member, an unknown method
        raise ArchiveError(f"压缩包中的文件无法解开:{error}") from error


def _zip_members(path: Path, max_bytes: int) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                with archive.open(info) as file:
                    # The stated size may be a lie: what is read is bounded, whatever it says.
                    yield _member(_zip_name(info), info.file_size, file.read(max_bytes + 1), max_bytes)


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


def _tar_members(path: Path, max_bytes: int) -> Iterator[Member]:
    with tarfile.open(path, mode="r|*") as archive:  # a stream: each block is unpacked once
        for info in archive:
            if info.isreg():
                file = archive.extractfile(info)
                data = file.read(max_bytes + 1) if file else b""
                name = info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                yield _member(name, info.size, data, max_bytes)


def _member(name: str, size: int, data: bytes, max_bytes: int) -> Member:
    return Member(name, max(size, len(data)), data if len(data) <= max_bytes else None)
