"""Other ways to ask what was asked: in one piece, as pinyin, by a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.dating import date_label
from archive.text.folding import fold
from archive.text.words import asked_words
from search.query.days import iso_prefix
from search.query.reading import Item, Reading, Term
from search.query.state import SearchState
from search.query.writing import exactly, with_spelling, without, written
from search.service import SearchPage

_HAN = re.compile("[\u3400-\u9fff]")
_WRITTEN_DATE = re.compile("[0-9]{4}.+")  # a year alone may be any number


@dataclass(frozen=True)
class Offer:
    label: str
    state: SearchState

    @property
    def url(self) -> str:
        return self.state.url()


def cuts(page: SearchPage) -> list[list[str]]:
    """How each text without quotes was cut into words, where it was."""
    found = (_words(term) for term in page.reading.terms if not term.quoted and _HAN.search(fold(term.text)))
    return [words for words in found if len(words) > 1]


def _words(term: Term) -> list[str]:
    return [word for word in asked_words(fold(term.text)) if any(map(str.isalnum, word))]


def offers(page: SearchPage) -> list[Offer]:
    return [*_exactly(page), *_as_pinyin(page), *_by_date(page)]


def _exactly(page: SearchPage) -> Iterator[Offer]:
    if cuts(page):
        yield Offer(_("只查这些字连在一起的"), _asking(page, exactly(page.reading)))


def _as_pinyin(page: SearchPage) -> Iterator[Offer]:
    for spelt in page.spellings:
        words = pgettext("检索词", "、").join(spelt.also)
        label = _("“%(text)s”作为拼音，查 %(words)s") % {"text": spelt.text, "words": words}
        yield Offer(label, _asking(page, with_spelling(page.reading, spelt)))


def _by_date(page: SearchPage) -> Iterator[Offer]:
    for group in page.reading.required:
        prefix = _date(group[0]) if len(group) == 1 else None
        if prefix:
            state = _asking(page, without(page.reading, group[0])).including("date", prefix)
            yield Offer(_("只看日期是 %(date)s 的文章") % {"date": date_label(prefix)}, state)


def _date(item: Item) -> str | None:
    if not isinstance(item, Term) or item.quoted or not _WRITTEN_DATE.fullmatch(fold(item.text)):
        return None
    return iso_prefix(item.text)


def _asking(page: SearchPage, reading: Reading) -> SearchState:
    return replace(page.state, q=written(reading), page=1)
