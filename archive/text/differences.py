"""What wording differs between two texts, piece by piece, as a reader would mark it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True)
class Change:
    """A piece of text that both have (`equal`), or only the one before (`delete`) or after (`insert`)."""

    kind: Literal["equal", "insert", "delete"]
    text: str


def differences(before: str, after: str) -> tuple[Change, ...]:
    """The pieces in reading order; those but the inserted make `before`, those but the deleted make `after`."""
    return tuple(_pieces(before, after))


def _pieces(before: str, after: str) -> Iterator[Change]:
    for kind, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("equal", before[low:high])
            continue
        if low < high:
            yield Change("delete", before[low:high])
        if start < end:
            yield Change("insert", after[start:end])
