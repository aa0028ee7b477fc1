"""What Haystack's Whoosh engine does with Chinese, and what ours does in its place."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from haystack import connections
from haystack.backends import BaseSearchBackend
from haystack.exceptions import SearchBackendError
from haystack.utils.highlighting import Highlighter

from search.highlight import marked


def texts(results):
    return sorted(str(result.pk) for result in results)


def everyone(articles):
    return sorted(str(article.pk) for article in articles)


def test_stock_finds_nothing_for_all(stock):
    assert stock.all().count() == 0


def test_ours_finds_all(ours, articles):
    assert texts(ours.all()) == everyone(articles)


def test_stock_misses_a_phrase_that_is_in_the_text(stock):
    assert stock.raw_search('"核酸检测"').count() == 0
    assert stock.raw_search("核酸 检测").count() == 1


def test_ours_finds_it(ours, articles):
    assert texts(ours.raw_search('"做核酸检测"')) == [str(articles[0].pk)]


def test_stock_answers_a_raw_single_character_with_nothing(stock):
    assert stock.raw_search("车").count() == 0


def test_stock_has_no_character_inside_a_word(stock):
    assert stock.filter(content="车").count() == 0


@pytest.mark.parametrize("search", ["raw_search", "auto_query"])
def test_ours_finds_a_character_inside_a_word(ours, articles, search):
    assert texts(getattr(ours, search)("车")) == [str(articles[0].pk)]


def test_stock_loses_full_width_letters_and_ours_does_not(stock, ours, articles):
    assert stock.filter(content="AI").count() == 0
    assert texts(ours.filter(content="AI")) == [str(articles[2].pk)]


def test_stock_cuts_a_faceted_value_at_its_blank(stock):
    counts = dict(stock.raw_search("地铁").facet("source").facet_counts()["fields"]["source"])
    assert "人民日报 海外版" not in counts
    assert len(counts) == 2


def test_stock_keeps_the_values_of_a_multi_valued_facet_whole(stock):
    counts = dict(stock.raw_search("地铁").facet("bodies").facet_counts()["fields"]["bodies"])
    assert counts == {"平湖街道": 1, "红十字会": 1, None: 1}


def test_ours_keeps_every_value_whole(ours):
    counts = ours.facet("source").facet("organization").facet_counts()["fields"]
    assert dict(counts["source"]) == {"人民日报 海外版": 2, "解放日报": 1}
    assert dict(counts["organization"]) == {"平湖街道": 2, "红十字会": 1}


def test_stock_highlights_nothing_in_chinese(stock):
    (result,) = stock.filter(content="核酸").highlight()
    assert result.highlighted == {"text": [""]}


def test_ours_highlights(ours):
    (result,) = ours.filter(content="核酸").highlight()
    assert "<em>核酸</em>检测" in result.highlighted["text"][0]


def test_haystacks_highlighter_does_not_escape_and_ours_does():
    assert "& <" in Highlighter("核酸").highlight("核酸 & < 5")
    assert "&amp; &lt;" in marked("核酸 & < 5", ["核酸"])


def test_haystacks_highlighter_splits_a_query_at_blanks_only():
    assert "<span" not in Highlighter("核酸检测").highlight("核酸的检测")
    assert marked("核酸的检测", ["核酸检测"]) == "<mark>核酸</mark>的<mark>检测</mark>"


def test_haystack_fails_silently_unless_told():
    assert BaseSearchBackend("default").silently_fail is True


def test_ours_was_told(index_dir):
    assert connections["default"].get_backend().silently_fail is False


def test_stock_refuses_mixed_directions(stock):
    with pytest.raises(SearchBackendError):
        list(stock.raw_search("地铁").order_by("source", "-day"))


def test_ours_orders_in_mixed_directions(ours, articles):
    found = ours.order_by("source", "-date_first")
    assert [int(result.pk) for result in found] == [articles[0].pk, articles[1].pk, articles[2].pk]


def test_stock_ngrams_begin_at_three_characters(stock):
    assert stock.filter(pieces="北京").count() == 0
    assert stock.filter(pieces="北京地").count() == 1


def test_ours_finds_two_characters_across_a_words_border(ours, articles):
    assert texts(ours.filter(content__contains="酸检")) == [str(articles[0].pk)]


def test_haystack_keeps_a_backend_for_each_thread_and_ours_share_a_reader(ours):
    backends = []
    threads = [
        threading.Thread(target=lambda: backends.append(connections["default"].get_backend())) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
        thread.join()
    assert backends[0] is not backends[1]
    assert backends[0].reader is backends[1].reader


def test_stock_includes_the_day_that_before_and_after_leave_out(stock):
    day = dt.date(2022, 4, 25)
    assert stock.filter(moment__lt=day).count() == stock.filter(moment__lte=day).count() == 2


def test_ours_leaves_it_out(ours, articles):
    day = dt.date(2022, 4, 25)
    assert texts(ours.filter(published_on__lt=day)) == [str(articles[1].pk)]
    assert texts(ours.filter(published_on__lte=day)) == [str(articles[0].pk), str(articles[1].pk)]


def test_stock_turns_whole_pages_where_a_slice_is_asked_for(stock):
    everything = stock.raw_search("地铁 OR 使用").order_by("day")
    assert texts(everything[1:3]) != texts(list(everything)[1:3])


def test_ours_slices(ours):
    everything = ours.order_by("date_first")
    assert texts(everything[1:3]) == texts(list(everything)[1:3])


ATTACK = ['x" OR "突击队']


def test_in_stock_a_value_can_end_its_own_quotes(stock):
    assert stock.filter(pieces__in=ATTACK).count() == 1


def test_in_ours_it_cannot(ours):
    assert ours.filter(text__in=ATTACK).count() == 0
    assert ours.filter(text__in=["突击队"]).count() == 1


def test_stock_misses_an_exact_value_with_signs(stock, articles):
    assert stock.filter(id__exact=f"archive.article.{articles[0].pk}").count() == 0


def test_ours_finds_an_exact_value_with_signs(ours, articles):
    assert texts(ours.filter(id__exact=f"archive.article.{articles[0].pk}")) == [str(articles[0].pk)]
