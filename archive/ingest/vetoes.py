"""Changes that a curator undid: the passage stays as it was before the change, and later stages see it so.

A veto names a span of the decoded raw text and the stage whose change was undone. It holds back every edit of that
stage that touches the span; where whole lines go, only the vetoed part of them is kept. What was dropped and put
back is not dropped by another rule or stage either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.ingest.records import Entry, Stage, Veto
from archive.ingest.tracing import Edit, TracedText

# The stages that choose what of a text is shown. A gloss that restoration takes out is no passage.
_SELECTING: frozenset[Stage] = frozenset(("cleaning", "metadata", "paragraphs"))
# How the lines of the text are laid out: one paragraph a line, which everything after relies on.
LAYOUT = frozenset(("line-ends", "outer-blanks"))


def can_be_undone(entry: Entry) -> bool:
    """Whether there is anything to undo: not a note of how the text was decoded, not mere layout."""
    return entry.start < entry.end and entry.rule not in LAYOUT


def veto_of(entry: Entry, raw_text: str) -> Veto:
    """The veto that undoes a ledger entry of this raw text. Raises ValueError where there is nothing to undo."""
    if not can_be_undone(entry):
        raise ValueError("a note of decoding and the layout of lines cannot be undone")
    raw, drops = raw_text[entry.start : entry.end], is_drop(entry)
    start, raw = (entry.start + len(raw) - len(raw.lstrip()), raw.strip()) if drops else (entry.start, raw)
    return Veto(entry.stage, start, start + len(raw), raw, drops)


def is_drop(change: Entry) -> bool:
    """Whether a change took visible text out and put none in."""
    return is_visible(change.before) and not is_visible(change.after)


def is_visible(text: str) -> bool:
    """Whether a text holds anything to see: not blanks, control characters and characters without width alone."""
    return any(char.isprintable() and not char.isspace() for char in text)


def placed(vetoes: Iterable[Veto], raw_text: str) -> tuple[tuple[Veto, ...], tuple[Veto, ...]]:
    """The vetoes with their spans in this raw text, which may be another version of the one that they were made
    for, and those whose passage is not in it."""
    found, lost = [], []
    for veto in vetoes:
        start = _nearest(raw_text, veto.raw, veto.start)
        if start < 0:
            lost.append(veto)
        else:
            found.append(replace(veto, start=start, end=start + len(veto.raw)))
    return tuple(sorted(found, key=lambda veto: veto.start)), tuple(lost)


def _nearest(text: str, passage: str, near: int) -> int:
    """Where the passage stands nearest to an offset; -1 where it does not."""
    if text.startswith(passage, near):
        return near
    before, after = text.rfind(passage, 0, near + len(passage)), text.find(passage, near)
    if before < 0 or (after >= 0 and after - near < near - before):
        return after
    return before


@dataclass(frozen=True)
class Judged:
    """The edits that may be made, and entries for what was held back."""

    edits: tuple[Edit, ...]
    held: tuple[Entry, ...]


def judge(traced: TracedText, stage: Stage, edits: Iterable[Edit], vetoes: Sequence[Veto]) -> Judged:
    """Which of a stage's edits, in the offsets of `traced`, may be made under these vetoes (placed, in order)."""
    if not vetoes:
        return Judged(tuple(edits), ())
    kept: list[Edit] = []
    held: list[Entry] = []
    for edit in edits:
        against = [veto for veto in vetoes if _speaks_against(veto, traced, stage, edit)]
        parts = _vetoed_parts(traced, edit, against)
        kept += _left(edit, parts) if parts and _drops(traced, edit) else () if parts else (edit,)
        held += (_held(traced, stage, edit, part) for part in parts)
    return Judged(tuple(kept), tuple(held))


def _speaks_against(veto: Veto, traced: TracedText, stage: Stage, edit: Edit) -> bool:
    start, end = traced.span(edit.start, edit.end)
    if edit.rule in LAYOUT or end <= veto.start or veto.end <= start:
        return False
    return veto.stage == stage or (veto.drops and stage in _SELECTING and _drops(traced, edit))


def _drops(traced: TracedText, edit: Edit) -> bool:
    return not is_visible(edit.after) and is_visible(traced.text[edit.start : edit.end])


def _vetoed_parts(traced: TracedText, edit: Edit, vetoes: Sequence[Veto]) -> list[tuple[int, int]]:
    """What of an edit is held back: the vetoed parts of a dropped passage, else all of it."""
    if not vetoes:
        return []
    if not _drops(traced, edit):
        return [(edit.start, edit.end)]
    spans = (traced.covered(veto.start, veto.end) for veto in vetoes)
    parts = ((max(start, edit.start), min(end, edit.end)) for start, end in spans)
    return [_with_blanks(traced.text, edit, *part) for part in parts]


def _with_blanks(text: str, edit: Edit, start: int, end: int) -> tuple[int, int]:
    """A part with the blanks after it, and before it those that the edit begins with: a line keeps its line end."""
    rest = text[end : edit.end]
    end += len(rest) - len(rest.lstrip())
    return (start if text[edit.start : start].strip() else edit.start), end


def _left(edit: Edit, parts: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """What is left of a dropped passage beside the parts that are held back."""
    at = edit.start
    for start, end in parts:
        if at < start:
            yield replace(edit, start=at, end=start)
        at = max(at, end)
    if at < edit.end:
        yield replace(edit, start=at)


def _held(traced: TracedText, stage: Stage, edit: Edit, part: tuple[int, int]) -> Entry:
    start, end = traced.span(*part)
    before = traced.text[slice(*part)]
    after = edit.after
    return Entry(stage, edit.rule, edit.reason, start, end, before, after, edit.confidence, vetoed=True)
