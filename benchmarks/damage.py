"""Damages texts as careless republishers did, so that restoration can be measured on any real sentence.

The mechanism is the one found in the founding documents: a text stored as GBK, two bytes a character, was searched
for the two-byte codes of `？` (A3 BF) and `！` (A3 A1) without regard to where characters begin. Where such a code
lies across two characters, the first byte of the one before it is left alone and shows as `?`, the mark stands, and
what follows is decoded one byte off until a single byte brings the decoder back into step. The same pages put
pinyin after some characters.

Everything here is decided by the text and, for glosses, by a seeded generator: the same input gives the same damage.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

MARKS = {b"\xa3\xbf": "？", b"\xa3\xa1": "！"}
_ASCII_MARKS = str.maketrans("？！", "?!")


def cut(text: str, *, fold_marks: bool = False) -> str:
    """The text torn at every place where it can be; equal when there is none.

    Characters that GBK does not hold are kept and end a passage. `fold_marks` shows the marks put in as ASCII.
    """
    lines = (_cut_line(line, fold_marks) for line in text.split("\n"))
    return "\n".join(lines)


def can_be_cut(text: str) -> bool:
    return cut(text) != text


def gloss(text: str, readings: Mapping[str, str], share: float = 1.0, seed: int = 0) -> str:
    """Puts readings behind the characters that have one: 據 becomes 據(jù).

    A page glosses a character everywhere or nowhere: `share` is the part of the characters it does.
    """
    chosen = random.Random(seed)
    glossed = {char: reading for char, reading in sorted(readings.items()) if chosen.random() < share}
    return "".join(f"{char}({glossed[char]})" if char in glossed else char for char in text)


def _cut_line(line: str, fold_marks: bool) -> str:
    return "".join(_shown(part, fold_marks) for part in _encodable(line))


def _encodable(line: str) -> Iterator[bytes | str]:
    """The line as GBK, in stretches; between them the characters that it does not hold."""
    held = bytearray()
    for char in line:
        try:
            held += char.encode("gbk")
        except UnicodeEncodeError:
            yield bytes(held)
            yield char
            held.clear()
    yield bytes(held)


def _shown(part: bytes | str, fold_marks: bool) -> str:
    if isinstance(part, str):
        return part
    pieces: list[str] = []
    start = 0
    for at in _torn_at(part):
        if at >= start:
            mark = MARKS[part[at : at + 2]]
            pieces += [_decoded(part[start:at]), mark.translate(_ASCII_MARKS) if fold_marks else mark]
            start = at + 2
    return "".join([*pieces, _decoded(part[start:])])


def _torn_at(data: bytes) -> Iterator[int]:
    """Where a mark's code lies across two characters."""
    at = 0
    while at < len(data):
        width = 2 if data[at] > 0x80 else 1
        if width == 2 and data[at + 1 : at + 3] in MARKS:
            yield at + 1
        at += width


def _decoded(data: bytes) -> str:
    return data.decode("gbk", errors="replace").replace("\ufffd", "?")
