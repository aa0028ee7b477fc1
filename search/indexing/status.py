"""How the index stands and how much is still to be indexed: for probes and for people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from search.indexing import vocabulary
from search.indexing.documents import backend
from search.outbox.models import OutboxRow


@dataclass(frozen=True)
class OutboxStatus:
    """`age` is how many seconds the oldest row has waited; 0 when none waits."""

    length: int
    age: int


@dataclass(frozen=True)
class IndexStatus:
    generation: str
    built_at: dt.datetime
    committed_at: dt.datetime
    segments: int
    words_changed: bool  # since it was built: a rebuild would cut by others


def outbox_status() -> OutboxStatus:
    oldest = OutboxRow.objects.order_by("pk").values_list("created_at", flat=True).first()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    return OutboxStatus(OutboxRow.objects.count(), max(0, int(age)))


def index_status() -> IndexStatus:
    """Raises an IndexUnavailable when the index cannot be searched."""
    generation = backend().reader.probe()
    return IndexStatus(
        generation=generation.name,
        built_at=generation.built_at,
        committed_at=generation.committed_at,
        segments=backend().reader.segments(),
        words_changed=vocabulary.has_changed(),
    )
