"""How one made-up article speaks: what fills the gaps of its sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from benchmarks.corpus_places import Setting
from benchmarks.corpus_sentences import Prose
from benchmarks.corpus_topics import COMMON, EPIDEMIC, TOPICS
from benchmarks.corpus_words import draws, falling

T = TypeVar("T")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华红建国志海波宇浩欣怡子涵梓轩雨泽思远晓春梅冬青松柏嘉琪佳慧"
OWN_NOUNS, OWN_VERBS, OWN_PEOPLE, OWN_TERMS = 9, 5, 3, 14
IN_OWN_WORDS = 0.35  # of the nouns and verbs: what an article is about it says again and again
_TERMS = {name: falling(terms) for name, terms in TOPICS.items()}
_OTHER_TOPICS, _TOPIC_WEIGHTS = falling([name for name in TOPICS if TOPICS[name] is not EPIDEMIC], 0.4)
SHARE_IN_WAVE, SHARE_BESIDE = 0.75, 0.25  # of the epidemic among the topics


class Voice:
    """Draws from the vocabulary of the whole corpus, and from what is set for each article anew."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._draw = chance, draws(chance)
        self._random, self._any_noun, self._any_verb = chance.random, self._draw["noun"], self._draw["verb"]
        self.prose = Prose(chance, {
            "n": self._noun, "v": self._verb, "t": self._term, "p": self._person, "o": self._body, "c": self._place,
            "a": self._draw["adjective"], "d": self._draw["adverb"], "i": self._draw["idiom"],
            "f": self._draw["place"], "x": self._figure, "w": self._when,
        })  # fmt: skip

    def begin(self, where: Setting) -> None:
        """From here on it speaks for another article."""
        chance, draw = self._chance, self._draw
        share = SHARE_IN_WAVE if where.in_wave else SHARE_BESIDE
        self.is_epidemic = chance.random() < share
        topic = "疫情" if self.is_epidemic else chance.choices(_OTHER_TOPICS, cum_weights=_TOPIC_WEIGHTS)[0]
        terms, weights = _TERMS[topic]
        own = chance.choices(terms, cum_weights=weights, k=OWN_TERMS)
        self.where, self._terms = where, [*own, COMMON, COMMON] if self.is_epidemic else own
        self._nouns = [draw["noun"]() for _ in range(OWN_NOUNS)] + own[: OWN_NOUNS // 3]
        self._verbs = [draw["verb"]() for _ in range(OWN_VERBS)]
        self._people = [self._new_person() for _ in range(OWN_PEOPLE)]
        self._bodies = where.bodies or (f"{where.place}有关部门",)

    def _noun(self) -> str:
        return self._one_of(self._nouns) if self._random() < IN_OWN_WORDS else self._any_noun()

    def _verb(self) -> str:
        return self._one_of(self._verbs) if self._random() < IN_OWN_WORDS else self._any_verb()

    def _term(self) -> str:
        return self._one_of(self._terms)

    def _person(self) -> str:
        return self._one_of(self._people)

    def _new_person(self) -> str:
        if self._random() < 0.1:
            return self._draw["person"]()
        given = self._chance.choices(GIVEN, k=self._one_of((1, 2, 2)))
        return self._one_of(SURNAMES) + "".join(given)

    def _body(self) -> str:
        return self._one_of(self._bodies)

    def _place(self) -> str:
        return self.where.place

    def _one_of(self, values: Sequence[T]) -> T:
        return values[int(self._random() * len(values))]

    def _figure(self) -> int:
        """Small ones more often, as in all counts."""
        return int(10 ** (self._random() ** 1.5 * 4))

    def _when(self) -> str:
        day = self.where.day
        if self._random() < 0.5:
            return f"{day.month}月{day.day}日"
        return f"{day.month}月{1 + int(self._random() * 28)}日{self._one_of(('', '上午', '下午', '晚'))}"
