"""What a page costs as a reader gets it, and what memory serving takes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from haystack.query import SearchQuerySet

from benchmarks.corpus_topics import COMMON
from benchmarks.finding.archive import Archive
from benchmarks.finding.figures import Figure, Timing
from benchmarks.finding.questions import PAGE, QUESTIONS
from benchmarks.finding.web import Server
from benchmarks.measure import anonymous_mb, cpu_ms, cpu_of, mapped_mb

REQUESTS = 200
PAGES = 10  # of a result that are asked for in turn
CLIENTS = 8
WORKERS = 4
FACETS = ("city", "organization", "date")


class Serving:
    """Times pages; the timings are of the common term as a page, by the API and by Haystack."""

    def __init__(self, archive: Archive) -> None:
        self.timings: list[Timing] = []
        self._archive = archive

    def page(self) -> Iterator[Figure]:
        with Server(workers=1) as server:
            page = self._timed("page over HTTP", server, reverse("search"))
            api = self._timed("API over HTTP", server, reverse("api_search"))
        haystack = cpu_ms(_by_haystack)
        self.timings.append(Timing("faceted", COMMON, "SearchQuerySet", haystack))
        told = f"{page:.1f} ms (by the API {api:.1f} ms, by SearchQuerySet without a page {haystack:.1f} ms)"
        yield Figure("page", told, page, 10.0 if self._archive.articles <= 10_000 else None)

    def _timed(self, name: str, server: Server, path: str) -> float:
        ms = _request_ms(server, path)
        self.timings.append(Timing("faceted", COMMON, name, ms))
        return ms

    def memory(self) -> Iterator[Figure]:
        with Server(WORKERS) as server:
            _ask(server, ["/healthz"] * REQUESTS)
            before = {worker: anonymous_mb(worker) for worker in server.workers}
            _ask(server, list(islice(cycle(map(_search, (q.text for q in QUESTIONS))), REQUESTS)))
            after = {worker: anonymous_mb(worker) for worker in server.workers}
            mapped = max(mapped_mb(worker, settings.INDEX_DIR) for worker in server.workers)
        added = max(after[worker] - before[worker] for worker in after)
        yield Figure("memory", f"queries add {added:.1f} MB", added, 20.0)
        in_all = sum(after.values())
        yield Figure(
            "memory",
            f"{WORKERS} workers {in_all:.0f} MB (beside it {mapped:.0f} MB of the index, mapped)",
            in_all,
            800.0,
        )


def _request_ms(server: Server, path: str) -> float:
    """CPU of the workers, over pages of the common term in turn, so that no two requests in a row are the same."""
    addresses = [f"{path}?{urlencode({'q': COMMON, 'page': page})}" for page in range(1, PAGES + 1)]
    for address in addresses:
        server.get(address)
    began = cpu_of(server.workers)
    for address in islice(cycle(addresses), REQUESTS):
        server.get(address)
    return (cpu_of(server.workers) - began) * 1000 / REQUESTS


def _ask(server: Server, addresses: list[str]) -> None:
    """From several clients at once, so that every worker gets its share."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(server.get, addresses))


def _search(text: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': text})}"


def _by_haystack() -> None:
    found = SearchQuerySet().filter(content=COMMON)
    for name in FACETS:
        found = found.facet(name)
    list(found[:PAGE])
    found.facet_counts()
