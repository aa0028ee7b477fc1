"""The curators' desk: one file a model."""

from archive.admin import accounts, articles, documents, evidence, organizations, places, reprints, sources

__all__ = ["accounts", "articles", "documents", "evidence", "organizations", "places", "reprints", "sources"]
