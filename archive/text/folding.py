"""The one folding of text: spellings that a reader takes for the same become the same.

Index, query, highlighting, facets and names of authorities all fold with it; what is shown, quoted and
exported is the original. Each code point folds on its own, so fold(a + b) = fold(a) + fold(b) whatever is
cut where; one point may become several (㎡ m2) or none (zero-width characters). Folding twice changes
nothing.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from archive.text.points import PointMap, points_of, text_of

_TABLE_FILE = Path(__file__).with_name("folding_table.tsv")
_VARIATION_SELECTORS = frozenset(chain(range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x1810)))
_GRAPHEME_JOINER = 0x034F
_SHORT = 120  # characters: up to here `translate` is faster than what arrays cost to set up


@dataclass(frozen=True)
class Folded:
    """A folded text with the way back: `starts[i]` is the offset, in the text that was folded, of the code
    point that gave character i."""

    text: str
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that gave folded characters [start, end); the two must not be equal."""
        return self.starts[start], self.starts[end - 1] + 1


def fold(text: str) -> str:
    """Folds width, compatibility forms, case, script and variants; drops what has no width."""
    return text.translate(_folds) if len(text) < _SHORT else text_of(_folded(points_of(text))[0])


def fold_with_map(text: str) -> Folded:
    """Folds a text and keeps where each character came from."""
    folded, starts = _folded(points_of(text))
    return Folded(text_of(folded), starts.tolist())


class _Folds(dict[int, str]):
    """What each code point folds to, worked out when first met: few of the 1.1 million ever are."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold_point(chr(point))
        return folded


def _fold_point(char: str) -> str:
    """Repeats the steps until nothing changes, since one can make work for another (㋿ 令和, K k)."""
    folded = _step(char)
    while (again := "".join(map(_step, folded))) != folded:
        folded = again
    return folded


def _step(char: str) -> str:
    if _has_no_width(char):
        return ""
    plain = unicodedata.normalize("NFKC", char).casefold()
    return "".join(_SCRIPT.get(part, part) for part in plain)


def _has_no_width(char: str) -> bool:
    point = ord(char)
    return unicodedata.category(char) == "Cf" or point in _VARIATION_SELECTORS or point == _GRAPHEME_JOINER


def _read_table(path: Path) -> dict[str, str]:
    rows = path.read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows if row and not row.startswith("#"))


_SCRIPT = _read_table(_TABLE_FILE)
_folds = _Folds()
_folded = PointMap(lambda char: _folds[ord(char)])

# Changes whenever the same text could fold differently: an index made with another digest must be rebuilt.
TABLE_DIGEST = hashlib.sha256(_TABLE_FILE.read_bytes() + unicodedata.unidata_version.encode()).hexdigest()
