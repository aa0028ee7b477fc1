"""Two articles side by side, paragraph by paragraph: what wording changed from the earlier to the later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.models import Article
from archive.reprints.showing import age
from archive.text.differences import Change, differences_in_wording

LONGEST = 30_000  # characters of either text that are compared, so that a page is made in half a second


@dataclass(frozen=True)
class Line:
    """A paragraph, or what became of one, in pieces."""

    pieces: tuple[Change, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "equal" for piece in self.pieces)


@dataclass(frozen=True)
class Comparison:
    """`lines` lead from the text of `earlier` to that of `later`. `is_cut` when a text was too long to be compared
    whole. Spellings that fold to the same (繁體, width) count as equal and stand as in `later`."""

    earlier: Article
    later: Article
    lines: tuple[Line, ...]
    is_cut: bool

    @property
    def is_equal(self) -> bool:
        return not any(line.is_changed for line in self.lines)


def compare(one: Article, other: Article) -> Comparison:
    """Compares the paragraphs of two articles, whichever is given first."""
    earlier, later = sorted((one, other), key=age)
    before, after = _text(earlier), _text(later)
    changes = differences_in_wording(before[:LONGEST], after[:LONGEST])
    return Comparison(earlier, later, tuple(lines(changes)), is_cut=max(len(before), len(after)) > LONGEST)


def lines(changes: Iterable[Change]) -> Iterator[Line]:
    """The changes in lines: a new one begins wherever either text begins a paragraph."""
    pieces: list[Change] = []
    for change in changes:
        for number, part in enumerate(change.text.split("\n")):
            if number and pieces:
                yield Line(tuple(pieces))
                pieces = []
            if part:
                pieces.append(Change(change.kind, part))
    if pieces:
        yield Line(tuple(pieces))


def _text(article: Article) -> str:
    return "\n".join(article.paragraphs.values_list("text", flat=True))
