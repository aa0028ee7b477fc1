"""What ranks the matches: all the words that were asked for, in the text and, weighing more, in the title; then, of the
best, how much of it stands together."""

from __future__ import annotations

from search.engine.analysis import characters, query_words
from search.engine.ask import AnyOf, Closely, Node, Ranked
from search.query.reading import BODY, TITLE, Reading

TITLE_BOOST = 0.5  # a title's words count in the text and its opening too
CLOSE_BOOST = 1.5
FEW_WORDS, FEW_DOCUMENTS, DOCUMENTS = 4, 30, 60  # words say more of what is looked for the more there are


def rank(reading: Reading) -> Node | None:
    parts = [
        part for text in reading.texts for part in (Ranked(BODY, text), Ranked(TITLE, text, TITLE_BOOST))
    ]
    return AnyOf(tuple(parts)) if parts else None


def closely(reading: Reading) -> Closely | None:
    """A single word stands together wherever it stands."""
    texts = tuple(text for text in reading.texts if characters(text))
    words = sum(len(query_words(text)) for text in texts)
    if words < 2:
        return None
    return Closely(BODY, texts, CLOSE_BOOST, FEW_DOCUMENTS if words <= FEW_WORDS else DOCUMENTS)
