"""Words that set a document apart, and words that look like one that was asked for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from search.engine.analysis import WordTokenizer
from search.engine.dictionary import decoded, encoded
from search.engine.parts import Parts
from search.engine.schema import KEY

MOST_DISTANCE = 2  # edits between a word and its suggestion, as in Whoosh


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


def nearest_word(parts: Parts, field: str, word: str) -> str | None:
    """The word of the index with the fewest edits, then the most frequent; None where none is near."""
    near: Counter[tuple[int, str]] = Counter()
    for distance, term, frequency in _near(parts, field, word):
        near[distance, term] += frequency
    found = [(distance, -frequency, term) for (distance, term), frequency in near.items() if distance]
    return min(found)[2] if found else None


def _near(parts: Parts, field: str, word: str) -> Iterator[tuple[int, str, int]]:
    for part in parts:
        own = part.segment.fields[field]
        for number, term in enumerate(own.terms):
            if abs(len(term) - len(encoded(word))) <= 4 * MOST_DISTANCE:
                distance = _distance(word, decoded(term))
                if distance <= MOST_DISTANCE:
                    yield distance, decoded(term), own.frequency(number)


def _distance(one: str, other: str) -> int:
    """Levenshtein's edit distance; more than MOST_DISTANCE for all that is further."""
    if abs(len(one) - len(other)) > MOST_DISTANCE:
        return MOST_DISTANCE + 1
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row = row, [i]
        for j, right in enumerate(other, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (left != right)))
        if min(row) > MOST_DISTANCE:
            return MOST_DISTANCE + 1
    return row[-1]
