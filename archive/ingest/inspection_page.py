"""What the stages made of a document, as a page to read in a terminal: stage by stage, in the order of the flow."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from archive.ingest.records import Document, Entry, Fact, Stage
from archive.text import divisions

_SHOWN = 60  # characters of a passage
_AROUND = 8  # characters of the text on either side of a repair
_ROWS = 12  # rows of a long table
_KINDS = {
    "body": "正文", "heading": "小标题", "caption": "图说", "list": "列项", "quote": "引文",
    "verse": "诗行", "byline": "署名", "credit": "版权图注", "note": "附注",
}  # fmt: skip
_METHODS = {"gloss": "拼音注释", "cut": "错位解码", "gloss inside a character": "字中注音"}
_STAGES: dict[Stage, str] = {
    "decoding": "解码", "restoration": "还原", "cleaning": "清理", "metadata": "著录", "paragraphs": "分段",
}  # fmt: skip


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
        yield from _section("待核", f"{len(document.description.needs_review)} 处", _review(document))


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


# --- the head: what it is, and how long it is after each stage ------------------------------------------------------


def _head(document: Document) -> Iterator[Any]:
    record = document.record
    place = record.file if record.line is None else f"{record.file}:{record.line}"
    yield Text(f"{place}!{record.member}" if record.member else place, style="bold")
    yield Text(f"SHA-256 {document.sha256[:16]}…  {document.encoding}", style="dim")
    yield Text(" → ".join(_flow(document)), style="dim")


def _flow(document: Document) -> Iterator[str]:
    length = len(document.raw_text)
    yield f"原文 {length:,} 字"
    for stage, name in _STAGES.items():
        changes = [entry for entry in document.ledger if entry.stage == stage and not entry.vetoed]
        growth = sum(len(entry.after) - len(entry.before) for entry in changes if entry.start < entry.end)
        if growth:
            length += growth
            yield f"{name} {length:,}"


# --- restoration ----------------------------------------------------------------------------------------------------


def _repairs(document: Document) -> Table | None:
    """The passages that were torn, each in its surroundings; the glosses, each kind once."""
    table = _grid("cyan", "", "dim")
    made = [entry for entry in document.ledger if entry.stage == "restoration" and not entry.vetoed]
    glosses = [entry for entry in made if not entry.after]
    torn = [entry for entry in made if entry.after]
    for entry in torn[:_ROWS]:
        method = _METHODS.get(entry.rule, entry.rule)
        table.add_row(method, _in_place(document.raw_text, entry), f"{entry.confidence:.2f}")
    if len(torn) > _ROWS:
        table.add_row("", f"…… 还有 {len(torn) - _ROWS} 处", "")
    if glosses:
        table.add_row(_METHODS["gloss"], _each_once(document.raw_text, glosses), f"{len(glosses)} 处")
    return table if made else None


def _in_place(raw_text: str, entry: Entry) -> Text:
    before = raw_text[max(0, entry.start - _AROUND) : entry.start].rpartition("\n")[2]
    after = raw_text[entry.end : entry.end + _AROUND].partition("\n")[0]
    return Text.assemble(
        (before, "dim"), "[", (entry.before, "red"), " → ", (entry.after, "green"), "]", (after, "dim")
    )


def _each_once(raw_text: str, glosses: Iterable[Entry]) -> Text:
    """The commonest glosses with the character before them."""
    counts: dict[str, int] = defaultdict(int)
    for entry in glosses:
        counts[raw_text[max(entry.start - 1, 0) : entry.start] + entry.before] += 1
    common = sorted(counts, key=counts.__getitem__, reverse=True)[:_ROWS]
    more = " ……" if len(counts) > _ROWS else ""
    return Text("、".join(f"{gloss}×{counts[gloss]}" for gloss in common) + more)


# --- cleaning -------------------------------------------------------------------------------------------------------


def _dropped(document: Document) -> Table | None:
    """What was dropped, by reason, with how much it is."""
    table = _grid("yellow", "dim", "")
    groups: dict[str, list[str]] = defaultdict(list)
    for dropped in document.dropped:
        groups[dropped.reason].append(dropped.text)
    for reason, texts in groups.items():
        table.add_row(reason, f"{sum(map(len, texts)):,} 字", _passages(texts))
    return table if groups else None


def _passages(texts: Sequence[str]) -> Text:
    shown = Text("\n").join(Text(_short(text)) for text in texts[:_ROWS])
    return shown if len(texts) <= _ROWS else shown + Text(f"\n…… 还有 {len(texts) - _ROWS} 处")


# --- description ----------------------------------------------------------------------------------------------------


def _facts(document: Document) -> Table:
    table = _grid("cyan", "", "dim")
    for name, value, basis in _fact_rows(document):
        table.add_row(name, Text(value), Text(basis))
    return table


Row = tuple[str, str, str]


def _fact_rows(document: Document) -> Iterator[Row]:
    found = document.description
    yield from _fact("引题", found.kicker)
    yield from _fact("标题", found.title)
    yield from _fact("来源", found.source)
    if found.authors:
        names = (f"{each.name}（{each.role}）" if each.role else each.name for each in found.authors)
        yield "作者", "、".join(names), ""
    yield from _fact("网址", found.url)
    if found.published:
        time = f" {found.published.time:%H:%M}" if found.published.time else ""
        yield "发表", found.published.date + time, _basis(found.published)
    if found.events:
        yield "文中日期", "、".join(event.date for event in found.events), ""
    yield from _place_rows(document)
    yield from _body_rows(document)


def _fact(name: str, fact: Fact | None) -> Iterator[Row]:
    if fact:
        yield name, fact.value, _basis(fact)


def _place_rows(document: Document) -> Iterator[Row]:
    found = document.description
    if found.city:
        yield "城市", divisions.full_name(found.city.value), _basis(found.city)
    for place in found.places:
        yield (
            "地名",
            f"{divisions.full_name(place.code)} ×{place.count}",
            f"{place.basis} {place.confidence:.2f}",
        )


def _body_rows(document: Document) -> Iterator[Row]:
    for body in document.description.organizations:
        written = f"文中作“{body.name}”，" if body.name != body.preferred else ""
        yield "机构", f"{body.preferred} ×{body.count}", f"{written}{body.basis} {body.confidence:.2f}"


def _basis(found: Any) -> str:
    """What a value rests on and how sure it is; `found` has basis, confidence and sentence."""
    sentence = f" “{_short(found.sentence, 24)}”" if found.sentence else ""
    return f"{found.basis} {found.confidence:.2f}{sentence}"


# --- the text, and what is in doubt ---------------------------------------------------------------------------------


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


def _short(text: str, length: int = _SHOWN) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"
