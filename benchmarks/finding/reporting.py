"""The report: the goals with their figures, what each side took, and a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.finding import machine
from benchmarks.finding.chart import bars
from benchmarks.finding.figures import ROWS, Figure, Measured, Row, Timing
from benchmarks.finding.questions import QUESTIONS

BEGIN, END = "<!-- measured: written by script/bench search -->", "<!-- end of what was measured -->"
CHART = Path("images", "performance.svg")  # beside the report
CHARTED = {"common": "common term", "and": "two terms", "phrase": "quoted phrase", "rare": "rare term"}
_SIDES = 5  # in the chart


def report(measured: Sequence[Measured], path: Path | None) -> str:
    """As Markdown. With a path it takes the place of what was measured before there, and the chart stands beside it;
    what people wrote around it stays."""
    charted = max(measured, key=lambda each: each.articles)
    chart = bool(path and charted.timings)
    text = "\n".join(_lines(measured, chart=chart))
    if path:
        before, _, rest = (path.read_text(encoding="utf-8") if path.exists() else "").partition(BEGIN)
        after = rest.partition(END)[2]
        path.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after or chr(10)}", encoding="utf-8")
    if path and chart:
        (path.parent / CHART).parent.mkdir(exist_ok=True)
        (path.parent / CHART).write_text(_chart(charted), encoding="utf-8")
    return text


def _lines(measured: Sequence[Measured], *, chart: bool) -> Iterator[str]:
    yield from (f"- {line}" for line in machine.described())
    yield from ("", "## Goals", "", *_goals(measured), "")
    if chart:
        yield from (f"![CPU time by side and question]({CHART})", "")
    for each in measured:
        if each.timings:
            yield from (f"## Milliseconds of CPU, {each.articles:,} articles", "", *_timings(each), "")
        if each.notes:
            yield from (f"Of {each.articles:,} articles:", "", *(f"- {note}" for note in each.notes), "")


def _goals(measured: Sequence[Measured]) -> Iterator[str]:
    yield f"| goal | aim | {' | '.join(f'{each.articles:,} articles' for each in measured)} |"
    yield "|---|---|" + "---|" * len(measured)
    for row in ROWS:
        cells = [_cell(row, each) for each in measured]
        if any(cells):
            yield f"| {row.goal} | {row.aim} | {' | '.join(cells)} |"


def _cell(row: Row, measured: Measured) -> str:
    return "<br>".join(map(_judged, (figure for figure in measured.figures if figure.row == row.name)))


def _judged(figure: Figure) -> str:
    verdict = {True: " **met**", False: " **missed**", None: ""}[figure.met]
    return figure.text + verdict


def _timings(measured: Measured) -> Iterator[str]:
    sides = list(dict.fromkeys(timing.side for timing in measured.timings))
    asked = list(dict.fromkeys((timing.what, timing.question) for timing in measured.timings))
    found = {(each.what, each.question, each.side): f"{each.ms:.2f}" for each in measured.timings}
    yield f"| question | {' | '.join(sides)} |"
    yield "|---|" + "---:|" * len(sides)
    for what, question in asked:
        cells = [found.get((what, question, side), "") for side in sides]
        yield f"| {question}, {what} | {' | '.join(cells)} |"


def _chart(measured: Measured) -> str:
    groups = [(label, _means(measured.timings, "top", kind)) for kind, label in CHARTED.items()]
    groups.append(("common, facets, snippets", _means(measured.timings, "faceted", "common")))
    title = f"CPU time for the best 20 of {measured.articles:,} articles, by side (logarithmic)"
    return bars(title, "ms", [group for group in groups if group[1]])


def _means(timings: Sequence[Timing], what: str, kind: str) -> dict[str, float]:
    texts = {question.text for question in QUESTIONS if question.kind == kind}
    chosen = [timing for timing in timings if timing.what == what and timing.question in texts]
    sides = list(dict.fromkeys(timing.side for timing in chosen))[:_SIDES]
    return {side: _mean([timing.ms for timing in chosen if timing.side == side]) for side in sides}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
