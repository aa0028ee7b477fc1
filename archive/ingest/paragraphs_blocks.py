"""Kinds of paragraphs that only their neighbours tell: verse, rows of tables and lists, letters that are quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from archive.ingest.cleaning_lines import Line, pattern
from archive.ingest.metadata.person_names import split_names
from archive.ingest.paragraphs_forms import is_row, is_short_verse
from archive.ingest.records import ParagraphKind

_SHORTEST_STANZA = 4
_LONGEST_VERSE_LINE = 24
_MARKS = ",;!?、"
_LONGEST_HEADING_RUN = 3
_LEAST_ROWS = 2

_LEADS_TO_VERSE = pattern(r"诗|词|歌|谣|赋|吟|唱|写道|联[:：]?$")
_LEADS_TO_LETTER = pattern(
    r"(?:信|写道|写的|留言|日记|家书|短信|便条|纸条|全文|原文|内容|如下|倡议|决心书|请战书).{0,12}:$"
)
_SALUTATION = pattern(
    r"^(?:尊敬|敬爱|亲爱|致|各位|全体|广大|同志|老师|爸|妈|孩子|战友|朋友).{0,24}:$|^.{2,16}(?:你|您)好!?:?$"
)
_SIGNED = pattern(
    r"^(?:(?:19|20)?\d{2,4}[年./-])?\d{1,2}[月./-]\d{1,2}日?(?:夜|晨|晚|凌晨|深夜)?$|^.{0,12}\d{1,2}月\d{1,2}日$"
)
_SIGNED_FROM = pattern(
    r"(?:[省市县区州旗乡镇村]|街道|社区|学校|中学|小学|学院|大学|医院|公司|集团|[局院社站所队部]|会员|协会|作协|文联)$"
)
_LONGEST_LETTER = 60
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))


def mark_blocks(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """Marks quotations, verse, rows and runs of short lines among what is `body` so far."""
    _mark_letters(lines, kinds)
    _mark_quotations(lines, kinds)
    for start, end in list(_groups(lines, kinds, _is_verse_form, _SHORTEST_STANZA)):
        if _is_verse(lines, start, end):
            kinds[start:end] = ["verse"] * (end - start)
            if _is_signature(lines, start, end):
                kinds[end - 1] = "byline"
    _mark_rows(lines, kinds)


# --- quotations ---------------------------------------------------------------------------------------------------


def _mark_letters(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """A letter that the text quotes whole: announced, with a salutation, up to the date under it."""
    index = 0
    while index < len(lines) - 1:
        if _LEADS_TO_LETTER.search(lines[index].key) and _SALUTATION.match(lines[index + 1].key):
            end = _end_of_letter(lines, index + 1)
            kinds[index + 1 : end] = ["quote"] * (end - index - 1)
            index = max(index, end - 1)
        index += 1


def _end_of_letter(lines: Sequence[Line], start: int) -> int:
    """Behind the date that signs the letter; `start` itself when no date is near."""
    for index in range(start + 1, min(start + _LONGEST_LETTER, len(lines))):
        if _SIGNED.match(lines[index].key):
            return index + 1
    return start


def _mark_quotations(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """Whole paragraphs in quotation marks under a line that announces them with a colon."""
    index = 1
    while index < len(lines):
        end = _end_of_quotation(lines, kinds, index) if lines[index - 1].key.endswith(":") else index
        for quoted in range(index, end):
            kinds[quoted] = "quote"
        index = max(index + 1, end)


def _end_of_quotation(lines: Sequence[Line], kinds: Sequence[ParagraphKind], start: int) -> int:
    """Behind the paragraph that closes the mark that the first one opens; each between may open it anew."""
    for opening, closing in _QUOTES:
        if not lines[start].key.startswith(opening):
            continue
        for index in range(start, min(start + _LONGEST_LETTER, len(lines))):
            key = lines[index].key
            if kinds[index] != "body":
                break
            if key.endswith(closing) and key.find(closing) == len(key) - 1:
                return index + 1
            if closing in key:
                break
    return start


# --- verse --------------------------------------------------------------------------------------------------------


def _is_verse_form(line: Line) -> bool:
    key = line.key.removesuffix("。")
    if not 4 <= len(key) <= _LONGEST_VERSE_LINE or key.endswith((":", "、")) or "。" in key:
        return False
    return line.han_share >= 0.7 and not any(map(str.isdigit, key)) and not is_row(line)


def _is_verse(lines: Sequence[Line], start: int, end: int) -> bool:
    """Names and headings stand in rows too: verse has marks, or a line above that speaks of a poem, or is all."""
    stanza = lines[start:end]
    if any(line.key.endswith("。") for line in stanza):
        return _is_classical(stanza)
    marked = sum(1 for line in stanza if line.key[-1] in _MARKS)
    inside = sum(1 for line in stanza if any(mark in line.key for mark in _MARKS))
    at_end = end == len(lines)
    if marked * 2 >= len(stanza) or (at_end and inside * 4 >= len(stanza)):
        return True
    above = lines[start - 1].key[-12:] if start else ""
    return bool(_LEADS_TO_VERSE.search(above)) or (
        not any(line.is_prose for line in lines) and not _is_roll(stanza)
    )


def _is_signature(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether the last line under verse is its author's name behind a blank (青石市松源县 李明)."""
    *verse, last = lines[start:end]
    where, _, name = last.key.rpartition(" ")
    if not _SIGNED_FROM.search(where) or any(" " in line.key for line in verse):
        return False
    return len(verse) >= _SHORTEST_STANZA and len(split_names(name) or ()) == 1


def _is_roll(lines: Sequence[Line]) -> bool:
    """A roll of hospitals, schools, villages: most names end with the same word."""
    endings = Counter(line.key[-1] for line in lines)
    return endings.most_common(1)[0][1] * 2 >= len(lines)


def _is_classical(stanza: Sequence[Line]) -> bool:
    """Lines of one length, every second with a full stop."""
    lengths = Counter(len(line.key.rstrip("。,;!?")) for line in stanza)
    return lengths.most_common(1)[0][1] * 4 >= 3 * len(stanza)


# --- rows ---------------------------------------------------------------------------------------------------------


def _mark_rows(lines: Sequence[Line], kinds: list[ParagraphKind]) -> None:
    """Rows of a table one after the other, and long runs of short lines, are lists and no headings."""
    for start, end in list(_groups(lines, kinds, is_row, _LEAST_ROWS)):
        kinds[start:end] = ["list"] * (end - start)
    for start, end in list(_groups(lines, kinds, _is_entry, _LONGEST_HEADING_RUN + 1)):
        kinds[start:end] = ["list"] * (end - start)


def _is_entry(line: Line) -> bool:
    return is_short_verse(line) and not line.key.endswith(("!", "?", ":", ";"))


def _groups(
    lines: Sequence[Line], kinds: Sequence[ParagraphKind], has_form: Callable[[Line], bool], least: int
) -> Iterator[tuple[int, int]]:
    """Rows [start, end) of at least so many lines of body that have a form."""
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "body" and has_form(lines[index]):
            continue
        if index - start >= least:
            yield start, index
        start = index + 1
