"""Numbers and anchors an article's paragraphs, for the import and for the admin alike."""

from collections.abc import Sequence

from django.db import transaction

from archive.identifiers import anchors
from archive.models import Article, Paragraph


@transaction.atomic
def write_paragraphs(article: Article, paragraphs: Sequence[Paragraph]) -> None:
    """Makes these, in this order, the article's paragraphs; does nothing when they already are."""
    for number, (paragraph, anchor) in enumerate(
        zip(paragraphs, anchors(paragraph.text for paragraph in paragraphs), strict=True), start=1
    ):
        paragraph.number, paragraph.anchor, paragraph.article = number, anchor, article
    if [_content(p) for p in article.paragraphs.all()] == [_content(p) for p in paragraphs]:
        return
    article.paragraphs.all().delete()
    Paragraph.objects.bulk_create(
        Paragraph(article=article, **{name: getattr(paragraph, name) for name in FIELDS})
        for paragraph in paragraphs
    )


@transaction.atomic
def renumber(article: Article) -> None:
    """Numbers the paragraphs 1, 2, 3 … in their order and gives edited ones their anchor."""
    write_paragraphs(article, sorted(article.paragraphs.all(), key=lambda p: (p.number, p.pk)))


FIELDS = ("number", "kind", "text", "anchor", "start", "end")


def _content(paragraph: Paragraph) -> tuple:
    return tuple(getattr(paragraph, name) for name in FIELDS)
