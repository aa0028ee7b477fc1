"""Whole values that hold a name with its key: in the order of a text they stand by name."""

from __future__ import annotations

SEPARATOR = "\t"  # stands in no key


def entry(key: str, name: str) -> str:
    return f"{name}{SEPARATOR}{key}"


def read(text: str) -> tuple[str, str]:
    """The key and the name of an entry."""
    name, _, key = text.rpartition(SEPARATOR)
    return key, name


def is_of(text: str, key: str) -> bool:
    return text.endswith(SEPARATOR + key)
