"""Whether the archive can be searched, and how much is still to be indexed: for probes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from search.engine.errors import IndexUnavailable
from search.indexing.status import IndexStatus, index_status, outbox_status


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """A line for each figure; 503 with the remedy when searches get no answer."""
    try:
        lines, status = ["ok", *_index_lines(index_status())], 200
    except IndexUnavailable as error:
        lines, status = [f"index: {error}", f"remedy: {error.remedy}"], 503
    waiting = outbox_status()
    lines += [f"outbox: {waiting.length}", f"outbox oldest: {waiting.age} s"]
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain; charset=utf-8")


def _index_lines(index: IndexStatus) -> list[str]:
    return [
        f"index: {index.generation}",
        f"built: {index.built_at.isoformat(timespec='seconds')}",
        f"committed: {index.committed_at.isoformat(timespec='seconds')}",
        f"segments: {index.segments}",
        f"words: {'changed; manage.py rebuild_index uses them' if index.words_changed else 'as built'}",
    ]
