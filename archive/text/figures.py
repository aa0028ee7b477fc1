"""The figures, dates and persons of a text, each with the words that it stands in, and whether two texts agree.

Bulletins of different days share their wording and differ in what they report; so do reports of two meetings. A
reprint changes wording and keeps what is reported. So figures that stand in the same words are compared: equal ones
say that two alike texts tell of one thing, other ones that they do not. A person after a title counts as a figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from archive.text.folding import fold

_BEFORE = 3  # letters before a figure that say what it counts
_FIGURE = re.compile(
    r"(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
    r"|(?P<iso>[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2})"
    r"|(?P<number>[0-9]+(?:[.,:][0-9]+)*)"
    r"|(?P<han>[〇零一二两三四五六七八九十百千][〇零一二两三四五六七八九十百千万亿]{1,19}|[一二两三四五六七八九十](?=[级届号期版批次场例人名]))"
)
# A title with what stands before it, then a surname and one character more: enough to tell two persons apart. Titles of
# those who write (each outlet has its own) and surnames that begin common words are left out.
_TITLES = fold(
    "书记|[省市县区镇乡村州处科局厅部署院校行所站队会组]长|主任|主席|总理|总统|首相|经理|教授|医生|院士|委员|代表"
)
_SURNAMES = fold(
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔毛邱秦史侯"
    "邵孟雷钱汤尹黎乔贺赖龚"
)
_PERSON = re.compile(rf"(?P<title>\w?\w?(?:{_TITLES}))(?P<name>[{_SURNAMES}][一-鿿])")
_DIGITS = {**{han: value for value, han in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_OF_DAYS = ("日", "号")
_FEW = 3  # figures: of fewer a reprint may well have changed one for a word
_SHARED = 0.7  # of its figures a text must share with another for both to tell of one thing


@dataclass(frozen=True)
class Agreement:
    """How many figures that stand in the same words are the same in two texts and how many differ, dates counted
    on their own. `shared` is the share of the figures of the text with fewer that the other has too, in any words:
    1 where they are too few to tell, 0 where both have dates and none in common."""

    figures_same: int = 0
    figures_different: int = 0
    dates_same: int = 0
    dates_different: int = 0
    shared: float = 1.0

    def contradicts(self, tolerated: int = 10) -> bool:
        """Whether the same words stand with other days or other counts, however alike the texts are.

        One correction among many figures is no contradiction: one for every `tolerated` that are the same. Most of
        the dates must be the same in any case.
        """
        same, different = self.figures_same + self.dates_same, self.figures_different + self.dates_different
        if self.dates_different > 0 and self.dates_different >= self.dates_same:
            return True
        return different * tolerated > same

    @property
    def strays(self) -> bool:
        """Whether the figures of the one are mostly not those of the other, in whatever words they stand."""
        return self.shared < _SHARED


@dataclass(frozen=True)
class _Figure:
    words: str
    value: str
    is_date: bool


Figures = Mapping[tuple[str, bool], Counter[str]]


def figures(text: str) -> Figures:
    """The values that stand in the same words, as often as they do, by these words and whether they are dates."""
    found: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    folded = "".join(fold(text).split())
    for figure in chain(_figures(folded), _persons(folded)):
        found[figure.words, figure.is_date][figure.value] += 1
    return found


def agreement(one: Figures, other: Figures) -> Agreement:
    """Compares the figures of two texts: those that stand in the same words in both, and all by their values."""
    same, different = {False: 0, True: 0}, {False: 0, True: 0}
    for key in one.keys() & other.keys():
        equal = (one[key] & other[key]).total()
        same[key[1]] += equal
        different[key[1]] += min(one[key].total(), other[key].total()) - equal
    return Agreement(same[False], different[False], same[True], different[True], _shared(one, other))


def _shared(one: Figures, other: Figures) -> float:
    dates, other_dates = _values(one, {True}), _values(other, {True})
    if dates and other_dates and not dates & other_dates:
        return 0.0
    values, others = _values(one, {True, False}), _values(other, {True, False})
    fewer = min(values.total(), others.total())
    return (values & others).total() / fewer if fewer >= _FEW else 1.0


def _values(found: Figures, of_dates: set[bool]) -> Counter[str]:
    return sum((values for (_, is_date), values in found.items() if is_date in of_dates), Counter())


def _figures(text: str) -> Iterator[_Figure]:
    masked, end = "", 0  # the last letters, each figure among them as one #
    for match in _FIGURE.finditer(text):
        between = text[max(end, match.start() - _BEFORE) : match.start()]
        masked = (masked + between)[-_BEFORE:] if match.start() - end < _BEFORE else between
        end = match.end()
        after = text[end : end + 1]
        if match["month"] or match["iso"]:
            yield _Figure(f"{masked}#", _value(match), is_date=True)
        else:
            is_date = after in _OF_DAYS and not masked.endswith("第")  # the 25th, not number 25
            yield _Figure(f"{masked}#{after}", _value(match), is_date)
        masked += "#"


def _persons(text: str) -> Iterator[_Figure]:
    for match in _PERSON.finditer(text):
        yield _Figure(match["title"], match["name"], is_date=False)


def _value(match: re.Match[str]) -> str:
    if match["month"]:
        return f"{_number(match['month'])}-{_number(match['day'])}"
    if match["iso"]:
        _year, month, day = re.split(r"[-/.]", match["iso"])
        return f"{int(month)}-{int(day)}"
    return str(_number(match["han"])) if match["han"] else match["number"].replace(",", "")


def _number(written: str) -> int:
    """A whole number in digits or in words: 25, 二十五, 一万二千, 二〇二二."""
    if written.isdecimal():
        return int(written)
    if not any(char in _SMALL or char in _LARGE for char in written):
        return int("".join(str(_DIGITS[char]) for char in written))
    whole = section = digit = 0
    for char in written:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[char], 0
        else:
            part = section + digit
            whole = whole + part * _LARGE[char] if part else (whole or 1) * _LARGE[char]
            section = digit = 0
    return whole + section + digit
