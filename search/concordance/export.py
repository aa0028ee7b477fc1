"""The lines of a concordance as a table and as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from search.cells import cell
from search.concordance.finding import Concordance
from search.concordance.lines import Line

COLUMNS = ("left", "hit", "right", "title", "date", "source", "paragraph", "id", "url")
BOM = "\ufeff"  # by which spreadsheets know UTF-8
Address = Callable[[Line], str]


def as_csv(lines: Iterable[Line], address: Address) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for line in lines:
        rows.writerow(map(cell, line_json(line, address).values()))
    return BOM + out.getvalue()


def line_json(line: Line, address: Address) -> dict[str, Any]:
    article = line.article
    values = (
        line.left,
        line.hit,
        line.right,
        article.display_title,
        article.published or None,
        article.source or None,
        line.paragraph,
        article.public_id,
        address(line),
    )
    return dict(zip(COLUMNS, values, strict=True))


def summary_json(found: Concordance) -> dict[str, Any]:
    return {
        "count": len(found.lines),
        "articles": found.articles,
        "by": found.by,
        "left_out": {"articles": found.articles_left_out, "lines": found.lines_left_out},
    }
