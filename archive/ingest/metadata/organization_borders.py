"""Where the name of a body begins: the walk back from its ending over the words before it."""

from __future__ import annotations

from collections.abc import Mapping

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.organization_cut import Cut
from archive.ingest.metadata.organization_endings import Ending
from archive.ingest.metadata.organization_streets import street_start
from archive.ingest.metadata.organization_telling import tells
from archive.ingest.metadata.organization_vocabulary import BROAD_FIELDS, OPENERS, SHORT_COUNTRIES, STOP_WORDS
from archive.ingest.metadata.organization_words import (
    begins_in_full,
    contains_next,
    division_before,
    is_country,
    is_field,
    is_number,
    is_ordinal,
    is_person,
    is_place,
    is_proper,
    is_stop,
    tag_of,
)
from archive.text.folding import fold

_LONGEST = 30  # characters of a name
_LONGEST_WITH_BODY = 48  # and of the body that it is a part of
_MOST_WORDS = 10
_MOST_PLACES = 3
_CONJUNCTIONS = frozenset(fold("和与及暨"))
_RELATIVE = frozenset(fold("省市区县州镇乡村"))
_LEVELS = _RELATIVE - {fold("村")}  # 村党支部 may be any village's
# 省委, 市政府: endings that begin with the level of their place.
_LEVELLED = frozenset(
    fold(
        "省委 市委 区委 县委 州委 旗委 市政府 区政府 县政府 省政府 州政府 镇政府 乡政府 镇党委 乡党委 团市委 团区委 团省委 团县委"
    ).split()
)
# Parts of a body: after the name of another body they belong to it.
_PARTS = tuple(
    fold(
        "中心 所 研究所 室 处 科 部 系 院 学院 研究院 分局 税务局 分行 支行 办事处 分会 办公室 研究中心"
    ).split()
)
_NUMBERED = frozenset(fold("医院 中学 小学 幼儿园 厂 研究所 师范学校 建筑公司 研究院 大队 支队").split())
_PARTIES = frozenset(fold("中共 共青团 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 武警").split())
_MISSIONS = frozenset(fold("大使馆 使馆 领事馆 总领事馆 总领馆").split())
_SENT = pattern("驻.{0,6}$")
_NATIONWIDE = frozenset(fold("国家 国际").split())
_COMMON = frozenset(fold("中小学 大中小学 中学生 总医院 公共场所").split())
_LINKS = frozenset(fold("附属 直属").split())  # 同济大学|附属|东方|医院: no hospital of 东方
_NATION = frozenset(fold("国家 中国").split())
_TEAM, _STATIONED, _DASH = fold("队"), fold("驻"), "—"
_NO_OFFICE = frozenset(
    fold(
        "公办 民办 主办 举办 包办 承办 协办 创办 兴办 开办 代办 申办 筹办 停办 查办 督办 交办 催办 难办"
    ).split()
)


