"""The stages' golden pairs: what each stage makes of small documents written for it."""

import pytest

from archive.ingest.restoration import restore
from benchmarks import golden, ingest
from benchmarks.labels import Bodies, City, Damage, Page, read
from benchmarks.scores import character_f1

LABELS = list(read(golden.GOLDEN))


def of(kind: type) -> list:
    return [label for label in LABELS if isinstance(label, kind)]


@pytest.mark.parametrize("pair", of(Damage), ids=lambda pair: pair.found[:20])
def test_a_damaged_text_is_restored_and_an_undamaged_one_left_alone(pair: Damage) -> None:
    assert restore(pair.found).text == pair.whole


@pytest.mark.parametrize("page", of(Page), ids=lambda page: page.name)
def test_a_page_is_cleaned_and_its_title_and_date_are_read(page: Page) -> None:
    document = ingest._processed(page.text)
    assert character_f1(ingest._body(document), page.body) == 1.0
    assert ingest._title(document) == page.title
    assert ingest._dated(document) == page.published or not page.published


@pytest.mark.parametrize("text", of(Bodies), ids=lambda text: text.text[:20])
def test_bodies_are_named_as_the_text_writes_them(text: Bodies) -> None:
    assert ingest._named(text.text) == text.names


@pytest.mark.parametrize("text", of(City), ids=lambda text: text.text[:20])
def test_a_city_is_settled_by_evidence_alone(text: City) -> None:
    assert ingest._city(text.text) == text.city
