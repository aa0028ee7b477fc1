"""An article's paragraphs as a reader meets them, with the restored passages of each."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.models import LedgerEntry, Paragraph


@dataclass(frozen=True)
class ReadParagraph:
    """`repairs`: what was restored in it, in order."""

    paragraph: Paragraph
    repairs: tuple[LedgerEntry, ...]


def restored_paragraphs(
    paragraphs: Iterable[Paragraph], repairs: Sequence[LedgerEntry]
) -> list[ReadParagraph]:
    """Each paragraph with the repairs inside its span of the raw text. One that a curator wrote has no span."""
    ordered = sorted(repairs, key=_start)
    return [ReadParagraph(paragraph, tuple(_inside(paragraph, ordered))) for paragraph in paragraphs]


def _inside(paragraph: Paragraph, ordered: Sequence[LedgerEntry]) -> Sequence[LedgerEntry]:
    if paragraph.start is None or paragraph.end is None:
        return ()
    first = bisect_left(ordered, paragraph.start, key=_start)
    return ordered[first : bisect_left(ordered, paragraph.end, lo=first, key=_start)]


def _start(repair: LedgerEntry) -> int:
    return repair.start
