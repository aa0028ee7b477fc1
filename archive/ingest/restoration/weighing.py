"""What speaks for a reading of a torn passage: its characters, its words, its marks, the document's own usage.

Each kind of evidence is a log-probability or a gain beside one. A reading's weight is their weighted sum, so that its
share among all readings of its place is a probability (a maximum-entropy model, Berger and others 1996). The weights
were fitted over torn sentences of news made with benchmarks/damage.py; docs/decisions/0006 tells how, and how far
they hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.restoration.language import Setting, complement_score, word_score
from archive.ingest.restoration.lattice import Rows
from archive.ingest.restoration.ngrams import BLANK, BOUNDARY, model, symbols
from archive.ingest.restoration.quotes import Surroundings, mark_score
from archive.ingest.restoration.sites import Site

_CONTEXT = 6  # characters on both sides that a reading is looked at with, by characters and by single words
_ROW_BEFORE, _ROW_AFTER = 10, 8  # and by words in a row
_WORD_SHARE = 0.7  # what single words weigh beside the characters, against what is shown
_DROPPED, _CHARACTERS, _WORDS, _ROW = 0.6, 0.35, 0.35, 0.21
_MARKS, _COMPLEMENTS, _STRANGENESS, _USAGE, _LENGTH = 0.87, 0.8, 1.45, 2.3, -0.56


@dataclass(frozen=True)
class Place:
    """A site with what stands around it and the document that it is in."""

    site: Site
    around: Surroundings
    setting: Setting


@dataclass(frozen=True)
class Evidence:
    """What speaks for a reading: each a log-probability, or what it gains or (below zero) costs beside one."""

    text: str
    dropped: float
    characters: float
    words: float
    complements: float
    marks: float
    strangeness: float
    usage: float

    @property
    def plain(self) -> float:
        """The log-probability of the reading in its place, whatever the document uses elsewhere."""
        likely = self.dropped + self.characters + _WORD_SHARE * self.words
        return likely + self.complements + self.marks + self.strangeness

    def weight(self, row: float) -> float:
        """The logarithm of the reading's share among all of its place; `row` is its score by words in a row."""
        return (
            _DROPPED * self.dropped
            + _CHARACTERS * self.characters
            + _WORDS * self.words
            + _ROW * row
            + _MARKS * self.marks
            + _COMPLEMENTS * self.complements
            + _STRANGENESS * self.strangeness
            + _USAGE * self.usage
            + _LENGTH * len(self.text)
        )


def evidence(place: Place, text: str, dropped: float) -> Evidence:
    """What speaks for a reading; `dropped` is what the pairs taken to be dropped in it cost."""
    before, plain, costs = _read_in(place, text)
    return Evidence(
        text,
        dropped,
        characters=sum(costs),
        words=word_score(plain),
        complements=complement_score(plain),
        marks=mark_score(place.around, symbols(text), costs),
        strangeness=-sum(map(place.setting.strangeness, text)),
        usage=place.setting.usage(plain, len(before)),
    )


def row_score(place: Place, text: str, rows: Rows) -> float:
    """The log-probability of a reading with what stands around it, as words in a row."""
    return rows.score(place.around.before[-_ROW_BEFORE:] + symbols(text) + place.around.after[:_ROW_AFTER])


def shown_score(place: Place) -> float:
    """What is shown, as a text: its marks and its script need no explanation, and `??` is no rarer than `?`."""
    _, plain, costs = _read_in(place, place.site.shown[1:])
    return sum(costs) + _WORD_SHARE * word_score(plain)


def per_character(place: Place, text: str, after: int) -> float:
    """The mean log-probability of the characters of a reading and of `after` ones that follow."""
    before = place.around.before[-_CONTEXT:]
    found = costs(before + symbols(text) + place.around.after[:after], len(before))
    return sum(found) / max(len(found), 1)


def costs(plain: str, start: int) -> list[float]:
    """The log-probability of each symbol from `start` on, after those before it; several blanks count once."""
    after = model().after
    padded = BOUNDARY * 2 + plain.replace(BLANK, BOUNDARY)
    return [
        0.0 if padded[at + 1 : at + 3] == BOUNDARY * 2 else after(padded[at], padded[at + 1], padded[at + 2])
        for at in range(start, len(plain))
    ]


def _read_in(place: Place, text: str) -> tuple[str, str, list[float]]:
    """What stands before, the whole stretch in symbols, and what its characters cost from the text on."""
    before = place.around.before[-_CONTEXT:]
    plain = before + symbols(text) + place.around.after[:_CONTEXT]
    return before, plain, costs(plain, len(before))
