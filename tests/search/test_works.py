"""Articles that print one text have one work in the index, whatever makes or ends their group."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import reprints
from archive.models import Article, Fingerprint
from search.indexing import rebuild
from search.indexing.documents import backend, documents, published
from search.indexing.draining import drain_all

TEXT = "四月二十五日清晨，突击队员在小区门口集合，分成三组到各楼栋通知居民下楼排队，维持秩序，搬运物资，直到深夜才陆续回家休息。"
OTHER = "市档案馆本周展出一批上世纪三十年代的老照片，其中不少是首次与观众见面，展览将持续到下个月底，免费对公众开放参观。"


@pytest.fixture
def three(index_dir, load_records):
    """Two that print one text and one that does not, indexed."""
    articles = load_records(
        {"id": "first", "title": "突击队", "paragraphs": [TEXT], "source": "解放日报"},
        {"id": "copy", "title": "突击队在行动", "paragraphs": [TEXT], "source": "南通日报"},
        {"id": "other", "title": "老照片", "paragraphs": [OTHER]},
    )
    rebuild()
    return articles


def works():
    """The work of each article by its external id, as the index has it."""
    return {
        stored["shown"]["external_id"]: stored.get("work", "") for _, stored in backend().reader.documents()
    }


def test_what_prints_one_text_is_one_work(three):
    found = works()
    assert found["first"] == found["copy"] != ""
    assert found["other"] == ""


def test_a_work_does_not_tell_the_id_of_an_article(three):
    assert not Article.objects.filter(public_id__in=works().values()).exists()


def decide_otherwise(first, copy, user):
    reprints.decide(first, copy, "different", user)


def delete_the_key(first, copy, user):
    Fingerprint.objects.get(article=copy).group.delete()


def forget_the_groups(first, copy, user):
    Fingerprint.objects.update(group=None)


@pytest.mark.parametrize(
    "change", [decide_otherwise, delete_the_key, forget_the_groups], ids=lambda c: c.__name__
)
def test_every_member_is_indexed_anew_when_a_group_ends(three, waiting, curator, change):
    waiting.forget()
    members = {three[0].pk, three[1].pk}
    change(three[0], three[1], curator)
    assert members <= waiting.articles()
    drain_all()
    assert set(works().values()) == {""}


def test_a_member_is_indexed_anew_when_it_joins_a_group(three, waiting, load_records):
    waiting.forget()
    (late,) = load_records({"id": "late", "title": "突击队员", "paragraphs": [TEXT], "source": "文汇报"})[:1]
    assert late.pk in waiting.articles()
    drain_all()
    found = works()
    assert found["late"] == found["first"]


def queries(articles):
    with CaptureQueriesContext(connection) as context:
        list(documents(articles))
    return len(context)


def test_works_take_no_query_for_each_article(three):
    assert queries(published()) == queries(published().filter(pk=three[0].pk))
