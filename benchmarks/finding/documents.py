"""The documents of an archive as every side gets them: the text and its values, with the words of the text already cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import chain, pairwise
from pathlib import Path

from archive.text.folding import fold
from archive.text.words import search_tokens

PORTION = 200


@dataclass(frozen=True)
class Document:
    """`words` are those that our own index holds, joined by blanks, in the order of their positions."""

    key: str
    text: str
    words: str
    city: list[str]
    organization: list[str]
    year: list[str]


def write(path: Path) -> None:
    """All published articles of the archive, in the order in which ours are indexed, one a line."""
    from django.db import connections

    keys = _keys()
    connections.close_all()  # no connection is shared with the processes
    with path.open("w", encoding="utf-8") as file, ProcessPoolExecutor() as processes:
        portions = [keys[start : start + PORTION] for start in range(0, len(keys), PORTION)]
        file.writelines(chain.from_iterable(processes.map(_lines, portions)))


def read(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield Document(**json.loads(line))


def _keys() -> list[int]:
    from search.indexing.documents import published

    return list(published().order_by("pk").values_list("pk", flat=True))


def _lines(keys: list[int]) -> list[str]:
    from search.indexing.documents import documents, published

    made = map(_document, documents(published().filter(pk__in=keys)))
    return [json.dumps(asdict(document), ensure_ascii=False) + "\n" for document in made]


def _document(prepared: dict) -> Document:
    text = prepared["text"]
    return Document(
        key=prepared["id"],
        text=text,
        words=" ".join(token.text for token in search_tokens(fold(text))),
        city=list(prepared.get("city_key") or ()),
        organization=list(prepared.get("organization_key") or ()),
        year=[value for value in prepared.get("date") or () if len(value) == 4],
    )


def bigrams(text: str) -> Iterator[str]:
    """The pairs of letters that stand side by side, marks left out; none over the end of a line."""
    for line in fold(text).split("\n"):
        letters = [char for char in line if char.isalnum()]
        yield from map("".join, pairwise(letters))


def bigrams_of(phrase: str) -> list[str]:
    return list(bigrams(phrase)) or [fold(phrase)]
