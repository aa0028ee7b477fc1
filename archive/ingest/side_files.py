"""What a curator states of a text in a file beside it: NAME.curated.json beside NAME.txt, in a directory or an archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from archive.ingest import archives
from archive.ingest.validation import Invalid, check_curated, parse_object

SUFFIX = ".curated.json"


def beside(path: Path, max_bytes: int) -> Callable[[], Mapping[str, Any]]:
    """A reader of the side file of a text; it gives nothing where there is none, and raises Invalid for a bad one."""
    side = path.with_name(path.stem + SUFFIX)

    def read() -> Mapping[str, Any]:
        if not side.is_file():
            return {}
        return _stated(side.read_bytes() if side.stat().st_size <= max_bytes else None)

    return read


def members(path: Path, max_bytes: int) -> Mapping[str, archives.Member]:
    """The side files of an archive, read in a first pass, since they may stand after their texts."""
    found = archives.members(path, max_bytes, lambda name: name.endswith(SUFFIX))
    return {str(PurePosixPath(each.name)): each for each in found}


def within(side: archives.Member | None) -> Mapping[str, Any]:
    """What a member of an archive states. Raises Invalid for a bad one."""
    return {} if side is None else _stated(side.data, side.fault)


def _stated(data: bytes | None, fault: str = "") -> Mapping[str, Any]:
    """`data` is None where the file is too long or, by its `fault`, cannot be unpacked."""
    try:
        if data is None:
            raise Invalid(fault or "文件过大", "请改正附带文件,或去掉它")
        return check_curated(parse_object(data))
    except Invalid as error:
        raise Invalid(f"附带的 {SUFFIX[1:]} 有误:{error.error}", error.remedy) from error
