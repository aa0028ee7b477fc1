"""One generation takes the place of another, with all that changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive import database
from search.engine import generations
from search.engine.generations import Generation
from search.indexing import notes, waiting
from search.indexing.documents import backend
from search.indexing.draining import gone
from search.indexing.settling import settle_into, settle_many
from search.indexing.waiting import Spans
from search.outbox.models import OutboxRow
from search.outbox.triggers import EVERY_ARTICLE

LITTLE = 200  # articles that may be settled while all other writers wait
ROUNDS = 10  # attempts to come so far: a busy archive must not put the swap off for ever


@dataclass
class Successor:
    """A whole generation that is to become the current one. `covered` are the rows of the outbox whose articles it
    holds as they are now, `broken` the articles that no document could be made of."""

    generation: Generation
    covered: Spans = field(default_factory=Spans)
    broken: set[int] = field(default_factory=set)
    _place: int = 0  # in the notes: what stands before it is settled
    _missed_deletions: bool = False

    def take_place(self) -> None:
        """Catches up while others write, then for a moment alone; and becomes the current generation."""
        for _ in range(ROUNDS):
            if self._catch_up() <= LITTLE:
                break
        with generations.writer_lock(backend().path):
            self._catch_up()
            database.sync()
            backend().writer.verify(self.generation)
            backend().writer.publish(self.generation)
            self._forget()
        if self._missed_deletions:
            settle_many(gone())

    def _catch_up(self) -> int:
        """Settles what the worker settled into the current generation, and what waits. Returns how many articles."""
        changed, self._place = notes.noted(self.generation, self._place)
        fresh = Spans()
        for pk, article in waiting.rows(self.covered):
            fresh.add(pk)
            changed.add(article)
        self.broken |= settle_into(self.generation, changed)
        self.covered |= fresh
        self._missed_deletions |= EVERY_ARTICLE in changed
        return len(changed)

    def _forget(self) -> None:
        """The outgoing generation lacks what these rows name: noted before they go. What could not be indexed goes
        on waiting."""
        notes.note(backend().path, waiting.articles_of(self.covered))
        OutboxRow.objects.bulk_create(OutboxRow(article_id=pk) for pk in sorted(self.broken))
        waiting.forget_spans(self.covered)
