"""Reads the numbers, tuples and lists that Whoosh's formats pickle into posting values, without the pickle module.

Only the few codes that such values are made of are known; anything else is a ValueError, so that no value from
outside can name a class or a function.
"""

from __future__ import annotations

import struct
from typing import Any

_NUMBERS = {
    ord("K"): struct.Struct("<B"),
    ord("M"): struct.Struct("<H"),
    ord("J"): struct.Struct("<i"),
    ord("G"): struct.Struct(">d"),
}
_SKIPPED = {
    0x80: 1,
    ord("q"): 1,
    ord("r"): 4,
}  # the protocol's number; slots to refer back to, which none does
_TUPLES = {0x85: 1, 0x86: 2, 0x87: 3}
_LIST, _MARK, _TUPLE, _APPEND, _APPENDS, _STOP = b"](tae."


def loads(data: bytes) -> Any:
    """The value of a pickle of protocol 2; Whoosh may have left out the stop at its end."""
    try:
        return _run(data)
    except (IndexError, AttributeError, struct.error) as error:
        raise ValueError("not a plain value") from error


def _run(data: bytes) -> Any:
    stack: list[Any] = []
    marks: list[int] = []
    at = 0
    while at < len(data) and data[at] != _STOP:
        code = data[at]
        at += 1
        if code in _NUMBERS:
            stack.append(_NUMBERS[code].unpack_from(data, at)[0])
            at += _NUMBERS[code].size
        elif code in _SKIPPED:
            at += _SKIPPED[code]
        else:
            _build(code, stack, marks)
    (value,) = stack
    return value


def _build(code: int, stack: list[Any], marks: list[int]) -> None:
    if code == _MARK:
        marks.append(len(stack))
    elif code == _LIST:
        stack.append([])
    elif code == _APPEND:
        item = stack.pop()
        stack[-1].append(item)
    elif code == _APPENDS:
        items = _taken(stack, marks.pop())
        stack[-1].extend(items)
    elif code == _TUPLE:
        stack.append(tuple(_taken(stack, marks.pop())))
    elif code in _TUPLES:
        stack.append(tuple(_taken(stack, len(stack) - _TUPLES[code])))
    else:
        raise ValueError(f"code {code:#x} is not one of a plain value")


def _taken(stack: list[Any], start: int) -> list[Any]:
    if start < 0:
        raise ValueError("not a plain value")
    items = stack[start:]
    del stack[start:]
    return items
