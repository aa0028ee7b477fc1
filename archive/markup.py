"""Markup that is written in Python: where a page has hundreds of equal pieces, template nodes cost too much."""

from __future__ import annotations

import html


def escaped(text: str) -> str:
    """As `html.escape`, which looks five times for what most names and sentences do not have."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return html.escape(text)
    return text


def grouped(number: int) -> str:
    """12345 as 12,345. Most numbers are small, and the format with commas takes five times as long."""
    return str(number) if -1000 < number < 1000 else f"{number:,}"
