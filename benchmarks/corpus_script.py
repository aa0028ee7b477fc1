"""Turns simplified text into traditional, by the table that folds the other way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from archive.text import folding

_USUAL = range(
    0xA440, 0xC67F
)  # the part of Big5 that holds the usual characters, in the order of their strokes
# Where several fold to one, and the one with the fewest strokes is not what news mostly means.
_PREFERRED = set("術衝專復揚蘇煙證鬚績濕資嘗團盡譁歷獲鐘艷")


def traditional(text: str) -> str:
    """Character by character, so without the choices that only words decide (頭髮, 發展)."""
    return text.translate(_forms())


@cache
def _forms() -> dict[int, str]:
    """Only characters that Big5 does not hold as usual ones are turned: 后 and 里 stand in both scripts."""
    found: dict[int, str] = {}
    for char in sorted(_usual(), key=lambda char: (char not in _PREFERRED, _code(char))):
        simplified = folding.fold(char)
        if len(simplified) == 1 and simplified != char and not _is_usual(simplified):
            found.setdefault(ord(simplified), char)
    return found


def _usual() -> Iterator[str]:
    for row in Path(folding.__file__).with_name("folding_table.tsv").read_text(encoding="utf-8").splitlines():
        char = row.split("\t")[0]
        if _is_usual(char):
            yield char


def _is_usual(char: str) -> bool:
    return _code(char) in _USUAL


def _code(char: str) -> int:
    return int.from_bytes(char.encode("big5", errors="ignore"), "big")
