"""What was made of a text, kept for the next time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")


class Remembered(dict[str, V]):
    """Makes what it is asked for when it is first asked. Where there would be more than `most`, it begins anew.

    A look into it costs a quarter of a call of a function with `lru_cache`, and the facets of one answer are ten
    thousand looks.
    """

    def __init__(self, make: Callable[[str], V], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, text: str) -> V:
        made = self._make(text)
        if len(self) >= self._most:
            self.clear()
        self[text] = made
        return made
