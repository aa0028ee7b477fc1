"""The table of places holds the administrative divisions of the program, from the first migration on."""

import pytest

from archive.models import Place
from archive.places import sync_places
from archive.text.divisions import all_divisions

pytestmark = pytest.mark.django_db


def test_all_divisions_are_there():
    assert Place.objects.count() == len(all_divisions())
    assert Place.objects.count() > 3000
    assert Place.objects.filter(level="province").count() == 34


def test_districts_of_a_municipality_stand_directly_below_it():
    for name in ("北京市", "上海市", "天津市", "重庆市"):
        city = Place.objects.get(name=name)
        assert city.level == "province"
        assert set(city.children.values_list("level", flat=True)) == {"district"}
    assert not Place.objects.filter(name__in=["市辖区", "县", "省直辖县级行政区划"]).exists()


def test_every_place_hangs_below_one_of_a_higher_level():
    above = {"city": {"province"}, "district": {"province", "city"}}
    for level, parents in above.items():
        assert set(Place.objects.filter(level=level).values_list("parent__level", flat=True)) == parents


def test_syncing_again_changes_nothing_and_asks_little(django_assert_num_queries):
    before = list(Place.objects.values_list())
    with django_assert_num_queries(2):
        sync_places()
    assert list(Place.objects.values_list()) == before


def test_sync_brings_back_names_and_what_is_missing_and_deletes_nothing():
    Place.objects.filter(name="黄浦区").update(name="旧名区", folded_name="旧名区")
    Place.objects.filter(code="310104").delete()
    Place.objects.create(code="99", name="从前的省", level="province")
    sync_places()
    assert Place.objects.named("黄浦区").exists()
    assert Place.objects.get(code="310104").parent.name == "上海市"
    assert Place.objects.filter(code="99").exists()
