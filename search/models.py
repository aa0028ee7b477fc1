"""The tables of the search app: what waits to be indexed, and what curators know of words."""

from search.outbox.models import OutboxRow
from search.vocabulary.models import FieldWord, Synonym

__all__ = ["FieldWord", "OutboxRow", "Synonym"]
