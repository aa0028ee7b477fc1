"""What a document shows, kept as compressed JSON: any value that an index field can hold comes back as it was."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

TAG = "\x00"  # the one key of an object that stands for a value JSON has no form for
LEVEL = 4  # zlib: above it, packing takes more time than it saves room

_WRITTEN: dict[type, tuple[str, Callable[[Any], Any]]] = {
    dt.datetime: ("datetime", dt.datetime.isoformat),
    dt.date: ("date", dt.date.isoformat),
    dt.time: ("time", dt.time.isoformat),
    Decimal: ("decimal", str),
    bytes: ("bytes", lambda value: base64.b64encode(value).decode()),
    tuple: ("tuple", list),
    set: ("set", lambda value: sorted(value, key=repr)),
    frozenset: ("frozenset", lambda value: sorted(value, key=repr)),
}
_READ: dict[str, Callable[[Any], Any]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "decimal": Decimal,
    "bytes": base64.b64decode,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "pairs": dict,
}


def pack(fields: Mapping[str, Any]) -> bytes:
    """Raises TypeError, naming the field, for a value that has no written form."""
    plain = {name: _plain(name, value) for name, value in fields.items()}
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpack(data: bytes) -> dict[str, Any]:
    """Raises ValueError or zlib.error for what `pack` did not make."""
    text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    fields: dict[str, Any] = json.loads(text, object_hook=_value) if TAG_WRITTEN in text else json.loads(text)
    return fields


TAG_WRITTEN = json.dumps(TAG)


def _plain(name: str, value: Any) -> Any:
    kind = type(value)
    if kind in (str, int, float, bool, type(None)):
        return value
    if kind is list:
        return [_plain(name, item) for item in value]
    if kind is dict:
        if all(type(key) is str and key != TAG for key in value):
            return {key: _plain(name, item) for key, item in value.items()}
        return {TAG: "pairs", "value": [[_plain(name, k), _plain(name, v)] for k, v in value.items()]}
    for known, (tag, write) in _WRITTEN.items():
        if isinstance(value, known):
            return {TAG: tag, "value": _plain(name, write(value))}
    if isinstance(value, str):  # a translated or marked string
        return str(value)
    raise TypeError(f"field {name!r}: a {kind.__name__} cannot be stored in the index")


def _value(item: dict[str, Any]) -> Any:
    return _READ[item[TAG]](item["value"]) if TAG in item else item
