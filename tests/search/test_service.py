"""A search from its address to what a page shows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from django.db import connection, connections

from archive.models import Article
from archive.text.words import asked_words
from search import service
from search.indexing import rebuild
from search.query.state import BadPage
from search.query.understanding import understand
from search.vocabulary.models import FieldWord


def found(page):
    return [result.article.public_id for result in page.results]


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("突击队", "突擊隊"),
        ("“核酸检测”", "“核酸檢測”"),
        ("科技先锋", "科技先鋒"),
        ("南京东路街道", "南京東路街道"),
        ("抗疫 党员", "抗疫 黨員"),
        ("-突击队", "-突擊隊"),
    ],
)
def test_both_scripts_find_the_same_articles(founding, asked, simplified, traditional):
    one, other = (asked(f"q={quote(q)}") for q in (simplified, traditional))
    assert found(one) == found(other) != []
    assert [result.snippets for result in one.results] == [result.snippets for result in other.results]


def test_each_founding_article_is_found_by_its_own_words(founding, asked):
    texts = {a.public_id: "\n".join(p.text for p in a.paragraphs.all()) for a in founding}
    for q in ("疫", "平湖街道", "核酸", "党"):
        holding = {name for name, text in texts.items() if q in text or q.replace("党", "黨") in text}
        assert holding <= set(found(asked(f"q={q}")))
        assert holding


def test_one_character_is_a_query(founding, asked):
    page = asked("q=疫")
    assert page.total == 5
    assert all("<mark>" in snippet.html for result in page.results for snippet in result.snippets)


def test_a_snippet_comes_from_a_paragraph_that_holds_what_was_asked(founding, asked):
    for result in asked('q="核酸檢測"').results:
        article = Article.objects.get(public_id=result.article.public_id)
        paragraphs = {p.number: p for p in article.paragraphs.all()}
        for snippet in result.snippets:
            assert paragraphs[snippet.paragraph].anchor == snippet.anchor
        assert any("<mark>" in snippet.html for snippet in result.snippets)


def test_every_result_stands_on_exactly_one_page(forty, asked):
    for order in ("", "&sort=newest", "&sort=oldest"):
        pages = [asked(f"q=号记录{order}&page_size=7&page={number}") for number in range(1, 7)]
        names = [name for page in pages for name in found(page)]
        assert sorted(names) == sorted(article.public_id for article in forty)
        assert {page.pages for page in pages} == {6}


def test_a_page_past_the_end_is_refused_but_the_first_page_of_nothing_is_not(forty, asked):
    with pytest.raises(BadPage):
        asked("page=3")
    assert asked("q=没有这样的词语组合").total == 0


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_articles_come_by_date_with_the_undated_last(forty, asked, order):
    dates = [r.article.published for r in asked(f"sort={order}&page_size=100").results]
    undated = dates.count("")
    assert undated > 0
    assert set(dates[-undated:]) == {""}
    days = [date for date in dates if len(date) == 10]
    assert days == sorted(days, reverse=order == "newest")


def test_what_was_left_out_of_a_query_is_said(forty, asked):
    assert "。" in asked("q=疫 。").notes[0]
    assert asked("q=" + "疫" * 300).notes
    assert asked("q=核酸").notes == ()


def test_a_wrong_parameter_is_said_and_the_rest_answered(forty, asked):
    page = asked("q=核酸&date_from=gestern")
    assert page.total == 20
    assert "gestern" in page.notes[0]


def test_a_withheld_article_is_not_shown_even_before_the_index_knows(forty, asked):
    Article.objects.filter(pk=forty[0].pk).update(status="withheld")
    assert forty[0].public_id not in found(asked("page_size=100"))


def test_markup_in_a_text_reaches_no_snippet(index_dir, load_records, asked):
    from search.indexing import rebuild

    load_records({"id": "x", "title": "<b>题</b>", "paragraphs": ["<script>核酸</script> & 检测"]})
    rebuild()
    (result,) = asked("q=核酸").results
    (snippet,) = result.snippets
    assert "<script" not in snippet.html
    assert "&lt;script&gt;" in snippet.html


def test_a_search_takes_a_fixed_number_of_queries(forty, asked, django_assert_max_num_queries):
    asked("q=核酸")
    with django_assert_max_num_queries(2):  # synonyms, and what is published now
        asked("q=号记录&page_size=100&city=31&date=2022")
    with django_assert_max_num_queries(6):
        asked("q=号记录&page_size=100&organization=平湖街道&source=解放日报&source=无此报")


def test_a_process_can_be_warmed_where_the_database_fails(transactional_db, founding, caplog):
    from search.warming import warm

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE archive_article RENAME TO archive_elsewhere")
    try:
        warm()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE archive_elsewhere RENAME TO archive_article")
    assert "archive_article" in caplog.text


def test_a_process_can_be_warmed_with_and_without_an_index(db, index_dir):
    from search.indexing import rebuild
    from search.warming import warm

    warm()
    rebuild()
    warm()


def test_equal_articles_stand_with_the_newest_first(forty, asked):
    """A single letter ranks all that hold it alike."""
    results = asked("q=号&page_size=40").results
    assert len({result.score for result in results}) == 1
    days = [result.article.published for result in results]
    assert len(set(days)) > 5
    assert days == sorted(days, reverse=True)


def test_a_thread_cuts_its_first_query_as_all_others(transactional_db, founding, asked, monkeypatch):
    """By the words of the index, though the thread has not looked into it yet."""
    cut = []
    monkeypatch.setattr(
        service, "understand", lambda q: cut.append(asked_words("党员突击队")) or understand(q)
    )

    def search(_):
        asked("q=突击队")
        connections.close_all()

    FieldWord.objects.create(text="党员突击队")
    rebuild()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(search, 0).result()
    assert cut == [["党员突击队"]]
