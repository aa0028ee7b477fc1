"""Texts as arrays of code points, for what would be slow to do character by character."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.intp]

_CODING, _ERRORS = "utf-32-le", "surrogatepass"  # a lone surrogate is a code point as any other
_POINTS = 0x110000  # that Unicode has
_NEW, _NOTHING, _FIRST = 0, 1, 2  # not met yet, becomes nothing, becomes the first code point
_SEVERAL = _POINTS + _FIRST


def points_of(text: str) -> Points:
    return np.frombuffer(text.encode(_CODING, _ERRORS), "<u4")


def text_of(points: Points) -> str:
    return points.astype("<u4", copy=False).tobytes().decode(_CODING, _ERRORS)


class PointMap:
    """What each character of a text becomes, each on its own: another one, several or nothing.

    `become` is asked when a character is first met, since few of the 1.1 million ever are; for one that becomes several
    it is asked each time.
    """

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become
        self._known: Points = np.zeros(_POINTS, np.uint32)

    def __call__(self, points: Points) -> tuple[Points, Offsets]:
        """What a text becomes, and for each of its code points the offset of the one that it was made of."""
        made = self._known.take(points)
        if not made.all():
            for point in np.unique(points[made == _NEW]).tolist():
                self._known[point] = self._number(point)
            made = self._known.take(points)
        if made.size and made.max() == _SEVERAL:
            return self._with_several(points, made)
        kept = np.flatnonzero(made != _NOTHING)
        return made.take(kept) - _FIRST, kept

    def _number(self, point: int) -> int:
        made = self._become(chr(point))
        if len(made) > 1:
            return _SEVERAL
        return ord(made) + _FIRST if made else _NOTHING

    def _with_several(self, points: Points, made: Points) -> tuple[Points, Offsets]:
        several = made == _SEVERAL
        parts = [self._become(chr(point)) for point in points[several].tolist()]
        lengths = (made != _NOTHING).astype(np.intp)
        lengths[several] = [len(part) for part in parts]
        origins = np.repeat(np.arange(len(points)), lengths)
        found = made.take(origins)
        found[found == _SEVERAL] = points_of("".join(parts)) + _FIRST
        return found - _FIRST, origins
