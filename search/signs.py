"""Punctuation, which words and letters leave out: the signs of a text, alone and in rows, so that a quoted “。” is found."""

from __future__ import annotations

import re

from archive.text.folding import fold

LONGEST = 8  # signs in a row that are found as one
_ROW = re.compile(r"(?:[^\w\n]|_)+")


def folded(text: str) -> str:
    """As signs are kept and looked for: blanks in a row are one."""
    return " ".join(fold(text).split())


def signs_of(text: str) -> list[str]:
    """Every piece of a row of signs, each once, in order. No row goes on over a line end."""
    rows = set(map(folded, _ROW.findall(fold(text))))
    pieces = {
        row[start:end].strip()
        for row in rows
        for start in range(len(row))
        for end in range(start + 1, min(start + LONGEST, len(row)) + 1)
    }
    return sorted(pieces - {""})
