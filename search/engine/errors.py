"""Why an index cannot answer. All are IndexUnavailable: a page shows them as 503, with the remedy."""


class IndexUnavailable(Exception):
    """The index cannot be searched now; the archive itself is unharmed."""

    remedy = "manage.py rebuild_index"


class IndexMissing(IndexUnavailable):
    """No index was built yet, or its directory is gone."""


class IndexOutdated(IndexUnavailable):
    """The index was built with another schema, another jieba or other dictionaries."""


class IndexDamaged(IndexUnavailable):
    """The index's files cannot be read."""
