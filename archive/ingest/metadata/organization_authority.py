"""The authority file of bodies that texts name without saying whose they are: national, foreign, international.

Each row of `organization_authority.tsv` is one body: preferred name, kind, other names, the years in which it had
this name (first, last), the name that followed, and where its names count. Written by hand from general knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from archive.ingest.cleaning_lines import pattern
from archive.ingest.records import OrganizationKind
from archive.text.folding import fold


@dataclass(frozen=True)
class Body:
    """`team`: a sports club; `sport`: one whose name (a city's, an animal's) is a body only among words of sport."""

    preferred: str
    kind: OrganizationKind
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str | None = None
    team: bool = False
    sport: bool = False


@dataclass(frozen=True)
class Known:
    """A name of the authority file at [start, end)."""

    start: int
    end: int
    body: Body


# A word of sport near by settles it, or two of the commoner ones.
_SPORT = pattern(
    "联赛|主场|客场|球队|球迷|进球|射门|主帅|球员|前锋|后卫|中场|门将|赛季|积分|盘口|赔|足彩|竞彩|平局|主胜|客胜|降级|争冠|对阵|净胜|败给|"
    "战平|战胜|击败|不敌|欧冠|德比|转会|主队|客队|让球|球场|球星|小组赛|淘汰赛|半决赛|联盟杯|欧洲杯|足总杯|意甲|英超|西甲|德甲|法甲|荷甲|"
    "出线|夺冠|亚军|比分|战队|博胆|首发|比赛|足球|篮球|两队|主教练|锋线|锋将|球衣"
)
_SPORTY = pattern(
    "[0-9]胜|[0-9]平|[0-9]负|[0-9]-[0-9]|[0-9]比[0-9]|取胜|大胜|输给|交锋|本场|本轮|上轮|对手|晋级|停赛|不败|防平|作胆|胜负|冷门|主战"
)
_NEAR = 100
_COMMUNITY = re.compile("社区")  # 新华社区 is a community, not the agency


def find_known(key: str, text: str, offset: int) -> Iterator[Known]:
    """The names of the file in a stretch of a folded text that begins at `offset` of `key`."""
    table, pattern = _index()
    for match in pattern.finditer(text):
        body = table[match.group()]
        if _COMMUNITY.match(text, match.end() - 1):
            continue
        if body.sport and not _is_sport(key, offset + match.start(), offset + match.end()):
            continue
        yield Known(match.start(), match.end(), body)


def _is_sport(key: str, start: int, end: int) -> bool:
    left, right = max(0, start - _NEAR), end + _NEAR
    if _SPORT.search(key, left, right):
        return True
    return len({match.group() for match in _SPORTY.finditer(key, left, right)}) > 1


def known(name: str) -> Body | None:
    """The body of this name in the file."""
    return _index()[0].get(fold(name))


def opening(name: str) -> tuple[Body, int] | None:
    """The body of the file whose name opens a longer name, and the length of that name: 国家卫健委|办公厅."""
    match = _index()[1].match(fold(name))
    return (_index()[0][match.group()], match.end()) if match and match.end() < len(name) else None


@cache
def _index() -> tuple[dict[str, Body], re.Pattern[str]]:
    table: dict[str, Body] = {}
    for body in all_bodies():
        for name in (body.preferred, *body.aliases):
            table.setdefault(fold(name), body)
    return table, re.compile(_trie(sorted(table)))


def _trie(names: list[str]) -> str:
    """A pattern of many names that tries each first character once; the longest name wins."""
    tree: dict[str, list[str]] = {}
    for name in names:
        tree.setdefault(name[:1], []).append(name[1:])
    parts = []
    for char, rests in tree.items():
        if not char:
            continue
        inner = _trie([rest for rest in rests if rest]) if any(rests) else ""
        tail = f"(?:{inner})" + ("?" if "" in rests else "") if inner else ""
        parts.append(re.escape(char) + tail)
    return "|".join(parts)


def all_bodies() -> Iterator[Body]:
    """Every body of the file, in its order."""
    text = files(__package__).joinpath("organization_authority.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield _row(line)


def _row(line: str) -> Body:
    preferred, kind, aliases, since, until, successor, field = (line + "\t" * 6).split("\t")[:7]
    return Body(
        preferred,
        cast(OrganizationKind, kind),
        tuple(aliases.split("、")) if aliases else (),
        int(since) if since else None,
        int(until) if until else None,
        successor or None,
        field in ("club", "sport"),
        field == "sport",
    )
