from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.records import Entry
from archive.ingest.tracing import Edit, LedgerMismatch, TracedText, replay


def edit(start: int, end: int, after: str) -> Edit:
    return Edit(start, end, after, "rule", "reason")


@st.composite
def edited(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of a text that do not overlap."""
    gaps = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), max_size=4))
    bounds = list(accumulate(step for gap in gaps for step in gap))
    spans = zip(bounds[::2], bounds[1::2], strict=True)
    return [edit(start, end, draw(st.text("xyz", max_size=3))) for start, end in spans if end <= len(text)]


def test_edits_are_made_in_the_text_and_noted_in_the_origin() -> None:
    traced, entries = TracedText("甲乙丙丁").apply("cleaning", [edit(2, 3, ""), edit(0, 1, "子丑")])
    assert traced.text == "子丑乙丁"
    assert [(entry.start, entry.end, entry.before, entry.after) for entry in entries] == [
        (0, 1, "甲", "子丑"),
        (2, 3, "丙", ""),
    ]


def test_a_later_stage_speaks_of_the_origin_too() -> None:
    first, _ = TracedText("甲乙丙丁戊").apply("restoration", [edit(0, 2, "")])
    second, [entry] = first.apply("cleaning", [edit(1, 2, "x")])
    assert second.text == "丙x戊"
    assert (entry.start, entry.end, entry.before) == (3, 4, "丁")


def test_an_edit_inside_a_changed_piece_takes_the_whole_piece() -> None:
    first, _ = TracedText("甲乙丙").apply("restoration", [edit(1, 2, "子丑寅")])
    second, [entry] = first.apply("cleaning", [edit(2, 3, "x")])
    assert second.text == "甲子x寅丙"
    assert (entry.start, entry.end, entry.before, entry.after) == (1, 2, "子丑寅", "子x寅")


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([edit(1, 1, "x")], id="inserts"),
        pytest.param([edit(0, 2, "x"), edit(1, 3, "y")], id="overlap"),
    ],
)
def test_edits_that_cannot_be_noted_are_refused(edits: list[Edit]) -> None:
    changed, _ = TracedText("甲乙丙").apply("restoration", [edit(0, 3, "子丑寅")])
    with pytest.raises(ValueError, match="edit"):
        changed.apply("cleaning", edits)


def test_spans_lead_back_to_the_origin() -> None:
    traced, _ = TracedText("甲乙丙丁").apply("cleaning", [edit(1, 2, "")])
    assert traced.text == "甲丙丁"
    assert traced.span(1, 3) == (2, 4)


@pytest.mark.parametrize(
    ("start", "before"), [pytest.param(1, "甲", id="another text"), pytest.param(9, "甲", id="outside")]
)
def test_a_ledger_of_another_text_is_refused(start: int, before: str) -> None:
    entry = Entry("cleaning", "rule", "reason", start, start + 1, before, "x")
    with pytest.raises(LedgerMismatch):
        replay("甲乙丙", [entry])


@given(st.data(), st.text("甲乙丙丁", min_size=1, max_size=12))
def test_the_replayed_ledger_gives_the_text_of_all_stages(data: st.DataObject, text: str) -> None:
    traced, ledger = TracedText(text), ()
    for _ in range(3):
        traced, entries = traced.apply("cleaning", data.draw(edited(traced.text)))
        ledger += entries
    assert replay(text, ledger) == traced.text
