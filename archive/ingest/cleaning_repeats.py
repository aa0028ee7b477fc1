"""Which lines of a text were printed before: the same words again, or the beginning of them.

Lines are compared by their letters and digits alone, so that other blanks or marks make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.ingest.cleaning_lines import Line

_SHORTEST_COPY = 15
_SHORTEST_NEIGHBOUR = 8
_OPENING = 24
_LONGEST_LABEL = 20


def bare(line: Line) -> str:
    """The letters and digits of a line, folded."""
    return "".join(filter(str.isalnum, line.key))


def copies(lines: Sequence[Line]) -> Iterator[int]:
    """The indexes of lines whose words the text holds elsewhere; in time linear in the text.

    A line goes when it was printed before, or when it is the cut-off beginning of another (a summary, a teaser).
    A row of a table, a line of a wrapped text, or a sentence that stands under another label than before (病例1,
    病例2) is no copy.
    """
    printed: dict[str, int] = {}
    openings: dict[str, int] = {}
    words = [bare(line) for line in lines]
    for index in range(len(lines)):
        first = printed.setdefault(words[index], index)
        if first != index and _is_copy(lines, words, first, index):
            yield index
        elif first == index and len(words[index]) >= _OPENING:
            longer = openings.setdefault(words[index][:_OPENING], index)
            if longer != index:
                yield from _cut_off(lines, words, longer, index)
                openings[words[index][:_OPENING]] = max(longer, index, key=lambda each: len(words[each]))


def _is_copy(lines: Sequence[Line], words: Sequence[str], first: int, index: int) -> bool:
    length = len(words[index])
    if first == index - 1 and length >= _SHORTEST_NEIGHBOUR:
        return True
    if length < _SHORTEST_COPY or not (lines[index].is_prose and lines[index].ends_sentence):
        return False
    return not _is_inside_a_sentence(lines, index) and not _under_other_label(lines, words, first, index)


def _is_inside_a_sentence(lines: Sequence[Line], index: int) -> bool:
    """Whether the line before stops in the middle: in a text wrapped at a width, a line may recur by chance."""
    before = lines[index - 1].key
    return len(before) >= _SHORTEST_COPY and (before[-1].isalnum() or before[-1] in ",、")


def _under_other_label(lines: Sequence[Line], words: Sequence[str], first: int, index: int) -> bool:
    above = [(lines[each - 1], words[each - 1]) if each else None for each in (first, index)]
    if above[0] is None or above[1] is None or above[0][1] == above[1][1]:
        return False
    return all(line is not None and _is_label(line[0]) for line in above)


def _is_label(line: Line) -> bool:
    return len(line.key) <= _LONGEST_LABEL and not line.ends_sentence and any(map(str.isdigit, line.key))


def _cut_off(lines: Sequence[Line], words: Sequence[str], one: int, other: int) -> Iterator[int]:
    """The shorter of two lines that open alike, if it breaks off inside the longer one's words."""
    shorter, longer = sorted((one, other), key=lambda index: len(words[index]))
    stops = lines[longer].is_prose and not lines[shorter].ends_sentence
    breaks_off = stops or lines[shorter].key.endswith("…")
    if breaks_off and words[longer].startswith(words[shorter]):
        yield shorter
