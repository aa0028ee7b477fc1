"""Marks that lay a page out and say nothing: arrows and pointing hands, and numbers alone over the sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.ingest.cleaning_lines import Line

_HANDS = "☝👆👇👈👉⬅⬆⬇➡⤴⤵\ufe0f\U0001f3fb-\U0001f3ff"
_ARROWS = "←↑→↓↖↗↘↙⇐⇑⇒⇓⇧⇩▲△▼▽►▶◀"
POINTERS = _HANDS + _ARROWS  # for use inside brackets of a pattern
# A single arrow may be the cell of a table (up, down).
_POINTING = re.compile(rf"[{_ARROWS}\s]*[{_HANDS}][{POINTERS}\s]*|[{_ARROWS}](?:\s*[{_ARROWS}])+")
_SECTION_NUMBER = re.compile(r"(?:part[.\s]?)?\s?(0[1-9]|[1-9]\d)")


def ornaments(lines: Sequence[Line]) -> Iterator[int]:
    """The indexes of lines that only point at what stands near them, or number the sections of the text."""
    yield from (index for index, line in enumerate(lines) if _POINTING.fullmatch(line.key))
    yield from _section_numbers(lines)


def _section_numbers(lines: Sequence[Line]) -> list[int]:
    """Lines 01, 02, 03 … with running text under each; a column of a table has none, nor has a list of names."""
    numbers = [(index, _number(line)) for index, line in enumerate(lines)]
    found = [(index, number) for index, number in numbers if number]
    rows = [index for index, _ in found]
    if len(rows) < 2 or [number for _, number in found] != list(range(1, len(rows) + 1)):
        return []
    sections = zip(rows, [*rows[1:], len(lines)], strict=True)
    has_text = all(any(line.is_prose for line in lines[start:end]) for start, end in sections)
    return rows if has_text else []


def _number(line: Line) -> int:
    match = _SECTION_NUMBER.fullmatch(line.key)
    return int(match[1]) if match else 0
