"""Links an article to those with like texts, and finds all links of an archive anew."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, transaction

from archive.models import Article, Fingerprint, Reprint
from archive.reprints import finding, grouping
from archive.text.likeness import LEAST_ALIKE, Likeness, Reading, compare

_LOCK = 0x43554E5A  # of PostgreSQL's advisory locks: our own name's first letters


@transaction.atomic(savepoint=False)
def link(article: Article, read: Reading | None = None) -> None:
    """Finds the articles that print the text of this one and links them; does nothing when its text is known.

    To be called last in the transaction that stores the article's paragraphs, places and bodies: from here to its
    end no other load links, so that of two copies stored at once the later one sees the earlier. `read` is a text
    that was read before, and is the article's in most cases.
    """
    one_at_a_time()
    known = Fingerprint.objects.filter(article=article).first()
    text = finding.texts([article.pk])[article.pk]
    reading = read if read and read.text == text else Reading(text)
    digest = finding.fingerprint_digest(reading)
    if known and (known.digest, known.length) == (digest, len(reading.letters)):
        return
    rows = _link(article, reading, anew=known is not None, before_only=False)
    if known or article.duplicate_of_id:
        grouping.regroup({article.pk, *(key for row in rows for key in (row.first_id, row.second_id))})
    else:
        grouping.join(article.pk, rows)


def one_at_a_time() -> None:
    """Waits until no other transaction links. SQLite has one writer at a time in any case."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def find_again(progress: Callable[[Iterable[Any]], Iterable[Any]] = iter) -> None:
    """Finds all links anew, each article among those loaded before it; what curators decided stays.

    Safe to kill and to repeat: each article is done in a transaction of its own, the groups in one at the end.
    """
    for key in progress(list(Article.objects.order_by("pk").values_list("pk", flat=True))):
        with transaction.atomic():
            one_at_a_time()
            if article := Article.objects.filter(pk=key).first():
                reading = Reading(finding.texts([key])[key])
                _link(article, reading, anew=True, before_only=True)
    grouping.regroup_all()


def _link(article: Article, reading: Reading, *, anew: bool, before_only: bool) -> list[Reprint]:
    """Writes the fingerprint and the pairs of an article; returns all its pairs, the decided ones too."""
    digest, sampled = finding.fingerprint_digest(reading), reading.sketch
    found = finding.look_up(article.pk, reading, digest, sampled, before_only=before_only)
    finding.note(article.pk, digest, len(reading.letters), found.rare, anew=anew)
    decided = list(Reprint.objects.of(article).decided()) if anew else []
    others = set(found.articles) - {row.other_key(article.pk) for row in decided}
    pairs = _pairs(article, reading, others) if others else []
    if anew:
        _replace(article, pairs, before_only=before_only)
    else:
        Reprint.objects.bulk_create(pairs)
    return [*decided, *pairs]


def _replace(article: Article, pairs: list[Reprint], *, before_only: bool) -> None:
    """Puts the pairs in place of those that a machine found; one that is still so stays, with its date."""
    rows = Reprint.objects.undecided()
    rows = rows.filter(second=article) if before_only else rows.of(article)
    held = {(row.first_id, row.second_id): row for row in rows}
    for pair in pairs:
        old = held.pop((pair.first_id, pair.second_id), None)
        if old is None:
            pair.save()
        elif old.differs_from(pair):
            pair.pk, pair.found_at = old.pk, old.found_at
            pair.save(force_update=True)
    rows.filter(pk__in=[old.pk for old in held.values()]).delete()


def _pairs(article: Article, reading: Reading, others: set[int]) -> list[Reprint]:
    """The article's pairs with those of the others whose texts are like its own."""
    texts, names = finding.texts(others), finding.names({article.pk, *others})
    reading = Reading(reading.text, names[article.pk])
    likenesses = {other: compare(reading, Reading(texts[other], names[other])) for other in sorted(others)}
    dates = _dates({article.pk, *others}) if len(reading.letters) < LEAST_ALIKE else {}
    return [
        _pair(article.pk, other, likeness, same_day=_same_day(dates.get(article.pk), dates.get(other)))
        for other, likeness in likenesses.items()
        if likeness
    ]


def _pair(article: int, other: int, likeness: Likeness, *, same_day: bool) -> Reprint:
    first, second = sorted((article, other))
    agreed = likeness.agreement
    return Reprint(
        first_id=first,
        second_id=second,
        kind=likeness.kind if same_day else Reprint.Kind.SAME_FORM,
        resemblance=likeness.overlap.resemblance,
        containment=likeness.overlap.containment,
        figures_same=agreed.figures_same + agreed.dates_same,
        figures_different=agreed.figures_different + agreed.dates_different,
    )


def _dates(articles: set[int]) -> dict[int, str]:
    return {article.pk: article.published for article in Article.objects.filter(pk__in=articles)}


def _same_day(one: str | None, other: str | None) -> bool:
    """Whether two dates can be one, as far as they are known. A short notice of another day is another notice."""
    return not one or not other or one.startswith(other) or other.startswith(one)
