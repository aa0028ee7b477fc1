"""What of an article is indexed. Fields without `_key` hold names, for SearchQuerySet; the service filters by keys
(division codes and public ids), which survive a renaming. It counts bodies and outlets by `_entry`, key and name in
one, so that a facet of ten thousand bodies is counted, ordered and labelled without a look into the database."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from haystack import indexes

from archive.dating import last_day
from archive.models import Article, Paragraph, Place
from search.entries import entry
from search.rows import kept
from search.signs import signs_of
from search.works import work_of


class ValueField(indexes.CharField):
    """A value that is kept whole: never cut into words."""

    field_type = "value"


class StoredField(indexes.SearchField):
    """Any JSON value, only kept: given back with what was found."""

    field_type = "stored"

    def __init__(self, **options: Any) -> None:
        super().__init__(indexed=False, **options)

    def convert(self, value: Any) -> Any:
        return value


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True)
    title = indexes.CharField()
    heads = indexes.CharField(stored=False)
    title_entry = ValueField(stored=False)
    public_id = ValueField(model_attr="public_id")
    city = indexes.MultiValueField()
    city_key = indexes.MultiValueField()
    organization = indexes.MultiValueField()
    organization_key = indexes.MultiValueField()
    organization_entry = indexes.MultiValueField(stored=False)
    source = ValueField()
    source_key = ValueField()
    source_entry = ValueField(stored=False)
    date = indexes.MultiValueField()
    date_first = ValueField(stored=False)
    date_last = ValueField(stored=False)
    kind = indexes.MultiValueField(stored=False)
    work = ValueField()
    signs = indexes.MultiValueField(stored=False)
    published_on = indexes.DateField(model_attr="published_on", null=True)
    shown = StoredField()

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> QuerySet[Article]:
        return (
            Article.objects.published()
            .order_by("pk")
            .select_related("source", "city__parent__parent", "fingerprint__group")
            .prefetch_related("paragraphs", "organizations", "places__parent__parent")
        )

    def prepare_text(self, article: Article) -> str:
        parts = [article.kicker, article.title, *(paragraph.text for paragraph in article.paragraphs.all())]
        return "\n".join(filter(None, parts))

    def prepare_title(self, article: Article) -> str:
        return "\n".join(filter(None, [article.title, article.kicker]))

    def prepare_heads(self, article: Article) -> str:
        """What says in few words what the text tells: its headings and the names of its bodies. It ranks what is found;
        nothing is found by it that the text does not have."""
        headings = (each.text for each in article.paragraphs.all() if each.kind == Paragraph.Kind.HEADING)
        return "\n".join([*headings, *(body.preferred_name for body in article.organizations.all())])

    def prepare_title_entry(self, article: Article) -> str:
        """For completion: a title as lists show it, with what leads to the article."""
        return entry(article.public_id, article.display_title)

    def prepare_city(self, article: Article) -> list[str]:
        return [place.name for place in facet_places(article)]

    def prepare_city_key(self, article: Article) -> list[str]:
        return [place.code for place in facet_places(article)]

    def prepare_organization(self, article: Article) -> list[str]:
        return [body.preferred_name for body in article.organizations.all()]

    def prepare_organization_key(self, article: Article) -> list[str]:
        return [body.public_id for body in article.organizations.all()]

    def prepare_organization_entry(self, article: Article) -> list[str]:
        return [entry(body.public_id, body.preferred_name) for body in article.organizations.all()]

    def prepare_kind(self, article: Article) -> list[str]:
        return [str(body.kind) for body in article.organizations.all()]

    def prepare_work(self, article: Article) -> str:
        return work_of(article)

    def prepare_signs(self, article: Article) -> list[str]:
        return signs_of(self.prepare_text(article))

    def prepare_source(self, article: Article) -> str:
        return article.source.name if article.source else ""

    def prepare_source_key(self, article: Article) -> str:
        return article.source.public_id if article.source else ""

    def prepare_source_entry(self, article: Article) -> str:
        return entry(article.source.public_id, article.source.name) if article.source else ""

    def prepare_date(self, article: Article) -> list[str]:
        return [article.published[:width] for width in (4, 7, 10) if len(article.published) >= width]

    def prepare_date_first(self, article: Article) -> str:
        return article.published_on.isoformat() if article.published_on else ""

    def prepare_date_last(self, article: Article) -> str:
        last = last_day(article.published)
        return last.isoformat() if last else ""

    def prepare_shown(self, article: Article) -> dict[str, Any]:
        return kept(article)


def facet_places(article: Article) -> list[Place]:
    """The main city with its province, and those of the article's districts that lie in it."""
    if article.city is None:
        return []
    inside = [place for place in article.places.all() if article.city in place.path]
    return list(dict.fromkeys([*article.city.path, *(step for place in inside for step in place.path)]))
