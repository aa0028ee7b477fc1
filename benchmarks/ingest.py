"""How well documents are restored, cleaned and described against labels, and how fast."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from archive.ingest.inspection import as_json
from archive.ingest.metadata.describe import describe
from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import Document, RawRecord
from archive.ingest.restoration import restore
from archive.text import divisions
from archive.text.folding import fold
from benchmarks import golden
from benchmarks.labels import Bodies, City, Damage, Page, read
from benchmarks.measure import cpu_ms
from benchmarks.scores import character_f1, mean, set_f1, share

Row = tuple[str, str]
_WORST = 5
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")


def run(folders: Sequence[Path]) -> list[Row]:
    """`folders` hold golden pairs, labelled JSON Lines and documents as load_articles takes them."""
    labels = [label for folder in folders for label in read(folder)]
    return [
        *_golden(folders),
        *_restoration([label for label in labels if isinstance(label, Damage)]),
        *_pages([label for label in labels if isinstance(label, Page)]),
        *_organizations([label for label in labels if isinstance(label, Bodies)]),
        *_cities([label for label in labels if isinstance(label, City)]),
        *_speed(folders, [label for label in labels if isinstance(label, Damage)]),
    ]


def _golden(folders: Sequence[Path]) -> Iterator[Row]:
    verdicts = [(path.name, fields) for folder in folders for path, fields in golden.differences(folder)]
    if verdicts:
        yield "golden pairs, whole answers", str(share(not fields for _, fields in verdicts))
    for name, fields in verdicts:
        if fields:
            yield f"golden pair {name} differs in", ", ".join(fields)


# --- restoration ------------------------------------------------------------------------------------------------


def _restoration(pairs: Sequence[Damage]) -> Iterator[Row]:
    kinds = defaultdict(list)
    for pair in pairs:
        kinds["undamaged" if pair.found == pair.whole else pair.kind].append(pair)
    untouched = kinds.pop("undamaged", [])
    for kind, members in kinds.items():
        yield f"restoration, {kind}", _restored(members)
    if untouched:
        yield (
            "undamaged texts left as they are",
            str(share(restore(p.found).text == p.found for p in untouched)),
        )


def _restored(pairs: Iterable[Damage]) -> str:
    """Exact texts; of the others those that were left with a doubt, or guessed wrong."""
    outcomes = [(pair, restore(pair.found)) for pair in pairs]
    exact = share(outcome.text == pair.whole for pair, outcome in outcomes)
    missed = [(pair, outcome) for pair, outcome in outcomes if outcome.text != pair.whole]
    flagged = sum(bool(outcome.doubts) for _, outcome in missed)
    return f"exact {exact}; of {len(missed)} others {flagged} flagged"


# --- pages ------------------------------------------------------------------------------------------------------


def _pages(pages: Sequence[Page]) -> Iterator[Row]:
    if not pages:
        return
    documents = [(page, _processed(page.text)) for page in pages]
    scores = {page.name: character_f1(_body(document), page.body) for page, document in documents}
    worst = sorted(scores, key=scores.__getitem__)[:_WORST]
    yield f"main text of {len(pages)} pages, character F1", f"{mean(list(scores.values())):.3f}"
    yield "the worst", ", ".join(f"{name} {scores[name]:.2f}" for name in worst)
    yield "title", str(share(_same(_title(each), page.title) for page, each in documents if page.title))
    yield "date", str(share(_dated(each) == _day(page) for page, each in documents if page.published))


def _processed(text: str) -> Document:
    return process(RawRecord("text", text.encode("utf-8", "replace"), "text", text))


def _body(document: Document) -> str:
    return "".join(paragraph.text for paragraph in document.paragraphs)


def _title(document: Document) -> str:
    title = document.description.title
    return title.value if title else ""


def _same(found: str, true: str) -> bool:
    return "".join(fold(found).split()) == "".join(fold(true).split())


def _dated(document: Document) -> str:
    published = document.description.published
    return published.date if published else ""


def _day(page: Page) -> str:
    stated = _DATE.search(page.published)
    return "{}-{:0>2}-{:0>2}".format(*stated.groups()) if stated else page.published


# --- organizations and cities -----------------------------------------------------------------------------------


def _organizations(texts: Sequence[Bodies]) -> Iterator[Row]:
    kinds = defaultdict(list)
    for text in texts:
        kinds[text.kind].append(text)
    for kind, members in kinds.items():
        yield f"organizations, {kind}", str(set_f1((_named(each.text), each.names) for each in members))


def _named(text: str) -> frozenset[str]:
    return frozenset(body.name for body in describe(text, masthead=False).description.organizations)


def _cities(texts: Sequence[City]) -> Iterator[Row]:
    if texts:
        answers = [(_city(text.text), text.city) for text in texts]
        wrong = sum(found is not None and found != true for found, true in answers)
        yield "city", f"{share(found == true for found, true in answers)}; settled wrong: {wrong}"


def _city(text: str) -> str | None:
    city = _processed(text).description.city
    division = divisions.by_code(city.value) if city else None
    return division.name if division else None


# --- speed --------------------------------------------------------------------------------------------------------


def _speed(folders: Sequence[Path], texts: Sequence[Damage]) -> Iterator[Row]:
    paths = [
        path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in golden.DOCUMENTS
    ]
    records = [record for record in read_paths(paths) if isinstance(record, RawRecord)]
    if records:
        yield from _whole_speed(records)
    clean = [text.found for text in texts if text.found == text.whole]
    if clean:
        speed = sum(map(len, clean)) / cpu_ms(lambda: [restore(text) for text in clean], runs=3) / 1000
        yield "restoration of undamaged texts", f"{speed:.1f} million characters a CPU second"


def _whole_speed(records: Sequence[RawRecord]) -> Iterator[Row]:
    process(records[0])  # dictionaries and models are loaded once
    began = time.process_time()
    documents = [process(record) for record in records]
    seconds = time.process_time() - began
    damaged = sum(bool(document.repairs) for document in documents)
    characters = sum(len(document.raw_text) for document in documents)
    yield (
        "restore, clean and describe",
        f"{len(documents) / seconds:.1f} documents a CPU second "
        f"({len(documents)} documents, {damaged} damaged, {characters:,} characters)",
    )
    yield (
        "as JSON",
        f"{cpu_ms(lambda: [as_json(each) for each in documents]) / len(documents):.2f} ms a document",
    )
