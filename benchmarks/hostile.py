"""What hostile texts cost: CPU for a text of a million characters beside one of half the length. Linear is about 2. And
what it costs to read a hostile query as long as a request may be."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import django

from archive.ingest.pipeline import process
from archive.ingest.records import RawRecord
from search.query.guard import guard
from search.query.spelled import cuts, spelling
from search.query.syntax import read

Row = tuple[str, str]
LENGTH = 1_000_000
_SENTENCE = "昨天上午柳河镇举行春季义务植树活动，三百多名干部群众来到河堤。"
_REPEATED = {
    "one line of sentences": _SENTENCE,
    "one line of characters": "汉字",
    "question marks": "?",
    "torn characters": "上??萍枷蠕h",
    "glosses inside characters": "頂?shù)蒙?",
    "glosses": "線(xiàn)",
    "opening brackets": "(",
    "opening quotes": "“",
    "endings of bodies": "委员会",
    "names of a city": "上海市",
    "dates": "2022年4月25日",
    "half dates": "2022-04-",
    "digits": "1",
    "lines of one word": "分享\n",
    "equal paragraphs": f"{_SENTENCE}\n",
    "line ends": "\n",
    "character references": "&nbsp;",
    "keywords of spam": "免费视频在线观看,",
    "names of counties": "平湖市、邵阳县、双清区、",
    "bylines": "记者 ",
    "addresses": "http://",
    "NUL": "字\0",
}
_QUERIES = {
    "terms": "疫 ",
    "opening brackets": "(",
    "brackets": "(疫 OR ",
    "quotes": "“",
    "quotes of every kind": '"「『«＂',
    "signs": "-",
    "alternatives": "OR ",
    "fields": "城市:",
    "ranges of dates": "日期:2022..",
    "digits of a date": "日期:1",
    "marks of direction": "\u202e",
    "syllables": "xian",
}
QUERY_LENGTH = 40_000  # characters: what a request line of 128 KiB holds of Han, sent as UTF-8
_MIXED = "的一是在，。？?()abcāxiàn市区局2022年\n 上海“”"


def run(length: int = LENGTH) -> list[Row]:
    django.setup()  # a query that is cut says so in the reader's language
    _seconds(_SENTENCE)  # dictionaries and models are loaded once
    documents = [_row(name, half, text) for name, half, text in _texts(length)]
    return documents + [_query_row(name, unit) for name, unit in _QUERIES.items()]


def _texts(length: int) -> Iterator[tuple[str, str, str]]:
    for name, unit in _REPEATED.items():
        yield name, unit * (length // 2 // len(unit)), unit * (length // len(unit))
    chance = random.Random(1)
    mixed = "".join(chance.choices(_MIXED, k=length))
    yield "marks and characters at random", mixed[: length // 2], mixed


def _row(name: str, half: str, text: str) -> Row:
    short, long = _seconds(half), _seconds(text)
    return name, f"{long:.1f} s, {long / max(short, 0.001):.1f} times that of half the length"


def _seconds(text: str) -> float:
    began = time.process_time()
    process(RawRecord("hostile", text.encode(), "text", text))
    return time.process_time() - began


def _query_row(name: str, unit: str) -> Row:
    query = unit * (QUERY_LENGTH // len(unit))
    began = time.process_time()
    reading = read(guard(query).text)
    spelt = [cuts(found) for term in reading.terms if (found := spelling(term.text))]
    spent = 1000 * (time.process_time() - began)
    return f"query of {name}", f"{spent:.1f} ms for {len(reading.terms)} terms, {len(spelt)} of them letters"
