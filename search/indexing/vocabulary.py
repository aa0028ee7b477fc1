"""The archive's own words: what its authorities and its curators call things, so that an index is cut by them.

An index keeps the words that it was built with; new ones are used from the next rebuild on.
"""

from __future__ import annotations

from archive.models import Organization, OrganizationAlias, Place
from archive.text import words
from search.engine import own_words
from search.indexing.documents import backend
from search.models import FieldWord

LONGEST = 8  # letters: a longer name is asked for by its parts


def own() -> list[words.Entry]:
    """Each name with the frequency that keeps it whole; 0 where jieba does not cut it anyhow."""
    names = _names()
    return list((dict.fromkeys(names, 0) | dict(words.with_frequencies(names))).items())


def has_changed() -> bool:
    """Whether the archive's words are others than those of the current index. Raises an IndexUnavailable."""
    return own_words.digest(_names()) != backend().reader.current().words


def _names() -> set[str]:
    listed = (
        Place.objects.values_list("folded_name", flat=True),
        Organization.objects.values_list("folded_name", flat=True),
        OrganizationAlias.objects.values_list("folded_name", flat=True),
        FieldWord.objects.values_list("folded", flat=True),
    )
    return {
        name for names in listed for name in names.iterator() if 1 < len(name) <= LONGEST and name.isalnum()
    }
