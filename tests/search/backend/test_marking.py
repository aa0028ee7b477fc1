"""What was asked for is marked in <em>, in a text that is escaped."""

import pytest
from haystack.query import SearchQuerySet

from search.backend.marking import highlighted


def test_highlight_marks_and_escapes(found):
    (result,) = SearchQuerySet().filter(content="核酸").filter(content="AI").highlight()
    (html,) = result.highlighted["text"]
    assert "&lt;script&gt;<em>核酸</em>&lt;/script&gt;" in html
    assert "<script" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        pytest.param("居民做核酸", "(核酸)", "居民做<em>核酸</em>", id="a word"),
        pytest.param("居民排隊", "(居民 AND 排队)", "<em>居民排隊</em>", id="two words, other script"),
        pytest.param(
            "居民做核酸", "(居民) AND NOT ((核酸))", "<em>居民</em>做核酸", id="not what is excluded"
        ),
        pytest.param("居民做核酸", "做核*", "居民<em>做核</em>酸", id="a beginning, in Chinese"),
        pytest.param("unmasked Masks", "mask*", "unmasked <em>Masks</em>", id="the word that begins so"),
        pytest.param("a mask 2", "title:(mask)^2 al~2/3 [2 to]", "a <em>mask</em> 2", id="without syntax"),
        pytest.param("5 < 6 & <mark>", "(mark)", "5 &lt; 6 &amp; &lt;<em>mark</em>&gt;", id="escaped"),
        pytest.param("\n核酸\n", "*", "核酸", id="all"),
    ],
)
def test_marks(text, query, expected):
    assert highlighted(text, query) == expected
