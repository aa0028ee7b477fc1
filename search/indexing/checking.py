"""Compares the index with the database, key by key and content by content, in bounded memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from search.engine.ask import Ask, Values
from search.engine.schema import FieldSpec
from search.indexing.documents import (
    Document,
    backend,
    key_of,
    pks_of,
    published,
    published_keys,
    sound_documents,
)
from search.indexing.progress import Advance, Progress, quiet
from search.indexing.settling import settle_many

PORTION = 500  # documents compared at once

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Drift:
    """Keys of articles that the index lacks, should not hold, or holds with other content."""

    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    different: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.different)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(sorted({*self.missing, *self.surplus, *self.different}))


def check(progress: Progress = quiet) -> Drift:
    """What differs now. What waits in the outbox counts as different, as it is. Raises an IndexUnavailable when the
    index cannot be read."""
    with progress(published().count()) as advance:
        found = _compare(advance)
    return _look_again(found) if found else found


def repair(drift: Drift) -> None:
    """Indexes anew, or removes, what drifted: as the database has it now, which may have moved since the check."""
    settle_many(pks_of(drift.keys))


@dataclass
class _Findings:
    specs: list[FieldSpec]
    missing: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)

    def compare(self, indexed: Sequence[tuple[str, Stored]]) -> None:
        """Compares documents of the index with the articles that they are of."""
        expected = _expected(pks_of(key for key, _ in indexed))
        for key, stored in indexed:
            if key not in expected:
                self.surplus.append(key)
            elif not same(self.specs, expected[key], stored):
                self.different.append(key)

    def drift(self) -> Drift:
        return Drift(*(tuple(sorted(set(keys))) for keys in (self.missing, self.surplus, self.different)))


def _compare(advance: Advance) -> Drift:
    findings, seen = _Findings(backend().specs), Counter[int]()
    stream = iter(backend().reader.documents())
    while portion := list(islice(stream, PORTION)):
        findings.compare(portion)
        seen.update(pks_of(key for key, _ in portion))
        advance(len(portion))
    findings.different.extend(_doubled(seen))
    findings.missing.extend(key_of(pk) for pk in published_keys() if pk not in seen)
    return findings.drift()


def _look_again(found: Drift) -> Drift:
    """Only what still differs: articles may have changed, and been indexed, while the others were compared."""
    findings = _Findings(backend().specs)
    for keys in _portions(found.keys):
        indexed = _indexed(keys)
        held = Counter(pks_of(key for key, _ in indexed))
        findings.compare(indexed)
        findings.different.extend(_doubled(held))
        findings.missing.extend(key for key in _expected(pks_of(keys)) if next(pks_of([key])) not in held)
    return findings.drift()


def _doubled(held: Counter[int]) -> Iterator[str]:
    return (key_of(pk) for pk, times in held.items() if times > 1)


def _expected(articles: Iterable[int]) -> dict[str, Document]:
    """The documents of those of these articles that are published. One that cannot be made is empty: it differs from
    whatever is indexed."""
    broken: list[int] = []
    found = {d["id"]: d for d in sound_documents(published().filter(pk__in=list(articles)), broken)}
    return found | {key_of(pk): {} for pk in broken}


def _indexed(keys: tuple[str, ...]) -> list[tuple[str, Stored]]:
    answer = backend().reader.answer(Ask(Values("id", keys), size=10 * len(keys)))  # room for doubles
    return [(hit.key, hit.stored) for hit in answer.hits]


def _portions(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(keys), PORTION):
        yield keys[start : start + PORTION]


def same(specs: Iterable[FieldSpec], expected: Stored, indexed: Stored) -> bool:
    return all(
        _plain(expected.get(spec.name)) == _plain(indexed.get(spec.name)) for spec in specs if spec.stored
    )


def _plain(value: Any) -> Any:
    """A value as it can be compared, whichever form the index gives it back in; nothing at all for an empty one."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value] or None
    if isinstance(value, dt.datetime):
        value = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
        return value.isoformat()
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day).isoformat()
    return None if value == "" else value
