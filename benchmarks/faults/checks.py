"""R5: check_index finds exactly what differs; --repair leaves nothing."""

from __future__ import annotations

import json
import random

from django.db import connection

from archive.models import Article
from benchmarks.faults import scene
from search.indexing.documents import backend, key_of
from search.outbox import triggers


def run(trials: int) -> scene.Rows:
    scene.fill(scene.stock(trials))
    chance = random.Random(5)
    named = repaired = sound = planted = 0
    for _ in range(trials):
        expected = _disturb(chance)
        code, found = scene.said("check_index", "--json")
        told = json.loads(found)
        named += code == 1 and {kind: told[kind] for kind in expected} == expected
        planted += sum(map(len, expected.values()))
        repaired += scene.said("check_index", "--repair")[0] == 0
        sound += scene.said("check_index")[0] == 0
    return [
        (
            f"check_index after {planted} differences behind its back, exactly these named",
            f"{named} of {trials}",
        ),
        ("--repair ended well", f"{repaired} of {trials}"),
        ("nothing found afterwards", f"{sound} of {trials}"),
    ]


def _disturb(chance: random.Random) -> dict[str, list[str]]:
    """Differences of all three kinds that no trigger saw."""
    keys = list(Article.objects.published().values_list("pk", flat=True))
    lost, changed = chance.sample(keys[::2], 3), chance.sample(keys[1::2], 3)
    foreign = [key_of(10_000_000 + chance.randrange(1000)) for _ in range(2)]
    with backend().writer.batch() as batch:
        batch.delete(map(key_of, lost))
        batch.put(
            {"id": key, "django_ct": "archive.article", "django_id": key.rsplit(".")[2]} for key in foreign
        )
    triggers.drop(connection)
    Article.objects.filter(pk__in=changed).update(title=f"背后{chance.random()}")
    triggers.create(connection)
    return {
        "missing": sorted(map(key_of, lost)),
        "surplus": sorted(set(foreign)),
        "different": sorted(map(key_of, changed)),
    }
