"""Cuts a query into what it is written with: words, “phrases”, brackets, signs and names of fields.

Chinese and ASCII punctuation are alike. Whatever is no sign in its place is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

QUOTES = {'"': '"', "“": "”", "”": "“", "「": "」", "『": "』", "＂": "＂", "«": "»"}
FIELDS = {
    "city": ("城市", "city"),
    "organization": ("机构", "機構", "organization", "organisation", "org"),
    "source": ("来源", "來源", "source"),
    "title": ("标题", "標題", "title"),
    "date": ("日期", "date"),
}
RANGE = r"(?:\.\.+|…+|[~～]|至|到)"  # between the first day of a range and its last

_BY_NAME = {name: field for field, names in FIELDS.items() for name in names}
_QUOTED = "|".join(
    f"{re.escape(opening)}(?P<quoted{number}>[^{re.escape(closing)}]*){re.escape(closing)}"
    for number, (opening, closing) in enumerate(QUOTES.items())
)
_QUOTED_AHEAD = re.sub(r"\?P<quoted\d>", "?:", _QUOTED)
_CHAR = r"[^\s()（）]"
_TOKEN = re.compile(
    rf"""
    (?P<close>[)）])
    | (?P<minus>[-－−﹣]?)
      (?:
        (?:{"|".join(FIELDS["date"])})[:：]\s*(?P<days>\d{_CHAR}*?\s*{RANGE}\s*\d{_CHAR}*)
        | (?:(?P<field>{"|".join(_BY_NAME)})[:：]\s*)?
          # People write no blank between a word and a phrase: 突击队“核酸检测” is both.
          (?:{_QUOTED}|(?P<open>[(（])|(?P<plain>{_CHAR}(?:(?!{_QUOTED_AHEAD}){_CHAR})*))
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Token:
    """`kind` is "open" or "close" for a bracket, else "plain" or "quoted" for a text; `field` the field that stands
    before it, `minus` the sign of exclusion. `raw` is all of it as it was typed."""

    kind: str
    text: str
    raw: str
    minus: bool = False
    field: str = ""


def tokens(query: str) -> Iterator[Token]:
    return map(_token, _TOKEN.finditer(query))


def _token(match: re.Match[str]) -> Token:
    kind, text = _kind_and_text(match)
    field = "date" if match["days"] else _BY_NAME.get((match["field"] or "").lower(), "")
    return Token(kind, text, match.group(), bool(match["minus"]), field)


def _kind_and_text(match: re.Match[str]) -> tuple[str, str]:
    if match["close"]:
        return "close", ""
    if match["open"]:
        return "open", ""
    plain = match["days"] or match["plain"]
    if plain is not None:
        return "plain", plain
    quoted = next(
        text for name, text in match.groupdict().items() if name.startswith("quoted") and text is not None
    )
    return "quoted", quoted.strip()
