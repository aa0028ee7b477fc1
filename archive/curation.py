"""What a curator decides: it is locked against later imports and kept as evidence."""

from archive.models import Article, Evidence

# Which lockable field a column of the form belongs to.
FIELDS = {
    "published_on": "published",
    "published_precision": "published",
    "published_time": "published",
    "published_basis": "published",
    "title_basis": "title",
}


def record_decisions(article: Article, changed, user) -> None:
    """Locks the changed fields and records who decided what."""
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


def _shown(article: Article, field: str) -> str:
    """The decided value as one line. Lists of records are read by the admin when its form saves them."""
    if field == "paragraphs":
        return ""
    if field == "authors":
        return "、".join(str(author.get("name", author)) for author in article.authors)
    if field in ("places", "organizations"):
        return "、".join(map(str, getattr(article, field).all()))
    return str(getattr(article, field) or "")
