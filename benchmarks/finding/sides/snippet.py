"""A snippet for sides that make none of their own: the surroundings of the first hit, as cheap as can be."""

from __future__ import annotations

from html import escape

BEFORE, AFTER = 24, 66


def snippet(text: str, marked: tuple[str, ...]) -> str:
    start, wanted = min(((text.find(each), each) for each in marked if each in text), default=(0, ""))
    end = start + len(wanted)
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    return f"{escape(before)}<b>{escape(wanted)}</b>{escape(after)}"
