"""A real archive in the benchmark's data directory: loaded by the command, indexed, and asked through the service."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.core.management import call_command

from benchmarks.quality.merit import DEPTH
from benchmarks.quality.sets import RetrievalSet


@cache
def set_up() -> None:
    import django

    django.setup()


def load(asked: RetrievalSet) -> None:
    """The archive holds these documents and no others, and its index too."""
    set_up()
    call_command("migrate", verbosity=0)
    _empty()
    with tempfile.TemporaryDirectory(prefix="cunzhen-quality-") as folder:
        path = Path(folder, f"{asked.name}.jsonl")
        lines: Iterable[str] = (json.dumps(each, ensure_ascii=False) + "\n" for each in asked.documents)
        path.write_text("".join(lines), encoding="utf-8")
        call_command("load_articles", str(path), report=str(Path(folder, "report")))
    call_command("rebuild_index", verbosity=0)


def _empty() -> None:
    from archive.models import Article

    Article.objects.all().delete()


def found(query: str, size: int = DEPTH) -> list[str]:
    """The external ids of what a query finds, best first."""
    from search.query.state import SearchState
    from search.service import run_search

    page = run_search(SearchState(q=query, page_size=size))
    return [result.article.external_id or "" for result in page.results]


def total(query: str) -> int:
    """How many articles a query finds."""
    from search.query.state import SearchState
    from search.service import count

    return count(SearchState(q=query))
