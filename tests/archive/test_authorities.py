"""One name in either script is one record, and a merged record leads to the one that survives."""

import pytest
from django.core.exceptions import ValidationError

from archive.curation import merge_organization, merge_source
from archive.ingest.records import OrganizationMention
from archive.models import Article, Organization, Place, Source
from archive.models.authorities import surviving


def mention(name, preferred=None, place=None, **more):
    return OrganizationMention(name, preferred or name, "government", place, "test", 1.0, **more)


def named(name):
    return Organization.objects.for_mention(mention(name))


@pytest.fixture
def chain(db):
    """甲局 was merged into 乙局, and that into 丙局."""
    third = named("丙局")
    second = named("乙局")
    first = named("甲局")
    first.merged_into, second.merged_into = second, third
    first.save()
    second.save()
    return first, second, third


def test_surviving_follows_the_chain(chain):
    first, second, third = chain
    assert [surviving(record) for record in (first, second, third)] == [third, third, third]


def test_surviving_ends_in_a_circle_made_behind_the_forms(chain):
    first, _second, third = chain
    Organization.objects.filter(pk=third.pk).update(merged_into=first)
    assert surviving(Organization.objects.get(pk=first.pk)) in chain


def test_form_refuses_a_circle(chain):
    first, _second, third = chain
    third.merged_into = first
    with pytest.raises(ValidationError, match="绕一圈"):
        third.full_clean()
    third.merged_into = third
    with pytest.raises(ValidationError, match="绕一圈"):
        third.full_clean()


def test_mention_of_a_merged_body_means_the_survivor_and_is_kept_as_its_alias(chain):
    *_, third = chain
    assert named("甲局") == third
    assert list(third.aliases.values_list("name", flat=True)) == ["甲局"]


def test_mention_makes_a_body_once(db):
    body = Organization.objects.for_mention(mention("区环保局", "某市环保局", "31"))
    again = Organization.objects.for_mention(mention("區環保局", "某市環保局", "31"))
    assert body == again
    assert (body.preferred_name, body.kind, body.place.name) == ("某市环保局", "government", "上海市")
    assert list(body.aliases.values_list("name", flat=True)) == ["区环保局"]


def test_mention_with_an_unknown_place_has_none(db):
    assert Organization.objects.for_mention(mention("某局", place="99")).place is None


def test_current_record_comes_before_a_merged_one_of_the_same_name(chain):
    first, *_ = chain
    fresh = Organization.objects.create(public_id="aaaaaaaaaa", preferred_name="甲局")
    assert list(Organization.objects.named("甲局")) == [fresh, first]
    assert named("甲局") == fresh


def test_source_of_one_name_is_one_in_either_script(db):
    made = Source.objects.for_name("新闻晚报")
    assert Source.objects.for_name("新聞晚報") == made
    assert Source.objects.for_name("新闻早报") != made


def test_source_name_follows_a_merge(db):
    old, new = Source.objects.for_name("旧报"), Source.objects.for_name("新报")
    old.merged_into = new
    old.save()
    assert Source.objects.for_name("旧报") == new


@pytest.mark.parametrize("model", [Organization, Source])
def test_form_refuses_a_second_current_record_of_a_name(db, model):
    field = "preferred_name" if model is Organization else "name"
    first = model(public_id="aaaaaaaaaa", **{field: "乡土报"})
    first.save()
    twin = model(public_id="bbbbbbbbbb", **{field: "鄉土報"})
    with pytest.raises(ValidationError, match="同名"):
        twin.clean()
    twin.merged_into = first
    twin.clean()
    first.clean()


def test_new_id_avoids_one_that_is_taken(db):
    taken = Source.objects.new_id("某报")
    Source.objects.create(public_id=taken, name="别的报")
    assert Source.objects.for_name("某报").public_id != taken


