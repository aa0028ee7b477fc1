"""Title and kicker: the short lines that stand before the first line of the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.cleaning_lines import CLOSERS, Line, pattern
from archive.ingest.metadata.bylines import is_byline, is_source_line
from archive.ingest.records import Fact

_LONGEST_TITLE = 80
_LONGEST_DERIVED = 30
_SHORTEST_DERIVED = 6
# A kicker runs on into its title over a dash and a blank: two lines of a page that were flattened to one.
_DASH_THEN_BLANK = pattern(r"\s*(?:—{1,2}|─{1,2}|-{2})\s+(?=\S)")
_OPENS_SUBTITLE = ("—", "──", "--")
_CLAUSE_END = "，,。!！?？;；:：、 \u3000\n"
_NO_TITLE = pattern(
    r"[:,;、]$|^(?:\d+[、.]|[一二三四五六七八九十]+、|\(|【|图|•|[·*-]\s)|^(?:第.{1,3}[章节条])"
)


@dataclass(frozen=True)
class Masthead:
    """The lines before the body. Indexes are into the lines that were read; `end` is the first line after."""

    title: Fact | None
    kicker: Fact | None
    title_lines: tuple[int, ...]
    source_lines: tuple[int, ...]
    end: int


def read_masthead(lines: Sequence[Line]) -> Masthead:
    """Finds title, kicker and source lines at the top of a cleaned text."""
    body = _first_body(lines)
    source_lines = tuple(index for index in range(body) if is_source_line(lines[index]))
    above = range(source_lines[0] if source_lines else body)
    candidates = _headline(lines, above, certain=bool(source_lines))
    kicker, title = _split(lines, candidates, 0.95 if source_lines else 0.8)
    end = max((*candidates, *source_lines), default=-1) + 1
    return Masthead(title, kicker, tuple(candidates), source_lines, end)


def derived_title(lines: Sequence[Line]) -> Fact | None:
    """A title made of the first words of the body, for a document that has none of its own."""
    for line in lines:
        if line.is_prose:
            return Fact(_first_words(line.text), "取自正文首句", 0.3, line.text[:120])
    return Fact(_first_words(lines[0].text), "取自首行", 0.2, lines[0].text[:120]) if lines else None


def _first_words(text: str) -> str:
    """Whole clauses up to 30 characters, or as much of the first as fits."""
    cut = 0
    for index, char in enumerate(text[: _LONGEST_DERIVED + 1]):
        if char in _CLAUSE_END and index >= _SHORTEST_DERIVED:
            cut = index
            if char in "。!！?？":
                break
    return text[:cut] if cut else text[:_LONGEST_DERIVED]


def _first_body(lines: Sequence[Line]) -> int:
    for index, line in enumerate(lines):
        if (line.is_prose and not is_source_line(line)) and not _looks_like_title(line):
            return index
    return 0 if not any(is_source_line(line) for line in lines[:6]) else min(6, len(lines))


def _looks_like_title(line: Line) -> bool:
    return (
        len(line.key) <= _LONGEST_TITLE
        and not line.key.rstrip(CLOSERS).endswith(("。", ";"))
        and "。" not in line.key
    )


def _headline(lines: Sequence[Line], above: Sequence[int], *, certain: bool) -> list[int]:
    """The lines of the heading: with a source line below, all that is above; else the first line alone."""
    usable = [index for index in above if _may_be_title(lines[index])]
    if certain:
        return usable[-3:]
    if not usable or usable[0] != 0:
        return []
    runs_on = lines[0].key.endswith(("—", "-")) or (
        len(usable) > 1 and lines[1].key.startswith(_OPENS_SUBTITLE)
    )
    return usable[:2] if runs_on else usable[:1]


def _may_be_title(line: Line) -> bool:
    if not 2 <= len(line.key) <= _LONGEST_TITLE or is_byline(line) or _NO_TITLE.search(line.key):
        return False
    return not line.key.rstrip(CLOSERS).endswith(("。", ";"))


def _split(
    lines: Sequence[Line], candidates: Sequence[int], confidence: float
) -> tuple[Fact | None, Fact | None]:
    """(kicker, title) of the heading's lines."""
    if not candidates:
        return None, None
    texts = [lines[index].text for index in candidates]
    if len(texts) == 1 and (match := _DASH_THEN_BLANK.search(texts[0])) and match.start() >= 4:
        return _fact(texts[0][: match.start()], confidence), _fact(texts[0][match.end() :], confidence)
    subtitle = [text for text in texts[1:] if text.startswith(_OPENS_SUBTITLE)]
    main = [text for text in texts if text not in subtitle]
    kicker = " ".join(main[:-1]).rstrip("—─- ")
    title = " ".join([main[-1], *subtitle])
    return (_fact(kicker, confidence) if kicker else None), _fact(title, confidence)


def _fact(value: str, confidence: float) -> Fact:
    return Fact(value.strip(), "正文前的标题行", confidence, value.strip())
