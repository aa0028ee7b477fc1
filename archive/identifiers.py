"""Public ids and anchors: derived from what they name, so that a re-import gives the same ones."""

import base64
import hashlib
from collections.abc import Callable, Iterable

from archive.text.folding import fold

ID_LENGTH = 10
ANCHOR_LENGTH = 8


def _base32(value: str) -> str:
    return base64.b32encode(hashlib.sha256(value.encode()).digest()).decode().lower().rstrip("=")


def article_identity(*, source: str, external_id: str | None, sha256: str) -> str:
    """What makes two records the same article: the external id within its source, else the record's bytes."""
    if external_id is not None:
        return f"id:{source}\x1f{external_id}"
    return f"sha256:{sha256}"


def public_id(identity: str, taken: Callable[[str], bool]) -> str:
    """Ten lower-case base32 characters (50 bits) of the identity's hash; the next ten where they are taken."""
    salt = 0
    while True:
        candidate = _base32(identity if not salt else f"{identity}\x1f{salt}")[:ID_LENGTH]
        if not taken(candidate):
            return candidate
        salt += 1


def anchors(texts: Iterable[str]) -> list[str]:
    """A stable anchor for each paragraph, from its folded text; equal texts are numbered."""
    seen: dict[str, int] = {}
    result = []
    for text in texts:
        anchor = "p" + _base32(fold(text))[:ANCHOR_LENGTH]
        seen[anchor] = seen.get(anchor, 0) + 1
        result.append(anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}")
    return result
