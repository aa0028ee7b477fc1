"""Where and when made-up articles are: cities by their weight, their bodies and outlets, and waves of one subject in time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from archive.text import divisions
from archive.text.divisions import Division
from benchmarks.corpus_words import Weighted, falling

FIRST_DAY, LAST_DAY = dt.date(2020, 1, 1), dt.date(2022, 12, 31)
BIG_CITIES = (
    "上海市 北京市 深圳市 广州市 武汉市 成都市 西安市 南京市 杭州市 重庆市 天津市 苏州市 长春市 郑州市 长沙市 青岛市 南通市 邵阳市 "
    "沈阳市 大连市 厦门市 福州市 济南市 合肥市 昆明市 南宁市 石家庄市 哈尔滨市 扬州市 吉林市 兰州市 贵阳市 太原市 南昌市"
).split()
CITY_BODIES = (
    "卫生健康委员会 疾病预防控制中心 教育局 公安局 交通运输局 市场监督管理局 民政局 科学技术局 农业农村局 应急管理局 生态环境局 "
    "文化广电和旅游局 人民政府 财政局 发展和改革委员会 商务局 住房和城乡建设局 总工会 妇女联合会 红十字会 消防救援支队 气象局 "
    "人民检察院 中级人民法院 中心医院 人民医院 第一人民医院 第二人民医院 中医医院 第一中学 实验小学 图书馆 博物馆 慈善总会"
).split()
DISTRICT_BODIES = (
    "委组织部 委宣传部 人民政府 卫生健康局 教育局 公安分局 人民法院 人民检察院 市场监督管理局 民政局 疾病预防控制中心 人民医院 "
    "妇幼保健院 税务局 城市管理局 融媒体中心 实验小学 第一中学"
).split()
STREETS = (
    "平湖 外滩 大宁路 临汾路 江宁路 园山 坂田 龙须塘 人民路 解放路 新华 城关 东风 建设路 中山 和平 光明 胜利 桥头 河西 东湖 西湖 "
    "南山 北关 观音山 石桥 虹桥 五里 长安 太平 凤凰 青山 文化路 车站 古城 红旗 团结 友谊 永安 金山"
).split()
OUTLETS = "日报 晚报 发布 新闻网 广播电视台 商报".split()
NATIONAL_OUTLETS = (
    "新华社 人民日报 中国新闻网 澎湃新闻 央视新闻 光明日报 人民网 经济日报 中国青年报 健康报 第一财经".split()
)
SHARE_IN_WAVES = 0.4
# The day of the peak, the spread in days, the weight, and the cities that it is about (none: all of them).
WAVES = (
    (dt.date(2020, 2, 8), 16, 10, ("武汉市", "上海市")),
    (dt.date(2020, 6, 20), 9, 2, ("北京市",)),
    (dt.date(2021, 1, 12), 9, 2, ("石家庄市",)),
    (dt.date(2021, 6, 8), 9, 2, ("广州市", "深圳市")),
    (dt.date(2021, 8, 2), 12, 4, ("南京市", "扬州市", "郑州市")),
    (dt.date(2021, 12, 28), 12, 3, ("西安市",)),
    (dt.date(2022, 3, 14), 11, 5, ("长春市", "吉林市", "深圳市")),
    (dt.date(2022, 4, 18), 20, 9, ("上海市", "南通市", "邵阳市")),
    (dt.date(2022, 12, 5), 14, 6, ()),
)


@dataclass(frozen=True)
class Setting:
    """`city` is the full name as a record gives it, or empty; `date` an ISO date or a part of one, or empty."""

    in_wave: bool
    day: dt.date
    date: str
    city: str
    place: str
    bodies: tuple[str, ...]
    source: str


def setting(chance: random.Random) -> Setting:
    in_wave = chance.random() < SHARE_IN_WAVES
    wave = chance.choices(WAVES, weights=_wave_weights())[0] if in_wave else None
    day = _near(chance, wave[0], wave[1]) if wave else _any_day(chance)
    city = _city(chance, wave[3] if wave else ())
    district = _district(chance, city)
    return Setting(
        in_wave=in_wave,
        day=day,
        date=_known_part(chance, day),
        city=_stated_city(chance, city, district),
        place=district.name if district else city.name,
        bodies=_bodies(chance, city, district),
        source=_source(chance, city),
    )


def _wave_weights() -> list[int]:
    return [weight for _, _, weight, _ in WAVES]


def _near(chance: random.Random, peak: dt.date, spread: int) -> dt.date:
    day = peak + dt.timedelta(days=round(chance.gauss(0, spread)))
    return min(max(day, FIRST_DAY), LAST_DAY)


def _any_day(chance: random.Random) -> dt.date:
    """Less often a Saturday or a Sunday."""
    day = FIRST_DAY + dt.timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days + 1))
    return day - dt.timedelta(days=2) if day.weekday() > 4 and chance.random() < 0.5 and day.day > 2 else day


def _known_part(chance: random.Random, day: dt.date) -> str:
    """Of most articles the day is known, of some the month alone or nothing."""
    width = chance.choices((10, 7, 4, 0), weights=(92, 4, 1, 3))[0]
    return day.isoformat()[:width]


def _city(chance: random.Random, of_wave: Sequence[str]) -> Division:
    if of_wave and chance.random() < 0.6:
        return _named()[chance.choice(of_wave)]
    names, cumulative = _ranked_cities()
    return _named()[chance.choices(names, cum_weights=cumulative)[0]]


@cache
def _named() -> Mapping[str, Division]:
    cities = [each for each in divisions.all_divisions() if divisions.city_of(each.code) == each]
    return {city.name: city for city in cities}


@cache
def _ranked_cities() -> Weighted:
    others = [name for name in _named() if name not in BIG_CITIES]
    random.Random(0).shuffle(others)
    names = [*BIG_CITIES, *others]
    return names, list(accumulate((rank + 4) ** -0.9 for rank in range(len(names))))


def _district(chance: random.Random, city: Division) -> Division | None:
    below = divisions.children(city.code)
    return below[int(len(below) * chance.random() ** 2)] if below and chance.random() < 0.7 else None


def _stated_city(chance: random.Random, city: Division, district: Division | None) -> str:
    if chance.random() < 0.06:
        return ""
    return divisions.full_name((district or city).code)


@cache
def _ranked_bodies(code: str) -> Weighted:
    """The bodies of a city or of a district, in an order of its own."""
    division = divisions.by_code(code)
    assert division is not None
    own = random.Random(code)
    if divisions.city_of(code) == division:
        names = [division.name + body for body in CITY_BODIES]
    else:
        streets = [f"{street}街道" for street in own.sample(STREETS, k=8)]
        above = divisions.city_of(code) or division
        stem = above.name + division.name if above != division else division.name
        names = [
            stem + (body if body[0] != "委" else _committee(body, division))
            for body in (*DISTRICT_BODIES, *streets)
        ]
    own.shuffle(names)
    return falling(names)


def _committee(body: str, division: Division) -> str:
    """区委组织部 follows the last character of 黄浦区; a banner or an island district has no such short form."""
    return body if division.name[-1] in "区县市" else "党" + body


def _bodies(chance: random.Random, city: Division, district: Division | None) -> tuple[str, ...]:
    count = chance.choices(range(6), weights=(10, 25, 30, 20, 10, 5))[0]
    found = []
    for _ in range(count):
        where = district if district and chance.random() < 0.6 else city
        names, cumulative = _ranked_bodies(where.code)
        found.append(chance.choices(names, cum_weights=cumulative)[0])
    return tuple(dict.fromkeys(found))


def _source(chance: random.Random, city: Division) -> str:
    roll = chance.random()
    if roll < 0.1:
        return ""
    if roll < 0.35:
        return NATIONAL_OUTLETS[int(len(NATIONAL_OUTLETS) * chance.random() ** 2)]
    short = divisions.short_names(city.code)
    return (short[0] if short else city.name) + OUTLETS[int(len(OUTLETS) * chance.random() ** 2)]
