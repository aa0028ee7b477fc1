"""A date that a text speaks of, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.records import Precision


@dataclass(frozen=True)
class Dated:
    """A date at [start, end) of the fold; `note`: what it was worked out to be."""

    date: str
    precision: Precision
    start: int
    end: int
    note: str = ""
    covers_day: bool = False  # a bulletin about all of that day: it comes out on the next
    past: bool = True  # the text cannot be older: not 将于5月1日, nor 去年12月 in a text of an unknown year
