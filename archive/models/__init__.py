"""What was decided: one file a subject."""

from archive.models.articles import Article, Paragraph
from archive.models.authorities import Organization, OrganizationAlias, Place, Source
from archive.models.documents import LedgerEntry, Load, RawDocument
from archive.models.evidence import Evidence

__all__ = [
    "Article",
    "Evidence",
    "LedgerEntry",
    "Load",
    "Organization",
    "OrganizationAlias",
    "Paragraph",
    "Place",
    "RawDocument",
    "Source",
]
