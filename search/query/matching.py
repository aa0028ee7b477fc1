"""Which words of what was typed must be in an article.

Terms that stand apart must all match, and so must all words of each. Who types a sentence, or a headline, does not know
which of its words the article has: where a term is as long as that, most words of the query must match. Words that only ask
or join (什么, 吗, 的) need not be there at all where there are others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import IntEnum

from archive.text.folding import fold
from search.engine.analysis import query_words
from search.engine.ask import AllOf, AnyOf, AtLeast, Node, Substring, Words
from search.query.questions import ASKING
from search.query.reading import BODY, Item, Term

SHORT = 4  # words; a longer term is a sentence
MOST = 0.3  # of the words of a sentence must match
_SAY_LITTLE = """
    的 地 得 了 着 过 吧 啊 呀 是 在 和 与 及 或 等 把 被 将 对 为 向 于 以 之 其 有 也 都 就 还 又
    请问 可以 能 能够 需要 要 应 应该 应当 会 我 我们 你 您 他 她 它 他们
"""
SAY_LITTLE = ASKING.union(map(fold, _SAY_LITTLE.split()))


class Strictness(IntEnum):
    """How much of what stands without quotes must match. Each finds all that the one before does."""

    USUAL = 0
    MOST_WORDS = 1
    ANY_WORD = 2


Alternatives = Sequence[tuple[Item, ...]]


def sentence_of(required: Alternatives, strictness: Strictness) -> tuple[Term, ...]:
    """The terms that are read as one sentence: where one of them is long, or strictness is less than usual, all that
    stand without quotes and alternatives."""
    alone = (alternatives[0] for alternatives in required if len(alternatives) == 1)
    terms = [item for item in alone if isinstance(item, Term) and _is_plain(item)]
    is_sentence = any(len(query_words(term.text)) > SHORT for term in terms)
    return tuple(terms) if is_sentence or strictness > Strictness.USUAL else ()


def _is_plain(term: Term) -> bool:
    return term.field == BODY and not term.quoted and not term.also


def most_of(terms: Iterable[Term], strictness: Strictness) -> Node:
    """So many of the words of a sentence, or each of its terms in one piece."""
    terms = tuple(terms)
    words = tuple(dict.fromkeys(word for term in terms for word in telling(term.text)))
    least = 1 if strictness is Strictness.ANY_WORD else max(1, math.ceil(MOST * len(words)))
    some = AtLeast(least, tuple(Words(BODY, word) for word in words))
    return AnyOf((some, AllOf(tuple(Substring(BODY, term.text) for term in terms))))


def all_of(field: str, text: str) -> Node:
    """All the words that say something, or the text in one piece."""
    words = telling(text)
    if words == query_words(text):
        return Words(field, text)
    return AnyOf((AllOf(tuple(Words(field, word) for word in words)), Substring(field, text)))


def telling(text: str) -> list[str]:
    """The words that say something; all of them where none does."""
    words = query_words(text)
    return [word for word in words if word not in SAY_LITTLE] or words
