"""Where a text names bodies: endings and known names first, then back to where each name begins.

Words are cut only in the stretches of the text (between marks) that hold an ending or a short known name. Each
character is looked at a bounded number of times, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from archive.ingest.cleaning_lines import pattern
from archive.ingest.metadata.organization_authority import Body, Known, find_known
from archive.ingest.metadata.organization_borders import Walk
from archive.ingest.metadata.organization_cut import Cut, cut
from archive.ingest.metadata.organization_endings import Ending, find_endings
from archive.ingest.metadata.organization_tasks import TASK, names_a_task
from archive.ingest.metadata.organization_vocabulary import OPENERS, SHORT_COUNTRIES
from archive.ingest.metadata.organization_words import is_country, may_hold_field
from archive.ingest.records import OrganizationKind
from archive.text import words
from archive.text.folding import fold

_OFFICIAL: frozenset[OrganizationKind] = frozenset({"government", "party"})
_ROW = frozenset(fold("、 和 与 及 以及").split())
_LONGEST = 48  # characters of a name and the body it is a part of
# Bodies of the whole country that provinces and cities have too.
_LOCAL_TOO = frozenset(fold("妇联 工商联 残联 红十字会 共青团 中央银行 央行 社科院").split())
_COUNTED = pattern("中共[有计交投发获打进出产设建种栽]")  # 赛季中|共交战24场
# Of all such bodies, not one: 各省、自治区、直辖市人民政府; 区域性金融中心.
_GENERIC = pattern("^(?:直辖市|(?:区域|地区|全国|全球|综合|专业)性)")
_LISTED = pattern("^(?:自治区|自治州|直辖市)(?:人民政府|党委|政府)")
_GATHER = fold("组织")
_SIDE = fold("队")
TEAM = pattern("队(?![员长伍友列形])")

# Stretches without marks; a longer one is cut in pieces, so that the work stays linear.
_STRETCH = re.compile(r"(?:[\u3400-\u9fffA-Za-z0-9·&.+]|(?<!—)—(?!—)){2,200}")
_OF_PARTY = pattern("(?:中国共产党|中共|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟).*委")
# Meetings are bodies too (as library catalogues have it): 中共十九大, 民革第九次全国代表大会, 第九届全国人民代表大会.
_PARTY_NAMES = "中国共产党|中共|中国国民党革命委员会|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟"
CONGRESS = pattern(
    f"(?:{_PARTY_NAMES})?(?:第?[一二三四五六七八九十]{{1,3}}(?:次全国代表大会|届全国人民代表大会)|"
    "(?<![一二三四五六七八九十第])(?:十[一二三四五六七八九]?|二十)大(?=[^一-龥]|$|[报精以的上会对代召提确之胜闭]))"
)


@dataclass(frozen=True)
class Found:
    """A name at [start, end) of the fold. `known` is its record in the authority file, if it has one."""

    start: int
    end: int
    kind: OrganizationKind
    key: str
    known: Body | None = None
    bare: bool = False  # nothing stands before its ending
    owner: str = ""  # the body before it in a row, whose place a bare one shares: 市卫健委和教育局


def find_bodies(key: str) -> Iterator[Found]:
    """The names of bodies in a folded text, in reading order; of two that overlap the longer."""
    before: Found | None = None
    for found in map(_without_verb, _all(key)):
        if _GENERIC.match(found.key) or (key[: found.start][-1:] == "、" and _LISTED.match(found.key)):
            continue
        if found.bare:
            if before is None or key[before.end : found.start] not in _ROW or before.kind not in _OFFICIAL:
                continue
            found = replace(found, owner=before.owner or before.key)
        yield found
        before = found


def _without_verb(found: Found) -> Found:
    """社区组织志愿服务队入户 is to gather one: what is left behind the verb is no name."""
    verb = found.key.rfind(_GATHER) if found.kind == "volunteer_team" else -1
    if verb < 0:
        return found
    length = verb + len(_GATHER)
    return replace(found, start=found.start + length, key=found.key[length:], bare=True)


def _all(key: str) -> Iterator[Found]:
    for match in _STRETCH.finditer(key):
        yield from _Stretch(key, match.start(), match.group()).bodies()


def kind_of(name: str, ending: Ending) -> OrganizationKind:
    """The kind of body that a folded name with an ending means: a party's 委员会 is none of government."""
    return "party" if ending.kind == "government" and _OF_PARTY.match(name) else ending.kind


