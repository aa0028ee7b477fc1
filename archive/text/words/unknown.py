"""The words of a run of characters that the dictionary joins to no word, found by jieba's hidden Markov model.

rjieba has the model too, but rounded to six decimals, so that of two nearly equal readings it may take the other one.
The sums here are jieba's own, term by term in the same order; what differs is that each step notes where it came from
instead of copying the path so far: the time grows with the length of a run and not with its square.
"""

from __future__ import annotations

import re

from archive.text.words.libraries import finalseg

_HAN = re.compile("([\u4e00-\u9fd5]+)")
_NUMERAL = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")

# A character begins a word, ends one, stands in the middle of one, or is one. Of two equally likely states jieba takes
# the one whose letter comes later.
_LETTERS = "BEMS"
_BEGIN, _END, _MIDDLE, _SINGLE = range(4)
_LAST = frozenset((_END, _SINGLE))  # after these a word is complete
_BEGIN_END, _BEGIN_MIDDLE = finalseg.trans_P["B"]["E"], finalseg.trans_P["B"]["M"]
_END_BEGIN, _END_SINGLE = finalseg.trans_P["E"]["B"], finalseg.trans_P["E"]["S"]
_MIDDLE_END, _MIDDLE_MIDDLE = finalseg.trans_P["M"]["E"], finalseg.trans_P["M"]["M"]
_SINGLE_BEGIN, _SINGLE_SINGLE = finalseg.trans_P["S"]["B"], finalseg.trans_P["S"]["S"]

Step = tuple[int, int, int, int]  # the best state before each of a character's four


class _Likelihoods(dict[str, tuple[float, ...]]):
    """How likely each state is to show a character, looked up when first met."""

    def __missing__(self, char: str) -> tuple[float, ...]:
        tables = (finalseg.emit_P[letter] for letter in _LETTERS)
        self[char] = likelihoods = tuple(table.get(char, finalseg.MIN_FLOAT) for table in tables)
        return likelihoods


_likelihoods = _Likelihoods()
_starts = [finalseg.start_P[letter] for letter in _LETTERS]


def unknown_words(run: str) -> list[str]:
    """Cuts a run of ideographs, letters, digits and `+#&._%-`; joined, the words are the run."""
    words: list[str] = []
    for number, part in enumerate(_HAN.split(run)):
        words += _han_words(part) if number % 2 else filter(None, _NUMERAL.split(part))
    return words


def _han_words(run: str) -> list[str]:
    words, start = [], 0
    for end, state in enumerate(_states(run), start=1):
        if state in _LAST:
            words.append(run[start:end])
            start = end
    return words


def _states(run: str) -> list[int]:
    """The most likely state of each character (Viterbi's algorithm)."""
    steps, state = _steps(run)
    states = [state]
    for step in reversed(steps):
        state = step[state]
        states.append(state)
    states.reverse()
    return states


def _steps(run: str) -> tuple[list[Step], int]:
    """The best way to each state of each character but the first; and the best state of the last."""
    steps: list[Step] = []
    begin, end, middle, single = map(float.__add__, _starts, _likelihoods[run[0]])
    for char in run[1:]:
        begins, ends, goes_on, alone = _likelihoods[char]
        end_begin, single_begin = end + _END_BEGIN + begins, single + _SINGLE_BEGIN + begins
        begin_end, middle_end = begin + _BEGIN_END + ends, middle + _MIDDLE_END + ends
        begin_middle, middle_middle = begin + _BEGIN_MIDDLE + goes_on, middle + _MIDDLE_MIDDLE + goes_on
        end_single, single_single = end + _END_SINGLE + alone, single + _SINGLE_SINGLE + alone
        steps.append((
            _END if end_begin > single_begin else _SINGLE,
            _BEGIN if begin_end > middle_end else _MIDDLE,
            _BEGIN if begin_middle > middle_middle else _MIDDLE,
            _END if end_single > single_single else _SINGLE,
        ))  # fmt: skip
        begin = end_begin if end_begin > single_begin else single_begin
        end = begin_end if begin_end > middle_end else middle_end
        middle = begin_middle if begin_middle > middle_middle else middle_middle
        single = end_single if end_single > single_single else single_single
    return steps, _END if end > single else _SINGLE
