"""Finds the names of administrative divisions in a text, and refuses what only looks like one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.reading import Reading
from archive.text import divisions
from archive.text.divisions import Division
from archive.text.folding import fold

# 南京东路, 阳曲路, 北京居委, 新华社区, 上海话, 如皋人: the name of a place inside the name of something else.
_NAMED_AFTER = pattern(
    r"^(?:[东西南北中新]?[一二三四五六七八九十]?[路街巷弄里桥村坊山寺峰]|[东南西北中]?大[道街桥厦]|街道|"
    r"社区|居委|居民区|小区|新村|花园|广场|公寓|苑|大厦|饭店|宾馆|酒店"
    r"|路|镇|乡|话|人(?!民|大|社|力)|籍|菜|方言|口音|烤鸭|牌|号|一号|杯|精神|会议|条约|宣言|时报|日报|晚报|"
    r"网|站|大学)"
)
_NAMED_AFTER_SUFFIXED = pattern(r"^(?:[东西南北]?[路街巷弄桥]|[东西南北]大[道街]|籍|话|人(?!民|大|社|力))")
# Common surnames that are rarely words of their own: 王 before 朝阳 makes a person.
_SURNAMES = frozenset(
    fold(
        "王李张刘陈杨赵黄周吴徐孙朱胡郭罗郑梁谢宋许邓冯韩曹彭萧蔡潘董袁蒋杜苏魏吕沈姚卢姜崔谭陆范汪廖贾韦邹熊孟秦阎薛侯"
    )
)
_SHORTEST = 2


@dataclass(frozen=True)
class Named:
    """A name found at [start, end) of the fold, and all divisions that bear it. `full`: written with 省, 市, 区 …"""

    start: int
    end: int
    candidates: tuple[Division, ...]
    full: bool


def find_names(reading: Reading) -> Iterator[Named]:
    """Names of divisions in reading order, the longest at each place; in time linear in the text."""
    names, openings = _names()
    key, position, end = reading.key, 0, len(reading.key)
    while position < end - 1:
        lengths = openings.get(key[position : position + _SHORTEST])
        named = _longest(names, key, position, lengths) if lengths else None
        if named is None:
            position += 1
            continue
        position = named.end
        if not _is_part_of_another(reading, named):
            yield named


def _longest(names: dict[str, _Entry], key: str, position: int, lengths: tuple[int, ...]) -> Named | None:
    for length in lengths:
        entry = names.get(key[position : position + length])
        if entry:
            return Named(position, position + length, entry.candidates, entry.full)
    return None


def _is_part_of_another(reading: Reading, named: Named) -> bool:
    rest = reading.key[named.end : named.end + 8]
    refused = _NAMED_AFTER_SUFFIXED if named.full else _NAMED_AFTER
    return bool(refused.match(rest)) or (not named.full and _is_in_word(reading, named))


def _is_in_word(reading: Reading, named: Named) -> bool:
    """Whether a bare name stands inside a word (王朝阳) or behind a surname; 大上海 is still the place."""
    if reading.key[named.start - 1 : named.start] == "大":
        return False
    return not reading.is_word_boundary(named.start) or reading.word_before(named.start) in _SURNAMES


@dataclass(frozen=True)
class _Entry:
    candidates: tuple[Division, ...]
    full: bool


@cache
def _names() -> tuple[dict[str, _Entry], dict[str, tuple[int, ...]]]:
    """Folded names with what they mean, and for each pair of first characters the lengths to try, longest first."""
    forms: dict[str, set[bool]] = defaultdict(set)
    for division in divisions.all_divisions():
        forms[fold(division.name)].add(True)
        for short in divisions.short_names(division.code):
            forms[fold(short)].add(False)
    names = {
        name: _Entry(divisions.named(name), True in full)
        for name, full in forms.items()
        if len(name) >= _SHORTEST
    }
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        lengths[name[:_SHORTEST]].add(len(name))
    return names, {opening: tuple(sorted(found, reverse=True)) for opening, found in lengths.items()}


_CHAIN_GAP = re.compile(r"[\s·]{0,2}")


def stands_together(key: str, first: Named, second: Named) -> bool:
    """Whether one name follows the other at once: 上海市|黄浦区, 深圳|龙岗区."""
    return bool(_CHAIN_GAP.fullmatch(key[first.end : second.start]))
