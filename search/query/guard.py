"""Bounds what a visitor may ask: length, number of terms, depth of brackets, and characters that are none."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

MAX_LENGTH = 200
MAX_TERMS = 24
MAX_DEPTH = 4  # brackets within brackets


@dataclass(frozen=True)
class Guarded:
    """The query as it will be read, and in words what was left out of it."""

    text: str
    notes: tuple[str, ...] = ()


def guard(text: str) -> Guarded:
    """Control characters and lone surrogates become blanks; marks without width, which could turn the page's own words
    around, are dropped, as the index drops them; what is too long is cut, and said so."""
    clean = _clean(text)
    if len(clean) <= MAX_LENGTH:
        return Guarded(clean)
    note = _("检索词太长，只用了前 %(length)d 个字。") % {"length": MAX_LENGTH}
    return Guarded(clean[:MAX_LENGTH], (note,))


def bounded(text: str) -> str:
    """A text that is too long, cut to so much that it still is: a page repeats it in each of its links."""
    return text if len(text) <= MAX_LENGTH else _clean(text)[: MAX_LENGTH + 2]  # the last may be a blank


def _clean(text: str) -> str:
    return " ".join("".join(map(_cleaned, text)).split())


def _cleaned(char: str) -> str:
    category = unicodedata.category(char)
    return "" if category == "Cf" else " " if category in ("Cc", "Cs") else char
