"""From paths to raw records: text, HTML, JSON Lines, directories, zip and tar archives, standard input.

One bad document stops nothing: it is yielded as a BadInput that names the file, the line and the remedy, and
reading goes on.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from archive.ingest import archives, side_files
from archive.ingest.decoding import UnknownEncoding, decode, is_wide
from archive.ingest.records import BadInput, RawRecord
from archive.ingest.validation import (
    Fields,
    Invalid,
    check_record,
    parse_object,
    require_chinese,
    source_key,
)

MAX_BYTES = 16 * 2**20  # one document: a file, a member of an archive, or a line of JSON Lines
STDIN = "-"
EMPTY = ("文件为空", "请补上内容,或去掉这个文件")  # what is wrong and the remedy
LINES_SUFFIXES = (".jsonl", ".ndjson")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_REPACK = "请重新打包,不加密码,或解压后按目录导入"

Item = RawRecord | BadInput
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SNIFFED = 4096


def read_paths(paths: Iterable[str | Path], *, max_bytes: int = MAX_BYTES) -> Iterator[Item]:
    """The documents at the paths, in their order; a directory's in the order of their names.

    Hidden files are left out, and so are side files (NAME.curated.json beside NAME.txt): what they state
    becomes `given` of the text. Nothing longer than `max_bytes` is read into memory.
    """
    for path in paths:
        if str(path) == STDIN:
            yield from _read_stdin(max_bytes)
        else:
            yield from _read_path(Path(path), max_bytes)


def read_again(data: bytes, like: RawRecord) -> RawRecord:
    """The record of bytes that were read before; `like` tells where they came from and what was given beside them.

    Raises Invalid when what is asked of a record has changed since.
    """
    if like.line is None:
        return replace(like, data=data, content=data)
    fields = check_record(parse_object(data))
    return replace(
        like,
        data=data,
        form=fields.form,
        content=fields.content,
        external_id=fields.external_id,
        given=fields.given,
        extra=fields.extra,
    )


def _read_path(path: Path, max_bytes: int) -> Iterator[Item]:
    if path.is_dir():
        yield from _read_directory(path, max_bytes)
    elif not path.exists():
        yield BadInput(_shown(path), "没有这个文件或目录", "请检查路径")
    else:
        yield from _read_file(path, max_bytes)


def _read_directory(root: Path, max_bytes: int) -> Iterator[Item]:
    found = False
    for path in _files_below(root):
        found = True
        if fault := _link_fault(path, root):
            yield BadInput(_shown(path), fault, "请复制所指的文件或目录,或直接给出它的路径")
        else:
            yield from _read_file(path, max_bytes)
    if not found:
        yield BadInput(_shown(root), "目录中没有文件", "请检查路径;以点开头的文件不读")


def _link_fault(path: Path, root: Path) -> str:
    """Why a symbolic link is not read; nothing where it leads to a file inside the directory."""
    if not path.is_symlink():
        return ""
    if path.is_dir():
        return "符号链接指向目录,目录中的链接不跟随"
    inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    return "" if inside else "符号链接指向目录之外"


def _files_below(root: Path) -> Iterator[Path]:
    """The files below a directory, and the links to directories, which are not followed."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in sorted([*names, *links]) if not _is_aside(name))


def _is_aside(name: str) -> bool:
    return name.startswith(".") or name.endswith(side_files.SUFFIX)


def _read_file(path: Path, max_bytes: int) -> Iterator[Item]:
    name = _shown(path)
    try:
        if not path.is_file():
            yield BadInput(name, "不是普通文件", "请给出文件或目录")
        elif archives.is_archive(path.name):
            yield from _read_archive(path, max_bytes)
        elif path.name.lower().endswith(LINES_SUFFIXES):
            with path.open("rb") as file:
                yield from _read_lines(file, name, max_bytes)
        elif path.stat().st_size > max_bytes:
            yield _too_big(name, max_bytes)
        else:
            yield _read_document(path.read_bytes(), name, side_files.beside(path, max_bytes))
    except OSError as error:
        yield BadInput(name, f"无法读取:{error.strerror or error}", "请检查文件的权限和磁盘")


def _read_archive(path: Path, max_bytes: int) -> Iterator[Item]:
    name = _shown(path)
    try:
        curated = side_files.members(path, max_bytes)
        for member in archives.members(path, max_bytes, _is_document):
            yield from _read_member(member, name, curated, max_bytes)
    except archives.ArchiveError as error:
        yield BadInput(name, str(error), _REPACK)


def _is_document(member: str) -> bool:
    return not any(_is_aside(part) for part in PurePosixPath(member).parts if part != "..")


