"""Queries that no one sends who looks for something: addresses, percent-encoded as a client may send them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

QUERIES = 309

_OPERATORS = (
    "OR",
    "AND",
    "NOT",
    "-",
    "--",
    "+",
    "|",
    "||",
    "&&",
    "!",
    "~",
    "^",
    "*",
    "?",
    "非",
    "或",
    ":",
    "..",
    "TO",
)
_BRACKETS = ("(", ")", "（", "）", "[", "]", "{", "}", "【", "】", "<", ">")
_QUOTES = ('"', "“", "”", "「", "」", "『", "』", "'", "`", "＂", "«")
_FIELDS = (
    "城市:",
    "机构:",
    "来源:",
    "标题:",
    "日期:",
    "city:",
    "organization:",
    "source:",
    "title:",
    "date:",
)
_VALUES = (
    '"上海"市',
    "<script>alert(1)</script>",
    "' OR '1'='1",
    "../../etc/passwd",
    "31 OR 1=1",
    "{{7*7}}",
    "%s%n",
    "310000\x00",
)
_DATES = (
    "2022-02-30", "2022-13", "2022-00-00", "0000", "9999-99-99", "2022-04..", "..2022-04", "2022-05..2022-04", "去年", "-1",
    "2022-04-31", "2021-02-29", "99999999999-01-01", "２０２２-０４", "NaN", "1e9",
)  # fmt: skip
_PAGES = ("0", "-1", "abc", "1" + "0" * 20, "1.5", "", "1 OR 1", "０", "\x00", "%", "９", "2;3")
_ODD = (
    "\u202e疫情\u202c", "\u200b", "\u200d\u200d", "\ufeff疫", "😷", "👨‍👩‍👧‍👦", "🇨🇳🇨🇳", "e\u0301" * 50, "\x00", "疫\x00情", "\x1b[31m", "\r\nSet-Cookie: a=b",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "ﷺ", "𠮷𠮷", "\ue000", "\uffff", "㍿", "½", "ß", "İ", "ſ",
)  # fmt: skip
_ENGINE = (
    "*:*", "text:*", "id:*", "django_ct:*", "status:withheld", "text:[a TO z]", "text:疫情~2", "疫情^1000", "疫*", "*情", "疫?", "/.*/",
    "text:(疫情 AND NOT 疫情)", "NOT *:*", "public_id:a", "shown:1", "_version_:1", "{!func}1", "疫情 AND", "OR 疫情", "NOT", "(NOT 疫情)",
)  # fmt: skip
_MARKUP = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><svg onload=alert(1)>", "javascript:alert(1)", "{{ 7|add:7 }}",
    "{% debug %}", "${7*7}", "<mark>疫情</mark>", "&lt;b&gt;", "'; DROP TABLE archive_article; --", "1 UNION SELECT 1",
)  # fmt: skip
_ENCODED = (
    "%ED%A0%80", "%ED%BF%BF%ED%A0%80", "%FF%FE", "%C0%80", "%E7%96", "%96%E7", "%F8%88%80%80%80", "%", "%zz", "%u75AB", "%2500", "+",
    "%00", "%0d%0aX:y", "%26q=%3D", "%F4%90%80%80",
)  # fmt: skip
_MIXED = "疫情防控核酸上海市\"“”()（）-|:：*?~ 　ORANDNOT非或0123456789..aāｘ\u202e😷\n\t<>&'"


def addresses() -> list[str]:
    """So many parameter strings, always the same ones."""
    made = dict.fromkeys(_fixed())
    random_ones = _random()
    while len(made) < QUERIES:
        made[next(random_ones)] = None
    return list(made)[:QUERIES]


def _fixed() -> Iterator[str]:
    for text in _texts():
        yield "q=" + quote(text, safe="")
    yield from ("q=" + encoded for encoded in _ENCODED)
    for page in _PAGES:
        yield f"q={quote('疫情')}&page={quote(page)}"
        yield f"q={quote('疫情')}&page_size={quote(page)}"
    for name in ("date", "date_from", "date_to"):
        yield from (f"{name}={quote(date)}" for date in _DATES)
    for name in ("city", "organization", "source", "sort", "fold", "show", "work"):
        yield from (f"q={quote('疫情')}&{name}={quote(value)}" for value in _VALUES[:4])
    yield "&".join(f"city={number}" for number in range(2000))
    yield "q=a&q=b&q=" + quote("疫情")
    yield "=&&=&q"
    yield "q[]=1&q[a]=2"


def _texts() -> Iterator[str]:
    yield from _OPERATORS
    yield from _BRACKETS
    yield from _QUOTES
    yield from _ODD
    yield from _ENGINE
    yield from _MARKUP
    yield from map("".join, product(_FIELDS[:5], _VALUES[:3]))
    yield from (f"日期:{date}" for date in _DATES)
    yield " ".join(f"疫{number}" for number in range(10_000))
    yield " ".join(["疫情"] * 10_000)
    yield " OR ".join(["核酸"] * 4_000)
    yield "疫" * 10_000
    yield "a" * 40_000
    yield "xian" * 8_000
    for sign, times in product(
        ("(", "“", "-", "城市:", "日期:2022..", '"疫" ', "(疫 OR ", "\u202e", "*"), (50, 3_000)
    ):
        yield sign * times


def _random() -> Iterator[str]:
    chance = random.Random(309)
    while True:
        yield "q=" + quote("".join(chance.choices(_MIXED, k=chance.randint(1, 60))), safe="")
