"""Puts a made-up archive into the database without the stages that read documents: rows as `load_articles` leaves them, but
with nothing kept of where they came from. The index is not touched; build it afterwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from typing import Any

from django.db import connection, connections, transaction

from archive.database import migrate
from archive.identifiers import anchors, article_identity, public_id
from archive.ingest.decisions import parse_date
from archive.ingest.metadata.organizations import mention_of
from archive.ingest.validation import source_key
from archive.models import Article, Organization, Paragraph, Place, Source
from archive.text import divisions
from benchmarks.corpus import Record, blocks, records_of_block
from search.outbox import triggers

Prepared = tuple[Record, str, list[str]]  # a record, its public id and its paragraphs' anchors


def fill(articles: int, seed: int = 1) -> None:
    """Makes the database and fills it. Leaves nothing in the outbox: whoever searches builds the index anew."""
    migrate()
    connections.close_all()  # no connection is shared with the processes that make the records
    with ProcessPoolExecutor() as processes:
        made = processes.map(partial(_prepared, articles, seed), range(blocks(articles)))
        triggers.drop(connection)
        try:
            _store(made)
        finally:
            triggers.create(connection)


def _prepared(articles: int, seed: int, block: int) -> list[Prepared]:
    """What of a block needs no database, made in a process of its own."""
    return [
        (record, public_id(_identity(record), lambda _: False), anchors(record["paragraphs"]))
        for record in records_of_block(block, articles, seed)
    ]


def _identity(record: Record) -> str:
    return article_identity(source=source_key(record), external_id=record["id"], sha256="")


def _store(made: Iterable[list[Prepared]]) -> None:
    authorities = _Authorities()
    for block in made:
        with transaction.atomic():
            articles = Article.objects.bulk_create(_article(*each[:2], authorities) for each in block)
            pairs = list(zip(articles, block, strict=True))
            Paragraph.objects.bulk_create(
                itertools.chain.from_iterable(itertools.starmap(_paragraphs, pairs))
            )
            _link(Article.organizations.through, "organization_id", pairs, authorities.bodies)
            _link(Article.places.through, "place_id", pairs, authorities.places)


def _article(record: Record, public: str, authorities: _Authorities) -> Article:
    dated = parse_date(record.get("date", ""), "随文件给出")
    return Article(
        public_id=public,
        identity=_identity(record),
        external_id=record["id"],
        title=record["title"],
        source_id=authorities.source(record),
        published_on=dated.on if dated else None,
        published_precision=dated.precision if dated else "",
        published_basis=dated.basis if dated else "",
        city_id=authorities.city(record),
    )


def _paragraphs(article: Article, prepared: Prepared) -> Iterator[Paragraph]:
    record, _, names = prepared
    for number, (text, anchor) in enumerate(zip(record["paragraphs"], names, strict=True), start=1):
        yield Paragraph(article=article, number=number, text=text, anchor=anchor)


def _link(through: Any, column: str, pairs: list[tuple[Article, Prepared]], keys: Any) -> None:
    through.objects.bulk_create(
        through(article_id=article.pk, **{column: key})
        for article, (record, *_) in pairs
        for key in keys(record)
    )


class _Authorities:
    """The keys of places, bodies and outlets; the latter two are made when first named."""

    def __init__(self) -> None:
        self._places: Mapping[str, int] = dict(Place.objects.values_list("code", "pk"))
        self._bodies: dict[str, int] = {}
        self._sources: dict[str, int] = {}

    def city(self, record: Record) -> int | None:
        codes = _codes(record.get("city", ""))
        return self._places[codes[0]] if codes else None

    def places(self, record: Record) -> list[int]:
        return [self._places[code] for code in _codes(record.get("city", ""))]

    def bodies(self, record: Record) -> list[int]:
        codes = _codes(record.get("city", ""))
        keys = [self._body(name, codes[0] if codes else None) for name in record.get("organizations", ())]
        return list(dict.fromkeys(keys))

    def source(self, record: Record) -> int | None:
        name = record.get("source")
        if name and name not in self._sources:
            self._sources[name] = Source.objects.for_name(name).pk
        return self._sources[name] if name else None

    def _body(self, name: str, city: str | None) -> int:
        if name not in self._bodies:
            mention = mention_of(name, city)
            known = Organization.objects.current().named(mention.preferred).first()
            self._bodies[name] = (known or self._made(mention)).pk
        return self._bodies[name]

    def _made(self, mention: Any) -> Organization:
        place = self._places.get(mention.place)
        return Organization.objects.create(
            public_id=Organization.objects.new_id(mention.preferred),
            preferred_name=mention.preferred,
            kind=mention.kind,
            place_id=place,
        )


@cache
def _codes(name: str) -> tuple[str, ...]:
    """The main city of a place and the place itself, as the stages decide it."""
    found = divisions.resolve(name) if name else ()
    if len(found) != 1:
        return ()
    city = divisions.city_of(found[0].code)
    return tuple(dict.fromkeys([(city or found[0]).code, found[0].code]))