def _read_member(
    member: archives.Member, file: str, curated: Mapping[str, archives.Member], max_bytes: int
) -> Iterator[Item]:
    shown = f"{file}!{member.name}"
    if member.fault:
        yield BadInput(shown, member.fault, _REPACK)
    elif member.data is None:
        yield _too_big(shown, max_bytes)
    elif member.name.lower().endswith(LINES_SUFFIXES):
        lines = iter(member.data.splitlines(keepends=True))
        yield from _read_records(lines, shown, max_bytes, member.name)
    else:
        path = PurePosixPath(member.name)
        side = curated.get(str(path.parent / (path.stem + side_files.SUFFIX)))
        yield _read_document(member.data, shown, lambda: side_files.within(side), member.name)


def _read_stdin(max_bytes: int) -> Iterator[Item]:
    stream = sys.stdin.buffer
    first = stream.read(1)
    if first == b"{":
        yield from _read_lines(stream, STDIN, max_bytes, first)
        return
    data = first + stream.read(max_bytes)
    yield _too_big(STDIN, max_bytes) if len(data) > max_bytes else _read_document(data, STDIN, dict)


def _read_document(
    data: bytes, name: str, curated: Callable[[], Mapping[str, Any]], member: str = ""
) -> Item:
    """A text or an HTML page; what is wrong with it is given back, not raised."""
    try:
        _require_text(data, name)
        given = curated()
    except UnknownEncoding:
        return BadInput(name, "无法识别编码", "请转存为 UTF-8(也可用 GB18030 或 Big5)")
    except Invalid as error:
        return BadInput(name, error.error, error.remedy)
    record = RawRecord(_own_file(name, member), data, "text", data, member=member, given=given)
    return replace(record, form="html", media_type="text/html") if _is_html(name, data) else record


def _is_html(name: str, data: bytes) -> bool:
    return name.lower().endswith(HTML_SUFFIXES) or bool(_HTML_START.match(data[:_SNIFFED]))


def _require_text(data: bytes, name: str) -> None:
    if not data.strip():
        raise Invalid(*EMPTY)
    if name.lower().endswith(".json"):
        raise Invalid("不支持整份的 JSON 文件", "请转为 JSON Lines:每行一个对象,扩展名 .jsonl")
    if not data.startswith(_WIDE_MARKS) and _is_binary(data) and not is_wide(data):
        raise Invalid("是二进制文件,或正文中有空字符(NUL)", "请先转存为纯文本、HTML 或 JSON Lines")
    require_chinese(decode(data).text)


def _is_binary(data: bytes) -> bool:
    return b"\0" in data or len(_CONTROL.findall(data)) > len(data) // 200


def _own_file(name: str, member: str) -> str:
    return name.removesuffix(f"!{member}") if member else name


def _read_lines(stream: BinaryIO, name: str, max_bytes: int, begun: bytes = b"") -> Iterator[Item]:
    return _read_records(_bounded_lines(stream, max_bytes, begun), name, max_bytes)


def _bounded_lines(stream: BinaryIO, max_bytes: int, begun: bytes) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long, one byte more than is allowed."""
    while line := begun + stream.readline(max_bytes + 1 - len(begun)):
        begun = b""
        yield line
        while len(line) > max_bytes and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1)


def _read_records(lines: Iterator[bytes], name: str, max_bytes: int, member: str = "") -> Iterator[Item]:
    seen: dict[tuple[str, str], int] = {}
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        empty = False
        if len(line) > max_bytes:
            yield _too_big(name, max_bytes, number)
        else:
            yield _read_record(line, name, number, member, seen)
    if empty:
        yield BadInput(name, *EMPTY)


def _read_record(line: bytes, name: str, number: int, member: str, seen: dict[tuple[str, str], int]) -> Item:
    try:
        fields = check_record(parse_object(line))
        _require_new_id(fields, number, seen)
    except Invalid as error:
        return BadInput(name, error.error, error.remedy, number)
    return RawRecord(
        file=_own_file(name, member),
        data=line.rstrip(b"\r\n"),
        form=fields.form,
        content=fields.content,
        line=number,
        member=member,
        media_type="application/x-ndjson",
        external_id=fields.external_id,
        given=fields.given,
        extra=fields.extra,
    )


def _require_new_id(fields: Fields, number: int, seen: dict[tuple[str, str], int]) -> None:
    """Within one file an id names one document of its source; over several loads, a new version of it."""
    if fields.external_id is None:
        return
    key = (source_key(fields.given), fields.external_id)
    first = seen.setdefault(key, number)
    if first != number:
        raise Invalid(f"id 重复:{fields.external_id}(已见于第 {first} 行)", "请为每条记录用不同的 id")


def _too_big(name: str, max_bytes: int, line: int | None = None) -> BadInput:
    return BadInput(name, f"超过 {max_bytes:,} 字节的上限", "请拆成单篇的文件,或提高上限", line)


def _shown(path: Path) -> str:
    """The path as text that can be stored: names that are not UTF-8 show a mark where they break."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
