"""Undoes what a careless republisher did to a text: pinyin put after its characters, characters torn in two.

The text was stored as GBK, two bytes a character, and searched for two-byte codes without regard to where
characters begin. `glosses` takes out the readings put in, `sites` finds where a character was torn, `shifts`
reads what follows in step again, `repairing` chooses or refuses by the language model of `language`. Text that is
not damaged comes back as it is; a passage that cannot be read with confidence stays and is named in `doubts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.ingest.restoration.glosses import are_damage, find_glosses, removable
from archive.ingest.restoration.quotes import LOOK_BACK
from archive.ingest.restoration.repairing import Choice, Chooser
from archive.ingest.restoration.sites import Site, find_sites
from archive.ingest.tracing import Edit

__all__ = ["Doubt", "Repair", "Restoration", "restoration_edits", "restore"]

# What every damaged text has: a bracket before a Latin letter, or a `?` before another mark or a reading.
_SUSPICIOUS = re.compile(r"[(（][ \u00a0]?[a-zɡ\u00e0-\u01dc]|\?[？?！!\x00-\x08a-zɡ\u00e0-\u01dc]")
# A passage read for the first time costs milliseconds. Articles have one such place in some hundred characters; what
# a hostile text has beyond is left as it is, and named.
LEAST_SITES, CHARACTERS_A_SITE = 200, 2000
_SWALLOWED = re.compile(r"(?<=[\u3400-\u9fff])\?!\?(?![?!？！])")
_CLAUSE = 16
_ASKS = re.compile("[吗嗎呢吧啊呀哪谁誰啥何咋么麼]|是不是|有没有|有沒有|为什|為什|难道|難道|了$|的$|真")
_REASONS = {
    "gloss": "转载网页在字后加注的拼音",
    "cut": "按字节替换“？”“！”时切断的字，其后错位解码",
    "gloss inside a character": "转载网页把拼音插进了一个字的两个字节之间",
}


@dataclass(frozen=True)
class Repair:
    """A passage [start, end) of the input that was put right; `confidence` is between 0 and 1."""

    start: int
    end: int
    before: str
    after: str
    method: str
    confidence: float


@dataclass(frozen=True)
class Doubt:
    """A passage of the input that looks damaged and was left as it is."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True)
class Restoration:
    text: str
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def restore(text: str) -> Restoration:
    """The text with its damage undone; offsets of repairs and doubts are those of the input."""
    if not _SUSPICIOUS.search(text):
        return Restoration(text)
    repairs, doubts = _torn(text)
    spans = [(each.start, each.end) for each in repairs] + [(each.start, each.end) for each in doubts]
    doubts += _swallowed(text, spans)
    repairs += _glosses(text, spans)
    repairs.sort(key=lambda repair: repair.start)
    doubts.sort(key=lambda doubt: doubt.start)
    return Restoration(_applied(text, repairs), tuple(repairs), tuple(doubts))


def restoration_edits(restoration: Restoration) -> list[Edit]:
    """The repairs as edits of the text that was given, for the ledger."""
    return [
        Edit(each.start, each.end, each.after, each.method, _REASONS[each.method], each.confidence)
        for each in restoration.repairs
    ]


def _torn(text: str) -> tuple[list[Repair], list[Doubt]]:
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    chooser = Chooser(text, LEAST_SITES + len(text) // CHARACTERS_A_SITE)
    before, at = "", 0
    for site in find_sites(text):
        before = before[-LOOK_BACK:] + text[max(at, site.start - LOOK_BACK) : site.start]
        choice, at = chooser.choose(site, before), site.start
        if choice and choice.accepted:
            repairs.append(_repair(site, choice))
            before, at = before + choice.after, site.end
        elif choice:
            doubts.append(Doubt(site.start, site.end, site.shown, choice.reason))
    return repairs, doubts


def _repair(site: Site, choice: Choice) -> Repair:
    return Repair(site.start, site.end, site.shown, choice.after, site.method, round(choice.confidence, 3))


def _swallowed(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[Doubt]:
    """Marks between two lost bytes show nothing of the characters that were torn (個不?!? for 個不停。): they cannot be
    read, but where nobody asks or wonders they are named."""
    spans = sorted(taken)
    for match in _SWALLOWED.finditer(text):
        clause = text[max(match.start() - _CLAUSE, 0) : match.start()]
        if not _covered(match.start(), spans) and not _ASKS.search(clause):
            yield Doubt(match.start(), match.end(), match.group(), "像是切断的字，剩下的字节不足以还原")


def _glosses(text: str, taken: Iterable[tuple[int, int]]) -> list[Repair]:
    """The glosses to take out, but for those inside passages already dealt with."""
    glosses = find_glosses(text)
    if not are_damage(text, glosses):
        return []
    spans = sorted(taken)
    outside = (gloss for gloss in removable(text, glosses) if not _covered(gloss.start, spans))
    return [Repair(each.start, each.end, text[each.start : each.end], "", "gloss", 1.0) for each in outside]


def _covered(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _applied(text: str, repairs: Iterable[Repair]) -> str:
    return "".join(_parts(text, repairs))


def _parts(text: str, repairs: Iterable[Repair]) -> Iterator[str]:
    at = 0
    for repair in repairs:
        yield text[at : repair.start]
        yield repair.after
        at = repair.end
    yield text[at:]
