"""Brings the index to what the database holds: article by article from the outbox, or all of it anew.

`documents` says what is indexed, `settling` brings single articles of a generation up to date, `draining` does so for
what the outbox names. `rebuilding` builds a whole generation beside the current one: `building` keeps what of it is
done, `pool` spreads the work, `succession` swaps. `notes` remember what changed for the generations that are not
current. `checking` compares, `status` tells. `vocabulary` gathers the words of the archive's own that a rebuild cuts by.
"""

from search.indexing.checking import Drift, check, repair
from search.indexing.draining import drain, drain_all
from search.indexing.rebuilding import NoWayBackError, ensure, go_back, is_needed, rebuild
from search.indexing.refreshing import refresh
from search.indexing.vocabulary import has_changed as words_have_changed

__all__ = [
    "Drift",
    "NoWayBackError",
    "check",
    "drain",
    "drain_all",
    "ensure",
    "go_back",
    "is_needed",
    "rebuild",
    "refresh",
    "repair",
    "words_have_changed",
]
