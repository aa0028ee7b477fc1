"""One file for each side: ours, and the peers, which are built from documents in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from benchmarks.finding.documents import Document
from benchmarks.finding.questions import Faceted, Found, Question


class Side(Protocol):
    """`answers_alike`: it has the words that ours has, and should find and count the same."""

    name: str
    answers_alike: bool

    def top(self, question: Question) -> Found: ...

    def faceted(self, question: Question) -> Faceted: ...


class Peer(Side, Protocol):
    def __init__(self, folder: Path) -> None:
        """`folder` holds its index, or will."""

    def build(self, documents: Iterable[Document]) -> None: ...
