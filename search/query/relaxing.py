"""Step by step less is required where nothing matches; what is quoted, excluded or named by a field stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from search.engine.analysis import query_words
from search.query.matching import Strictness, sentence_of
from search.query.reading import Reading


def steps(reading: Reading) -> Iterator[Strictness]:
    """None where nothing can be left out: of a single word, or of what stands in quotes."""
    terms = sentence_of(reading.required, Strictness.MOST_WORDS)
    if sum(len(query_words(term.text)) for term in terms) > 1:
        yield Strictness.MOST_WORDS
        yield Strictness.ANY_WORD
