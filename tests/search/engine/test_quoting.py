"""Any piece of a visible text that a reader quotes is found, and without quotes nothing less."""

from __future__ import annotations

import pytest

from search.engine.ask import Substring, Words
from search.query.builder import match
from search.query.syntax import read

ENCLOSING = ('"{}"', "「{}」", "«{}»", "『{}』")


@pytest.fixture
def founding_index(small_index, founding_documents):
    small_index.put(
        *(
            {"id": str(number), "text": "\n".join(paragraph.text for paragraph in document.paragraphs)}
            for number, document in enumerate(founding_documents)
        )
    )
    return small_index


STRIDE = 5  # from one piece to the next; the widths start at different places, so that all places are tried


def pieces(document, width):
    """Pieces of this width that have anything to look for."""
    for paragraph in document.paragraphs:
        for start in range(width % STRIDE, len(paragraph.text) - width + 1, STRIDE):
            piece = paragraph.text[start : start + width]
            if any(map(str.isalnum, piece)):
                yield piece


def as_quoted(piece):
    """In a pair of quotes that the piece itself does not hold."""
    return next(pair.format(piece) for pair in ENCLOSING if not set(pair.replace("{}", "")) & set(piece))


@pytest.mark.parametrize("width", range(1, 9))
def test_every_quoted_piece_of_a_founding_text_finds_it(founding_index, founding_documents, width):
    document = founding_documents[0]
    for piece in sorted(set(pieces(document, width))):
        found = founding_index.found(match(piece, read(as_quoted(piece)), {}))
        assert "0" in found, f"{piece!r} is in the text and was not found"


def test_without_quotes_nothing_is_missed_that_quotes_find(founding_index, founding_documents):
    for width in (2, 6):  # within a word, and across words
        for piece in sorted(set(pieces(founding_documents[1], width)))[::2]:
            missed = founding_index.found(Substring("text", piece)) - founding_index.found(
                Words("text", piece)
            )
            assert not missed, f"{piece!r} without quotes misses {missed}"


def test_a_piece_that_stands_nowhere_is_not_found(founding_index):
    assert founding_index.found(match("q", read('"堡色红垒"'), {})) == set()
