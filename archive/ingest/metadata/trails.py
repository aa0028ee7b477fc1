"""Breadcrumbs: the line on which a page says where it is filed (首页 > 江苏 > 南通 > 正文)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.ingest.cleaning_lines import pattern, read_lines
from archive.text import divisions
from archive.text.divisions import Division

_STEP = re.compile(r"\s*(?:>+|»|›|→|/|\||::|-{2,})\s*")
_HERE = pattern(r"^(?:您?(?:现在|当前|目前)?(?:所在)?(?:的)?位置(?:是)?\s?[:]?\s?)")
_TODAY = pattern(r"^(?:今日|新闻|频道)|(?:新闻|频道|要闻|资讯|站|网)$")
_LONGEST, _MOST_STEPS, _LEAST_STEPS = 80, 8, 3


def read_trail(dropped: Iterable[str]) -> tuple[str, ...]:
    """The steps of the first breadcrumb among the passages that cleaning took out, from the outermost in, without
    the words that make a channel of a place (今日龙岗: 龙岗); empty when there is none."""
    for passage in dropped:
        for line in read_lines(passage[:2000]):
            steps = _steps(line.key)
            if steps:
                return steps
    return ()


def _steps(key: str) -> tuple[str, ...]:
    if len(key) > _LONGEST or (">" not in key and "»" not in key and "›" not in key and "→" not in key):
        return ()
    steps = [step for step in _STEP.split(_HERE.sub("", key)) if step]
    if not _LEAST_STEPS - 1 <= len(steps) <= _MOST_STEPS or max(map(len, steps)) > _LONGEST // 2:
        return ()
    return tuple(filter(None, (_TODAY.sub("", step) for step in steps)))


def trail_divisions(trail: Sequence[str]) -> tuple[Division, ...]:
    """The places that a page files itself under, from the outermost in; a name of several bearers needs one above."""
    found: list[Division] = []
    for step in trail:
        above = {each.code for each in found}
        named = divisions.named(step)
        inside = [each for each in named if above & {up.code for up in divisions.ancestors(each.code)}]
        meant = inside or [each for each in named if each.level != "district"]
        if len(meant) == 1:
            found.append(meant[0])
    return tuple(found)
