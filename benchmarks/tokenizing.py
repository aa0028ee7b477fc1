"""How much faster than jieba texts are cut into jieba's words, with words of the archive's own and without."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from archive.paths import FIXTURES, ROOT
from archive.text.divisions import all_divisions
from archive.text.folding import fold
from archive.text.words.dictionary import Dictionary
from benchmarks import corpus
from benchmarks.measure import cpu_s

Row = tuple[str, str]
Ways = Mapping[str, Callable[[str], object]]

ROUNDS = 3
_BATCH = 50  # texts: each way in turn cuts so many, so that what else the machine does falls on all alike
_ARTICLES = 200  # made-up ones, where no folder is given
_SHORTEST = 100  # characters of a text in JSON Lines that is taken
_FREQUENCY = 50  # of a place's name as a word of the archive's own


def run(folders: Sequence[Path]) -> list[Row]:
    """Over the founding documents and the texts in these folders (*.txt; the long strings of *.jsonl), folded."""
    read = [text for folder in (FIXTURES / "founding", *folders) for text in _texts(folder)]
    texts = list(map(fold, read if folders else [*read, *_made_up()]))
    places = {division.name: _FREQUENCY for division in all_divisions() if len(division.name) > 1}
    return [
        ("texts", f"{len(texts)}, {sum(map(len, texts)):,} characters"),
        *_compared(texts, "", Dictionary({})),
        *_compared(texts, f", {len(places):,} words of our own", Dictionary(places)),
        *_memory(),
    ]


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (
                each for each in json.loads(line).values() if isinstance(each, str) and len(each) >= _SHORTEST
            )


def _made_up() -> Iterator[str]:
    for record in corpus.records(_ARTICLES):
        yield "\n".join(map(str, record["paragraphs"]))


def _compared(texts: Sequence[str], note: str, dictionary: Dictionary) -> Iterator[Row]:
    jieba, cutter, search = dictionary.table, dictionary.cutter, dictionary.search_cutter
    pairs: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
        "words to search by": (jieba.lcut_for_search, search.words),
        "the same with their places": (lambda text: list(jieba.tokenize(text, mode="search")), search.tokens),
        "plain words": (jieba.lcut, cutter.cut),
    }
    times = _times(texts, {f"{name}/{side}": way for name in pairs for side, way in enumerate(pairs[name])})
    for name in pairs:
        theirs, ours = times[f"{name}/0"], times[f"{name}/1"]
        characters = sum(map(len, texts)) / 1e6
        yield (
            f"{name}, against jieba{note}",
            f"{median(theirs) / median(ours):.1f} × as fast, {theirs[0] / ours[0]:.1f} × the first time "
            f"({characters / median(ours):.2f} and {characters / median(theirs):.2f} million characters a CPU second)",
        )
    yield (
        f"cut as jieba cuts them{note}",
        f"{sum(_alike(dictionary, text) for text in texts)} of {len(texts)} texts",
    )


def _times(texts: Sequence[str], ways: Ways) -> dict[str, list[float]]:
    """Seconds of CPU of each way in each round."""
    batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        spent = dict.fromkeys(ways, 0.0)
        for batch in batches:
            for name, way in ways.items():
                spent[name] += cpu_s(lambda batch=batch, way=way: deque(map(way, batch), maxlen=0))
        for name, seconds in spent.items():
            times[name].append(seconds)
    return times


def _alike(dictionary: Dictionary, text: str) -> bool:
    tokens = [
        each for each in dictionary.table.tokenize(text, mode="search") if any(map(str.isalnum, each[0]))
    ]
    search = dictionary.search_cutter
    return (
        dictionary.cutter.cut(text) == dictionary.table.lcut(text)
        and search.tokens(text) == tokens
        and search.words(text) == [word for word, _, _ in tokens]
    )


def _memory() -> Iterator[Row]:
    before = _anonymous_mb("words.VERSION")
    yield "anonymous memory that cutting takes", f"{_anonymous_mb('words.warm()') - before:.0f} MB"
    yield "jieba's table of words, where it is asked for", f"{_anonymous_mb('words.total()') - before:.0f} MB"


def _anonymous_mb(use: str) -> float:
    """Of a new process that uses the words in some way."""
    code = (
        f"import os; from archive.text import words; from benchmarks.measure import anonymous_mb; {use};"
        "print(anonymous_mb(os.getpid()))"
    )
    return float(
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout
    )
