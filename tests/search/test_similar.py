"""Articles like one: by the words that set it apart, published ones alone."""

import pytest
from django.urls import reverse

from archive.models import Article
from search.indexing import rebuild
from search.similar import similar_to

TEAM = "科技先锋突击队在平湖街道搭建核酸检测点，值守小区门口，配送物资。"
OTHER = "文艺汇演在体育馆举行，合唱团演唱歌曲，观众热烈鼓掌。"


@pytest.fixture
def archive(index_dir, load_records):
    made = load_records(
        {"id": "team", "title": "突击队上阵", "paragraphs": [TEAM, "党员带头报名，连夜集结。"]},
        {"id": "team-2", "title": "突击队再上阵", "paragraphs": ["又一支科技先锋突击队赶到平湖街道，搭建检测点，配送物资。"]},
        {"id": "show", "title": "汇演举行", "paragraphs": [OTHER]},
        {"id": "empty", "title": "", "paragraphs": ["记"]},
    )  # fmt: skip
    rebuild()
    return {article.external_id: article for article in made}


def titles(article, known=()):
    return [row.title for row in similar_to(article, known)]


def test_what_speaks_of_the_same_is_similar(archive):
    assert titles(archive["team"]) == ["突击队再上阵"]
    assert titles(archive["team"], {archive["team-2"].pk}) == []


@pytest.mark.parametrize("one", ["show", "empty"])
def test_what_stands_alone_has_nothing_similar(archive, one):
    assert titles(archive[one]) == []


def test_nothing_that_is_taken_back(client, archive):
    address = reverse("article", args=[archive["team"].public_id])
    assert "突击队再上阵" in client.get(address).content.decode()
    Article.objects.filter(pk=archive["team-2"].pk).update(status="withheld")
    assert titles(archive["team"]) == []
    assert "突击队再上阵" not in client.get(address).content.decode()


def test_an_article_is_read_without_an_index(client, load_records, index_dir):
    (article,) = load_records({"id": "a", "title": "突击队", "paragraphs": [TEAM]})
    assert client.get(article.get_absolute_url()).status_code == 200
