"""Terms that many documents hold get a bitmap each."""

from __future__ import annotations

import numpy as np
import pytest

from search.engine.dense import LEAST_DOCUMENTS, SHARE, DenseTerms


def bitmaps(dense, documents):
    """Term number -> documents."""
    sections = dense.sections()
    if not sections:
        return {}
    rows = sections["dense"].reshape(len(sections["dense_terms"]), -1)
    return {
        term: np.flatnonzero(np.unpackbits(row, count=documents)).tolist()
        for term, row in zip(sections["dense_terms"].tolist(), rows, strict=True)
    }


def taken(lists, documents, *, portion=None):
    dense = DenseTerms(documents)
    portion = portion or max(1, len(lists))
    for first in range(0, len(lists), portion):
        some = lists[first : first + portion]
        counts = np.array([len(docs) for docs in some], np.int64)
        dense.take(first, counts, np.concatenate([np.array(docs, np.uint16) for docs in some]))
    return bitmaps(dense, documents)


@pytest.mark.parametrize("documents", [LEAST_DOCUMENTS, LEAST_DOCUMENTS + 1, LEAST_DOCUMENTS + 7])
@pytest.mark.parametrize("portion", [1, 2, None])
def test_frequent_terms_have_their_documents_and_rare_ones_nothing(documents, portion):
    limit = int(documents * SHARE)
    lists = [
        list(range(limit)),  # not quite
        list(range(0, documents, 3)),
        [documents - 1],
        list(range(documents)),
        list(range(documents - limit - 1, documents)),
    ]
    assert taken(lists, documents, portion=portion) == {number: lists[number] for number in (1, 3, 4)}


def test_a_small_segment_has_none():
    assert taken([list(range(100))], 100) == {}
    assert taken([list(range(LEAST_DOCUMENTS - 1))], LEAST_DOCUMENTS - 1) == {}


def test_no_terms():
    assert DenseTerms(LEAST_DOCUMENTS).sections() == {}
