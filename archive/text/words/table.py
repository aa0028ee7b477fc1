"""jieba's own tokenizer: the table of words with their frequencies, and what its tagger cuts by."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.paths import cache_dir
from archive.text.words.libraries import jieba


def word_table(additions: Mapping[str, int]) -> Any:
    """A tokenizer of jieba's words and these: not jieba's shared one, which any library in the process can change."""
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = str(_cache_file())
    tokenizer.initialize()
    for word, frequency in additions.items():
        tokenizer.FREQ[word] = (
            frequency  # as add_word does, which would also look for a user dictionary's tags
        )
        for end in range(1, len(word)):
            tokenizer.FREQ.setdefault(word[:end], 0)
    tokenizer.total = sum(
        tokenizer.FREQ.values()
    )  # jieba counts twice what its list has twice (B超), rjieba does not
    return tokenizer


def _cache_file() -> Path:
    """jieba's cache in our own directory, never in /tmp, where another user could plant one to unmarshal.

    Without a writable directory the name leads nowhere: jieba then builds its table in memory each time.
    """
    size = Path(jieba.__file__).with_name("dict.txt").stat().st_size
    name = f"jieba-{jieba.__version__}-{sys.implementation.cache_tag}-{size}.cache"
    try:
        return cache_dir() / name
    except OSError:
        return Path(jieba.__file__) / name
