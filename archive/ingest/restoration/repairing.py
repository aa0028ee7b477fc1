"""Chooses among the readings of a torn passage, or leaves it as it is."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from archive.ingest.restoration.language import Setting, in_word
from archive.ingest.restoration.lattice import Rows
from archive.ingest.restoration.names import is_guessed_name
from archive.ingest.restoration.ngrams import symbol, symbols
from archive.ingest.restoration.shifts import Reading, ends, read_middle
from archive.ingest.restoration.sites import Site, surroundings
from archive.ingest.restoration.weighing import (
    Evidence,
    Place,
    costs,
    evidence,
    per_character,
    row_score,
    shown_score,
)

LEAST_GAIN = 4.0  # log-probability by which a reading must beat what is shown
LEAST_GAIN_OF_TWO_WIDTHS = -2.0  # an ASCII `?` beside a full-width mark (?？) is hardly ever meant
LEAST_CONFIDENCE = 0.72
LEAST_PER_CHARACTER = -9.0  # below it the reading is no Chinese either
_MOST_WEIGHED = 16  # readings that are looked at by words in a row, those best by all else
_MOST_ENDS = 8
_JOINED = 4.0  # what a character torn gains by making a word with its neighbours
_NEAR = 3
_ALIKE = 12  # characters on both sides by which two places are the same


@dataclass(frozen=True)
class Choice:
    """The best reading of a site: the text that replaces it, whether to take it, and if not, why."""

    after: str
    confidence: float
    accepted: bool
    reason: str = ""


@dataclass(frozen=True)
class _Candidate:
    evidence: Evidence
    weight: float

    @property
    def text(self) -> str:
        return self.evidence.text


class Chooser:
    """Chooses the readings of one text's sites, as many as `budget` allows.

    The same damage between the same words is read once.
    """

    def __init__(self, text: str, budget: int) -> None:
        self._text = text
        self._setting = Setting.of(text)
        self._budget = budget
        self._choices: dict[tuple[str | bool, ...], Choice | None] = {}

    def choose(self, site: Site, before: str) -> Choice | None:
        """The reading of a site after a text that is restored by now; None where there is none, or where what is
        shown reads well as it is."""
        after = self._text[site.end : site.end + _ALIKE]
        is_open = before.rfind("“") > before.rfind("”")
        key = (before[-_ALIKE:], site.shown, after, is_open)
        if key not in self._choices:
            if self._budget == 0:
                return Choice("", 0.0, accepted=False, reason="可疑之处太多，未逐一检查")
            self._budget -= 1
            place = Place(site, surroundings(site, before, self._text), self._setting)
            self._choices[key] = choose(place)
        return self._choices[key]


def choose(place: Place) -> Choice | None:
    """The reading of a place; None where there is none, or where what is shown reads well as it is."""
    found = sorted(_weighed(place), key=lambda each: -each.weight)
    if not found:
        return None
    best, confidence, shown = found[0], _confidence(found), place.site.shown
    if best.evidence.plain - shown_score(place) < _least_gain(shown):
        return None
    if per_character(place, best.text, _NEAR) < LEAST_PER_CHARACTER:
        return Choice(best.text, confidence, accepted=False, reason="没有足够可信的读法")
    if confidence < LEAST_CONFIDENCE:
        return Choice(best.text, confidence, accepted=False, reason="有几种可能的读法")
    around = place.around
    if is_guessed_name(around.before, symbols(best.text), around.after, place.setting):
        return Choice(best.text, confidence, accepted=False, reason="似是人名，无从推断")
    return Choice(best.text, confidence, accepted=True)


def _least_gain(shown: str) -> float:
    return LEAST_GAIN if shown[1:2].isascii() else LEAST_GAIN_OF_TWO_WIDTHS


def _weighed(place: Place) -> Iterator[_Candidate]:
    """The best readings of a place, with their weights."""
    rows = Rows()
    found = (evidence(place, text, dropped) for text, dropped in _readings(place))
    for each in heapq.nlargest(_MOST_WEIGHED, found, key=lambda each: each.plain + each.usage):
        yield _Candidate(each, each.weight(row_score(place, each.text, rows)))


def _readings(place: Place) -> Iterator[tuple[str, float]]:
    """Texts that a site can be read as, and what the pairs taken to be dropped in them cost."""
    starts = place.site.starts
    for pending in {start.pending for start in starts}:
        texts = [start.text for start in starts if start.pending == pending]
        for middle in read_middle(place.site.run, pending, place.setting):
            for text in _joined(place, texts, middle):
                yield text, middle.dropped


def _joined(place: Place, starts: Sequence[str], middle: Reading) -> Iterator[str]:
    """The likeliest beginnings and ends around a middle."""
    last = ends(place.site.run, middle.pending)
    before, after = place.around.before[-_NEAR:], place.around.after[:_NEAR]
    following = symbols(middle.text[:_NEAR]) or ("" if last != [""] else after)
    for start in _likeliest(before, starts, following, place.setting):
        read = before + symbols(start + middle.text)
        for end in _likeliest(read[-_NEAR:], last, after, place.setting):
            yield start + middle.text + end


def _likeliest(before: str, chars: Sequence[str], after: str, setting: Setting) -> Sequence[str]:
    """Of characters those that fit best between two texts of symbols."""
    if len(chars) <= 1:
        return chars
    return heapq.nlargest(_MOST_ENDS, chars, key=lambda char: _fit(before, char, after, setting))


def _fit(before: str, char: str, after: str, setting: Setting) -> float:
    plain = before + symbol(char) + after
    start = len(before)
    joined = _JOINED * in_word(before, symbol(char), after)
    return sum(costs(plain, start)) + joined + setting.usage(plain, start) - setting.strangeness(char)


def _confidence(candidates: Sequence[_Candidate]) -> float:
    """The share of the best reading among all, readings that differ in script alone taken together."""
    best = candidates[0]
    sums: dict[str, float] = {}
    for each in candidates:
        key = symbols(each.text)
        sums[key] = max(sums.get(key, 0.0), exp(max(each.weight - best.weight, -50.0)))
    return sums[symbols(best.text)] / sum(sums.values())
