"""What a curator decides: it is locked against later imports and kept as evidence."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from archive.models import Article, Evidence, Organization, OrganizationAlias, Source
from archive.models.authorities import surviving

# Which lockable field a column of the form belongs to.
FIELDS = {
    "published_on": "published",
    "published_precision": "published",
    "published_time": "published",
    "published_basis": "published",
    "title_basis": "title",
}


@transaction.atomic
def record_decisions(article: Article, changed: Iterable[str], user) -> None:
    """Locks the changed fields and records who decided what. To be called when the values are stored, those of
    lists of records included."""
    fields = {FIELDS.get(name, name) for name in changed} & set(Article.LOCKABLE)
    if not fields:
        return
    article.lock(*fields)
    article.save(update_fields=["locked", "updated_at"])
    for field in sorted(fields):
        Evidence.objects.update_or_create(
            article=article,
            field=field,
            origin=Evidence.Origin.CURATOR,
            defaults={"value": _shown(article, field), "decided_by": user.get_username(), "basis": ""},
        )


@transaction.atomic
def set_status(article: Article, status: str, user) -> None:
    """Publishes, withholds or sends to review. Nothing else is written: a load may run at the same time."""
    held = Article.objects.select_for_update().get(pk=article.pk)
    held.status = status
    held.save(update_fields=["status", "updated_at"])
    record_decisions(held, ["status"], user)


@transaction.atomic
def settle_doubts(article: Article) -> None:
    """A curator looked: the machine's doubts are put away, and the same ones are not raised by another load."""
    held = Article.objects.select_for_update().get(pk=article.pk)
    held.settled = sorted({*held.settled, *held.needs_review})
    held.needs_review = []
    held.save(update_fields=["settled", "needs_review", "updated_at"])


@transaction.atomic
def merge_organization(merged: Organization) -> None:
    """Moves the articles and the names of a merged body to the one that survives; the record stays as a
    redirect."""
    body, links = surviving(merged), Article.organizations.through.objects
    Article.objects.filter(organizations=merged).update(
        updated_at=timezone.now()
    )  # forms open elsewhere are old
    linked = links.filter(organization=body).values("article")
    links.filter(organization=merged, article__in=linked).delete()  # an article names a body once
    links.filter(organization=merged).update(organization=body)
    OrganizationAlias.objects.add([(body, merged.preferred_name)], leads=True)
    for leads in (True, False):
        names = merged.aliases.filter(leads=leads).values_list("name", flat=True)
        OrganizationAlias.objects.add([(body, name) for name in names], leads=leads)
    Organization.objects.filter(parent=merged).exclude(pk=body.pk).update(parent=body)
    Organization.objects.filter(successor=merged).exclude(pk=body.pk).update(successor=body)
    merged.aliases.all().delete()
    merged.merged.update(merged_into=body)


@transaction.atomic
def merge_source(merged: Source) -> None:
    """Moves the articles of a merged outlet to the one that survives; the record stays as a redirect."""
    outlet = surviving(merged)
    merged.articles.update(source=outlet, updated_at=timezone.now())
    merged.merged.update(merged_into=outlet)


def _shown(article: Article, field: str) -> str:
    """The decided value as one line. The paragraphs themselves are where the article keeps them."""
    if field == "paragraphs":
        return ""
    if field == "authors":
        return "、".join(author["name"] for author in article.authors)
    if field in ("places", "organizations"):
        return "、".join(map(str, getattr(article, field).all()))
    return str(getattr(article, field) or "")
