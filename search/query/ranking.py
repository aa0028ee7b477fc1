"""What ranks the matches: all the words that were asked for, in the text and, weighing more, in the title; then, of the
best, how much of it stands together."""

from __future__ import annotations

from search.engine.analysis import characters, query_words
from search.engine.ask import AnyOf, Closely, Node, Ranked
from search.query.questions import asks
from search.query.reading import BODY, HEADS, TITLE, Reading

BOOSTS = {BODY: 1.0, TITLE: 0.5, HEADS: 0.25}  # what stands in a title or a heading counts in the text too
PASSAGE, OPENING, ANYWHERE = 1.5, 1.5, 0.4  # what letters and pairs of letters weigh there beside words
OPENING_OF_ANSWER = 0.4  # what a question asks for is seldom what a text says first
FEW_WORDS, FEW_DOCUMENTS, DOCUMENTS = 4, 30, 60  # words say more of what is looked for the more there are


def rank(reading: Reading) -> Node | None:
    parts = [Ranked(field, text, boost) for text in reading.texts for field, boost in BOOSTS.items()]
    return AnyOf(tuple(parts)) if parts else None


def closely(reading: Reading) -> Closely | None:
    """A single word stands together wherever it stands."""
    texts = tuple(text for text in reading.texts if characters(text))
    words = sum(len(query_words(text)) for text in texts)
    if words < 2:
        return None
    return Closely(
        BODY,
        texts,
        passage=PASSAGE,
        opening=OPENING_OF_ANSWER if any(map(asks, texts)) else OPENING,
        anywhere=ANYWHERE,
        depth=FEW_DOCUMENTS if words <= FEW_WORDS else DOCUMENTS,
    )
