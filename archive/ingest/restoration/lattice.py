"""How likely a text is as a row of words: the likeliest way to cut it into words, by a bigram model of words."""

from __future__ import annotations

from functools import lru_cache
from math import log

from archive.ingest.restoration.ngrams import BLANK, BOUNDARY, DIGIT, LETTER
from archive.ingest.restoration.wordgrams import OTHER, word_model
from archive.text import words

_LONGEST_WORD = 6
_LONGEST_NUMBER = 12
_NOTHING = -1  # in place of a word before the first one
# Log-probabilities of words that the model does not know, beside that of an unknown word: of the dictionary (and its
# own frequency), a character, a mark.
_NEW_WORD, _STRANGE_CHARACTER, _STRANGE_MARK = -1.5, -16.0, -8.0

_Ends = dict[int, float]  # the best score of the rows that end with a word
_IMPOSSIBLE = -1e9


class Rows:
    """The likeliest rows of words of some texts that begin alike, all in symbols; what they share is read once."""

    def __init__(self) -> None:
        self._read: dict[str, _Ends] = {"": {_NOTHING: 0.0}}

    def score(self, plain: str) -> float:
        """The log-probability of the likeliest way to read a text as words one after the other."""
        for end in range(1, len(plain) + 1):
            if plain[:end] not in self._read:
                self._read[plain[:end]] = self._ending(plain[:end])
        return max(self._read[plain].values())

    def _ending(self, text: str) -> _Ends:
        """The best score of each word that a text can end with."""
        if text[-1] in (BLANK, BOUNDARY):
            return {_NOTHING: max(self._read[text[:-1]].values())}
        found: _Ends = {}
        for length in range(1, min(_longest(text), len(text)) + 1):
            word = _word(text[-length:])
            if word is not None:
                _extend(found, self._read[text[:-length]], *word)
        return found


def _longest(text: str) -> int:
    return _LONGEST_NUMBER if text[-1] in (DIGIT, LETTER) else _LONGEST_WORD


def _extend(found: _Ends, rows: _Ends, word: int, own: float) -> None:
    """Adds a word to rows that end before it."""
    model = word_model()
    best = max(
        score + (model.alone(word) if last == _NOTHING else model.after(last, word))
        for last, score in rows.items()
    )
    found[word] = max(best + own, found.get(word, _IMPOSSIBLE))


@lru_cache(maxsize=1 << 17)
def _word(text: str) -> tuple[int, float] | None:
    """The id of a word and what it costs beside that id's own probability; None for what is no word."""
    model = word_model()
    number = model.number(text)
    if number is not None:
        return number, 0.0
    if text[0] in (DIGIT, LETTER):
        return (OTHER, 0.0) if text == text[0] * len(text) else None
    if len(text) == 1:
        return OTHER, _STRANGE_CHARACTER if "\u3400" <= text <= "\u9fff" else _STRANGE_MARK
    count = words.frequency(text)
    return (OTHER, log(count / words.total()) + _NEW_WORD - model.alone(OTHER)) if count else None
