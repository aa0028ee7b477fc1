"""Whatever a reader quotes is found: random pieces of what articles show, in either script."""

from __future__ import annotations

import random

from archive.text.folding import fold
from benchmarks.corpus_script import traditional
from benchmarks.quality.archive import total
from benchmarks.scores import share

PIECES, LONGEST, SEED = 500, 8, 20220425
QUOTES = set('"“”„「」『』＂«»\n')
SYNTAX = set("-－−:：|｜()（）")  # what a query without quotes takes for its own signs


def rows(name: str) -> list[tuple[str, str]]:
    pieces = _pieces(random.Random(SEED))
    counts = [_counts(piece) for _, piece in pieces]
    return [
        (
            f"{name}: random pieces, quoted, find their article",
            str(share(_finds(piece, article) for article, piece in pieces)),
        ),
        (
            f"{name}: as many in simplified as in traditional script",
            str(share(simplified == other for simplified, other, _ in counts)),
        ),
        (
            f"{name}: without quotes at least as many",
            str(
                share(
                    plain >= quoted
                    for (_, piece), (quoted, _, plain) in zip(pieces, counts, strict=True)
                    if not SYNTAX & set(piece)
                )
            ),
        ),
    ]


def _pieces(chance: random.Random) -> list[tuple[str, str]]:
    """The public id of an article and a piece of a paragraph of its, with a letter in it and no quotation mark."""
    from archive.models import Paragraph

    rows = list(
        Paragraph.objects.order_by("article__public_id", "number").values_list("article__public_id", "text")
    )
    found: list[tuple[str, str]] = []
    while len(found) < PIECES:
        article, text = chance.choice(rows)
        start, length = chance.randrange(len(text)), chance.randint(1, LONGEST)
        piece = text[start : start + length]
        if any(map(str.isalnum, fold(piece))) and not QUOTES & set(piece):
            found.append((article, piece))
    return found


def _finds(piece: str, article: str) -> bool:
    """Whether the article is on any page of what the piece finds."""
    from search.query.state import SearchState
    from search.service import run_search

    state = SearchState(q=f'"{piece}"', page_size=100)
    page = run_search(state)
    return any(
        result.article.public_id == article
        for number in range(1, page.pages + 1)
        for result in run_search(state.at(number)).results
    )


def _counts(piece: str) -> tuple[int, int, int]:
    """What the quoted piece finds in simplified script, in traditional, and without quotes."""
    return total(f'"{fold(piece)}"'), total(f'"{traditional(piece)}"'), total(piece)
