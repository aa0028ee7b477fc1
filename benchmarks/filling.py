"""Puts a made-up archive into the database without the stages that read documents: rows as `load_articles` leaves them, but
with nothing kept of where they came from. The index is not touched; build it afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from typing import Any, NamedTuple

from django.db import connection, connections, transaction

from archive.database import migrate
from archive.identifiers import anchors, article_identity, public_id
from archive.ingest.decisions import parse_date
from archive.ingest.metadata.organizations import mention_of
from archive.ingest.records import OrganizationMention
from archive.ingest.validation import source_key
from archive.models import Article, Organization, Paragraph, Place, Source
from archive.text import divisions
from archive.text.folding import fold
from benchmarks.corpus import Record, blocks, records_of_block
from search.outbox import triggers

AHEAD = 16  # blocks: bounds the memory


class Prepared(NamedTuple):
    """A record with what of its rows needs no database."""

    record: Record
    public_id: str
    anchors: list[str]
    bodies: list[OrganizationMention]


def fill(articles: int, seed: int = 1) -> None:
    """Makes the database and fills it. Leaves nothing in the outbox: whoever searches builds the index anew."""
    migrate()
    triggers.drop(connection)
    try:
        _store(_made(articles, seed))
    finally:
        triggers.create(connection)


def _made(articles: int, seed: int) -> Iterator[list[Prepared]]:
    """Blocks in their order, made in other processes, some ahead of what is stored."""
    connections.close_all()  # no connection is shared with the processes
    with ProcessPoolExecutor() as processes:
        for start in range(0, blocks(articles), AHEAD):
            ahead = range(start, min(start + AHEAD, blocks(articles)))
            yield from processes.map(partial(_prepared, articles, seed), ahead)


def _prepared(articles: int, seed: int, block: int) -> list[Prepared]:
    """Made in a process of its own."""
    return list(map(_prepare, records_of_block(block, articles, seed)))


def _prepare(record: Record) -> Prepared:
    codes = _codes(record.get("city", ""))
    bodies = [mention_of(name, codes[0] if codes else None) for name in record.get("organizations", ())]
    unused = public_id(_identity(record), lambda _: False)
    return Prepared(record, unused, anchors(record["paragraphs"]), bodies)


def _identity(record: Record) -> str:
    return article_identity(source=source_key(record), external_id=record["id"], sha256="")


def _store(made: Iterable[list[Prepared]]) -> None:
    authorities = _Authorities()
    for block in made:
        with transaction.atomic():
            authorities.learn(block)
            articles = Article.objects.bulk_create(_article(each, authorities) for each in block)
            pairs = list(zip(articles, block, strict=True))
            _write_paragraphs(_paragraphs(pairs))
            _link(Article.organizations.through, "organization_id", pairs, authorities.bodies)
            _link(Article.places.through, "place_id", pairs, authorities.places)


def _article(prepared: Prepared, authorities: _Authorities) -> Article:
    record = prepared.record
    dated = parse_date(record.get("date", ""), "随文件给出")
    return Article(
        public_id=prepared.public_id,
        identity=_identity(record),
        external_id=record["id"],
        title=record["title"],
        source_id=authorities.source(record),
        published_on=dated.on if dated else None,
        published_precision=dated.precision if dated else "",
        published_basis=dated.basis if dated else "",
        city_id=next(iter(authorities.places(prepared)), None),
    )


def _paragraphs(pairs: Iterable[tuple[Article, Prepared]]) -> Iterator[tuple[int, int, str, str, str]]:
    for article, (record, _, names, _) in pairs:
        for number, (text, anchor) in enumerate(zip(record["paragraphs"], names, strict=True), start=1):
            yield article.pk, number, Paragraph.Kind.BODY.value, text, anchor


def _write_paragraphs(rows: Iterable[tuple[int, int, str, str, str]]) -> None:
    """Two million of them: by the database's own bulk statement, several times as fast as through the model."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_paragraph (article_id, number, kind, text, anchor) VALUES (%s, %s, %s, %s, %s)",
            list(rows),
        )


def _link(through: Any, column: str, pairs: list[tuple[Article, Prepared]], keys: Any) -> None:
    through.objects.bulk_create(
        through(article_id=article.pk, **{column: key})
        for article, prepared in pairs
        for key in keys(prepared)
    )


class _Authorities:
    """The keys of places, bodies and outlets; the latter two are made when first named."""

    def __init__(self) -> None:
        self._places: Mapping[str, int] = dict(Place.objects.values_list("code", "pk"))
        self._bodies: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._taken: set[str] = set()

    def learn(self, block: Iterable[Prepared]) -> None:
        mentions = {fold(body.preferred): body for prepared in block for body in prepared.bodies}
        new = [self._new_body(name, mentions[name]) for name in mentions.keys() - self._bodies.keys()]
        self._bodies |= {body.folded_name: body.pk for body in Organization.objects.bulk_create(new)}
        for prepared in block:
            name = prepared.record.get("source")
            if name and name not in self._sources:
                self._sources[name] = Source.objects.for_name(name).pk

    def places(self, prepared: Prepared) -> list[int]:
        """The main city first."""
        return [self._places[code] for code in _codes(prepared.record.get("city", ""))]

    def bodies(self, prepared: Prepared) -> list[int]:
        return list(dict.fromkeys(self._bodies[fold(body.preferred)] for body in prepared.bodies))

    def source(self, record: Record) -> int | None:
        return self._sources.get(record.get("source", ""))

    def _new_body(self, folded: str, mention: OrganizationMention) -> Organization:
        name = public_id(f"organization:{folded}", self._taken.__contains__)
        self._taken.add(name)
        return Organization(
            public_id=name,
            preferred_name=mention.preferred,
            folded_name=folded,
            kind=mention.kind,
            place_id=self._places.get(mention.place or ""),
        )


@cache
def _codes(name: str) -> tuple[str, ...]:
    """The main city of a place and the place itself, as the stages decide it."""
    found = divisions.resolve(name) if name else ()
    if len(found) != 1:
        return ()
    city = divisions.city_of(found[0].code)
    return tuple(dict.fromkeys([(city or found[0]).code, found[0].code]))
