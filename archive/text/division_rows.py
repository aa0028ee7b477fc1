"""The rows of fixtures/places/ as divisions.

Three things are made plainer than in the source:

- Municipalities (北京, 天津, 上海, 重庆) have no city rows of their own (市辖区, 县 are book-keeping):
  their districts stand right under them, and a municipality is its own city.
- What a province administers itself (济源市, 仙桃市, 神农架林区 …) stands as a city under the province.
- Hong Kong, Macao and Taiwan have no codes below 81, 82 and 71 in the source: theirs are made here and
  carry a hyphen (71-01, 71-0103), so that nobody takes them for official.
- Hong Kong and Macao are their own cities too. Their regions (香港岛, 九龙, 新界) are names that people use and no
  administration: they stand beside the districts, right under the region that governs both.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from archive.paths import FIXTURES

Level = Literal["province", "city", "district"]

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
SPECIAL_REGIONS = frozenset({"81", "82"})
_OUTSIDE_CODES = {"台湾省": "71", "香港特别行政区": "81", "澳门特别行政区": "82"}
_PROVINCE_ADMINISTERED = "直辖县级行政区划"
_LEVEL_ORDER = {"province": 0, "city": 1, "district": 2}
_PLACES = FIXTURES / "places"


@dataclass(frozen=True)
class Division:
    """`code` is two, four or six digits; `parent` the code of the division above, None for a province.

    `also` are names that the source gives in brackets (嘉模堂区, also 氹仔).
    """

    code: str
    name: str
    level: Level
    parent: str | None
    also: tuple[str, ...] = ()


def read_divisions() -> list[Division]:
    """Every division, provinces first, then cities, then districts, each in the order of the codes."""
    cities = list(_cities())
    areas = _areas({city.code: city.name for city in cities})
    divisions = chain(_provinces(), cities, areas, _outside())
    return sorted(divisions, key=lambda division: (_LEVEL_ORDER[division.level], division.code))


@cache
def merged_codes() -> dict[str, str]:
    """Official codes of rows that are no division here, with what stands for them (3101: 31)."""
    cities = {row["code"]: row for row in _rows("cities.csv")}
    merged = {
        code: row["provinceCode"] for code, row in cities.items() if row["provinceCode"] in MUNICIPALITIES
    }
    for row in _rows("areas.csv"):
        if row["name"] == cities[row["cityCode"]]["name"]:
            merged[row["code"]] = row["cityCode"]
    return merged


def _rows(name: str) -> list[dict[str, str]]:
    with (_PLACES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _provinces() -> Iterator[Division]:
    for row in _rows("provinces.csv"):
        yield Division(row["code"], row["name"], "province", None)


def _cities() -> Iterator[Division]:
    for row in _rows("cities.csv"):
        if row["provinceCode"] not in MUNICIPALITIES and not row["name"].endswith(_PROVINCE_ADMINISTERED):
            yield Division(row["code"], row["name"], "city", row["provinceCode"])


def _areas(cities: dict[str, str]) -> Iterator[Division]:
    for row in _rows("areas.csv"):
        province, city = row["provinceCode"], row["cityCode"]
        if row["name"] == cities.get(city):
            continue  # 东莞市 under 东莞市: a city without districts is given one of its own name
        if city in cities:
            yield Division(row["code"], row["name"], "district", city)
        elif province in MUNICIPALITIES:
            yield Division(row["code"], row["name"], "district", province)
        else:
            yield Division(row["code"], row["name"], "city", province)


def _outside() -> Iterator[Division]:
    """Hong Kong, Macao and Taiwan, numbered in the order of the source."""
    source = json.loads((_PLACES / "HK-MO-TW.json").read_text(encoding="utf-8"))
    for province, cities in source.items():
        code = _OUTSIDE_CODES[province]
        yield Division(code, province, "province", None)
        for number, (city, districts) in enumerate(cities.items(), 1):
            city_code = f"{code}-{number:02}"
            own_city = code in SPECIAL_REGIONS
            yield Division(city_code, city, "district" if own_city else "city", code)
            for place, district in enumerate(districts, 1):
                yield _bracketed(f"{city_code}{place:02}", district, code if own_city else city_code)


def _bracketed(code: str, name: str, parent: str) -> Division:
    name, _, also = name.partition("（")
    return Division(code, name, "district", parent, (also.rstrip("）"),) if also else ())
