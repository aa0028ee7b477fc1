"""R7: hostile queries, four at a time, each as a page, by the API, as a concordance, and under a filter that it must not leave."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from urllib.parse import urlencode

from django.urls import reverse

from benchmarks.finding.web import Server
from benchmarks.measure import anonymous_mb
from benchmarks.visitors.asking import TIMEOUT, Answer, get
from benchmarks.visitors.queries import addresses

CLIENTS = 4
BETWEEN = 0.05  # seconds between looks at /healthz


def rows(server: Server) -> Iterator[tuple[str, str]]:
    queries = addresses()
    filtered = urlencode({"city": _some_city(server)})
    asked = [
        f"{path}?{query}{extra}"
        for query, (path, extra) in product(
            queries,
            (
                (reverse("search"), ""),
                (reverse("api_search"), ""),
                (reverse("concordance"), ""),
                (reverse("api_search"), f"&{filtered}"),
            ),
        )
    ]
    most = _total(get(server, f"{reverse('api_search')}?{filtered}"))
    _ask(server, asked[: len(asked) // 10])
    before = sum(map(anonymous_mb, server.workers))
    with _Health(server) as health:
        answers = _ask(server, asked)
    grown = sum(map(anonymous_mb, server.workers)) - before
    times = sorted(answer.seconds for answer in answers)
    worst = max(answers, key=lambda answer: answer.seconds)
    refused = [answer for answer in answers if answer.status >= 500]
    left = [answer for answer in answers if answer.address.endswith(f"&{filtered}") and _total(answer) > most]
    yield "R7: hostile queries, requests", f"{len(queries)}, {len(answers)}"
    yield "R7: answers of 500 or more", named(refused)
    yield "R7: no answer", named([answer for answer in answers if not answer.status])
    yield (
        "R7: seconds, 50th and 99th percentile, most",
        f"{times[len(times) // 2]:.3f}, {times[len(times) * 99 // 100]:.3f}, {worst.seconds:.3f} ({worst.address[:60]})",
    )
    yield "R7: more than the filter allows", named(left)
    yield "R7: /healthz meanwhile, most", f"{health.most:.3f} s of {health.looks} looks"
    yield "R7: memory that workers gained", f"{grown:.0f} MB"


def _ask(server: Server, asked: list[str]) -> list[Answer]:
    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(lambda address: get(server, address), asked))


def _some_city(server: Server) -> str:
    """The value of the city facet that most articles have."""
    values = json.loads(get(server, reverse("api_search")).content)["facets"]["city"]
    value: str = max(values, key=lambda each: each["count"])["value"]
    return value


def _total(answer: Answer) -> int:
    """How many articles the API says it found; none where it refuses."""
    return int(json.loads(answer.content)["count"]) if answer.status == 200 else 0


def named(answers: list[Answer]) -> str:
    return f"{len(answers)}" + "".join(f"; {answer.status} {answer.address[:80]}" for answer in answers[:5])


class _Health:
    """Looks at /healthz again and again."""

    def __init__(self, server: Server) -> None:
        self._server, self._stop = server, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.most, self.looks = 0.0, 0

    def __enter__(self) -> _Health:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(BETWEEN):
            answer = get(self._server, "/healthz")
            self.most = max(self.most, answer.seconds if answer.status == 200 else TIMEOUT)
            self.looks += 1
