"""Similar articles: by the words that set one apart."""

import pytest
from haystack.query import SearchQuerySet

from archive.models import Article, LedgerEntry, Load


def test_more_like_this(found):
    similar = found(SearchQuerySet().more_like_this(Article.objects.get(external_id="queue")))
    assert similar[0] in {"team", "undated"}
    assert "queue" not in similar


def test_more_like_an_article_that_is_not_indexed_is_nothing(found):
    assert found(SearchQuerySet().more_like_this(Article(pk=999_999))) == []


@pytest.mark.filterwarnings("ignore:The model .* is not registered")
def test_it_may_be_narrowed(found):
    similar = SearchQuerySet().more_like_this(Article.objects.get(external_id="queue"))
    assert found(similar.filter(city="南通市")) == ["team"]
    assert found(similar.models(Load)) == []
    assert found(SearchQuerySet().filter(city="南通市").more_like_this(Article.objects.get(external_id="queue"))) == ["team"]  # fmt: skip


def test_slices_give_each_result_once(connection, numbers):
    backend, index = connection.get_backend(), connection.get_unified_index().get_index(LedgerEntry)
    backend.update(index, [LedgerEntry(pk=pk, reason="核酸检测", confidence=1, start=pk) for pk in range(9)])
    backend.update(index, [LedgerEntry(pk=pk, reason="别的", confidence=1, start=pk) for pk in range(9, 20)])
    similar = SearchQuerySet(using="notes").more_like_this(LedgerEntry(pk=0))
    assert similar.count() == 8
    assert numbers([*similar[0:3], *similar[3:5], *similar[5:9]]) == list(range(1, 9))
