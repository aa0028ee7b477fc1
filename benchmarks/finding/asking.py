"""What the same questions cost on each side, once it is known where sides do not answer the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial

from benchmarks.finding.archive import Archive
from benchmarks.finding.figures import Figure, Timing
from benchmarks.finding.questions import FACETS, QUESTIONS, Faceted, Kind, Question, of_kind
from benchmarks.finding.sides import Peer, Side
from benchmarks.finding.sides.engine import EngineSide, PageEngineSide
from benchmarks.measure import cpu_ms_each

TANTIVY = "tantivy"
WHAT = {"top": "top", "faceted": "faceted", "faceted_ten": "faceted, ten values"}
QUESTION_GOALS: dict[Kind, tuple[str, float]] = {
    "and": ("two-term AND", 1.5),
    "phrase": ("quoted phrase", 2.0),
    "rare": ("rare term", 2.0),
}


class Asking:
    """Times every question on every side when first asked for a figure. `notes` say who answered something else."""

    def __init__(self, archive: Archive, peers: Sequence[str]) -> None:
        self.timings: list[Timing] = []
        self.notes: list[str] = []
        self._archive, self._names = archive, peers
        self._ours = EngineSide()

    @cached_property
    def _peers(self) -> Mapping[str, Peer]:
        peers = {name: self._archive.side(name) for name in self._names}
        self.notes += self._agreement([peer for peer in peers.values() if peer.answers_alike])
        sides: list[Side] = [self._ours, PageEngineSide(), *peers.values()]
        for question in QUESTIONS:
            self.timings += timings(question, sides)
        return peers

    def _agreement(self, peers: Sequence[Peer]) -> list[str]:
        """What peers answer otherwise than ours, or that they do not."""
        differing: list[str] = []
        for question in QUESTIONS:
            expected = self._ours.faceted(question)
            for peer in peers:
                differing += disagreements(question, expected, peer)
        names = ", ".join([peer.name for peer in peers])
        return differing or [
            f"Checked before timing: {names} find and count what ours does, for every question."
        ]

    def common(self) -> Iterator[Figure]:
        ratio, told = self._against_tantivy("top", "common")
        yield Figure("common", told, ratio, 1.0)

    def facets(self) -> Iterator[Figure]:
        """Against tantivy at its cheapest, which counts as many but gives ten values of each facet alone."""
        ratio, told = self._against_tantivy("faceted", "common", theirs=WHAT["faceted_ten"])
        _, whole = self._against_tantivy("faceted", "common")
        yield Figure(
            "facets",
            f"{told}, tantivy giving ten values of a facet; {whole} giving all, as ours does",
            ratio,
            0.5,
        )

    def questions(self) -> Iterator[Figure]:
        for kind, (name, limit) in QUESTION_GOALS.items():
            ratio, told = self._against_tantivy("top", kind)
            yield Figure("questions", f"{name} {told}", ratio, limit)

    def _against_tantivy(self, what: str, kind: Kind, theirs: str = "") -> tuple[float | None, str]:
        """Over all questions of a kind together."""
        peer = self._peers.get(TANTIVY)
        ours_ms = self._mean(what, kind, self._ours)
        if peer is None:
            return None, f"{ours_ms:.2f} ms"
        theirs_ms = self._mean(theirs or what, kind, peer)
        return ours_ms / theirs_ms, f"{ours_ms / theirs_ms:.2f} × ({ours_ms:.2f} ms to {theirs_ms:.2f} ms)"

    def _mean(self, what: str, kind: Kind, side: Side) -> float:
        texts = [question.text for question in of_kind(kind)]
        times = [
            timing.ms
            for timing in self.timings
            if (timing.what, timing.side) == (what, side.name) and timing.question in texts
        ]
        return sum(times) / len(times)


def timings(question: Question, sides: Sequence[Side]) -> Iterator[Timing]:
    for what in ("top", "faceted", "faceted_ten"):
        calls = {side.name: partial(call, question) for side in sides if (call := getattr(side, what, None))}
        for call in calls.values():
            call()  # so that no side pays for reading its files from disk
        for name, ms in cpu_ms_each(calls).items():
            yield Timing(WHAT[what], question.text, name, ms)


def disagreements(question: Question, expected: Faceted, side: Side) -> Iterator[str]:
    """In words what a side answers otherwise than expected: the total, a facet's counts."""
    found = side.faceted(question)
    if found.found.total != expected.found.total:
        yield f"{side.name}, {question.text}: finds {found.found.total:,} and not {expected.found.total:,}"
    elif differing := [name for name in FACETS if _shown(found, name) != _shown(expected, name)]:
        yield f"{side.name}, {question.text}: counts otherwise by {', '.join(differing)}"


def _shown(answer: Faceted, facet: str) -> Mapping[str, int]:
    """Our facet of years has months and days too, which no other side was given."""
    counts = answer.counts[facet]
    return {value: count for value, count in counts.items() if facet != "year" or len(value) == 4}
