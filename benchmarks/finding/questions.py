"""What all sides are asked, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.corpus_topics import COMMON

Kind = Literal["rare", "common", "and", "phrase"]
PAGE = 20
FACETS = ("city", "organization", "year")


@dataclass(frozen=True)
class Question:
    """All of `words`, or `phrase` in one piece."""

    kind: Kind
    words: tuple[str, ...] = ()
    phrase: str = ""

    @property
    def text(self) -> str:
        """As a reader writes it."""
        return f"“{self.phrase}”" if self.phrase else " ".join(self.words)

    @property
    def marked(self) -> tuple[str, ...]:
        """What snippets mark."""
        return (self.phrase,) if self.phrase else self.words


QUESTIONS = (
    Question("rare", ("望江亭",)),
    Question("rare", ("滕王阁",)),
    Question("rare", ("白鳍豚",)),
    Question("common", (COMMON,)),
    Question("and", (COMMON, "防控")),
    Question("and", ("核酸", "检测")),
    Question("and", ("突击队", "志愿者")),
    Question("phrase", phrase="核酸检测"),
    Question("phrase", phrase="疫情防控"),
    Question("phrase", phrase="密切接触者"),
)


def of_kind(kind: Kind) -> list[Question]:
    return [question for question in QUESTIONS if question.kind == kind]


@dataclass(frozen=True)
class Found:
    """How many documents match, and the keys of the best."""

    total: int
    keys: list[str]


@dataclass(frozen=True)
class Faceted:
    """What is found, with the counts of each facet and a snippet (HTML) of each of the best."""

    found: Found
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    snippets: tuple[str, ...] = ()
