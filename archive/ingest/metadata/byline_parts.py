"""The parts of a byline in reading order: roles with the names that follow, and whether anything else stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.person_names import split_names

_LONG_ROLE = (
    r"(?:特约|见习|实习|全媒体?|融媒体?|首席|驻地|资深|摄影|文字|视频|总台央视|总台|央视|本[报台网刊社])?记者|特约通讯员|通讯员|实习生|"
    r"特约撰稿人?|特约评论员|专栏作者|本文作者|作者姓名|作者|责任编辑|执行编辑|本期编辑|值班编辑|新媒体编辑|编辑|责编|主编|编审|审核|审校|校对|"
    r"复审|终审|初审|监制|总监制|策划|统筹|撰文|撰稿人?|执笔|文字|图文|文图|图片|摄影报道|摄影|摄像|视频|剪辑|制图|美编|设计|供图|供稿|整理|翻译|编译|投稿"
)
_SHORT_ROLE = r"(?<![\u4e00-\u9fff])(?:文|图|摄)(?=[\s/:|、])|(?<=[/、:|])\s?(?:文|图|摄)(?![\u4e00-\u9fff])"
ROLE = pattern(rf"{_LONG_ROLE}|{_SHORT_ROLE}")
# What may stand in a byline besides roles and names.
_FILLER = pattern(
    r"[\W_]+|(?:文|图|摄|摄影|报道|综合报道|摄影报道|采写|图文|文图|供图|供稿|整理|实习|等)(?=[\W_]|$)|(?:(?<=/ )|(?<=/))[\u4e00-\u9fff]{2,4}报[道导]|[a-z]*[0-9]+[a-z0-9_]*"
)
_OUTLET = pattern(
    r"^[\W_]{0,3}(?:本[报网台刊社]|[\u4e00-\u9fff]{1,10}?(?:报|网|社|台|客户端|频道|周刊|杂志|新闻|发布|融媒(?:体)?(?:中心)?|党校|宣传部|组织部))(?=[\W_]*(?:"
    rf"{_LONG_ROLE}))"
)
_BLOCK = re.compile(r"[\u4e00-\u9fff·]+")
# What stands behind the last name and is none: 陈明报道, 陈明摄, 李丽文.
_SPEAKING = pattern(r"(?:综合)?(?:摄影报道|报道|采写|摄影|供图|供稿|摄|文图|图文|文|图)$")
_PLAIN_ROLES = frozenset(pattern("作者 文 文字 撰文 本文作者 专栏作者 作者姓名 图文 文图").pattern.split())
_PICTURES = frozenset(pattern("图 摄 图片 摄影报道 供图").pattern.split())
_LONGEST_BLOCK = 14
# Behind the mark of a newspaper's byline each word after a role is a name, whatever people it is of: □记者 阿依古丽.
_BYLINE_MARKS = ("□", "■", "◎")
_LONGEST_MARKED_NAME = 6


@dataclass(frozen=True)
class Part:
    """A name at [start, end) of the fold, and the role it stands under (empty for the writer of the text)."""

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class Parts:
    """`whole`: the text is nothing but roles, names and what belongs to them."""

    names: tuple[Part, ...]
    whole: bool


def read_parts(key: str, *, begin: int = 0, end: int | None = None, strict: bool = True) -> Parts:
    """Reads the folded text at [begin, end) as a byline; a name counts only after a role.

    With `strict` False words that are no names are passed over until the next role, as in a line that also gives
    the source.
    """
    end = len(key) if end is None else end
    marked = key.startswith(_BYLINE_MARKS, begin)
    position, role, parts, whole = begin, None, list[Part](), True
    if opening := _OUTLET.match(key[begin:end]):
        position = begin + opening.end()
    while position < end:
        if match := ROLE.match(key, position, end):
            role, position = _plain(match.group().strip()), match.end()
        elif match := _FILLER.match(key, position, end):
            position = match.end()
        else:
            block = _BLOCK.match(key, position, end)
            stop = _block_end(key, position, block.end()) if block else position + 1
            found = _names(key, position, stop, role) if block and role is not None else None
            if (
                marked
                and block
                and found is None
                and role is not None
                and stop - position <= _LONGEST_MARKED_NAME
            ):
                found = [Part(position, stop, role)]
            parts += found or ()
            whole = whole and found is not None
            if found is None and strict:
                return Parts(tuple(parts), whole=False)
            role = role if found else None
            position = stop
    return Parts(tuple(parts), whole)


def _block_end(key: str, start: int, end: int) -> int:
    """A block of characters ends where the next role begins: 陈明通讯员李丽."""
    match = ROLE.search(key, start + 2, end)
    return match.start() if match else end


def _names(key: str, start: int, end: int, role: str) -> list[Part] | None:
    if end - start > _LONGEST_BLOCK:
        return None
    names = split_names(key[start:end]) or split_names(_SPEAKING.sub("", key[start:end]))
    parts: list[Part] = []
    for name in names or ():
        parts.append(Part(start, start + len(name), role))
        start += len(name)
    return parts or None


def _plain(role: str) -> str:
    if role in _PLAIN_ROLES:
        return ""
    return _PHOTOGRAPHY if role in _PICTURES else role


_PHOTOGRAPHY = "摄影"
