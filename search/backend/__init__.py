"""The Haystack engine over our index: all that SearchQuerySet documents, right for Chinese.

Pages do not come here: `search.service` asks the same reader directly. `update`, `remove` and `clear` work at once,
under the writer's lock, for commands and tests; in service the outbox worker writes.
"""

from haystack.backends import BaseEngine

from search.backend.backend import Backend
from search.backend.querying import SearchQuery

__all__ = ["Backend", "Engine", "SearchQuery"]


class Engine(BaseEngine):
    backend = Backend
    query = SearchQuery
