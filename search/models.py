"""The one table of the search app; it lives with the outbox."""

from search.outbox.models import OutboxRow

__all__ = ["OutboxRow"]
