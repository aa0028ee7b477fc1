"""The row of tokenizing, from what `benchmarks.tokenizing` measures."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.finding.figures import Figure

JUDGED = "words to search by, against jieba"
LIKENESS = "cut as jieba cuts them"


def tokenizing() -> Iterator[Figure]:
    """The words that the index holds; with the words of the archive's own and without."""
    from benchmarks import tokenizing as cutting  # loads jieba's table, which no other row needs

    for name, text in cutting.run([]):
        if name.startswith(JUDGED):
            yield Figure("tokenizing", f"{name}: {text}", float(text.split(" ×")[0]), 7.0, at_least=True)
        elif name.startswith(LIKENESS):
            yield Figure("tokenizing", f"{name}: {text}")
