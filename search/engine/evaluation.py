"""Which documents match: each node becomes a function from a part of the index to a mask over its documents.

What a node asks for is worked out once, not for each part. Masks may hold deleted documents; who asks leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from search.engine import ask
from search.engine.analysis import characters, query_words
from search.engine.container import Array
from search.engine.dictionary import encoded
from search.engine.masks import (
    Mask,
    all_of,
    any_of,
    any_term_mask,
    at_least,
    not_of,
    prefix_mask,
    range_mask,
)
from search.engine.parts import Part
from search.engine.pieces import Piece
from search.engine.proximity import Near
from search.engine.schema import CHARACTERS
from search.engine.scoring import Weighted
from search.engine.written import Reading


def mask_of(node: ask.Node, read: Callable[[str], Reading]) -> Mask:
    """`read` understands a query in Haystack's syntax."""

    def below(nodes: Iterable[ask.Node]) -> list[Mask]:
        return [mask_of(node, read) for node in nodes]

    match node:
        case ask.Everything():
            return lambda part: part.live
        case ask.Nothing():
            return Part.nothing
        case ask.Words(field, text) | ask.Ranked(field, text):
            return words_mask(field, text)
        case ask.Substring(field, text):
            return Piece(field, text).mask
        case ask.Near(field, text, distance):
            return Near(field, text, distance).mask
        case ask.Prefix(field, text):
            return prefix_mask(field, text)
        case ask.Values(field, values):
            return any_term_mask(field, [encoded(value) for value in values])
        case ask.Missing(field):
            return lambda part: part.segment.fields[field].ordinals.missing()
        case ask.Between(field, low, high):
            return range_mask(field, low, high)
        case ask.Written(text):
            return read(text).mask
        case ask.AllOf(parts):
            return all_of(below(parts))
        case ask.AnyOf(parts):
            return any_of(below(parts))
        case ask.AtLeast(least, parts):
            return at_least(least, below(parts))
        case ask.Not(refused):
            return not_of(mask_of(refused, read))


def words_mask(field: str, text: str) -> Mask:
    """All the words of the text, or the text in one piece."""
    words = [encoded(word) for word in query_words(text)]
    piece = Piece(field, text)

    def mask(part: Part) -> Array:
        found = None
        for word in words:
            holding = part.mask(field, word)
            found = holding if found is None else found & holding
        return piece.mask(part, found)

    return mask


def weights_of(node: ask.Node, read: Callable[[str], Reading]) -> list[Weighted]:
    """The terms that rank what a node matches: those of its texts, not those of filters or of what is excluded."""
    match node:
        case ask.Words(field, text) | ask.Substring(field, text) | ask.Near(field, text):
            return _text_weights(field, text, 1.0)
        case ask.Ranked(field, text, boost):
            return _text_weights(field, text, boost)
        case ask.Written(text):
            return list(read(text).terms)
        case ask.AllOf(parts) | ask.AnyOf(parts) | ask.AtLeast(_, parts):
            return [weighted for part in parts for weighted in weights_of(part, read)]
        case _:
            return []


def _text_weights(field: str, text: str, boost: float) -> list[Weighted]:
    """The words; of a single letter also the letter, which is seldom a word."""
    words = [Weighted(field, encoded(word), boost) for word in query_words(text)]
    letters = characters(text)
    alone = letters if len(letters) == 1 else []
    return words + [Weighted(field + CHARACTERS, encoded(letter), boost) for letter in alone]
