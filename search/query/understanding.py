"""From what a visitor typed to how it is understood, and what there is to say about that."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.query.days import is_relative
from search.query.fields import resolve_fields
from search.query.guard import guard
from search.query.pinyin import with_pinyin
from search.query.reading import Reading, Term
from search.query.synonyms import with_synonyms
from search.query.syntax import read

SHOWN = 60  # characters of what was typed, in a note


@dataclass(frozen=True)
class Understanding:
    """`notes` says in words what was cut, left out or not understood; `spellings` are the terms that stand in texts as
    they were typed, and may be meant as pinyin for the words in their `also`."""

    reading: Reading
    notes: tuple[str, ...] = ()
    spellings: tuple[Term, ...] = ()


def understand(query: str) -> Understanding:
    guarded = guard(query)
    resolved = resolve_fields(read(guarded.text))
    heard, spellings = with_pinyin(resolved.reading)
    reading = with_synonyms(heard)
    notes = (*guarded.notes, *resolved.notes, *_notes(query, reading))
    return Understanding(reading, notes, spellings)


def _notes(query: str, reading: Reading) -> list[str]:
    notes = []
    if reading.cut:
        notes.append(_("检索词太多，只用了前面的。"))
    if reading.deep:
        notes.append(_("括号套得太深，最里面的略去了。"))
    if query and not (reading.required or reading.excluded or reading.ignored):
        notes.append(_("没有可查的字。"))
    if reading.ignored:
        notes.append(_("没有可查的字，略去：%(texts)s") % {"texts": " ".join(reading.ignored)[:SHOWN]})
    also = list(dict.fromkeys(text for term in reading.terms for text in term.also))
    if also:
        notes.append(_("也查了：%(texts)s") % {"texts": pgettext("检索词", "、").join(also)})
    notes += [
        _("“%(text)s”只当作文字来查。要按日期查，请写明年份，例如 日期:2022。") % {"text": term.text}
        for term in reading.terms
        if not term.quoted and is_relative(term.text)
    ]
    return notes
