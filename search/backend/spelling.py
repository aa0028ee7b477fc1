"""What was asked for, as the index spells it."""

from __future__ import annotations

from archive.text.folding import fold
from archive.text.words import cut
from search.backend.marking import asked_texts
from search.engine.ask import Ask, Between, Substring
from search.engine.reader import Reader


def suggestion(reader: Reader, field: str, query_string: str) -> str | None:
    """None where every text is in the index, or nothing in it is like what is not."""
    asked = [fold(text.strip("*")) for text in asked_texts(query_string)]
    spelt = [_spelt(reader, field, text) for text in asked]
    return None if spelt == asked else " ".join(spelt)


def _spelt(reader: Reader, field: str, text: str) -> str:
    """Word by word: of Chinese, the nearest to a whole phrase would be one of its words."""
    return "".join(_word(reader, field, word) for word in cut(text))


def _word(reader: Reader, field: str, word: str) -> str:
    """Every character is near to every other, and every word of two to all that share none with it."""
    if len(word) == 1 or _is_known(reader, field, word):
        return word
    nearest = reader.suggest(field, word)
    return nearest if nearest and 2 * len(set(word) & set(nearest)) >= len(set(word)) else word


def _is_known(reader: Reader, field: str, word: str) -> bool:
    """Chinese may stand inside a longer word; a part of a word in letters is none."""
    match = Between(field, word, word) if word.isascii() else Substring(field, word)
    return bool(reader.answer(Ask(match, size=0)).total)
