"""When a document was published, and the dates it speaks of.

A date is given as far as the text makes it known. A year that the text does not state is taken only from what the
text itself says (a stamp, its address, 壬寅仲春, 两年过去了 after 2020年), and the basis says which. Where two places
disagree, the surer one holds and the other is named for review.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.calendar import NUMERAL, YEAR, iso, number
from archive.ingest.metadata.dated import Dated
from archive.ingest.metadata.events import Year, find_dates, year_of
from archive.ingest.metadata.reading import Reading
from archive.ingest.metadata.recollections import is_contradicted, own_dates
from archive.ingest.metadata.stamps import Stamp, address_date, days_apart, read_stamps
from archive.ingest.records import Event, Precision, Published

_DATELINE = pattern(
    rf"(?![^\n]{{0,24}}(?:据|转载|援引))[^\n。!?;,]{{0,24}}?(?:(?P<year>{YEAR})年)?(?<![0-9一二三四五六七八九十])(?P<month>{NUMERAL})月"
    rf"(?P<day>{NUMERAL})日\s?(?:[上下中]午|晚|凌晨)?\s?(?:讯|电(?!视|话|影|子|力|商|台)|消息)"
)
_SIGNED = pattern(
    rf"(?:^|\n)[^\n。,;!?:]{{0,30}}?(?<![0-9一二三四五六七八九十])({YEAR})\s?年\s?({NUMERAL})\s?月\s?({NUMERAL})\s?日"
    r"(?:印发|发布)?[\s)]*(?=\n|$)"
)
_NEAR = 400
_SEVERAL_DAYS = 3  # a paper prints, and its page puts up, within so many days of the dateline
_HALF_YEAR = 6


@dataclass(frozen=True)
class Dating:
    """`conflicts` name other dates of publication that the document states, in Chinese, for review."""

    published: Published | None = None
    conflicts: tuple[str, ...] = ()


def read_events(text: str | Reading, published: Published | None = None) -> tuple[Event, ...]:
    """The dates that a text speaks of, in the order of first mention, each once.

    With a known day of publication 昨天 and 去年3月 are dates too; what a date was worked out from stands behind its
    words in brackets.
    """
    reading = text if isinstance(text, Reading) else Reading(text)
    seen: dict[str, Event] = {}
    for dated in find_dates(reading, _day(published)):
        words = reading.original(dated.start, dated.end) + (f"（{dated.note}）" if dated.note else "")
        seen.setdefault(dated.date, Event(dated.date, dated.precision, words))
    return tuple(seen.values())


def _day(published: Published | None) -> dt.date | None:
    return dt.date.fromisoformat(published.date) if published and len(published.date) == 10 else None


def read_published(masthead: Sequence[str], body: str | Reading, url: str | None = None) -> Published | None:
    """When the document was published; see `read_dating`."""
    return read_dating(masthead, body, url).published


def read_dating(
    masthead: Sequence[str],
    body: str | Reading,
    url: str | None = None,
    markup: str | None = None,
    tail: Sequence[str] = (),
) -> Dating:
    """When the document was published: from the masthead's lines, a dateline, a signature, its address, or what it
    says; `markup` is the date that an HTML page states of itself, `tail` are source lines below the text. `date` is partial where the text leaves it open; `published` is None when the text holds no date at all.
    """
    reading = body if isinstance(body, Reading) else Reading(body)
    dates = find_dates(reading)
    claims = [*_claims(read_stamps(masthead), markup, reading, url, dates), *_from_tail(tail)]
    full = [claim for claim in claims if not claim.date.startswith("--")]
    published = next(iter(full or claims), None)
    if published is None:
        return Dating(_from_events(reading, dates))
    if published.precision == "month" and len(claims) > 1:
        published = next((claim for claim in claims if _refines(claim, published)), published)
    return Dating(published, tuple(dict.fromkeys(_conflicts(published, claims))))


def _refines(claim: Published, published: Published) -> bool:
    return claim.precision == "day" and claim.date.startswith(published.date)


def _claims(
    stamps: Sequence[Stamp], markup: str | None, reading: Reading, url: str | None, dates: list[Dated]
) -> Iterator[Published]:
    """All that the document states about its publication, the surest first."""
    address = address_date(url)
    year = _address_year(address, url)
    for stamp in stamps:
        yield _stamped(stamp, year or year_of(reading, dates))
    for stamp in read_stamps([markup] if markup else []):
        yield Published(stamp.date, "day", "网页元数据", 0.9, stamp.text, stamp.time)
    if dateline := _from_dateline(reading, _stamp_year(stamps) or year or year_of(reading, dates)):
        yield dateline
    if signed := _from_signature(reading):
        yield signed
    if address:
        yield Published(address[0], address[1], "网址中的日期", 0.8, url or "")


def _stamped(stamp: Stamp, year: Year | None) -> Published:
    if not stamp.date.startswith("--"):
        confidence = (0.98, 0.97, 0.7)[stamp.rank]
        return Published(stamp.date, "day", "来源行", confidence, stamp.text, stamp.time)
    date = iso(year.value, int(stamp.date[2:4]), int(stamp.date[5:])) if year else None
    if year and date:
        basis = f"来源行；{year.basis}"
        return Published(date, "day", basis, min(0.75, year.confidence), stamp.text, stamp.time)
    return Published(stamp.date, "day", "来源行，未写年份", 0.6, stamp.text, stamp.time)


def _stamp_year(stamps: Sequence[Stamp]) -> Year | None:
    full = [stamp for stamp in stamps if not stamp.date.startswith("--")]
    return Year(int(full[0].date[:4]), "来源行的年份", 0.9, full[0].text) if full else None


def _address_year(address: tuple[str, Precision] | None, url: str | None) -> Year | None:
    return Year(int(address[0][:4]), "网址中的年份", 0.8, url or "") if address else None


def _from_dateline(reading: Reading, year: Year | None) -> Published | None:
    match = next(_datelines(reading), None)
    if match is None:
        return None
    month, day, sentence = number(match["month"]), number(match["day"]), reading.sentence(*match.span())
    if match["year"]:
        date = iso(number(match["year"]), month, day)
        return Published(date, "day", "电头", 0.92, sentence) if date else None
    if year:
        date = iso(year.value, month, day)
        return Published(date, "day", f"电头；{year.basis}", year.confidence, sentence) if date else None
    date = iso(None, month, day)
    return Published(date, "day", "电头，未写年份", 0.6, sentence) if date else None


def _datelines(reading: Reading) -> Iterator[re.Match[str]]:
    """Datelines at the beginning of one of the first lines."""
    start = 0
    while 0 <= start < min(_NEAR, len(reading.key)):
        end = reading.key.find("\n", start)
        line_end = len(reading.key) if end < 0 else end
        if match := _DATELINE.match(reading.key, start, min(line_end, start + 80)):
            yield match
        start = line_end + 1


def _from_signature(reading: Reading) -> Published | None:
    """A date on one of the last lines, alone or behind the name of who signs."""
    matches = list(_SIGNED.finditer(reading.key, max(0, len(reading.key) - _NEAR)))
    if not matches:
        return None
    date = iso(*map(number, matches[-1].groups()))
    return Published(date, "day", "文末落款", 0.85, reading.original(*matches[-1].span())) if date else None


def _from_tail(tail: Sequence[str]) -> Iterator[Published]:
    for stamp in read_stamps(tail):
        if not stamp.date.startswith("--"):
            yield Published(stamp.date, "day", "文末的时间", 0.8, stamp.text, stamp.time)


def _conflicts(published: Published, claims: Sequence[Published]) -> Iterator[str]:
    """Claims that cannot be true together with the one that holds."""
    for claim in claims:
        apart = days_apart(published.date, claim.date)
        both_partial = not claim.date.startswith("--") and not published.date.startswith("--")
        other_month = apart is None and both_partial and claim.date[:7] != published.date[:7]
        if other_month or (apart or 0) > _SEVERAL_DAYS:
            yield f"{claim.date}（{claim.basis}）"


# --- what the events allow ------------------------------------------------------------------------------------


def _from_events(reading: Reading, dates: list[Dated]) -> Published | None:
    """The month of the last event: a document is no older than what it tells."""
    year = year_of(reading, dates)
    full, partial = _usable(reading, dates, year)
    if year and partial:
        full += _in_year(partial, year.value, full)
    if not full and not partial:
        return Published(f"{year.value}", "year", year.basis, 0.4, year.sentence) if year else None
    last = max(full or partial, key=lambda dated: dated.date)
    sentence = reading.sentence(last.start, last.end)
    if not full:
        return Published(last.date[:4], "month", "推断：文中最晚的日期，未写年份", 0.4, sentence)
    basis = f"推断：文中最晚的日期；{year.basis}" if year and partial else "推断：文中最晚的日期"
    confidence = min(0.6, year.confidence) if year and partial else 0.5
    return Published(last.date[:7], "month", basis, confidence, sentence)


def _usable(reading: Reading, dates: Sequence[Dated], year: Year | None) -> tuple[list[Dated], list[Dated]]:
    """The full dates that tell when the text was written, and those without a year."""
    full = own_dates(reading, dates)
    if full and year is None and is_contradicted(max(full, key=lambda dated: dated.date), dates):
        full = []
    partial = [dated for dated in dates if dated.past and dated.date.startswith("--")]
    return [_next_day(dated) for dated in full], partial


def _next_day(dated: Dated) -> Dated:
    """A bulletin about the whole of a day comes out on the next."""
    if not dated.covers_day or len(dated.date) != 10:
        return dated
    return replace(dated, date=(dt.date.fromisoformat(dated.date) + dt.timedelta(days=1)).isoformat())


def _in_year(partial: Sequence[Dated], year: int, full: Sequence[Dated]) -> Iterator[Dated]:
    """Dates without a year, put into the year of the text. One that then lies half a year after the last full date
    is of another year (12月31日 after 2022年1月5日) and left out."""
    latest = max((dated.date[:7] for dated in full), default="")
    for dated in partial:
        month = f"{year}-{dated.date[2:4]}"
        if latest[:4] == str(year) and int(month[5:]) - int(latest[5:] or 1) > _HALF_YEAR:
            continue
        yield replace(dated, date=month + dated.date[4:])
