"""Whether a query is a question, told by the words that ask."""

from __future__ import annotations

from archive.text.folding import fold
from search.engine.analysis import query_words

_ASKING = """
    什么 怎么 怎样 怎么样 如何 哪 哪个 哪些 哪里 哪儿 哪年 哪位 哪几 谁 几 几个 几次 几天 几岁 几点 几月 几号 几年
    多少 多久 多长 多大 何时 何地 何 为什么 为何 是否 能否 可否 吗 呢
"""
ASKING = frozenset(map(fold, _ASKING.split()))


def asks(text: str) -> bool:
    return not ASKING.isdisjoint(query_words(text))
