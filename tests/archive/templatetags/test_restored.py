"""A paragraph as found: what the source had, in place, and never in the wrong place."""

import pytest

from archive.models import LedgerEntry, Paragraph
from archive.reading import ReadParagraph
from archive.templatetags.restored import by_method, segments


def repair(start, before, after, rule="gloss", confidence=1.0):
    end = start + len(before)
    return LedgerEntry(start=start, end=end, before=before, after=after, rule=rule, confidence=confidence)


def found(text, start, end, *repairs):
    """The paragraph as the source had it, what was restored in brackets."""
    read = ReadParagraph(Paragraph(text=text, start=start, end=end), repairs)
    shown = segments(read)
    assert "".join(segment.text for segment in shown) == text
    return "".join(s.text if s.found is None else f"[{s.found}]" for s in shown)


@pytest.mark.parametrize(
    ("text", "start", "end", "repairs", "expected"),
    [
        pytest.param(
            "根据实际", 0, 9, [repair(2, "(jù)", ""), repair(7, "x", "")], "根据[(jù)]实[x]际", id="taken out"
        ),
        pytest.param(
            "上海科技", 10, 15, [repair(11, "?a?", "海科")], "上[?a?]技", id="later in the raw text"
        ),
        pytest.param("区区区", 0, 4, [repair(2, "(ō)"[:1], "")], "区区[(]区", id="equal neighbours"),
    ],
)
def test_repairs_stand_where_they_were_made(text, start, end, repairs, expected):
    assert found(text, start, end, *repairs) == expected


def test_after_further_changes_only_what_stands_once_is_placed():
    """Line ends were taken out too, so that counting on from the raw offsets would go wrong."""
    repairs = [repair(2, "??", "得上"), repair(9, "(qū)", "")]
    assert found("顶得上扛得住", 0, 20, *repairs) == "顶[??]扛得住"


def test_a_text_that_stands_twice_is_not_guessed_at():
    assert found("党员和党员", 0, 20, repair(2, "??", "党员")) == "党员和党员"


def test_a_huge_paragraph_with_many_repairs_is_shown_at_once():
    """Looking for each repair in all of the text would take time that grows with the square of its length."""
    repairs = [repair(n, "?", str(n)) for n in range(1, 20_001)]
    text = "疫" * 1_000_000
    assert found(text, 0, 2_000_000, *repairs) == text


def test_a_repair_that_begins_before_the_paragraph_is_not_shown_in_a_wrong_place():
    assert found("任务", 10, 12, repair(8, "???", "责")) == "任务"


def test_equal_repairs_are_listed_once_under_their_method():
    repairs = [
        repair(2, "(qū)", ""),
        repair(9, "(qū)", ""),
        repair(20, "?a", "！", rule="cut", confidence=0.9),
    ]
    gloss, cut = by_method(repairs)
    assert [(c.before, c.after, c.count) for c in gloss.changes] == [("(qū)", "", 2)]
    assert (cut.rule, cut.confidence, len(cut.changes)) == ("cut", 0.9, 1)
