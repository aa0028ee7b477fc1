"""Articles that print one text are one work: a list may show them as one row."""

from __future__ import annotations

from archive.identifiers import public_id
from archive.models import Article


def work_of(article: Article) -> str:
    """What an article has in common with those that print its text; empty where no other does.

    Made from the group's key, but not that itself: it may name an article that is not published.
    """
    fingerprint = getattr(article, "fingerprint", None)
    key = fingerprint.group if fingerprint else None
    return public_id(f"work:{key.public_id}", lambda _: False) if key else ""
