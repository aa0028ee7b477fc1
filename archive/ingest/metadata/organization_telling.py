"""Whether the words before an ending tell a body from others of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.metadata.organization_endings import Ending
from archive.ingest.metadata.organization_vocabulary import GENERIC_WORDS, HEADLESS, OPENERS, STOP_WORDS
from archive.ingest.metadata.organization_words import (
    has_proper,
    is_city,
    is_country,
)
from archive.text.folding import fold

# Words before 街道 that describe a street rather than name a street office.
_STREETS = frozenset(
    fold(
        "主要 城市 繁华 商业 步行 沿线 沿街 城区 市区 周边 附近 相邻 老 各 中心 古 整个 主 热闹 门口 两侧 两旁 背街"
    ).split()
)
_PLAIN_COMPANIES = frozenset(fold("公司 集团").split())
_NOBODY = frozenset(
    fold("中国 中华人民共和国 全国 国家 国际 世界 全球 亚洲 欧洲 非洲").split()
)  # 中国政府, but 中国女队
_NEARBY = frozenset(fold("街道 镇 乡").split())  # 街道党工委: of the street office that the text is about
_TEAM, _ANY = fold("代表队"), frozenset(fold("镇乡村县区"))  # 镇代表队: any of its teams
_PLAIN = frozenset(fold("医院 学校 幼儿园").split())
# What tells kinds of hospitals, schools and companies apart, but no one of them: 武汉|定点|医院.
_KINDS = frozenset(
    fold(
        "定点 方舱 各大 大型 民营 私立 公立 民办 公办 三甲 隔离 后备 发热 普通 当地 本地 重点 综合 上市 国有 外资 合资 中小 老旧 私人 知名 "
        "高等 基层 大中型 主要 相关 有关 部分 所有 全部 其他 网络 医疗 房地产 中介 物业 保险 旅游"
    ).split()
)
_LEAST_OWN = 2  # characters that are not generic


def tells(inner: Sequence[str], ending: Ending, *, opened: bool) -> bool:
    """Whether the words before an ending name a body. `opened`: they begin with a place, a level or another body."""
    if not inner:
        return False
    if ending.kind == "party" and "".join(inner) in _NEARBY:
        return True
    if ending.kind == "street_office" and (inner[-1] in _STREETS or is_city("".join(inner))):
        return False
    if opened:
        return _tells_with_place(inner, ending)
    if ending.need == "placed" or inner[0][0] in HEADLESS or inner[0] in STOP_WORDS:
        return False
    if ending.need == "proper":
        return has_proper(inner)
    return sum(len(word) for word in inner if word not in GENERIC_WORDS) >= _LEAST_OWN


def _tells_with_place(inner: Sequence[str], ending: Ending) -> bool:
    place, *rest = inner
    if ending.kind == "company":
        return _tells_company(place, rest, ending)
    if ending.need == "proper" and rest and all(word in _KINDS for word in rest):
        return False
    if ending.text == _TEAM and not rest and place in _ANY:
        return False
    if ending.text in _PLAIN and not rest and len(place) == 2:
        return False  # 武汉医院: any of its hospitals
    if rest and place in OPENERS and ending.need == "proper" and all(word in GENERIC_WORDS for word in rest):
        return False
    return ending.kind == "other" or "".join(inner) not in _NOBODY


def _tells_company(place: str, rest: Sequence[str], ending: Ending) -> bool:
    if rest:
        return any(word not in GENERIC_WORDS for word in rest)
    return not is_country(place) and ending.text not in _PLAIN_COMPANIES
