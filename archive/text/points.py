"""Texts as arrays of code points, for what would be slow to do character by character."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.uint32]

UNICODE = 0x110000  # code points there are
_CODING, _ERRORS = "utf-32-le", "surrogatepass"  # a lone surrogate is a code point as any other


def points_of(text: str) -> Points:
    return np.frombuffer(text.encode(_CODING, _ERRORS), "<u4")


def text_of(points: Points) -> str:
    return points.astype("<u4", copy=False).tobytes().decode(_CODING, _ERRORS)


class PointTable:
    """A positive number for each code point, worked out when it is first met: few of the 1.1 million ever are."""

    def __init__(self, work_out: Callable[[int], int]) -> None:
        self._work_out = work_out
        self._known: Points = np.zeros(UNICODE, np.uint32)  # 0: not met yet

    def __getitem__(self, points: Points) -> Points:
        """The number of each of these."""
        numbers = self._known.take(points)
        if not numbers.all():
            for point in np.unique(points[numbers == 0]).tolist():
                self._known[point] = self._work_out(point)
            numbers = self._known.take(points)
        return numbers
