"""Whether two texts are one text printed twice: equal, reprinted with changes, or a part of the other.

Wording alone does not say: the bulletins of two days are alike in all but their figures, the reports of two visits
in all but the names. Such texts are of one form and tell of different things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from archive.text.figures import Agreement, Figures, agreement, figures
from archive.text.shingles import SHINGLE, Overlap, digest, letters, overlap, shingles, sketch

# equal: the same letters; similar: a reprint with changed wording; excerpt: one holds most of the other;
# same_form: alike in words, but of different dates, counts or names.
Kind = Literal["equal", "similar", "excerpt", "same_form"]

LEAST_EQUAL = 20  # letters: fewer (a caption, "photo news") are the same by chance
LEAST_ALIKE = 80  # letters: fewer are compared for being equal only
_SHORT = 150  # letters: below, texts of one form share much by chance
_RESEMBLANCE_SHORT, _RESEMBLANCE = 0.55, 0.3
_RESEMBLANCE_EVEN = 0.2  # where every part of the text has something of the other's wording
_PART, _IN_PART, _PARTS = 40, 0.15, 0.85  # letters of a part; share of its shingles; share of such parts
_CONTAINMENT_SHORT, _CONTAINMENT = 0.85, 0.8
_VERBATIM = 0.95  # contained so far, one text is a piece of the other, cut out
_WHOLE = 0.6  # of the longer text's length: a shorter one is a part of it, whatever else the longer one holds
# Figures that must agree for one that differs; fewer in a long text that is nearly the same word by word, since no form
# is so long: there a figure was corrected.
_SAME, _SAME_LONG = 10, 2
_LONG, _NEARLY = 300, 0.85
_NAMES = 0.34  # of its names a text must share with another for both to tell of one thing
_COMPARED = 100_000  # letters: of a longer text the beginning is compared


@dataclass(frozen=True)
class Reading:
    """A text as it is compared. `names` are keys of the places and bodies that it names."""

    text: str
    names: frozenset[str] = field(default=frozenset())

    @cached_property
    def letters(self) -> str:
        return letters(self.text)

    @cached_property
    def digest(self) -> str:
        return digest(self.letters)

    @cached_property
    def sketch(self) -> frozenset[int]:
        """Empty where the text is too short to be compared."""
        return sketch(self.letters) if len(self.letters) >= LEAST_ALIKE else frozenset()

    @cached_property
    def shingles(self) -> frozenset[str]:
        return shingles(self.letters[:_COMPARED])

    @cached_property
    def figures(self) -> Figures:
        return figures(self.text[:_COMPARED])


@dataclass(frozen=True)
class Likeness:
    """How two texts are alike, and on what that rests."""

    kind: Kind
    overlap: Overlap
    agreement: Agreement = field(default_factory=Agreement)


def compare(one: Reading, other: Reading) -> Likeness | None:
    """How two texts are alike; None when they are not, or too short to tell."""
    if one.letters == other.letters:
        return Likeness("equal", Overlap(1.0, 1.0)) if len(one.letters) >= LEAST_EQUAL else None
    if min(len(one.letters), len(other.letters)) < LEAST_ALIKE:
        return None
    shared = overlap(one.shingles, other.shingles)
    kind = _kind(one, other, shared)
    if kind is None:
        return None
    agreed = agreement(one.figures, other.figures)
    if _tell_of_others(one, other, shared, agreed):
        kind = "same_form"
    return Likeness(kind, shared, agreed)


def _tell_of_others(one: Reading, other: Reading, shared: Overlap, agreed: Agreement) -> bool:
    """Whether two alike texts are of one form: their dates, counts or names are not the same."""
    is_part = shared.containment >= _VERBATIM  # where a figure that is missing was cut off
    is_long = min(len(one.letters), len(other.letters)) >= _LONG
    tolerated = _SAME_LONG if is_long and shared.resemblance >= _NEARLY else _SAME
    if agreed.contradicts(tolerated) or (agreed.strays and not is_part):
        return True
    return _name_others(one.names, other.names)


def _kind(one: Reading, other: Reading, shared: Overlap) -> Kind | None:
    shorter, longer = sorted((one, other), key=lambda reading: len(reading.letters))
    is_short = len(shorter.letters) < _SHORT
    if len(shorter.letters) >= _WHOLE * len(longer.letters):
        if shared.resemblance >= (_RESEMBLANCE_SHORT if is_short else _RESEMBLANCE):
            return "similar"
        if not is_short and shared.resemblance >= _RESEMBLANCE_EVEN and _is_even(shorter, longer):
            return "similar"
    return "excerpt" if shared.containment >= (_CONTAINMENT_SHORT if is_short else _CONTAINMENT) else None


def _is_even(shorter: Reading, longer: Reading) -> bool:
    """Whether the wording that two texts share is spread over the whole: reports of two events share a frame."""
    text = shorter.letters[:_COMPARED]
    parts = [text[start : start + _PART + SHINGLE - 1] for start in range(0, len(text) - _PART // 2, _PART)]
    shares = [overlap(shingles(part), longer.shingles).containment for part in parts]
    return sum(share >= _IN_PART for share in shares) >= _PARTS * len(parts)


def _name_others(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer > 0 and len(one & other) < _NAMES * fewer
