"""The rows of a result page say of each article what it is, when, where and of whom, and show why it was found."""

from __future__ import annotations

import lxml.html
import pytest

from archive.models import Article
from search.templatetags.rows import BODIES, result_rows

EVIL = "<script>alert('疫')</script>"


@pytest.fixture
def rows(index_dir, load_records, asked):
    """Loads and indexes records; the rows that a search of them shows, as HTML."""
    from search.indexing import rebuild

    def shown(address, *records):
        load_records(*records)
        rebuild()
        html = str(result_rows(asked(address)))
        assert "<script" not in html
        return lxml.html.fromstring(f"<ol>{html}</ol>").xpath("//li[@class='row']")

    return shown


def texts(row, path):
    return [found.text_content() for found in row.xpath(path)]


def test_a_row_names_and_links_what_it_shows(rows):
    (row,) = rows(
        "q=核酸检测",
        {"id": "a", "title": "核酸檢測", "paragraphs": ["无关。", "做核酸检测。"], "date": "2022-04", "city": "上海市黄浦区",
         "organizations": ["平湖街道"], "source": "解放日报"},
    )  # fmt: skip
    article = Article.objects.get()
    title, place, body, pilcrow = row.xpath(".//a")
    second = article.paragraphs.get(number=2)
    assert title.get("href") == f"{article.get_absolute_url()}?q=%E6%A0%B8%E9%85%B8%E6%A3%80%E6%B5%8B"
    assert texts(title, "mark") == ["核酸檢測"]
    assert (place.get("href"), place.text) == (article.city.get_absolute_url(), "上海市")
    organization = article.organizations.get()
    assert (body.get("href"), body.text) == (organization.get_absolute_url(), "平湖街道")
    assert pilcrow.get("href") == f"{title.get('href')}#{second.anchor}"
    assert (pilcrow.text, pilcrow.get("aria-label")) == ("¶2", "读第 2 段")
    assert texts(row, ".//ul/li") == ["2022年4月", "上海市", "解放日报", "平湖街道"]
    assert row.xpath("string(.//time/@datetime)") == "2022-04"
    assert texts(row, ".//p/mark") == ["核酸检测"]


def test_a_row_of_an_article_that_little_is_known_of(rows):
    (row,) = rows("", {"id": "a", "paragraphs": ["疫情。"]})
    article = Article.objects.get()
    assert texts(row, "h2") == [article.display_title]
    assert row.xpath("string(h2/a/@href)") == article.get_absolute_url()
    assert texts(row, "ul/li") == ["日期未详"]


@pytest.mark.parametrize(("bodies", "more"), [(BODIES, []), (BODIES + 2, ["等 5 个机构"])])
def test_a_row_names_few_bodies_and_counts_the_others(rows, bodies, more):
    names = [f"平湖{n}街道" for n in range(bodies)]
    (row,) = rows("", {"id": "a", "paragraphs": ["疫情。"], "date": "2022", "organizations": names})
    assert texts(row, "ul/li") == ["2022年", *sorted(names)[:BODIES], *more]


def test_nothing_that_the_archive_holds_is_markup(rows):
    (row,) = rows(
        f"q={EVIL}", {"id": "a", "title": EVIL, "paragraphs": [EVIL], "organizations": [EVIL], "source": EVIL}
    )
    assert texts(row, "h2") == [EVIL]
    assert texts(row, "ul/li")[1:] == [EVIL, EVIL]