def test_merging_bodies_moves_articles_names_and_earlier_redirects(store_record):
    both = store_record(id="both", organizations=["甲局", "乙局"])
    only = store_record(id="only", organizations=["甲局"])
    oldest, merged, body = named("老局"), named("甲局"), named("乙局")
    oldest.merged_into = merged
    oldest.save()
    merged.aliases.create(name="甲办")
    merged.aliases.create(name="乙局")
    merged.merged_into = body
    merged.save()
    merge_organization(merged)
    assert [list(article.organizations.all()) for article in (both, only)] == [[body], [body]]
    assert set(body.aliases.values_list("name", flat=True)) == {"甲局", "甲办"}
    assert not merged.aliases.exists()
    assert Organization.objects.get(pk=oldest.pk).merged_into == body


def test_merging_outlets_moves_articles(store_record):
    store_record(id="a", source="旧报")
    old, new = Source.objects.for_name("旧报"), Source.objects.for_name("新报")
    old.merged_into = new
    old.save()
    merge_source(old)
    assert Article.objects.get().source == new


def test_place_is_found_in_either_script_and_names_its_path(db):
    place = Place.objects.named("黃浦區").get()
    assert place.full_name == "上海市黄浦区"
    assert [above.level for above in place.path] == ["province", "district"]


def test_a_body_is_made_with_the_bodies_above_and_after_it(db):
    old = mention(
        "市卫计委", "南通市卫生和计划生育委员会", since=2013, until=2018, successor="南通市卫生健康委员会", aliases=("南通市卫计委",)
    )  # fmt: skip
    part = mention("疾控科", "南通市卫生和计划生育委员会疾控科", parent="南通市卫生和计划生育委员会")
    department, body = Organization.objects.for_mentions([part, old])
    assert (body.named_from, body.named_to) == (2013, 2018)
    assert body.successor.preferred_name == "南通市卫生健康委员会"
    assert department.parent == body
    assert {alias.name for alias in body.aliases.all()} == {"市卫计委", "南通市卫计委"}
    assert Organization.objects.count() == 3


def test_the_same_mentions_again_make_nothing(db):
    mentions = [mention("市委组织部", "中共南通市委员会组织部", parent="中共南通市委员会")]
    assert Organization.objects.for_mentions(mentions) == Organization.objects.for_mentions(mentions)
    assert Organization.objects.count() == 2


def test_a_spelling_of_a_text_does_not_lead_another_text_to_the_body(db):
    Organization.objects.for_mentions([mention("区教育局", "南通市崇川区教育局")])
    (other,) = Organization.objects.for_mentions([mention("区教育局")])
    assert other.preferred_name == "区教育局"


def test_the_name_of_a_merged_body_leads_to_the_one_that_survives(db):
    short, full = Organization.objects.for_mentions([mention("南通市科委"), mention("南通市科学技术委员会")])
    short.merged_into = full
    short.save()
    merge_organization(short)
    assert full.aliases.get().leads
    assert Organization.objects.for_mentions([mention("南通市科委")]) == [full]


@pytest.mark.parametrize("given_first", [True, False])
def test_a_given_name_and_a_texts_name_that_say_their_place_are_one_body(db, given_first):
    found = mention("市委组织部", "中共南通市委员会组织部", "3206", aliases=("南通市委组织部", "市委组织部"))
    order = [mention("南通市委组织部"), found]
    for each in order if given_first else reversed(order):
        Organization.objects.for_mentions([each])
    body = Organization.objects.get()
    assert {body.preferred_name, *(alias.name for alias in body.aliases.all())} == {
        "中共南通市委员会组织部",
        "南通市委组织部",
        "市委组织部",
    }


def test_a_name_of_many_bodies_is_not_taken_for_one(db):
    for city, code in (("南通市", "3206"), ("苏州市", "3205")):
        found = mention(
            "市委组织部", f"中共{city}委员会组织部", code, aliases=(f"{city}委组织部", "市委组织部")
        )
        Organization.objects.for_mentions([found])
    Organization.objects.for_mentions([mention("市委组织部")])
    assert Organization.objects.count() == 3
