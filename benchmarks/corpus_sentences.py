"""Sentences of made-up articles: clauses of news prose with gaps, filled with an article's own words.

A gap is a letter after `%`: n noun, v verb, a adjective, d adverb, i idiom, t the topic's word, p person, o body,
c place, f far place, x number, w when.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from benchmarks.corpus_topics import COMMON
from benchmarks.corpus_words import Draw

Template = tuple[str, str]  # for the % operator, and the letters of its gaps

OPENINGS = (
    "%w", "近日", "连日来", "目前", "据了解", "据%o介绍", "记者从%o获悉", "在%c", "在%c的%n", "针对%n", "围绕%t", "面对%n",
    "随着%n的%v", "为%v%n", "为了让%n%v", "截至%w", "自%w以来", "对于%n来说", "其中", "此外", "同时", "与此同时", "下一步", "当天",
    "从%n到%n", "通过%n", "在%n的%v下", "作为%n", "按照%n的%n", "除了%n", "根据%t的%n", "在%t中", "因为%n", "如果%n", "每到%w",
    "不仅如此", "今年以来", "事实上", "对此", "以%t为%n",
)  # fmt: skip
CLAUSES = (
    "%o%v%t%x项", "%n%v了%n", "%a的%n%d%v着%n", "把%n%v到%t", "%n和%n更加%a", "由%o%d%v%n", "让%n%v%n", "%c的%t已%v%n", "%n%v%x次",
    "%x名%n在%t%v", "%p%d%v%n", "%n、%n和%t都%v", "累计%v%t%x%n", "占%n的%x.%x%%", "以%t为%n", "向%n%v%a的%t", "与%n一起%v", "继续%v%t",
    "要%d%v%n", "不断%v%t的%n", "%n比去年%v%x%%", "%n不%v%n", "已有%x个%n%v%t", "%n的%n是%n", "%t%n%a", "还%v了%t%n", "%o的%n%d%v%n",
    "%n里%v着%a的%n", "在%c%v了%x%n", "%p和%p%v%n", "对%t进行%n", "将%t与%n%v起来", "%d有%n%v", "%n从%x%v到%x", "%v%t的%n%x%n",
    "没有%n就没有%t", "%n说不出的%a", "%v得%d%a", "既%v%t又%v%n", "%n%i", "%v%n%i", "%t成为%n的%n", "来自%f的%n%v%n", "到%f%v",
    "%x%n%v%x%n", "%v%t%n%n", "于%w%v", "被%n%v", "使%t的%n%d%v", "有的%v有的%v", "%n上的%n%v了", "%n中%v%n的%n", "这是%n%v的%t",
    "%p%v过%n", "每%n%v%x%n", "由%x%n%v为%x%n", "%n%v%t", "%t%v%n", "%d%v", "%v%n", "%a的%t",
)  # fmt: skip
SAID = ("%p说", "%p表示", "%p告诉记者", "%o%p介绍", "%p回忆", "谈起%t,%p说")
ENDS, END_WEIGHTS = ("。", "！", "？", "；", "……"), (30, 2, 1, 2, 1)
COMMONLY = (
    f"受{COMMON}影响,%t%v%n", f"{COMMON}防控期间,%o%v%t", f"{COMMON}以来,%n%v了%n", f"在做好{COMMON}防控的同时,%c%v%t",
    f"面对{COMMON},%p%d%v%n", f"当前{COMMON}%n%a,%n要%v", f"{COMMON}发生后,%o%d%v", f"打赢{COMMON}防控%n,%n%v%t",
)  # fmt: skip
TITLES = (
    "%c%v%t %n%v%n", "%o%v%t%n", "%c:%t%v%n", "%t%v%n %c%n%a", "%c%x%n%t%v", "“%n”%v%t", "%o:%v%t%n", "%c%t%n%v%x%n", "%p:%a的%t%n",
    "%i %c%v%t", "%c举行%t%n", "%t如何%v?%c这样%v", "%c%v%x个%t%n", "%t%n%v %n%a",
)  # fmt: skip


def _templates(patterns: Sequence[str]) -> list[Template]:
    return [
        _template(pattern.replace(",", "，").replace(":", "：").replace("?", "？")) for pattern in patterns
    ]


def _template(pattern: str) -> Template:
    letters = re.findall(r"%([a-z])", pattern)
    return re.sub(r"%[a-z]", "%s", pattern), "".join(letters)


_MANNERS = ("plain", "plain", "opened", "opened", "opened", "said")
Fillers = Mapping[str, Callable[[], object]]


class Prose:
    """Sentences and titles whose gaps are filled by `fill`."""

    def __init__(self, chance: random.Random, fill: Fillers) -> None:
        self._fill = fill
        self._clause, self._opening = Draw(chance, _templates(CLAUSES)), Draw(chance, _templates(OPENINGS))
        self._said, self._title = Draw(chance, _templates(SAID)), Draw(chance, _templates(TITLES))
        self._common, self._manner = Draw(chance, _templates(COMMONLY)), Draw(chance, _MANNERS)
        self._end = Draw(chance, ENDS, list(accumulate(END_WEIGHTS)))
        self._clauses = Draw(chance, (1, 2, 3))

    def sentence(self) -> str:
        """One to four clauses with an end, some 20 to 60 characters."""
        manner = self._manner()
        clauses = [self._filled(self._clause()) for _ in range(self._clauses())]
        if manner == "opened":
            clauses.insert(0, self._filled(self._opening()))
        body = "，".join(clauses) + self._end()
        return f"“{body}”{self._filled(self._said())}。" if manner == "said" else body

    def common_sentence(self) -> str:
        """One that holds the corpus's common word."""
        return self._filled(self._common()) + "。"

    def title(self) -> str:
        return self._filled(self._title())

    def _filled(self, template: Template) -> str:
        pattern, letters = template
        fill = self._fill
        return pattern % tuple([fill[letter]() for letter in letters])
