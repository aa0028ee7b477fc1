"""What a posting says beside document and weight: Whoosh's formats as rows of numbers, one row for each occurrence.

Whoosh packs and pickles these into one string for each posting. Here they stand in columns (`positions`, `startchars`,
`endchars`, `boosts`), and the string is made again only for a caller that asks for it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh import formats

from search.engine.codec import plain_pickles

Row = tuple[Any, ...]
_COUNT = struct.Struct("!I")
_BOOST = struct.Struct("!f")
_BOOSTED = (2, 4)  # how long the rows are whose last number is a boost


@dataclass(frozen=True)
class Layout:
    """How one of Whoosh's formats becomes columns. `header` is how many bytes stand before the pickle."""

    columns: tuple[str, ...] = ()
    counted: bool = True
    header: int = _COUNT.size


LAYOUTS = {
    formats.Existence: Layout(counted=False),
    formats.Frequency: Layout(),
    formats.Positions: Layout(("positions",)),
    formats.Characters: Layout(("positions", "startchars", "endchars")),
    formats.PositionBoosts: Layout(("positions", "boosts"), header=_COUNT.size + _BOOST.size),
    formats.CharacterBoosts: Layout(
        ("positions", "startchars", "endchars", "boosts"), header=_COUNT.size + _BOOST.size
    ),
}


def layout_of(format_: Any) -> Layout | None:
    """None for a format of others' making, whose strings are kept as they are. A subclass is such a format."""
    return LAYOUTS.get(type(format_))


def parse(layout: Layout, value: bytes) -> tuple[int, list[Row]]:
    """How many occurrences a posting's string counts, and their rows if the format has any. Raises ValueError."""
    if not value:
        return 0, []
    if not layout.counted or len(value) < layout.header:
        raise ValueError("not a value of this format")
    (count,) = _COUNT.unpack_from(value)
    if not layout.columns:
        rows: list[Row] = []
        whole = len(value) == layout.header
    else:
        rows = _rows(layout, plain_pickles.loads(value[layout.header :]))
        whole = len(rows) == count
    if not count or not whole:
        raise ValueError("not a value of this format")
    return count, rows


def _rows(layout: Layout, codes: Any) -> list[Row]:
    """Whoosh writes positions as steps from the one before, and characters as steps from the last end."""
    if not isinstance(codes, list):
        raise ValueError("not a list of occurrences")
    rows: list[Row] = []
    position = end = 0
    for code in codes:
        parts = code if isinstance(code, tuple) else (code,)
        if len(parts) != len(layout.columns):
            raise ValueError("not an occurrence of this format")
        position += parts[0]
        if "startchars" in layout.columns:
            start = end + parts[1]
            end = start + parts[2]
            rows.append((position, start, end, *parts[3:]))
        else:
            rows.append((position, *parts[1:]))
    return rows


def render(format_: Any, count: int, rows: Sequence[Row]) -> bytes:
    """The string that the format would have made: the inverse of `parse`."""
    layout = LAYOUTS[type(format_)]
    if not count or not layout.counted:
        return b""
    if not layout.columns:
        return _COUNT.pack(count)
    made = format_.encode([row[0] for row in rows] if len(layout.columns) == 1 else rows)
    string: bytes = made[0] if isinstance(made, tuple) else made
    return string


READINGS: dict[str, Callable[[Sequence[Row]], list[Any]]] = {
    "positions": lambda rows: [row[0] for row in rows],
    "characters": lambda rows: [row[:3] for row in rows],
    "position_boosts": lambda rows: [(row[0], row[-1] if len(row) in _BOOSTED else 1) for row in rows],
    "character_boosts": list,
}
