"""An article's paragraphs with what was restored in each."""

import time

from archive.models import LedgerEntry, Paragraph
from archive.reading import restored_paragraphs


def repairs_at(*starts: int) -> list[LedgerEntry]:
    return [LedgerEntry(start=start, end=start + 1) for start in starts]


def shown(paragraphs: list[Paragraph], repairs: list[LedgerEntry]) -> list[list[int]]:
    """For each paragraph, where its repairs begin."""
    read = restored_paragraphs(paragraphs, repairs)
    assert [each.paragraph for each in read] == paragraphs
    return [[repair.start for repair in each.repairs] for each in read]


def test_each_paragraph_has_the_repairs_inside_its_span_in_order():
    paragraphs = [Paragraph(start=0, end=10), Paragraph(start=10, end=20), Paragraph(start=25, end=30)]
    assert shown(paragraphs, repairs_at(12, 0, 10, 9, 22, 30)) == [[0, 9], [10, 12], []]


def test_paragraphs_in_another_order_keep_their_repairs():
    paragraphs = [Paragraph(start=10, end=20), Paragraph(start=0, end=10)]
    assert shown(paragraphs, repairs_at(3, 14)) == [[14], [3]]


def test_paragraph_that_a_curator_wrote_has_no_repairs():
    assert shown([Paragraph(start=None, end=None), Paragraph(start=0, end=9)], repairs_at(0)) == [[], [0]]


def test_many_paragraphs_with_many_repairs_are_read_in_little_time():
    count = 6000
    paragraphs = [Paragraph(start=number * 10, end=number * 10 + 10) for number in range(count)]
    repairs = repairs_at(*range(5, count * 10, 10))
    started = time.process_time()
    read = restored_paragraphs(paragraphs, repairs)
    assert time.process_time() - started < 1
    assert all(len(each.repairs) == 1 for each in read)
