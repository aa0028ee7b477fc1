"""What of a query is marked in what was found."""

from __future__ import annotations

from search.highlight import needles
from search.query.matching import telling
from search.query.reading import Reading


def marked_by(reading: Reading) -> list[str]:
    """Its pieces, and its other texts with their words: not those that only ask or join (是, 什么), which in a sentence say
    nothing of what was found."""
    texts = (part for text in reading.words for part in (text, *telling(text)))
    return needles((), (*reading.pieces, *texts))
