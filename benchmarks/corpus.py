"""A seeded archive of made-up Chinese local news, of any size, as the JSON Lines records of load_articles.

Words are as frequent as jieba's dictionary counts them; each article has a topic and a few words of its own that it
repeats; a good part falls into waves of one subject in time and in certain cities; some articles are in traditional
script, some are reprints of earlier ones with small changes. Sentences of the founding documents stand among the made-up.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import RawRecord
from archive.paths import FIXTURES
from benchmarks import damage
from benchmarks.corpus_places import setting
from benchmarks.corpus_script import traditional
from benchmarks.corpus_topics import RARE
from benchmarks.corpus_voice import Voice

Record = dict[str, Any]
BLOCK = 500  # articles made with one seed of their own, so that blocks can be made beside each other
MEDIAN, SPREAD = (
    1490,
    0.7,
)  # of the lengths in characters; with this log-normal spread the mean is about 1,900
SHORTEST, LONGEST = 80, 15_000
COMMON_BESIDE = 0.28  # of the articles of other topics speak of the common subject too
IN_TRADITIONAL = 0.12
REPRINTED = 0.07
DAMAGED = 0.25  # of the raw documents in traditional script


def write(path: Path, articles: int, seed: int = 1) -> Path:
    """Writes records with id, title, date, city, organizations, source and paragraphs, one a line."""
    with path.open("w", encoding="utf-8") as file, ProcessPoolExecutor() as processes:
        file.writelines(processes.map(partial(_lines, articles, seed), range(blocks(articles))))
    return path


def write_raw(path: Path, articles: int, seed: int = 1) -> Path:
    """Writes documents as they are collected: one text each, some of them damaged, with nothing said beside it."""
    path.write_text("".join(map(_line, raw_documents(articles, seed))), encoding="utf-8")
    return path


def _lines(articles: int, seed: int, block: int) -> str:
    return "".join(map(_line, records_of_block(block, articles, seed)))


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def records(articles: int, seed: int = 1) -> Iterator[Record]:
    """The same for the same numbers, whoever asks and however often."""
    for block in range(blocks(articles)):
        yield from records_of_block(block, articles, seed)


def blocks(articles: int) -> int:
    return -(-articles // BLOCK)


def records_of_block(block: int, articles: int, seed: int = 1) -> Iterator[Record]:
    chance = random.Random(f"{seed}/{block}")
    voice, rare = Voice(chance), _rare(articles, seed)
    made: list[Record] = []
    for number in range(block * BLOCK, min((block + 1) * BLOCK, articles)):
        name = f"made-{number}"
        if made and number not in rare and chance.random() < REPRINTED:
            yield _reprint(chance, chance.choice(made), name)
            continue
        record = _original(chance, voice, name, rare.get(number, ""))
        if chance.random() < IN_TRADITIONAL:
            record = _in_traditional(record)
        if number not in rare:
            made.append(record)
        yield record


def raw_documents(articles: int, seed: int = 1) -> Iterator[Record]:
    chance = random.Random(f"{seed}/raw")
    for record in records(articles, seed):
        head = f"{record.get('date', '')} 来源：{record.get('source', '本报')}"
        text = "\n\n".join([record["title"], head, *record["paragraphs"]])
        is_torn = _in_traditional(record) == record and chance.random() < DAMAGED
        yield {"id": record["id"], "text": damage.cut(text) if is_torn else text}


@cache
def _rare(articles: int, seed: int) -> Mapping[int, str]:
    """For the few articles that hold a rare word, which."""
    words = [word for word, count in RARE.items() for _ in range(count)]
    numbers = random.Random(f"{seed}/rare").sample(range(articles), k=min(len(words), articles))
    return dict(zip(numbers, words, strict=False))


def _original(chance: random.Random, voice: Voice, name: str, rare: str) -> Record:
    voice.begin(where := setting(chance))
    sentences = _sentences(chance, voice)
    speaks_of_it = voice.is_epidemic or chance.random() < COMMON_BESIDE
    if speaks_of_it:
        sentences.insert(chance.randrange(len(sentences) + 1), voice.prose.common_sentence())
    if rare:
        sentences.insert(chance.randrange(len(sentences) + 1), f"有人说起{rare}的往事。")
    stated = {
        "date": where.date,
        "city": where.city,
        "organizations": list(where.bodies),
        "source": where.source,
    }
    return {
        "id": name,
        "title": voice.prose.title(),
        **{key: value for key, value in stated.items() if value},
        "paragraphs": _paragraphs(chance, sentences),
    }


def _sentences(chance: random.Random, voice: Voice) -> list[str]:
    length = min(max(chance.lognormvariate(0, SPREAD) * MEDIAN, SHORTEST), LONGEST)
    sentences: list[str] = []
    if voice.is_epidemic:
        sentences += chance.sample(_founding_sentences(), k=chance.choice((0, 0, 1, 2)))
    made = sum(map(len, sentences))
    while made < length:
        sentences.append(voice.prose.sentence())
        made += len(sentences[-1])
    chance.shuffle(sentences)
    return sentences


def _paragraphs(chance: random.Random, sentences: list[str]) -> list[str]:
    """Two to six sentences each."""
    paragraphs, start = [], 0
    while start < len(sentences):
        end = start + 2 + int(chance.random() * 5)
        paragraphs.append("".join(sentences[start:end]))
        start = end
    return paragraphs


def _reprint(chance: random.Random, earlier: Record, name: str) -> Record:
    """The same text in another outlet, mostly with a line of its own; of longer ones a paragraph may be left out."""
    record = {**earlier, "id": name, "source": setting(chance).source or "转载"}
    paragraphs = list(earlier["paragraphs"])
    if len(paragraphs) > 5 and chance.random() < 0.3:
        del paragraphs[chance.randrange(1, len(paragraphs))]
    if chance.random() < 0.6:
        paragraphs.append(f"（本文转自{earlier.get('source', '网络')}）")
    return {**record, "paragraphs": paragraphs}


def _in_traditional(record: Record) -> Record:
    """What is printed; the values beside it are a curator's."""
    paragraphs = [traditional(paragraph) for paragraph in record["paragraphs"]]
    return {**record, "title": traditional(record["title"]), "paragraphs": paragraphs}


@cache
def _founding_sentences() -> list[str]:
    records = [each for each in read_paths([str(FIXTURES / "founding")]) if isinstance(each, RawRecord)]
    documents = map(process, records)
    bodies = [p.text for document in documents for p in document.paragraphs if p.kind == "body"]
    return [sentence + "。" for body in bodies for sentence in body.split("。") if len(sentence) > 12]
