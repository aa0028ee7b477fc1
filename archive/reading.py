"""An article's paragraphs as a reader meets them, with the restored passages of each."""

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
    return [ReadParagraph(paragraph, tuple(_inside(paragraph, repairs))) for paragraph in paragraphs]


def _inside(paragraph: Paragraph, repairs: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    if paragraph.start is None or paragraph.end is None:
        return []
    return [repair for repair in repairs if paragraph.start <= repair.start < paragraph.end]
