"""Indexes chosen articles anew in the current generation."""

from __future__ import annotations

from django.db.models import QuerySet

from archive.models import Article
from search.indexing.progress import Progress, quiet
from search.indexing.settling import COMMIT, portions, settle


def refresh(articles: QuerySet[Article], progress: Progress = quiet) -> int:
    """Returns how many articles were indexed."""
    chosen = list(articles.order_by().values_list("pk", flat=True))
    with progress(len(chosen)) as advance:
        for portion in portions(chosen, COMMIT):
            settle(portion)
            advance(len(portion))
    return len(chosen)
