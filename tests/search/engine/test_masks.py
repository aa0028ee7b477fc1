"""Masks put together are new ones: none changes what it is made of."""

from __future__ import annotations

import numpy as np
import pytest

from search.engine.dictionary import encoded
from search.engine.masks import all_of, any_of, any_term_mask, not_of, range_mask, terms_mask


@pytest.fixture
def part(worn_index):
    return worn_index.parts[-1]


def days(part):
    """Each document's first day as its dictionary has it; "" where there is none."""
    return [part.segment.value("day", number) or "" for number in range(part.documents)]


RANGES = [
    (None, None, False, False),
    ("2022-03", "2022-07", False, False),
    ("2022-03", "2022-07", True, False),
    ("2022-03", "2022-07", False, True),
    ("2022-03", "2022-04", True, True),
    ("2022-0", "2022-1", False, False),
    ("2022-07", "2022-03", False, False),
    (None, "2022-06", False, True),
    ("2022-06", None, True, False),
]


@pytest.mark.parametrize(("low", "high", "above", "below"), RANGES)
def test_a_range_has_its_ends_or_leaves_them_out(part, low, high, above, below):
    def within(day):
        return (
            bool(day)
            and (low is None or (day > low if above else day >= low))
            and (high is None or (day < high if below else day <= high))
        )

    mask = range_mask("day", low, high, above=above, below=below)(part)
    assert mask.tolist() == [within(day) for day in days(part)]


def test_any_of_some_terms(part):
    mask = any_term_mask("city", map(encoded, ["南通市", "通州区", "无"]))
    cities = [set(part.segment.stored(number).get("city", [])) for number in range(part.documents)]
    assert mask(part).tolist() == [bool(own & {"南通市", "通州区"}) for own in cities]
    assert mask(part).tolist() == mask(part).tolist()  # the terms are not used up
    assert not any_term_mask("city", [])(part).any()


def test_neighbouring_terms(part):
    terms = len(part.segment.fields["day"].terms)
    assert terms_mask(part, "day", 0, terms).tolist() == [bool(day) for day in days(part)]
    assert not terms_mask(part, "day", 2, 2).any()
    assert not terms_mask(part, "day", 3, 1).any()


def test_masks_are_combined_as_sets_are_and_stay_as_they_are(part):
    one, other = np.arange(part.documents) % 2 == 0, np.arange(part.documents) % 3 == 0
    before = one.copy(), other.copy(), part.live.copy()
    masks = [lambda part: one, lambda part: other]
    assert all_of(masks)(part).tolist() == (one & other & part.live).tolist()
    assert any_of(masks)(part).tolist() == (one | other).tolist()
    assert not_of(masks[0])(part).tolist() == (~one & part.live).tolist()
    assert all_of([])(part).tolist() == part.live.tolist()
    assert not any_of([])(part).any()
    assert all((now == then).all() for now, then in zip((one, other, part.live), before, strict=True))


def test_an_iterator_of_masks_serves_all_parts(worn_index):
    mask = any_of(iter([lambda part: part.live]))
    assert all(mask(part).tolist() == part.live.tolist() for part in worn_index.parts)
