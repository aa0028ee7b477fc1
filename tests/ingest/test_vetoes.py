"""Undoing a change: the text is then as if it had never been made."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.pipeline import process
from archive.ingest.records import Document, Entry, RawRecord, Veto
from archive.ingest.tracing import Edit, TracedText, replay
from archive.ingest.vetoes import LAYOUT, can_be_undone, is_drop, judge, placed, veto_of
from archive.paths import FIXTURES

FOUNDING = sorted((FIXTURES / "founding").glob("*.txt"))
LINES = [line for path in FOUNDING for line in path.read_text(encoding="utf-8").split("\n")[:14]]


def record(text: str) -> RawRecord:
    return RawRecord("a.txt", text.encode(), "text", text.encode())


def squeezed(text: str) -> str:
    return "".join(text.split())


def undone(document: Document, entry: Entry) -> Document:
    return process(document.record, [veto_of(entry, document.raw_text)])


def assert_undone(document: Document, entry: Entry) -> None:
    after = undone(document, entry)
    made = [each for each in after.ledger if not each.vetoed and each.rule not in LAYOUT]
    assert replay(after.raw_text, after.ledger) == after.text
    assert not [each for each in made if each.stage == entry.stage and _meet(each, entry)]
    if is_drop(entry):
        assert not [
            each for each in made if each.stage != "restoration" and is_drop(each) and _meet(each, entry)
        ]


def _meet(one: Entry, other: Entry) -> bool:
    return one.start < other.end and other.start < one.end


@settings(max_examples=60, deadline=None)
@given(st.data(), st.lists(st.sampled_from(LINES) | st.text(max_size=12), min_size=1, max_size=10))
def test_any_change_to_any_mix_of_lines_can_be_undone(data: st.DataObject, lines: list[str]) -> None:
    document = process(record("\n".join(lines).encode("utf-8", "ignore").decode()))
    if entries := [entry for entry in document.ledger if can_be_undone(entry)]:
        assert_undone(document, data.draw(st.sampled_from(entries)))


@pytest.mark.parametrize("path", FOUNDING, ids=lambda path: path.stem[:3])
def test_of_every_rule_a_change_to_a_founding_document_can_be_undone(path: Path) -> None:
    document = process(RawRecord(path.name, path.read_bytes(), "text", path.read_bytes()))
    for entry in {entry.rule: entry for entry in document.ledger if can_be_undone(entry)}.values():
        assert_undone(document, entry)


def test_what_was_done_without_vetoes_is_done_again_once_they_are_lifted() -> None:
    document = process(RawRecord("a", data := FOUNDING[3].read_bytes(), "text", data))
    entry = next(entry for entry in document.ledger if entry.stage == "restoration")
    assert process(undone(document, entry).record).ledger == document.ledger


def test_a_repair_that_is_undone_leaves_what_was_found_and_says_so() -> None:
    document = process(RawRecord("a", data := FOUNDING[3].read_bytes(), "text", data))
    entry = next(entry for entry in document.ledger if entry.rule == "cut")
    after = undone(document, entry)
    assert entry.before in after.text
    assert entry.before not in document.text
    assert [(each.start, each.before) for each in after.ledger if each.vetoed] == [
        (entry.start, entry.before)
    ]
    assert entry.before not in [repair.before for repair in after.repairs]


def test_a_dropped_passage_is_put_back() -> None:
    document = process(RawRecord("a", data := FOUNDING[0].read_bytes(), "text", data))
    entry = next(entry for entry in document.ledger if entry.stage == "cleaning" and is_drop(entry))
    after = undone(document, entry)
    assert squeezed(entry.before) in squeezed(after.text)
    assert squeezed(entry.before) not in [squeezed(dropped.text) for dropped in after.dropped]


# --- which edits are held back ----------------------------------------------------------------------------------


def veto(start: int, end: int, *, stage: str = "cleaning", drops: bool = True) -> Veto:
    return Veto(stage, start, end, "甲乙丙丁戊己"[start:end], drops)


def edit(start: int, end: int, after: str = "", rule: str = "rule") -> Edit:
    return Edit(start, end, after, rule, "reason")


@pytest.mark.parametrize(
    ("edits", "vetoes", "left", "held"),
    [
        pytest.param([edit(0, 2)], [veto(2, 4)], [(0, 2)], [], id="beside"),
        pytest.param([edit(0, 2)], [veto(0, 2)], [], ["甲乙"], id="the same"),
        pytest.param([edit(0, 6)], [veto(2, 4)], [(0, 2), (4, 6)], ["丙丁"], id="within a longer drop"),
        pytest.param([edit(0, 6)], [veto(1, 2), veto(4, 6)], [(0, 1), (2, 4)], ["乙", "戊己"], id="two"),
        pytest.param([edit(0, 3, "x")], [veto(2, 4)], [], ["甲乙丙"], id="a replacement, whole"),
        pytest.param([edit(0, 3)], [veto(2, 4, stage="metadata")], [(0, 2)], ["丙"], id="a drop of a stage before"),
        pytest.param(
            [edit(0, 3)], [veto(2, 4, stage="paragraphs", drops=False)], [(0, 3)], [], id="a join elsewhere"
        ),
        pytest.param([edit(0, 3, "\n", "line-ends")], [veto(0, 3)], [(0, 3)], [], id="layout"),
    ],
)  # fmt: skip
def test_vetoes_hold_back(edits: list[Edit], vetoes: list[Veto], left: list, held: list[str]) -> None:
    judged = judge(TracedText("甲乙丙丁戊己"), "cleaning", edits, vetoes)
    assert [(each.start, each.end) for each in judged.edits] == left
    assert [each.before for each in judged.held] == held
    assert all(each.vetoed for each in judged.held)


def test_a_veto_follows_its_passage_into_another_version_of_the_text() -> None:
    moved = Veto("cleaning", 2, 4, "分享", True)
    gone = Veto("cleaning", 2, 4, "点赞", True)
    found, lost = placed([moved, gone], "新加的话，分享到")
    assert found == (Veto("cleaning", 5, 7, "分享", True),)
    assert lost == (gone,)


def test_of_several_places_a_veto_takes_the_nearest() -> None:
    ((found,), _) = placed([Veto("cleaning", 5, 7, "分享", True)], "分享甲乙分享丙丁分享")
    assert found.start == 4


def test_a_veto_whose_passage_is_gone_is_told() -> None:
    document = process(
        record("昨天上午，柳河镇举行春季义务植树活动。"), [Veto("cleaning", 0, 2, "点赞", True)]
    )
    assert any("点赞" in note.text for note in document.description.needs_review)


def test_how_a_text_was_decoded_cannot_be_undone() -> None:
    note = process(record("昨天上午，柳河镇举行春季义务植树活动。")).ledger[0]
    with pytest.raises(ValueError, match="cannot be undone"):
        veto_of(note, "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("千人上河堤种树\n千人上河堤种树\n\n昨天上午，柳河镇举行植树活动，三百多人来到河堤。", id="a title printed twice"),
        pytest.param("分享到：微信\n昨天上午，柳河镇举行植树活动，三百多人来到河堤。\n\n分享到：微信\n关注我们", id="furniture"),
        pytest.param(
            "昨天上午，柳河镇举行植树活动，三百多人来到河堤。\n" * 2 + "今天又有两百人来到河堤，栽下杨树千余株。", id="a paragraph"
        ),
    ],
)  # fmt: skip
def test_every_change_to_repeated_lines_can_be_undone(text: str) -> None:
    document = process(record(text))
    for entry in filter(can_be_undone, document.ledger):
        assert_undone(document, entry)
        if is_drop(entry):
            assert squeezed(entry.before) in squeezed(undone(document, entry).text)


def test_a_line_within_a_longer_dropped_passage_keeps_its_line_end() -> None:
    judged = judge(
        TracedText("甲\n乙\n丙\n丁"), "cleaning", [edit(0, 6)], [Veto("cleaning", 2, 3, "乙", True)]
    )
    assert [(each.start, each.end) for each in judged.edits] == [(0, 2), (4, 6)]
    assert [each.before for each in judged.held] == ["乙\n"]
