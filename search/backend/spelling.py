"""What was asked for, as the index spells it: Haystack's spelling_suggestion."""

from __future__ import annotations

from archive.text.folding import fold
from search.backend.marking import asked_texts
from search.engine.reader import Reader
from search.suggest.spelling import spelt


def suggestion(reader: Reader, field: str, query_string: str) -> str | None:
    """None where every text is in the index, or nothing in it is like what is not."""
    asked = [fold(text.strip("*")) for text in asked_texts(query_string)]
    found = [spelt(reader, field, text) for text in asked]
    return None if found == asked else " ".join(found)