class Walk:
    """One walk from an ending back. `bodies` maps the end of each body known before to its start."""

    def __init__(self, cut: Cut, bodies: Mapping[int, int]) -> None:
        self.cut, self.text, self.bodies = cut, cut.text, bodies
        self.opened = False  # the name begins with a place, a nation, a level or another body

    def name_start(self, start: int, end: int, ending: Ending) -> int | None:
        """Where the name with the ending [start, end) begins, or None when the ending makes no name here."""
        if ending.text in _LEVELLED:
            return self.levelled(start)
        first = self.cut.start_of(self.cut.index_at(start + 1))
        if self.text[first:end] in _COMMON and first not in self.bodies:  # but 兰州军区|总医院
            return None
        if ending.weak and not self._has_field(first, start, end):
            return None
        if ending.kind == "residents_committee" and first in self.bodies:
            return None  # 江宁路街道居委: any of its committees
        street = street_start(self.cut, start) if ending.kind == "street_office" else None
        if street is not None:
            own = self.text[street:start]
            whole = self._from_place(street)
            return whole if tells([own], ending, opened=False) or self.opened else None
        begin = self._inside(first, start)
        if begin is None:
            begin = self._walk(first, end, ending)
        begin = self._of_another(self._without_dot(begin), end, ending)
        begin = self._mission(self._own_name(begin, start, ending), start, ending)
        inner = self._words(begin, start)
        return begin if tells(inner, ending, opened=self.opened) else None

    def _from_place(self, begin: int) -> int:
        """A name with the places right before it."""
        place = self._place(begin)
        return begin if place is None else self._above(place)

    def levelled(self, start: int) -> int:
        """省委 begins itself, unless its place stands right before: 湖南省委, 湖南|省委."""
        for end in (start + 1, start):
            place = division_before(self.text, end)
            if place is not None and self.cut.is_boundary(place):
                return self._above(place)
        before = self.cut.word_before(start)
        if len(before) > 1 and tag_of(before) in ("ns", "x"):
            return start - len(before)
        return self._party(start)

    def place_before(self, begin: int) -> int | None:
        """Where the place or nation that ends right before a name begins, with the places above it, or None."""
        place = self._place(begin)
        if place is not None:
            return self._above(place)
        before = self.cut.word_before(begin)
        short = (
            before in SHORT_COUNTRIES and not self.text[: begin - 1][-1:].isdigit()
        )  # 俄|国防部, but 12日|农业部
        owns = before in _RELATIVE or short or is_country(before) or is_place(before)
        return begin - len(before) if before and (owns or before in _NATION) else None

    def _above(self, begin: int) -> int:
        """The places above one, at most two, and a party before them: 中共|湖南省|邵阳市."""
        self.opened = True
        for _ in range(_MOST_PLACES - 1):
            place = division_before(self.text, begin)
            if place is None or not self._is_above(place, begin):
                break
            begin = place
        return self._party(begin)

    def _is_above(self, place: int, begin: int) -> bool:
        """Whether the place [place, begin) holds the one after it, which may be no division (龙岗区|平湖街道)."""
        if not self.cut.is_boundary(place):
            return False
        full = begin - place > 2 and self.text[begin - 1] in _RELATIVE
        return contains_next(self.text, place, begin) or (full and not begins_in_full(self.text, begin))

    def _party(self, begin: int) -> int:
        before = self.cut.word_before(begin)
        return begin - len(before) if before in _PARTIES else begin

    def _has_field(self, first: int, start: int, end: int) -> bool:
        """Whether what stands before a common ending is a field of administration, or a nation's team."""
        inside, token = self.text[first:start], self.text[first:end]
        if inside:
            level = not _RELATIVE.isdisjoint(self.text[max(0, first - 2) : first])
            unknown = tag_of(token) == "x" and token not in _NO_OFFICE and level
            return is_field(inside) or is_country(inside) or tag_of(token) == "nt" or unknown
        before = self.cut.word_before(start)
        if token == _TEAM:
            named = is_place(before) or is_country(before) or tag_of(before) == "x"
            return named or start in self.bodies
        return is_field(before) and before not in BROAD_FIELDS

    # --- the walk -----------------------------------------------------------------------------------------------

    def _inside(self, first: int, start: int) -> int | None:
        """The beginning, where the word that holds the ending opens the name itself: 省|纪委, 美国|政府, 由|县|纪委."""
        if start == first:
            return None
        place = self._place(start)
        if place is not None and place < first:
            return self._above(place)  # 全|南县教育局, 温|县委|组织部
        opening = self.text[first:start]
        if is_country(opening.partition(_STATIONED)[0]) or (opening in _RELATIVE and place is None):
            self.opened = True
            return self._open(first, opening)
        if is_place(opening):
            return self._above(first)
        if opening[-1] in _RELATIVE and tag_of(self.cut.words[self.cut.index_at(start)]) == "x":
            self.opened = True
            place = division_before(self.text, start)
            return start - 1 if place is None else self._above(place)
        return None

    def _walk(self, begin: int, end: int, ending: Ending) -> int:
        adjacent = True
        for _ in range(_MOST_WORDS):
            if begin in self.bodies:
                self.opened = True
                return self._with_body(begin, end)
            place = self._place(begin)
            if place is not None and self.cut.word_before(place) not in _LINKS:
                return self._above(place)
            if begin == 0 or end - begin >= _LONGEST:
                return begin
            word = self.cut.word_before(begin)
            if word in _CONJUNCTIONS:
                joined = self._joined(self.cut.index_at(begin))
                if joined is None:
                    return begin
                begin = joined
                continue
            if word in _LEVELS or word in OPENERS or is_country(word):
                return self._open(begin - len(word), word)
            if self._ends_walk(word, ending, adjacent):
                return begin
            if len(word) == 2 and word[1] in _RELATIVE and word[0] in STOP_WORDS and tag_of(word) == "x":
                self.opened = True  # two words taken for one: 由|县
                return begin - 1
            begin -= len(word)
            if word[0] in _RELATIVE and tag_of(word) == "x":
                self.opened = True  # a level glued to what follows: 市住|保办
                return begin
            self.opened = self.opened or is_place(word)
            adjacent = False
        return begin

    def _place(self, begin: int) -> int | None:
        """Where a division's name that ends here begins; a full one may stand in a word that is wrongly cut."""
        place = division_before(self.text, begin)
        if place is None:
            return None
        full = begin - place > 2 and self.text[begin - 1] in _RELATIVE
        return place if full or self.cut.is_boundary(place) else None

    def _open(self, begin: int, word: str) -> int:
        self.opened = True
        if word in _RELATIVE:
            return self._party(begin)
        if word in _NATIONWIDE:
            place = self._place(begin)
            return begin if place is None else self._above(place)  # 上海|国家会计学院
        before = self.cut.word_before(begin)
        if before == _DASH and is_country(self.cut.word_before(begin - 1)):
            return begin - 1 - len(self.cut.word_before(begin - 1))
        return begin - len(before) if before in OPENERS or before in _PARTIES or is_country(before) else begin

    def _ends_walk(self, word: str, ending: Ending, adjacent: bool) -> bool:
        if is_person(word):
            return not adjacent
        if is_number(word):
            return not (ending.text in _NUMBERED and is_ordinal(word))
        return is_stop(word)

    def _joined(self, index: int) -> int | None:
        """The beginning of a row of fields that a conjunction joins in one name: 上海市|住房|和|城乡建设…"""
        left = index
        while left and index - left < 4 and is_field(self.cut.words[left - 1]):
            left -= 1
        begin = self.cut.start_of(left)
        if left == index:
            return None
        before = self.cut.word_before(begin)
        opens = not left or before in _RELATIVE or before in OPENERS or is_country(before)
        return begin if opens or begin in self.bodies or self._place(begin) is not None else None

    def _without_dot(self, begin: int) -> int:
        """A foreign name that its dot parts: 葛兰素|·|威康|公司."""
        if self.text[begin] == "·" and begin:
            return begin - len(self.cut.word_before(begin))
        return begin

    def _of_another(self, begin: int, end: int, ending: Ending) -> int:
        """A part goes with the body right before it: 国家税务总局|贵州省税务局."""
        part = self.text.endswith(_PARTS, 0, end) or ending.kind == "residents_committee"
        return self._with_body(begin, end) if part else begin

    def _with_body(self, begin: int, end: int) -> int:
        """Where the body that ends at `begin` starts, if there is one and the two names make no endless one."""
        start = self.bodies.get(begin, begin)
        return start if end - start <= _LONGEST_WITH_BODY else begin

    def _own_name(self, begin: int, start: int, ending: Ending) -> int:
        """A school or company with a name of its own goes without the nation before it: 日本|早稻田大学."""
        inner = self._words(begin, start)
        own = ending.kind in ("school", "company") and len(inner) > 1 and is_country(inner[0])
        return begin + len(inner[0]) if own and is_proper(inner[1]) and len(inner[1]) > 1 else begin

    def _mission(self, begin: int, start: int, ending: Ending) -> int:
        """An embassy goes with the nation that sent it: 美国|驻|格鲁吉亚|大使馆, 美国|驻华|使馆."""
        sent = _SENT.search(self.text, max(0, begin - 3), start) if ending.text in _MISSIONS else None
        if sent is None:
            return begin
        sender = self.cut.word_before(sent.start())
        return sent.start() - len(sender) if is_country(sender) else begin

    def _words(self, begin: int, end: int) -> list[str]:
        index = self.cut.index_at(begin + 1)
        found: list[str] = []
        while index < len(self.cut.words) and self.cut.start_of(index) < end:
            found.append(self.text[max(begin, self.cut.start_of(index)) : min(end, self.cut.ends[index])])
            index += 1
        return found
