"""What the stages made of a document, as JSON by the contract of `inspect_document` and as a page to read."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from archive.ingest.records import BadInput, Document, Fact, Published
from archive.text import divisions

_SHOWN = 60  # characters of a passage in a table
_ROWS = 12  # rows of a long table
_KINDS = {
    "body": "正文", "heading": "小标题", "caption": "图说", "list": "列项", "quote": "引文",
    "verse": "诗行", "byline": "署名", "credit": "版权图注", "note": "附注",
}  # fmt: skip


# --- JSON -----------------------------------------------------------------------------------------------------


def as_json(document: Document) -> dict[str, Any]:
    """The object that `inspect_document --json` prints; `line` only for a record of JSON Lines."""
    record, description = document.record, document.description
    city = divisions.by_code(description.city.value) if description.city else None
    return {
        "file": f"{record.file}!{record.member}" if record.member else record.file,
        **({"line": record.line} if record.line is not None else {}),
        "sha256": document.sha256,
        "encoding": document.encoding,
        "title": _value(description.title),
        "title_basis": description.title_basis,
        "kicker": _value(description.kicker),
        "source": _value(description.source),
        "authors": [author.name for author in description.authors],
        "url": _value(description.url),
        "published": _published(description.published),
        "events": [_fields(event, "date precision text") for event in description.events],
        "city": city.name if city else None,
        "places": [_fields(place, "code name level city province") for place in description.places],
        "organizations": [_fields(body, "name preferred kind place") for body in description.organizations],
        "paragraphs": [_fields(paragraph, "number kind text") for paragraph in document.paragraphs],
        "dropped": [_fields(dropped, "rule reason text") for dropped in document.dropped],
        "repairs": [_fields(repair, "before after method confidence") for repair in document.repairs],
        "needs_review": [note.text for note in description.needs_review],
    }


def error_as_json(error: BadInput) -> dict[str, Any]:
    """The object for what could not be read: file, error, remedy, and the line where there is one."""
    return {name: value for name, value in error.as_json().items() if name != "line" or value is not None}


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _fields(value: object, names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names.split()}


def _published(published: Published | None) -> dict[str, Any]:
    if published is None:
        return {"date": None, "time": None, "precision": None, "basis": None}
    time = (
        published.time.isoformat("minutes" if not published.time.second else "seconds")
        if published.time
        else None
    )
    return {"date": published.date, "time": time, "precision": published.precision, "basis": published.basis}


# --- the page ---------------------------------------------------------------------------------------------------


def as_page(document: Document, *, width: int = 100, color: bool = False) -> str:
    """The document stage by stage, for a terminal of `width` columns; without colour it is plain text."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        no_color=not color,
        highlight=False,
        emoji=False,
    )
    for part in _page(document):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    # Columns are padded with blanks, which would wrap in a narrower window.
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def _page(document: Document) -> Iterator[Any]:
    yield from _head(document)
    yield from _section("还原", f"{len(document.repairs)} 处", _repairs(document))
    yield from _section("清理", f"{len(document.dropped)} 处", _dropped(document))
    yield from _section("著录", "", _facts(document))
    yield from _section("正文", f"{len(document.paragraphs)} 段", _paragraphs(document))
    if document.description.needs_review:
        yield from _section("待核", "", _review(document))


def _head(document: Document) -> Iterator[Any]:
    record = document.record
    place = record.file if record.line is None else f"{record.file}:{record.line}"
    yield Text(place, style="bold")
    yield Text(
        f"SHA-256 {document.sha256[:16]}…  {document.encoding}  {len(document.raw_text)} 字", style="dim"
    )


def _section(name: str, count: str, body: Table | None) -> Iterator[Any]:
    yield Text("")
    yield Text.assemble((name, "bold cyan"), "  ", (count, "dim"))
    if body is not None:
        yield Padding(body, (0, 0, 0, 2))


def _grid(*styles: str) -> Table:
    table = Table.grid(padding=(0, 2))
    for style in styles:
        table.add_column(style=style, overflow="fold")
    return table


def _repairs(document: Document) -> Table | None:
    """Repairs of one kind in one row, the commonest first."""
    table = _grid("red", "green", "dim")
    counts = Counter((repair.before, repair.after, repair.method) for repair in document.repairs)
    for (before, after, method), count in counts.most_common(_ROWS):
        table.add_row(_short(before), _short(after or "（删去）"), f"{method} ×{count}")
    return _ended(table, len(counts))


def _dropped(document: Document) -> Table | None:
    table = _grid("yellow", "dim")
    for dropped in document.dropped[:_ROWS]:
        table.add_row(dropped.reason, _short(dropped.text))
    return _ended(table, len(document.dropped))


def _ended(table: Table, total: int) -> Table | None:
    """The table with a line that tells what is left out; None when there is nothing."""
    if total > _ROWS:
        table.add_row(f"…… 还有 {total - _ROWS} 种")
    return table if total else None


def _facts(document: Document) -> Table:
    table = _grid("cyan", "", "dim")
    for name, value, basis in _fact_rows(document):
        table.add_row(name, Text(value), Text(basis))
    return table


def _fact_rows(document: Document) -> Iterator[tuple[str, str, str]]:
    description = document.description
    for name, fact in (
        ("引题", description.kicker),
        ("标题", description.title),
        ("来源", description.source),
    ):
        if fact:
            yield name, fact.value, _basis(fact.basis, fact.confidence)
    if description.authors:
        yield (
            "作者",
            "、".join(
                f"{author.name}（{author.role}）" if author.role else author.name
                for author in description.authors
            ),
            "",
        )
    if description.url:
        yield "网址", description.url.value, description.url.basis
    if description.published:
        published = description.published
        time = f" {published.time:%H:%M}" if published.time else ""
        yield "发表", published.date + time, _basis(published.basis, published.confidence)
    if description.events:
        yield "文中日期", "、".join(event.date for event in description.events), ""
    yield from _place_rows(document)


def _place_rows(document: Document) -> Iterator[tuple[str, str, str]]:
    description = document.description
    if description.city:
        yield (
            "城市",
            divisions.full_name(description.city.value),
            _basis(description.city.basis, description.city.confidence),
        )
    for place in description.places:
        yield (
            "地名",
            f"{divisions.full_name(place.code)} ×{place.count}",
            _basis(place.basis, place.confidence),
        )
    for body in description.organizations:
        yield (
            "机构",
            f"{body.preferred} ×{body.count}",
            f"文中作“{body.name}”" if body.name != body.preferred else "",
        )


def _basis(basis: str, confidence: float) -> str:
    return f"{basis} {confidence:.2f}"


def _paragraphs(document: Document) -> Table:
    table = _grid("dim", "dim", "")
    for paragraph in document.paragraphs:
        style = "bold" if paragraph.kind == "heading" else ""
        table.add_row(str(paragraph.number), _KINDS[paragraph.kind], Text(paragraph.text, style=style))
    return table


def _review(document: Document) -> Table:
    table = _grid("yellow")
    for note in document.description.needs_review:
        table.add_row(Text(f"• {note.text}"))
    return table


def _short(text: str) -> Text:
    flat = " ".join(text.split())
    return Text(flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…")
