"""How Chinese characters are read."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from sys import intern

_TABLE_FILE = Path(__file__).with_name("readings_table.tsv")
_TONES = frozenset("\u0300\u0301\u0304\u030c")  # grave, acute, macron, caron; the diaeresis of ü stays


def readings(char: str) -> frozenset[str]:
    """All readings of one character, tone marks on (中: zhōng, zhòng); empty for what has none."""
    return _apart(_table().get(char, "").partition("\t")[0])


def usual_readings(char: str) -> frozenset[str]:
    """The readings that a character has in more than one phrase in twenty (中: zhōng, zhòng; 文: wén)."""
    return _apart(_table().get(char, "").partition("\t")[2])


@cache
def _apart(joined: str) -> frozenset[str]:
    """Readings with commas between them. Few rows are different, and characters that are read alike share theirs."""
    return frozenset(filter(None, joined.split(",")))


@cache
def _table() -> dict[str, str]:
    """What the table says of each character."""
    lines = _TABLE_FILE.read_text(encoding="utf-8").splitlines()
    return {line[0]: intern(line[2:]) for line in lines if not line.startswith("#")}


def toneless(reading: str) -> str:
    """A reading without its tone mark, composed: lǜ gives lü, zhōng gives zhong."""
    marks = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))


def reads_as(char: str, reading: str) -> bool:
    """Whether a character has this very reading, tone included; case and composition do not matter."""
    return unicodedata.normalize("NFC", reading).lower() in readings(char)


def sounds_alike(one: str, other: str) -> bool:
    """Whether two readings are the same but for the tone; v stands for ü as it does on keyboards."""
    return toneless(one).lower().replace("ü", "v") == toneless(other).lower().replace("ü", "v")
