"""Numbers and anchors an article's paragraphs, for the import and for the admin alike."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from archive import rows
from archive.identifiers import anchors
from archive.models import Article, Paragraph


@transaction.atomic(savepoint=False)
def write_paragraphs(article: Article, paragraphs: Sequence[Paragraph], *, is_new: bool = False) -> None:
    """Makes these, in this order, the article's paragraphs; does nothing when they already are."""
    for number, (paragraph, anchor) in enumerate(
        zip(paragraphs, anchors(paragraph.text for paragraph in paragraphs), strict=True), start=1
    ):
        paragraph.number, paragraph.anchor, paragraph.article = number, anchor, article
    if not is_new:
        if [_content(p) for p in article.paragraphs.all()] == [_content(p) for p in paragraphs]:
            return
        article.paragraphs.all().delete()
    rows.insert(Paragraph, ("article", *FIELDS), [(article.pk, *_content(each)) for each in paragraphs])


@transaction.atomic
def rearrange(article: Article, edited: Iterable[Paragraph], deleted: Iterable[Paragraph]) -> None:
    """Takes over a curator's edits: new, changed and moved paragraphs, and those to go.

    A number says where a paragraph shall stand; afterwards they are 1, 2, 3 … in that order.
    """
    before = {paragraph.pk: paragraph for paragraph in article.paragraphs.all()}
    after = {paragraph.pk or object(): paragraph for paragraph in (*before.values(), *edited)}
    for paragraph in deleted:
        after.pop(paragraph.pk, None)
    places = {key: _place(paragraph, before.get(key)) for key, paragraph in after.items()}
    write_paragraphs(article, [after[key] for key in sorted(after, key=places.__getitem__)])


def _place(paragraph: Paragraph, before: Paragraph | None) -> tuple[int, int]:
    """Where two paragraphs have one number, the one put there wins: it takes the place it was moved to, from
    above after the one that stood there, from below (or new) before it."""
    moved = paragraph.number - before.number if before else -1
    return paragraph.number, (moved > 0) - (moved < 0)


FIELDS = ("number", "kind", "text", "anchor", "start", "end")


def _content(paragraph: Paragraph) -> tuple:
    return tuple(getattr(paragraph, name) for name in FIELDS)
