"""The standard short forms of local government, party and people's bodies, and their full names.

In the patterns `{}` stands for the place: 市科委 is the 科学技术委员会 of the city, 区委组织部 the organization department
of the 中共…区委员会.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.ingest.cleaning_lines import pattern
from archive.text.folding import fold


@dataclass(frozen=True)
class Office:
    """`full` and `aliases` hold `{}` for the place; `since` and `until` are the years in which it had this name."""

    full: str
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str | None = None


@dataclass(frozen=True)
class _Stem:
    full: str
    shorts: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str | None = None


# What stands after a stem in its full and in its short form.
_FORMS = (("委员会", "委"), ("局", "局"), ("厅", "厅"))

# Full forms, each with its short forms. The first is shown first among the aliases.
_PARTY_PARTS = {
    "组织部": (), "宣传部": (), "统一战线工作部": ("统战部",), "政法委员会": ("政法委",), "党校": (), "办公室": (), "办公厅": (),
    "社会工作部": (), "常务委员会": ("常委会",), "老干部局": (), "研究室": (), "网络安全和信息化委员会办公室": ("网信办",), "机构编制委员会办公室": ("编办",), "巡察工作领导小组办公室": ("巡察办",),
}  # fmt: skip
_LEAGUE_PARTS = (
    "组织部",
    "宣传部",
    "统战部",
    "办公室",
    "学校部",
    "青年发展部",
    "基层组织建设部",
    "社会联络部",
)
_OTHERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("中共{}委员会", ("{}委", "中共{}委")),
    ("中共{}纪律检查委员会", ("{}纪委", "中共{}纪委", "{}纪律检查委员会")),
    ("中共{}纪律检查委员会、{}监察委员会", ("{}纪委监委", "{}纪委、监委")),
    ("{}监察委员会", ("{}监委", "{}监察委")),
    ("{}人民政府", ("{}政府",)),
    ("{}人民政府办公室", ("{}政府办公室", "{}政府办")),
    ("{}人民政府办公厅", ("{}政府办公厅",)),
    ("{}人民政府新闻办公室", ("{}政府新闻办公室", "{}政府新闻办")),
    ("{}人民代表大会", ("{}人大",)),
    ("{}人民代表大会常务委员会", ("{}人大常委会",)),
    ("中国人民政治协商会议{}委员会", ("{}政协", "政协{}委员会")),
    ("共青团{}委员会", ("{}团委", "共青团{}委")),
    ("{}交通委员会", ("{}交通委", "{}交委")),
    ("{}总工会", ()),
    ("{}妇女联合会", ("{}妇联",)),
    ("{}工商业联合会", ("{}工商联",)),
    ("{}残疾人联合会", ("{}残联",)),
    ("{}红十字会", ()),
    ("{}科学技术协会", ("{}科协",)),
    ("{}文学艺术界联合会", ("{}文联",)),
    ("{}归国华侨联合会", ("{}侨联",)),
    ("{}作家协会", ("{}作协",)),
    ("{}新闻工作者协会", ("{}记协",)),
    ("{}消费者权益保护委员会", ("{}消保委",)),
    ("{}疾病预防控制中心", ("{}疾控中心", "{}疾控")),
    ("{}人民法院", ("{}法院",)),
    ("{}人民检察院", ("{}检察院",)),
    ("{}中级人民法院", ("{}中院", "{}中级法院")),
    ("{}高级人民法院", ("{}高院", "{}高级法院")),
    ("{}人民武装部", ("{}人武部",)),
    ("{}精神文明建设委员会办公室", ("{}文明办",)),
    ("{}住房保障办公室", ("{}住保办",)),
    ("{}扶贫开发办公室", ("{}扶贫办",)),
    ("{}防汛抗旱指挥部", ("{}防指", "{}防汛指挥部")),
    ("{}关心下一代工作委员会", ("{}关工委",)),
    ("{}爱国卫生运动委员会办公室", ("{}爱卫办",)),
)
# Bodies below a district, named after a street office, a town or a community: the place goes before the whole.
_BELOW = tuple(
    (pattern(found), full, aliases)
    for found, full, aliases in (
        (r"^(.+街道)(?:办事处|办)?$", "{}\\1办事处", ("\\1", "\\1办")),
        (r"^(.+(?:街道|镇|乡))党工委$", "中共{}\\1工作委员会", ("\\1党工委",)),
        (r"^(.+[镇乡])党委$", "中共{}\\1委员会", ("\\1党委",)),
        (r"^(.+[镇乡])(?:人民)?政府$", "{}\\1人民政府", ("\\1政府",)),
        (r"^(.+?)(?:居民委员会|居委会|居委)$", "{}\\1居民委员会", ("\\1居委会", "\\1居委")),
        (r"^(.+?)(?:村民委员会|村委会)$", "{}\\1村民委员会", ("\\1村委会",)),
        (r"^(.{2,})工作党委$", "中共{}\\1工作委员会", ("{}\\1工作党委",)),
    )
)


def office_of(rest: str) -> Office | None:
    """The office that a name means: what follows its place, in simplified script. None for no standard form."""
    known = _table().get(fold(rest))
    return known or _below(rest)


def _below(rest: str) -> Office | None:
    for found, full, aliases in _BELOW:
        match = found.match(fold(rest))
        if match:
            stem = rest[: match.end(1)]
            return Office(full.replace("\\1", stem), tuple(each.replace("\\1", stem) for each in aliases))
    return None


@cache
def _table() -> dict[str, Office]:
    """Offices by the folded forms that follow the place, the full form and every short one."""
    table: dict[str, Office] = {}
    standard = (Office(full, also) for full, also in _OTHERS)
    for office in (*standard, *_departments(), *_party_offices(), *_league_offices()):
        for form in (office.full, *office.aliases):
            # 中共上海市委: what precedes the place is told apart by the caller, who passes what follows it.
            table.setdefault(fold(form.partition("{}")[2].replace("{}", "")), office)
    return table


def _party_offices() -> Iterator[Office]:
    for part, shorts in _PARTY_PARTS.items():
        forms = [f"{{}}委{each}" for each in (*shorts, part)]
        plain = [f"{{}}{each}" for each in (*shorts, part) if not each.startswith("办公")]
        yield Office(f"中共{{}}委员会{part}", (*forms, *plain))


def _league_offices() -> Iterator[Office]:
    for part in _LEAGUE_PARTS:
        yield Office(f"共青团{{}}委员会{part}", (f"{{}}团委{part}",))


def _departments() -> Iterator[Office]:
    stems = {stem.full: stem for stem in _stems()}
    for stem in stems.values():
        for full, short in _FORMS:
            forms = tuple(f"{{}}{each}" for each in _short_forms(stem, short) if each != stem.full + full)
            later = f"{{}}{stem.successor}{full}" if stem.successor else None
            yield Office(f"{{}}{stem.full}{full}", forms, stem.since, stem.until, later)


def _short_forms(stem: _Stem, form: str) -> Iterator[str]:
    """卫生健康委, 卫健委; a stem of one character goes with 委 only: 教委, but no 教局."""
    single = any(len(each) == 1 for each in stem.shorts)
    for each in (stem.full, *stem.shorts):
        if form == "委":
            if each != stem.full or not single:
                yield each + form
        elif len(each) > 1:
            yield each + form


def _stems() -> Iterator[_Stem]:
    text = files(__package__).joinpath("organization_offices.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            full, shorts, since, until, successor = (line + "\t" * 4).split("\t")[:5]
            yield _Stem(
                full,
                tuple(shorts.split("、")) if shorts else (),
                int(since) if since else None,
                int(until) if until else None,
                successor or None,
            )
