"""Headings and the names of bodies rank what the text has been found by."""

from __future__ import annotations

import pytest

from search.indexing import rebuild

FILLING = "社区工作人员挨家挨户核对名单，把蔬菜和药品送到门口，忙到深夜才回家。"


def record(name, *paragraphs, **given):
    return {"id": name, "title": f"{name}的记录", "paragraphs": list(paragraphs), **given}


def found(page):
    return [result.article.external_id for result in page.results]


@pytest.fixture
def loaded(load_records, index_dir):
    def load(*records):
        load_records(*records)
        rebuild()

    return load


def test_an_article_with_the_word_in_a_heading_comes_before_one_that_mentions_it(loaded, asked):
    heading = {"kind": "heading", "text": "方舱医院"}
    body = {"kind": "body", "text": "方舱医院"}
    loaded(
        record("甲", FILLING, FILLING, body, FILLING, date="2022-04-02"),
        record("乙", FILLING, FILLING, heading, FILLING, date="2022-04-01"),
    )
    assert found(asked("q=方舱&fold=none")) == ["乙", "甲"]


def test_an_article_of_a_body_comes_before_one_that_mentions_it(loaded, asked):
    mention = "平湖街道的队员们也来帮忙。"
    loaded(
        record("甲", FILLING, mention, date="2022-04-02", organizations=["石岩街道"]),
        record("乙", FILLING, mention, date="2022-04-01", organizations=["平湖街道"]),
    )
    assert found(asked("q=平湖街道&fold=none")) == ["乙", "甲"]


def test_nothing_is_found_by_the_name_of_a_body_alone(loaded, asked):
    loaded(record("甲", FILLING, organizations=["平湖街道"]))
    assert found(asked("q=平湖街道")) == []
    assert found(asked("q=机构:平湖街道")) == ["甲"]
