"""Cells of a table that spreadsheets open: none begins a formula, and what was put in can be read back.

A cell that begins like a formula, or with the mark itself, gets an apostrophe in front, as people type it there; whoever
reads the file back takes one apostrophe away.
"""

from __future__ import annotations

MARK = "'"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    text = "" if value is None else str(value).replace("\x00", "")
    return MARK + text if text.startswith((MARK, *_FORMULA)) else text


def read_cell(text: str) -> str:
    return text.removeprefix(MARK)
