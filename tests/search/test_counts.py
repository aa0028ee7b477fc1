"""Whatever is asked for, chosen, excluded and folded, every count of every facet is the one that SQL gives."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from archive.models import Article, Fingerprint, Organization, Place, Source
from search.query.state import FACET_NAMES, NO_FOLDING, REPRINTS
from tests.conftest import FOUNDING
from tests.search.by_sql import CONDITIONS

GENERATED = 220
STATES = 150
TEXTS = [
    "",
    "",
    "居",
    "上海",
    "居民",
    "志",
    "的",
    "二",
    "同志",
]  # the same in both scripts, and seldom cut by a sign
MISSING = "none"


@pytest.fixture
def archive(index_dir, db, write_lines):
    """The founding documents and a generated archive, some of it reprinted, indexed."""
    from archive.loading import load_paths
    from benchmarks.corpus import records
    from search.indexing import rebuild

    report = load_paths([str(FOUNDING), str(write_lines(*records(GENERATED)))])
    assert report.counts["failed"] == 0, report.errors
    rebuild()
    return BySql()


def keys(condition):
    found = Article.objects.published().filter(condition)
    return frozenset(found.values_list("pk", flat=True))


class BySql:
    """What each value of each facet finds, asked of the database once; a state's counts are made of that."""

    def __init__(self):
        places = Place.objects.filter(
            Q(articles_of_city__isnull=False) | Q(articles__isnull=False)
        ).distinct()
        dates = {article.published for article in Article.objects.exclude(published_on=None)}
        values = {
            "city": {step.code for place in places for step in place.path},
            "date": {date[:width] for date in dates for width in (4, 7, 10) if len(date) >= width},
            "organization": set(Organization.objects.values_list("public_id", flat=True)),
            "kind": set(Organization.Kind.values),
            "source": set(Source.objects.values_list("public_id", flat=True)),
        }
        self.of = {
            name: {value: keys(CONDITIONS[name](value)) for value in sorted(values[name])}
            for name in FACET_NAMES
        }
        self.missing = {name: keys(CONDITIONS[name](MISSING)) for name in FACET_NAMES}
        self.all = keys(Q())
        groups = Fingerprint.objects.exclude(group=None).values_list("article", "group")
        self.row = {pk: pk for pk in self.all} | dict(groups)

    def find(self, name, value):
        return self.missing[name] if value == MISSING else self.of[name][value]

    def matching(self, state, but=""):
        """The articles of a state; without what it asks of one facet, whose counts that leaves alone."""
        found = self.all & keys(text_holds(state.q))
        for name in FACET_NAMES:
            if name != but:
                if chosen := state.chosen[name]:
                    found &= frozenset().union(*(self.find(name, value) for value in chosen))
                for value in state.excluded[name]:
                    found -= self.find(name, value)
        return found & keys(overlaps(*state.range)) if but != "date" else found

    def count(self, articles, state):
        return len({self.row[pk] for pk in articles}) if state.fold == REPRINTS else len(articles)


def text_holds(text):
    if not text:
        return Q()
    own = Q(title__contains=text) | Q(kicker__contains=text)
    return own | Q(pk__in=Article.objects.filter(paragraphs__text__contains=text).values("pk"))


def overlaps(first, last):
    """What may have been published in these days: of a month or a year its first day is stored."""
    condition = Q()
    if first:
        starts = {"day": first, "month": first.replace(day=1), "year": first.replace(month=1, day=1)}
        of_each = [Q(published_precision=each, published_on__gte=start) for each, start in starts.items()]
        condition &= of_each[0] | of_each[1] | of_each[2]
    return condition & Q(published_on__lte=last) if last else condition


class State:
    """A random one: what is asked of each facet, from what the archive holds."""

    def __init__(self, seed, sql):
        chance = random.Random(seed)
        self.q = chance.choice(TEXTS)
        self.chosen = {name: self._some(chance, sql, name, 0.3) for name in FACET_NAMES}
        self.excluded = {name: self._some(chance, sql, name, 0.2) for name in FACET_NAMES}
        self.range = self._range(chance)
        self.fold = chance.choice([REPRINTS, NO_FOLDING])

    def _some(self, chance, sql, name, share):
        if chance.random() >= share:
            return []
        values = sql.of[name]
        frequent = sorted(values, key=lambda value: -len(values[value]))[: max(4, len(values) // 5)]
        return list(dict.fromkeys(chance.choices([*frequent, MISSING, *values], k=chance.randrange(1, 4))))

    def _range(self, chance):
        if chance.random() < 0.7:
            return None, None
        first, last = sorted(dt.date(2018, 1, 1) + dt.timedelta(chance.randrange(2200)) for _ in range(2))
        return chance.choice([(first, last), (first, None), (None, last)])

    @property
    def address(self):
        pairs = [("q", f"“{self.q}”")] if self.q else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [(f"-{name}", value) for name, values in self.excluded.items() for value in values]
        pairs += [
            (name, day.isoformat())
            for name, day in zip(("date_from", "date_to"), self.range, strict=True)
            if day
        ]
        return urlencode([*pairs, ("fold", self.fold)])


def test_counts_are_those_of_sql_in_every_state(archive, client):
    assert len(set(archive.row.values())) < len(archive.row)  # some are reprints
    found = 0
    for seed in range(STATES):
        state = State(seed, archive)
        answer = client.get(f"{reverse('api_search')}?{state.address}").json()
        assert answer["count"] == archive.count(archive.matching(state), state), state.address
        found += bool(answer["count"])
        for name in FACET_NAMES:
            matching = archive.matching(state, but=name)
            expected = {
                value: archive.count(matching & own, state) for value, own in archive.of[name].items()
            }
            counted = {value["value"]: value["count"] for value in answer["facets"][name]}
            missing = archive.count(matching & archive.missing[name], state)
            assert answer["missing"][name] == missing, (name, state.address)
            assert counted.pop(MISSING, missing) == missing
            assert set(state.chosen[name]) <= {*counted, MISSING}, (name, state.address)
            assert {v: n for v, n in counted.items() if n} == {v: n for v, n in expected.items() if n}, (
                name,
                state.address,
            )
    assert STATES / 3 < found < STATES  # neither nothing nor everything
