"""R8: over all pages of a result every article stands exactly once; pages that are none are a page or a 404."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from benchmarks.corpus_topics import COMMON
from benchmarks.finding.web import Server
from benchmarks.visitors.asking import get

SIZE = 100
LISTS = (
    {"q": COMMON},
    {"q": COMMON, "sort": "newest"},
    {"q": COMMON, "sort": "oldest", "fold": "reprints"},
    {"q": "突击队 志愿者"},
    {"q": "社区的志愿者什么时候开始核酸检测"},
    {},
)
NO_PAGES = ("0", "-1", "abc", str(10**20))


def rows(server: Server) -> Iterator[tuple[str, str]]:
    for asked in LISTS:
        seen, count = _walk(server, asked)
        told = f"{len(seen)} results, {len(set(seen))} different, {count} announced"
        yield f"R8: {urlencode(asked) or 'everything'}", told
    for path in (reverse("search"), reverse("api_search")):
        asked_for = [f"{path}?{urlencode({'q': COMMON, 'page': page})}" for page in NO_PAGES]
        statuses = ", ".join(str(get(server, address).status) for address in asked_for)
        yield f"R8: {path}, page {', '.join(NO_PAGES)}", statuses


def _walk(server: Server, asked: dict[str, str]) -> tuple[list[str], int]:
    """The ids on all pages in turn, and how many articles the first page says there are."""
    seen: list[str] = []
    count = page = 0
    while not page or len(seen) < count:
        page += 1
        address = f"{reverse('api_search')}?{urlencode({**asked, 'page': page, 'page_size': SIZE})}"
        answer = json.loads(get(server, address).content)
        count = count or answer["count"]
        if not answer["results"]:
            break
        seen += [result["id"] for result in answer["results"]]
    return seen, count
