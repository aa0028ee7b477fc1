"""Where in a page the article stands: the stretch with the most running text and the least of anything else."""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.cleaning_furniture import Finding
from archive.ingest.cleaning_lines import Line

Findings = list[Finding | None]

# Weights of the search for the main block: a line of prose counts its length, another line costs this much.
_SHORT_LINE_COST = 30
_FURNITURE_COST = 60
_SOLID_LENGTH = 40


def main_block(lines: Sequence[Line], findings: Sequence[Finding | None]) -> tuple[int, int]:
    """The stretch of lines [first, last) with the most running text and the least else (largest sum)."""
    best = total = 0
    start = first = last = 0
    for index, line in enumerate(lines):
        total += _weight(line, findings[index])
        if total <= 0:
            total, start = 0, index + 1
        elif total > best:
            best, first, last = total, start, index + 1
    return first, last


def _weight(line: Line, found: Finding | None) -> int:
    if found:
        return -_FURNITURE_COST
    return len(line.key) if line.is_prose else -_SHORT_LINE_COST


def prose_length(line: Line, found: Finding | None) -> int:
    """Characters of running text; a teaser that breaks off with an ellipsis is none."""
    return len(line.key) if line.is_prose and not found and not line.key.endswith("…") else 0


def is_solid(line: Line, found: Finding | None) -> bool:
    """A whole paragraph, as articles have them and teasers do not: long, and finished with a full stop."""
    return (
        found is None and line.is_prose and len(line.key) >= _SOLID_LENGTH and line.ends_sentence
        and not line.key.endswith(("…", ";", "?"))
    )  # fmt: skip
