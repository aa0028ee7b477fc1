"""Articles that print the same text: found at load, linked, never deleted and never merged.

letters → sketch → candidates that share members of it → exact comparison → pairs → groups
"""

from archive.reprints.deciding import decide
from archive.reprints.finding import as_compared, read
from archive.reprints.grouping import regroup
from archive.reprints.linking import find_again, link
from archive.reprints.showing import reprints_of

__all__ = ["as_compared", "decide", "find_again", "link", "read", "regroup", "reprints_of"]
