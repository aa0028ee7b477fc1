"""Words that set a document apart."""

from __future__ import annotations

import math
from collections import Counter

from search.engine.analysis import WordTokenizer
from search.engine.dictionary import encoded
from search.engine.parts import Parts
from search.engine.schema import KEY


def key_terms(parts: Parts, key: str, field: str, size: int) -> list[tuple[str, float]]:
    """Words of a document by tf-idf, the heaviest first."""
    document = parts.find(KEY, key)
    if document is None:
        return []
    part, number = parts.place(document)
    text = str(part.segment.stored(number).get(field, ""))
    counts = Counter(token.text for token in WordTokenizer()(text))
    documents = max(1, parts.documents)
    weights = {
        word: count * math.log(documents / max(1, parts.document_frequency(field, encoded(word))))
        for word, count in counts.items()
        if len(word) > 1 or not word.isascii()
    }
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:size]
