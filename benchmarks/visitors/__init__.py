"""script/bench visitors: what visitors can do to a server that was not meant for it. R7, hostile queries; R8, all pages
of a result."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.conf import settings

Rows = list[tuple[str, str]]
WORKERS = 2


def run(options: argparse.Namespace) -> Rows:
    """Over a made-up archive in this process's data directory, or the one that was kept there."""
    import django

    django.setup()
    from benchmarks.finding.archive import Archive
    from benchmarks.finding.web import Server
    from benchmarks.visitors import hostile, paging

    archive = Archive(Path(settings.DATA_DIR).parent, options.articles)
    archive.prepare()
    archive.index()
    with Server(WORKERS) as server:
        return [*hostile.rows(server), *paging.rows(server)]
