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
from archive.ingest.restoration.language import Setting
from archive.ingest.restoration.repairing import Choice, choose
from archive.ingest.restoration.sites import Site, find_sites
from archive.ingest.tracing import Edit

__all__ = ["Doubt", "Repair", "Restoration", "restoration_edits", "restore"]

# What every damaged text has: a bracket before a Latin letter, or a `?` before another mark or a reading.
_SUSPICIOUS = re.compile(r"[(（][ \u00a0]?[a-zɡ\u00e0-\u01dc]|\?[？?！!\x00-\x08a-zɡ\u00e0-\u01dc]")
# Each place costs tens of milliseconds. No article known has more than twenty; these bounds keep the time for a
# hostile text in hand.
MOST_SITES, MOST_REFUSALS = 300, 25
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
    repairs += _glosses(text, spans)
    repairs.sort(key=lambda repair: repair.start)
    return Restoration(_applied(text, repairs), tuple(repairs), tuple(doubts))


def restoration_edits(restoration: Restoration) -> list[Edit]:
    """The repairs as edits of the text that was given, for the ledger."""
    return [
        Edit(each.start, each.end, each.after, each.method, _REASONS[each.method], each.confidence)
        for each in restoration.repairs
    ]


def _torn(text: str) -> tuple[list[Repair], list[Doubt]]:
    setting = Setting.of(text)
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    refused = 0
    for number, site in enumerate(find_sites(text, setting)):
        if number == MOST_SITES or refused == MOST_REFUSALS:
            doubts.append(
                Doubt(site.start, site.end, text[site.start : site.end], "可疑之处太多，未逐一检查")
            )
            break
        choice = choose(text, site, setting)
        refused = 0 if choice and choice.accepted else refused + 1
        if choice and choice.accepted:
            repairs.append(_repair(site, text, choice))
        elif choice:
            doubts.append(Doubt(site.start, site.end, text[site.start : site.end], choice.reason))
    return repairs, doubts


def _repair(site: Site, text: str, choice: Choice) -> Repair:
    before, confidence = text[site.start : site.end], round(choice.confidence, 3)
    return Repair(site.start, site.end, before, choice.after, site.method, confidence)


def _glosses(text: str, taken: Iterable[tuple[int, int]]) -> list[Repair]:
    """The glosses to take out, but for those inside passages already dealt with."""
    glosses = find_glosses(text)
    if not are_damage(text, glosses):
        return []
    spans = sorted(taken)
    outside = (gloss for gloss in removable(glosses) if not _covered(gloss.start, spans))
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
