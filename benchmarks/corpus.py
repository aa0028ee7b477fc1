"""A seeded corpus: made-up articles out of the sentences of the founding documents."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path

from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.paths import FIXTURES

CITIES = (
    "上海市",
    "深圳市",
    "南通市",
    "邵阳市",
    "武汉市",
    "西安市",
    "吉林省长春市",
    "北京市",
    "广州市",
    "成都市",
)
BODIES = tuple(
    f"{name}街道" for name in ("平湖", "外滩", "大宁路", "临汾路", "江宁路", "园山", "坂田", "龙须塘")
)
FIRST_DAY = dt.date(2020, 1, 1)
DAYS = 1000
SENTENCES = 24  # for an article of some 1,300 characters


def write(path: Path, articles: int, seed: int = 1) -> Path:
    """Writes JSON Lines records with text, title, date, city and organizations."""
    with path.open("w", encoding="utf-8") as file:
        for record in records(articles, seed):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def records(articles: int, seed: int) -> Iterator[dict[str, object]]:
    chance = random.Random(seed)
    sentences = _sentences()
    for number in range(articles):
        chosen = chance.choices(sentences, k=SENTENCES)
        yield {
            "id": f"made-{number}",
            "title": chance.choice(sentences).strip("。")[:30],
            "date": (FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))).isoformat(),
            "city": chance.choice(CITIES),
            "organizations": chance.sample(BODIES, k=2),
            "text": "\n".join("".join(chosen[start : start + 4]) for start in range(0, SENTENCES, 4)),
        }


def _sentences() -> list[str]:
    documents = [process(record) for record in read_paths([str(FIXTURES / "founding")])]
    bodies = [p.text for document in documents for p in document.paragraphs if p.kind == "body"]
    return [sentence + "。" for body in bodies for sentence in body.split("。") if len(sentence) > 12]
