"""All stages in order: one raw record in, one document out.

    decode → tidy → restore → clean → describe (title, date, places, bodies, byline) → paragraphs

Every change is an entry of the ledger; replaying the ledger over the decoded raw text gives the published text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from archive.ingest import cleaning, decoding, html, paragraphs, restoration
from archive.ingest.cleaning_lines import read_lines
from archive.ingest.metadata.describe import Described, describe
from archive.ingest.records import (
    PARAGRAPH_KINDS,
    BadInput,
    Document,
    Dropped,
    Entry,
    Paragraph,
    ParagraphKind,
    RawRecord,
    Repaired,
    ReviewNote,
    Stage,
    Veto,
)
from archive.ingest.tracing import Edit, TracedText
from archive.ingest.vetoes import is_drop, judge, placed

# Raised whenever the output changes for some input, so that a load can tell what to process again.
PIPELINE_VERSION = 2

_SHORT_TEXT = 40


@dataclass
class _Run:
    """The text on its way, and the ledger of what was done to it."""

    traced: TracedText
    vetoes: tuple[Veto, ...] = ()
    ledger: list[Entry] = field(default_factory=list)
    review: list[ReviewNote] = field(default_factory=list)

    @classmethod
    def over(cls, raw_text: str, vetoes: Iterable[Veto]) -> _Run:
        found, lost = placed(vetoes, raw_text)
        review = [ReviewNote(f"撤销过的改动，原处已不在文中：{veto.raw[:40]}") for veto in lost]
        return cls(TracedText(raw_text), found, review=review)

    @property
    def text(self) -> str:
        return self.traced.text

    @property
    def dropped(self) -> list[str]:
        """The passages that cleaning took out so far."""
        return [entry.before for entry in self.ledger if entry.stage == "cleaning" and not entry.vetoed]

    def make(self, stage: Stage, edits: Iterable[Edit]) -> None:
        judged = judge(self.traced, stage, edits, self.vetoes)
        self.traced, entries = self.traced.apply(stage, judged.edits)
        self.ledger += [*entries, *judged.held]


def process(record: RawRecord, vetoes: Iterable[Veto] = ()) -> Document:
    """Runs all stages over one record, as if the changes that were vetoed had never been made.

    Raises BadInput when its bytes cannot be read as text.
    """
    if record.form == "paragraphs":
        return _as_given(record)
    decoded = _decoded(record)
    page = html.read_page(decoded.text) if record.form == "html" else None
    run = _Run.over(page.text if page else decoded.text, vetoes := tuple(vetoes))
    run.ledger += decoded.entries
    run.review += [ReviewNote(doubt) for doubt in decoded.doubts]
    run.make("cleaning", page.edits if page else ())
    run.make("decoding", decoding.tidy(run.text))
    _restore(run)
    _clean(run)
    described = describe(run.text, page.hints if page else None, dropped=run.dropped)
    run.make("metadata", described.edits)
    run.make("paragraphs", paragraphs.arrange(run.text))
    run.make("paragraphs", paragraphs.leveled(run.text))
    run.make("paragraphs", paragraphs.repeated(run.text))
    run.make("paragraphs", paragraphs.leveled(run.text))
    document = _document(record, decoded.encoding, run, described, paragraphs.split(run.traced))
    return replace(document, vetoes=vetoes)


def _decoded(record: RawRecord) -> decoding.Decoded:
    if isinstance(record.content, str):
        return decoding.from_text(record.content)
    assert isinstance(record.content, bytes)
    try:
        return decoding.decode(record.content)
    except ValueError as error:
        raise BadInput(
            record.file, f"无法识别文字编码：{error}", "请另存为 UTF-8 后重试", record.line
        ) from error


def _restore(run: _Run) -> None:
    restored = restoration.restore(run.text)
    run.make("restoration", restoration.restoration_edits(restored))
    run.review += [
        ReviewNote(f"疑似损坏，未改动：{doubt.text[:40]}（{doubt.reason}）") for doubt in restored.doubts
    ]


def _clean(run: _Run) -> None:
    edits = cleaning.clean(run.text)
    if _is_emptied(run.text, edits):
        edits = []
    run.make("cleaning", edits)
    lines = read_lines(run.text)
    if not any(line.is_prose for line in lines):
        run.review.append(ReviewNote("没有成段的正文，请人工查看"))
    elif sum(len(line.key) for line in lines) < _SHORT_TEXT:
        run.review.append(ReviewNote("正文很短"))


def _is_emptied(text: str, edits: Iterable[Edit]) -> bool:
    dropped = sum(len(text[edit.start : edit.end].strip()) for edit in edits)
    return dropped >= len(text.strip())


def _document(
    record: RawRecord, encoding: str, run: _Run, described: Described, parts: tuple[Paragraph, ...]
) -> Document:
    return Document(
        record=record,
        sha256=hashlib.sha256(record.data).hexdigest(),
        encoding=encoding,
        raw_text=run.traced.origin,
        ledger=tuple(run.ledger),
        paragraphs=parts,
        description=described.reviewed(run.review),
        dropped=tuple(_dropped(run.ledger)),
        repairs=tuple(_repaired(run.ledger)),
    )


def _dropped(ledger: Iterable[Entry]) -> Iterable[Dropped]:
    """What went out of the text: furniture and repeated paragraphs, not the title, which is shown elsewhere."""
    for entry in ledger:
        gone = entry.stage == "cleaning" or entry.rule == "printed-twice"
        if gone and is_drop(entry) and not entry.vetoed:
            yield Dropped(entry.rule, entry.reason, entry.before.strip())


def _repaired(ledger: Iterable[Entry]) -> Iterable[Repaired]:
    for entry in ledger:
        if entry.stage == "restoration" and not entry.vetoed:
            yield Repaired(entry.before, entry.after, entry.rule, entry.confidence)


# --- paragraphs that came as such -----------------------------------------------------------------------------


def _as_given(record: RawRecord) -> Document:
    """A record that came in paragraphs: described, but neither restored nor cleaned."""
    parts = tuple(_given_paragraphs(record))
    run = _Run(TracedText("\n".join(part.text for part in parts)))
    described = describe(run.text, None, masthead=False)
    return _document(record, "utf-8", run, described, parts)


def _given_paragraphs(record: RawRecord) -> Iterable[Paragraph]:
    assert isinstance(record.content, tuple)
    offset = 0
    for number, given in enumerate(record.content, 1):
        text = given["text"]
        yield Paragraph(number, _kind(given.get("kind")), text, offset, offset + len(text))
        offset += len(text) + 1


def _kind(given: str | None) -> ParagraphKind:
    for kind in PARAGRAPH_KINDS:
        if kind == given:
            return kind
    return "body"
