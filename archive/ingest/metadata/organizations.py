"""Which bodies a text names: found by how their names end, followed back to where the name begins.

A name begins at the place it belongs to, or after a word that cannot stand in a name. The name is what the text
writes; `preferred` is the full name that an authority file would hold (区委组织部 in a text about 静安区 is
上海市静安区委组织部).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.ingest.metadata.gazetteer import find_names
from archive.ingest.metadata.organization_names import Region, full_name, region_of
from archive.ingest.metadata.organization_patterns import (
    GENERIC_WORDS,
    HEADLESS,
    INNER,
    NAME_CHARS,
    OPENING,
    PLACE_ENDINGS,
    RELATIVE,
    STOP_TAGS,
    STOP_WORDS,
    TASK_WORDS,
    find_endings,
    is_whole,
    kind_of,
    kind_of_name,
    stands_alone,
)
from archive.ingest.metadata.places import Places
from archive.ingest.metadata.reading import Reading
from archive.ingest.records import OrganizationKind, OrganizationMention
from archive.text import words
from archive.text.folding import fold

_LONGEST = 24  # characters of a name
_MOST_WORDS = 9
_LEAST_SHORT_FORM = 4
_BASIS = "机构名称的构成"


def read_organizations(reading: Reading, places: Places) -> tuple[OrganizationMention, ...]:
    """The bodies that a text names, each once, in the order of first mention."""
    region = region_of(places)
    groups: dict[str, list[_Found]] = defaultdict(list)
    for found in map(_outer, _find(reading)):
        name = reading.key[found.start : found.end]
        if not _is_bare(name):
            preferred, _ = full_name(name, kind_of_name(name), region)
            groups[fold(preferred)].append(found)
    return tuple(_mention(reading, group, region) for group in _with_short_forms(groups))


def _with_short_forms(groups: Mapping[str, list[_Found]]) -> list[list[_Found]]:
    """The groups, a name that ends exactly one longer name joined to it: 科技先锋突击队, 上海科技先锋突击队."""
    merged = dict(groups)
    backwards = sorted(name[::-1] for name in groups)  # names with one ending stand side by side
    for index, short in enumerate(backwards[:-1]):
        longer = [name for name in backwards[index + 1 : index + 3] if name.startswith(short)]
        if len(longer) == 1 and len(short) >= _LEAST_SHORT_FORM:
            joined = merged[longer[0][::-1]] + merged.pop(short[::-1])
            merged[longer[0][::-1]] = sorted(joined, key=lambda found: found.start)
    return list(merged.values())


def mention_of(name: str, city_code: str | None) -> OrganizationMention:
    """The body that a person has named: the name stands as given, its place follows from it or from the city."""
    region = Region(city=city_code)
    kind = kind_of_name(fold(name))
    _, place = full_name(name, kind, region)
    return OrganizationMention(name, name, kind, place, "随文件给出", 1.0)


def _mention(reading: Reading, group: Sequence[_Found], region: Region) -> OrganizationMention:
    name = _best_form([reading.original(found.start, found.end) for found in group])
    kind = kind_of_name(fold(name))
    preferred, place = full_name(name, kind, region)
    sentence = reading.sentence(group[0].start, group[0].end)
    return OrganizationMention(
        name, preferred, kind, place, _BASIS, _confidence(name, place), len(group), sentence
    )


def _best_form(forms: Sequence[str]) -> str:
    """A form with a name of its own before one that says 市 or 区 only; then the commonest; then the shortest."""
    counts = Counter(forms)
    return max(counts, key=lambda form: (not RELATIVE.match(fold(form)), counts[form], -len(form)))


def _confidence(name: str, place: str | None) -> float:
    if RELATIVE.match(fold(name)) and place is None:
        return 0.5
    return 0.85 if place else 0.7


def _is_bare(name: str) -> bool:
    """Whether nothing stands before the ending: 居民区, 街道."""
    return not stands_alone(name) and any(match.span() == (0, len(name)) for match in find_endings(name))


@dataclass(frozen=True)
class _Found:
    """A name at [start, end) of the fold; `last` is the kind that its last ending makes, `key` its text."""

    start: int
    end: int
    last: OrganizationKind
    key: str


def _outer(found: _Found) -> _Found:
    """The body of which an inner body is named: 南通市科技局 for 南通市科技局党组."""
    outer = INNER.sub("", found.key)
    if outer != found.key and any(match.end() == len(outer) for match in find_endings(outer)):
        return replace(found, end=found.start + len(outer), key=outer)
    return found


# --- finding ---------------------------------------------------------------------------------------------


def _find(reading: Reading) -> Iterator[_Found]:
    """The names in reading order. Endings that follow one another make one name: 双清区委 + 组织部."""
    cutting = _Cutting(reading)
    last: _Found | None = None
    for match in find_endings(reading.key):
        start = cutting.name_start(match.start(), match.end())
        if start is None:
            continue
        if last and last.end > start:
            start = min(last.start, start)
            # 江宁路街道 is a body of its own, besides its 居委会.
            closed = last if last.last == "street_office" and kind_of(match) != "party" else None
        else:
            closed = last
        if closed:
            yield closed
        last = _Found(start, match.end(), kind_of(match), reading.key[start : match.end()])
    if last:
        yield last


@lru_cache(maxsize=4096)
def _leading(name: str, before: int) -> int:
    """How much of the `before` characters before an ending is no part of the name, by the tags of its words."""
    offset = skipped = 0
    for word, tag in words.tagged(name):
        offset += len(word)
        if offset > before:
            break
        # What stands right before the ending may be a name that the tagger takes for a person's: 东柳街道.
        if _is_no_part(word, tag) and not (offset == before and tag.startswith("nr")):
            skipped = offset
    return skipped


def _opening(key: str, begin: int, start: int) -> int:
    match = OPENING.search(key, begin, start)
    return match.start() if match else begin


def _is_no_part(word: str, tag: str) -> bool:
    if tag not in STOP_TAGS or word in TASK_WORDS or (len(word) == 1 and word in NAME_CHARS):
        return False
    # Unknown places are taken for persons or verbs: 彭浦镇, 普善路.
    return len(word) < 3 or not word.endswith(PLACE_ENDINGS)


class _Cutting:
    """The words of a text, the places in it, and the walk from an ending back to the beginning of its name."""

    def __init__(self, reading: Reading) -> None:
        self.key, self.words, self.ends = reading.key, reading.words, reading.word_ends
        self.is_boundary = reading.is_word_boundary
        self.places = {named.end: named.start for named in find_names(reading)}
        self.starts = sorted(self.places.values())

    def name_start(self, start: int, end: int) -> int | None:
        """Where the name with the ending [start, end) begins, or None when the ending makes no name here."""
        if not self.is_boundary(end):
            return None
        if RELATIVE.match(self.key[start:end]) or is_whole(self.key[start:end]):
            begin = self.places.get(start, start)  # 区委 begins itself, unless a place stands right before
        else:
            begin = self._walk(bisect_right(self.ends, start), end)
        if not self._opens_with_place(begin):
            begin += _leading(self.key[begin:end], start - begin)
            begin = _opening(self.key, begin, start)
        return begin if self._tells(begin, start, end) else None

    def _walk(self, index: int, end: int) -> int:
        begin = self._word_start(index)
        for _ in range(_MOST_WORDS):
            place = self.places.get(begin)
            if place is not None:
                return self.places.get(place, place)  # one place above it at most: 上海市|静安区|教育局
            if begin == 0 or end - begin >= _LONGEST:
                break
            previous = self.words[index - 1]
            if self._stops(previous):
                break
            index -= 1
            begin = self._word_start(index)
        return self._place_inside(begin, end)

    def _word_start(self, index: int) -> int:
        return self.ends[index] - len(self.words[index])

    def _stops(self, word: str) -> bool:
        return word in STOP_WORDS or not all("\u3400" <= char <= "\u9fff" for char in word)

    def _place_inside(self, begin: int, end: int) -> int:
        """A place that the cut did not part from the word before it begins the name."""
        index = bisect_right(self.starts, begin)
        return self.starts[index] if index < len(self.starts) and self.starts[index] < end - 1 else begin

    def _opens_with_place(self, begin: int) -> bool:
        index = bisect_left(self.starts, begin)
        return index < len(self.starts) and self.starts[index] == begin

    def _tells(self, begin: int, start: int, end: int) -> bool:
        """Whether the words before the ending tell this body from others."""
        name = self.key[begin:end]
        if stands_alone(name):
            return True
        if self._opens_with_place(begin) or RELATIVE.match(name):
            return len(name) > 2
        modifiers = words.cut(self.key[begin:start])
        return (
            name[:1] not in HEADLESS
            and sum(len(word) for word in modifiers if word not in GENERIC_WORDS) >= 2
        )
