"""What was decided: one file a subject."""

from archive.models.articles import Article, Paragraph
from archive.models.authorities import Place, Source
from archive.models.documents import LedgerEntry, Load, RawDocument, Veto
from archive.models.evidence import Evidence
from archive.models.organizations import Organization, OrganizationAlias
from archive.models.reprints import Fingerprint, Reprint, SampledShingle

__all__ = [
    "Article",
    "Evidence",
    "Fingerprint",
    "LedgerEntry",
    "Load",
    "Organization",
    "OrganizationAlias",
    "Paragraph",
    "Place",
    "RawDocument",
    "Reprint",
    "SampledShingle",
    "Source",
    "Veto",
]
