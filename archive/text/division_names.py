"""How the name of a division is shortened: 邵阳市 邵阳, 恩施土家族苗族自治州 恩施 恩施州."""

from __future__ import annotations

import re

# Peoples that give autonomous divisions their names; 各族 stands for several.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|"
    "东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|"
    "俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
# Written without 族 in some names: 新疆维吾尔自治区, 博尔塔拉蒙古自治州.
_WITHOUT_ZU = "维吾尔|哈萨克|柯尔克孜|蒙古|塔吉克|锡伯|达斡尔"

_PEOPLE = f"(?:{_PEOPLES})族|{_WITHOUT_ZU}"
_AUTONOMOUS = re.compile(rf"(?P<base>.{{2,}}?)(?:{_PEOPLE})*(?:族)?自治(?P<kind>[区州县旗])")
_ZONE = re.compile(r".*(?:开发区|管理区|管委会|委员会|海域)")
_PLAIN = re.compile(r"(?P<base>.{2,}?)(?:特别行政区|地区|新区|矿区|林区|特区|群岛|[省市区县旗盟乡镇])")


def is_zone(name: str) -> bool:
    """Whether a name ends as zones carved out of a place do (北戴河新区, 井陉矿区)."""
    return name.endswith(("新区", "矿区", "林区", "特区"))


def short_forms(name: str) -> tuple[str, ...]:
    """The short forms of a full name, the barest first; none that would leave one character (赵县, 东区)."""
    if match := _AUTONOMOUS.fullmatch(name):
        return _autonomous(match["base"], match["kind"])
    if _ZONE.fullmatch(name):
        return ()
    match = _PLAIN.fullmatch(name)
    return (match["base"],) if match else ()


def _autonomous(base: str, kind: str) -> tuple[str, ...]:
    # 广西区 is not said; 恩施州, 龙胜县 are.
    return (base,) if kind == "区" else (base, base + kind)