class _Stretch:
    """A run of text without marks: its words, cut when asked for, and the bodies in it."""

    def __init__(self, key: str, offset: int, text: str) -> None:
        self.key, self.offset, self.text = key, offset, text

    @cached_property
    def cut(self) -> Cut:
        return cut(self.text)

    def bodies(self) -> Iterator[Found]:
        """Found names in order; where two overlap the longer stands."""
        named = [*self._congresses(), *self._named()]
        named += self._tasks(named)
        last: Found | None = None
        for found in sorted([*named, *self._ended(named)], key=lambda each: (each.end, -each.start)):
            if last and found.start == last.end and last.kind == "party" and CONGRESS.fullmatch(found.key):
                last = Found(last.start, found.end, "party", self.text[last.start : found.end])
            elif last is None or found.start >= last.end:
                yield from self._shifted(last)
                last = found
            elif found.end > last.end:
                if last.kind == "street_office" != found.kind and found.start <= last.start:
                    yield from self._shifted(last)  # 江宁路街道 is a body of its own, besides its 居委会
                start = min(last.start, found.start)
                if found.end - start > _LONGEST:
                    yield from self._shifted(last)
                    start = max(found.start, last.end)
                last = Found(start, found.end, found.kind, self.text[start : found.end])
            elif found.start < last.start:
                last = found
        yield from self._shifted(last)

    def _shifted(self, found: Found | None) -> Iterator[Found]:
        if found:
            yield replace(found, start=found.start + self.offset, end=found.end + self.offset)

    def _congresses(self) -> Iterator[Found]:
        for match in CONGRESS.finditer(self.text):
            yield Found(match.start(), match.end(), "party", match.group())

    def _tasks(self, named: list[Found]) -> list[Found]:
        """Headquarters and leading groups, behind the body or the place that set them up."""
        owners = {each.end: each.start for each in named}
        found = []
        for match in TASK.finditer(self.text):
            owner = owners.get(match.start(), Walk(self.cut, {}).place_before(match.start()))
            if owner is not None and names_a_task(match.group()):
                found.append(Found(owner, match.end(), "government", self.text[owner : match.end()]))
        return found

    def _named(self) -> Iterator[Found]:
        """Names of the authority file; with a place before it a name is another body's: 俄罗斯|中央银行."""
        for known in find_known(self.key, self.text, self.offset):
            start, end = known.start, known.end
            if not self._stands(known):
                continue
            if known.body.team and TEAM.match(self.text, end):
                end += 1
            before = self._owner(start, known.body, self.text[start:end])
            if before is None:
                yield Found(start, end, known.body.kind, self.text[start:end], known.body)
            else:
                yield Found(before, end, known.body.kind, self.text[before:end])

    def _owner(self, start: int, body: Body, name: str) -> int | None:
        """Where the place begins that makes a name of the file another body's: 俄罗斯|中央银行, 市|发改委."""
        if body.team or (body.kind != "government" and name not in _LOCAL_TOO):
            return None
        return Walk(self.cut, {}).place_before(start)

    def _stands(self, known: Known) -> bool:
        """A short name must be made of whole words (no 民进 in 人民进入), unless the dictionary knows no better."""
        if _COUNTED.match(self.text, known.start):
            return False
        if known.end - known.start > 3:
            return True
        of_nation = (
            self.text[known.start - 1 : known.start] in SHORT_COUNTRIES
        )  # 俄|国防部, which reads 俄国|防部
        return (of_nation or self._is_edge(known.start)) and (
            self._is_edge(known.end) or self.cut.is_end(known.start, known.end)
        )

    def _is_edge(self, offset: int) -> bool:
        if self.text[offset - 1 : offset].isascii() and self.text[offset : offset + 1].isalnum() and offset:
            return not self.text[offset].isascii()
        before = self.cut.word_before(offset)
        if self.cut.is_boundary(offset) or is_country(before) or before in OPENERS:
            return True
        return not words.frequency(self.cut.words[self.cut.index_at(offset)])

    def _ended(self, named: list[Found]) -> Iterator[Found]:
        starts = {each.end: each.start for each in named}
        taken = [(each.start, each.end) for each in named]
        for start, end, ending in find_endings(self.text):
            inside = bisect_left(taken, (end, end)) - 1
            if inside >= 0 and taken[inside][1] >= end:
                continue
            if self._is_idle(start, ending) or not self.cut.is_end(start, end):
                continue
            begin = Walk(self.cut, starts).name_start(start, end, ending)
            if begin is not None:
                starts.setdefault(end, begin)
                name = self.text[begin:end]
                yield Found(begin, end, kind_of(name, ending), name)
            elif ending.kind == "government" and ending.need == "any" and self.cut.is_boundary(start):
                yield Found(start, end, ending.kind, self.text[start:end], bare=True)

    def _is_idle(self, start: int, ending: Ending) -> bool:
        """Whether a common ending has nothing before it that makes it one: no need then to cut words."""
        return ending.weak and ending.text != _SIDE and not may_hold_field(self.text, start)
