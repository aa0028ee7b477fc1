"""Public ids and anchors are what others cite: they must not move."""

import re

import pytest

from archive.identifiers import anchors, article_identity, public_id
from archive.models import Article
from tests.archive.conftest import TEXT


def test_public_id_is_ten_base32_characters_of_the_identity():
    made = public_id("id:甲", lambda _: False)
    assert re.fullmatch(r"[a-z2-7]{10}", made)
    assert made == public_id("id:甲", lambda _: False)
    assert made != public_id("id:乙", lambda _: False)


def test_taken_id_gives_the_next_one():
    first = public_id("id:甲", lambda _: False)
    second = public_id("id:甲", lambda candidate: candidate == first)
    third = public_id("id:甲", lambda candidate: candidate in (first, second))
    assert len({first, second, third}) == 3
    assert re.fullmatch(r"[a-z2-7]{10}", third)


def test_article_whose_id_is_taken_gets_another(store_record):
    wanted = public_id(article_identity(source="", external_id="a", sha256=""), lambda _: False)
    Article.objects.create(public_id=wanted, identity="someone else", title="别人")
    assert store_record(id="a").public_id != wanted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param({"external_id": "7"}, {"external_id": "7", "sha256": "b"}, True, id="id beats bytes"),
        pytest.param(
            {"external_id": "7"}, {"external_id": "7", "source": "乙"}, False, id="id within its source"
        ),
        pytest.param({}, {"sha256": "b"}, False, id="other bytes"),
        pytest.param({}, {"source": "乙"}, True, id="bytes beat source"),
        pytest.param({"external_id": ""}, {}, False, id="empty id is an id"),
    ],
)
def test_identity(one, other, same):
    base = {"source": "甲", "external_id": None, "sha256": "a"}
    assert (article_identity(**{**base, **one}) == article_identity(**{**base, **other})) is same


def test_equal_paragraphs_have_different_anchors_and_both_scripts_the_same():
    assert anchors(["雨", "雪", "雨"])[0] + "-2" == anchors(["雨", "雪", "雨"])[2]
    assert anchors(["鄉里"]) == anchors(["乡里"])
    assert len(set(anchors(["雨", "雪", "雨", "雨"]))) == 4


def test_ids_and_anchors_survive_a_new_version_where_the_text_does(store_record):
    before = store_record(id="a")
    kept, changed = before.paragraphs.values_list("anchor", flat=True)
    first, second = TEXT.split("\n")
    after = store_record(id="a", text=f"新添的一段话放在最前面，说明后来的情况。\n{first}\n{second[:-1]}！")
    assert after.public_id == before.public_id
    now = list(after.paragraphs.values_list("anchor", flat=True))
    assert now[1] == kept
    assert changed not in now
