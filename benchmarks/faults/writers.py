"""R1: eight writers, an admin action and a load at once, with the worker behind them."""

from __future__ import annotations

import json
import random
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from archive.models import Article, Organization, Paragraph
from benchmarks.faults import scene
from benchmarks.faults.processes import Process, command

WRITERS = 8
WITHIN = 10.0  # seconds after the last write


def run(trials: int) -> scene.Rows:
    """`trials` is the number of operations of each writer."""
    scene.fill(scene.stock(trials))
    worker = scene.worker()
    load = command("load_articles", scene.write("beside", trials))
    writers = [Process(lambda n=n: _write(n, trials)) for n in range(WRITERS)]
    admin = Process(lambda: _administer(max(2, trials // 10)))
    codes = [process.wait() for process in (*writers, admin, load)]
    settled = scene.seconds_until_equal(WITHIN)
    worker.stop()
    results = [json.loads(_result(n).read_text()) for n in range(WRITERS)]
    operations = sum((Counter(result["operations"]) for result in results), Counter[str]())
    saves = [seconds for result in results for seconds in result["saves"]]
    done = ", ".join(f"{count} {name}" for name, count in sorted(operations.items()))
    return [
        (f"{WRITERS} writers × {trials} operations, an admin action and a load beside them", done),
        ("processes that failed", f"{sum(code != 0 for code in codes)} of {len(codes)}"),
        ("exceptions", str(sum(len(result["exceptions"]) for result in results))),
        ("index and database equal again", f"after {settled:.1f} s" if settled is not None else "no"),
        ("save, 50th and 99th percentile", _milliseconds(saves)),
    ]


def _milliseconds(saves: list[float]) -> str:
    return " and ".join(f"{1000 * scene.percentile(saves, share):.0f} ms" for share in (0.5, 0.99))


def _result(number: int) -> Path:
    return Path(settings.DATA_DIR) / f"writer-{number}.json"


def _write(number: int, times: int) -> None:
    chance = random.Random(number)
    result: dict[str, Any] = {"saves": [], "exceptions": [], "operations": Counter()}
    kinds = list(OPERATIONS)
    for _ in range(times):
        (kind,) = chance.choices(kinds, weights=[OPERATIONS[each][1] for each in kinds])
        try:
            begun = time.perf_counter()
            OPERATIONS[kind][0](chance)
            if kind == "saves":
                result["saves"].append(time.perf_counter() - begun)
        except Exception:
            result["exceptions"].append(traceback.format_exc())
            traceback.print_exc()
        result["operations"][kind] += 1
        time.sleep(chance.uniform(0, 0.02))  # people do not save without a pause
    _result(number).write_text(json.dumps(result))


def _any(chance: random.Random) -> Article:
    keys = list(Article.objects.values_list("pk", flat=True))
    return Article(pk=chance.choice(keys))


def _save(chance: random.Random) -> None:
    key = f"{chance.getrandbits(48):012x}"[:10]
    Article.objects.create(public_id=key, identity=key, title=f"新写{key}")


def _update(chance: random.Random) -> None:
    Article.objects.filter(pk=_any(chance).pk).update(title=f"改{chance.random()}")


def _delete(chance: random.Random) -> None:
    Article.objects.filter(pk=_any(chance).pk).delete()


def _bulk(chance: random.Random) -> None:
    keys = [f"{chance.getrandbits(48):012x}"[:10] for _ in range(5)]
    Article.objects.bulk_create(Article(public_id=key, identity=key, title=f"成批{key}") for key in keys)


def _paragraphs(chance: random.Random) -> None:
    Paragraph.objects.filter(article=_any(chance).pk).update(text=f"改段{chance.random()}")


def _bodies(chance: random.Random) -> None:
    body = Organization.objects.order_by("?").first()
    if body:
        Organization.objects.filter(pk=body.pk).update(preferred_name=f"机构{chance.getrandbits(32)}")


def _status(chance: random.Random) -> None:
    Article.objects.filter(pk=_any(chance).pk).update(status=chance.choice(["withheld", "published"]))


OPERATIONS = {
    "saves": (_save, 55),
    "updates": (_update, 15),
    "deletes": (_delete, 8),
    "bulk operations": (_bulk, 6),
    "paragraphs": (_paragraphs, 8),
    "bodies renamed": (_bodies, 3),
    "withheld or published": (_status, 5),
}


def _administer(times: int) -> None:
    """Withholds and publishes articles by the admin's own actions."""
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username="admin"))
    chance = random.Random(99)
    keys = list(Article.objects.filter(identity__contains="stock").values_list("pk", flat=True))
    for number in range(times):
        data = {"action": ("withhold", "publish")[number % 2], "_selected_action": chance.sample(keys, 5)}
        answer = client.post(reverse("admin:archive_article_changelist"), data)
        assert answer.status_code == 302, answer.status_code
