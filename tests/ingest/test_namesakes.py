"""Divisions that share a name are told apart by evidence alone: their city or a street, never by a guess."""

from collections import defaultdict

import pytest

from archive.ingest.metadata.namesakes import _streets
from archive.ingest.metadata.places import read_places
from archive.ingest.metadata.reading import Reading
from archive.text import divisions
from archive.text.divisions import Division
from archive.text.folding import fold


def namesakes() -> dict[str, list[Division]]:
    bearers: dict[str, list[Division]] = defaultdict(list)
    for division in divisions.all_divisions():
        bearers[fold(division.name)].append(division)
    return {name: found for name, found in bearers.items() if len(found) > 1}


NAMESAKES = namesakes()


def city(text: str) -> str | None:
    found = read_places(Reading(text)).city
    return found.value if found else None


@pytest.mark.parametrize("name", NAMESAKES)
def test_a_shared_name_alone_settles_nothing(name: str) -> None:
    found = read_places(Reading(f"近日，{name}的志愿者走进社区。{name}的居民表示欢迎。"))
    assert (found.city, found.mentions) == (None, ())


@pytest.mark.parametrize("name", NAMESAKES)
def test_the_city_named_elsewhere_settles_a_shared_name(name: str) -> None:
    for bearer in NAMESAKES[name]:
        home = divisions.city_of(bearer.code)
        assert home is not None
        assert city(f"近日，{name}的志愿者走进社区。\n会后，{home.name}民政局的代表发言。") == home.code


def test_streets_tell_apart_only_where_no_namesake_has_them() -> None:
    for name, bearers in NAMESAKES.items():
        streets = [street for bearer in bearers for street in _streets().get(bearer.code, ())]
        assert len(streets) == len(set(streets)), name


def test_a_street_does_not_overrule_the_city_of_a_namesake() -> None:
    assert city("南京市的志愿者来到鼓楼区，与华大街道的来客座谈。") == "3201"


def test_streets_of_two_namesakes_settle_nothing() -> None:
    assert city("鼓楼区的华大街道与中央门街道结对。") is None
