"""What is kept of a text to find it again, and the articles whose texts may be like a new one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

from archive.models import Article, Fingerprint, Paragraph, SampledShingle
from archive.text.likeness import LEAST_EQUAL, Reading
from archive.text.shingles import shareable

# A shingle that so many articles share tells nothing: more are not noted under it, so that a lookup stays small.
HOT = 32
CANDIDATES = 8  # compared with a new text: those that share the rarest of its sketch
_WORTH = 0.2  # of the members that a part of the other text would share
_NOT_TEXT = (Paragraph.Kind.BYLINE.value, Paragraph.Kind.CREDIT.value)  # each outlet signs on its own


@dataclass(frozen=True)
class Found:
    """What the archive holds under a text's digest and sketch: the articles to compare it with, best first, and
    the members of the sketch that are not hot."""

    articles: tuple[int, ...]
    rare: frozenset[int]


def texts(articles: Collection[int]) -> dict[int, str]:
    """The texts of articles, by their keys, as they are compared."""
    parts: dict[int, list[tuple[str, str]]] = {article: [] for article in articles}
    rows = _select(
        Paragraph,
        "article_id, kind, text",
        f"article_id IN ({_places(articles)}) ORDER BY article_id, number",
        [*articles],
    )
    for article, kind, text in rows:
        parts[article].append((kind, text))
    return {article: as_compared(part) for article, part in parts.items()}


def as_compared(paragraphs: Iterable[tuple[str, str]]) -> str:
    """What is compared of a text in paragraphs, each a kind and a text: not what its outlet signs it with."""
    return "\n".join(text for kind, text in paragraphs if kind not in _NOT_TEXT)


def read(text: str) -> Reading:
    """A text with what is looked up of it, which takes time that nobody has to wait for."""
    reading = Reading(text)
    _ = reading.letters, reading.digest, reading.sketch
    return reading


def names(articles: Collection[int]) -> dict[int, frozenset[str]]:
    """Keys of the places and bodies that articles name."""
    found: dict[int, set[str]] = {article: set() for article in articles}
    for field in ("places", "organizations"):
        through = getattr(Article, field).through
        other = through._meta.get_fields()[2].attname
        for article, key in through.objects.filter(article__in=articles).values_list("article", other):
            found[article].add(f"{field}:{key}")
    return {article: frozenset(keys) for article, keys in found.items()}


def fingerprint_digest(reading: Reading) -> str:
    """The digest of a text, empty where it is too short to tell anything."""
    return reading.digest if len(reading.letters) >= LEAST_EQUAL else ""


@dataclass(frozen=True)
class _Others:
    """Which articles are looked at: all but one, or only those loaded before it."""

    article: int
    before_only: bool

    @property
    def where(self) -> str:
        return "article_id < %s" if self.before_only else "article_id <> %s"


def look_up(
    article: int, reading: Reading, digest: str, sampled: frozenset[int], *, before_only: bool
) -> Found:
    """The articles with equal or like texts. `before_only` leaves out those loaded later."""
    others = _Others(article, before_only)
    holders = _holders(sampled, others)
    rare = frozenset(key for key in sampled if len(holders[key]) < HOT)
    alike = _worth_comparing(len(reading.letters), _shared(holders))
    return Found(tuple(dict.fromkeys([*_equal(digest, others), *alike]))[:CANDIDATES], rare)


def note(article: int, digest: str, length: int, rare: Iterable[int], *, anew: bool) -> None:
    """Remembers a text. `anew` when another text of the article may be remembered."""
    if anew:
        SampledShingle.objects.filter(article=article).delete()
    remembered = Fingerprint.objects.filter(article=article) if anew else Fingerprint.objects.none()
    if not remembered.update(digest=digest, length=length):
        Fingerprint.objects.create(article_id=article, digest=digest, length=length)
    table = connection.ops.quote_name(SampledShingle._meta.db_table)
    with connection.cursor() as cursor:  # in one statement, without an object for each
        cursor.executemany(
            f"INSERT INTO {table} (article_id, key) VALUES (%s, %s)",  # noqa: S608  the table's own name
            [(article, key) for key in sorted(rare)],
        )


def _holders(sampled: Collection[int], others: _Others) -> dict[int, list[int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    if sampled:
        where = f"key IN ({_places(sampled)}) AND {others.where}"
        for key, holder in _select(SampledShingle, "key, article_id", where, [*sampled, others.article]):
            holders[key].append(holder)
    return holders


def _equal(digest: str, others: _Others) -> list[int]:
    if not digest:
        return []
    where = f"digest = %s AND {others.where} ORDER BY article_id LIMIT {CANDIDATES}"
    return [row[0] for row in _select(Fingerprint, "article_id", where, [digest, others.article])]


def _select(model: type[Model], columns: str, where: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """Rows by a statement of our own: to have Django make those that every load asks took more time than to
    answer them and to work out the sketch together."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE {where}", values)  # noqa: S608  no text from outside
        return cursor.fetchall()


def _places(values: Collection[object]) -> str:
    return ",".join(["%s"] * len(values))


@dataclass(frozen=True)
class _Shared:
    """What another article shares of a sketch: how many members, and how rare they are in all."""

    count: int
    rarity: float


def _shared(holders: Mapping[int, list[int]]) -> dict[int, _Shared]:
    """Those that share at least two members: the rarest sharing first, the earlier loaded where equal."""
    counts: dict[int, int] = defaultdict(int)
    rarity: dict[int, float] = defaultdict(float)
    for holding in holders.values():
        for holder in holding:
            counts[holder] += 1
            rarity[holder] += 1 / len(holding)
    found = {
        holder: _Shared(count, round(rarity[holder], 6)) for holder, count in counts.items() if count > 1
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1].rarity, item[0])))


def _worth_comparing(length: int, shared: Mapping[int, _Shared]) -> list[int]:
    """Those of the first that share enough of what two like texts of their lengths would."""
    first = list(shared)[: 2 * CANDIDATES]
    rows = Fingerprint.objects.filter(article__in=first).values_list("article", "length") if first else []
    lengths = dict(rows)
    return [
        holder
        for holder in first
        if holder in lengths and shared[holder].count >= _WORTH * shareable(length, lengths[holder])
    ]
