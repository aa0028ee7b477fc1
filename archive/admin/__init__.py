"""The curators' desk: one file a model."""

from archive.admin import articles, documents, evidence, organizations, places, sources

__all__ = ["articles", "documents", "evidence", "organizations", "places", "sources"]
