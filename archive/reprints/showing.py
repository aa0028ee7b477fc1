"""The articles that print the same text as one, as a page or the API shows them: published ones only."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from archive.dating import last_day
from archive.models import Article, Fingerprint, Reprint

SHOWN = 50  # articles of a group that a page lists
SAME_FORM_SHOWN = 0.5  # of their wording two texts of one form share where a reader is told of it
ALIKE_SHOWN = 10  # of those that are alike in another way, the most alike


@dataclass(frozen=True)
class Copy:
    """Another article with the text. `pair` is what was found of the two; None when they are like a third."""

    article: Article
    pair: Reprint | None


@dataclass(frozen=True)
class Reprints:
    """What is linked to an article. `copies` print its text, the earliest first; `total` counts them where not all
    are listed. `earliest` is the first of the group, the article itself included, None when it stands alone;
    `basis` says why. `longer` and `shorter` hold it or are held by it; `same_form` tell of other things in the
    same words."""

    copies: tuple[Copy, ...] = ()
    total: int = 0
    earliest: Article | None = None
    basis: str = ""
    longer: tuple[Copy, ...] = ()
    shorter: tuple[Copy, ...] = ()
    same_form: tuple[Copy, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.copies or self.longer or self.shorter or self.same_form)


def reprints_of(article: Article) -> Reprints:
    """All that is published and linked to an article."""
    group = _group(article)
    by_date = group.select_related("source").order_by(F("published_on").asc(nulls_last=True), "pk")
    others = list(by_date[:SHOWN])
    members = sorted([article, *others], key=age) if others else []
    earliest = members[0] if members else None
    pairs = _pairs_with(article, others)
    copies = tuple(Copy(other, pairs.get(other.pk)) for other in members if other != article)
    total = group.count() if len(others) == SHOWN else len(others)
    excerpts = _alike(article, Reprint.Kind.EXCERPT, others)
    return Reprints(
        copies,
        total,
        earliest,
        _basis(members),
        longer=tuple(copy for copy in excerpts if _is_longer(copy.article, article)),
        shorter=tuple(copy for copy in excerpts if not _is_longer(copy.article, article)),
        same_form=_alike(article, Reprint.Kind.SAME_FORM, others, at_least=SAME_FORM_SHOWN),
    )


def _group(article: Article) -> QuerySet[Article]:
    """The other published articles of the group, those that a curator named included."""
    found = Q(duplicate_of=article) | Q(pk=article.duplicate_of_id)
    key = Fingerprint.objects.filter(article=article).values_list("group", flat=True).first()
    if key:
        found |= Q(pk__in=Fingerprint.objects.filter(group=key).values("article"))
    return Article.objects.published().filter(found).exclude(pk=article.pk)


def _pairs_with(article: Article, others: list[Article]) -> dict[int, Reprint]:
    """What was found of the article and each of the others, by the other's key."""
    rows = Reprint.objects.filter(Q(first=article, second__in=others) | Q(second=article, first__in=others))
    return {row.other_key(article.pk): row for row in rows}


def _alike(
    article: Article, kind: Reprint.Kind, listed: list[Article], *, at_least: float = 0.0
) -> tuple[Copy, ...]:
    """The published articles that a machine found to be so alike, the most alike of them, by date."""
    others_published = Q(first=article, second__status=Article.Status.PUBLISHED) | Q(
        second=article, first__status=Article.Status.PUBLISHED
    )
    rows = (
        Reprint.objects.undecided()
        .filter(others_published, kind=kind, resemblance__gte=at_least)
        .exclude(first__in=listed)
        .exclude(second__in=listed)
        .select_related(
            *(f"{end}__{name}" for end in ("first", "second") for name in ("source", "fingerprint"))
        )
        .order_by("-resemblance", "pk")[:ALIKE_SHOWN]
    )
    copies = [Copy(row.second if row.first_id == article.pk else row.first, row) for row in rows]
    return tuple(sorted(copies, key=lambda copy: age(copy.article)))


def _is_longer(one: Article, other: Article) -> bool:
    return one.fingerprint.length >= other.fingerprint.length


def age(article: Article) -> tuple[bool, dt.date, dt.time, int]:
    """Orders by the last day on which an article can have been published, then by time, then as loaded."""
    day = last_day(article.published)
    return day is None, day or dt.date.max, article.published_time or dt.time.max, article.pk


def _basis(members: list[Article]) -> str:
    """Why the first is taken for the earliest."""
    if len(members) < 2:
        return ""
    first, second = members[:2]
    if not first.published:
        return _("发表日期均不详，按入库先后")
    if not second.published:
        return _("其余的发表日期不详")
    if age(first)[1] == age(second)[1]:
        by_time = first.published_time != second.published_time
        return _("发表日期相同，按时刻") if by_time else _("发表日期相同，按入库先后")
    return _("日期只知年月的排在其后") if first.published.startswith(second.published) else _("按发表日期")
