"""The operations of the API as forms, made from its description."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

OPENAPI = Path(__file__).with_name("openapi.json")
_IN_PATH = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Parameter:
    """`options` are all values that it takes, where they are few."""

    name: str
    description: str
    required: bool
    in_path: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """An address that can be read, with its parameters."""

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]

    def address(self, given: Mapping[str, str]) -> str | None:
        """The address with the parameters that are filled in; None where one in the path is missing."""
        filled = {each.name: given[each.name] for each in self.parameters if given.get(each.name)}
        if not all(name in filled for name in _IN_PATH.findall(self.path)):
            return None
        path = _IN_PATH.sub(lambda match: quote(filled[match[1]], safe=""), self.path)
        asked = {
            each.name: filled[each.name]
            for each in self.parameters
            if each.name in filled and not each.in_path
        }
        return f"{path}?{urlencode(asked)}" if asked else path


@cache
def operations() -> tuple[Operation, ...]:
    described = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return tuple(_operation(path, methods["get"]) for path, methods in described["paths"].items())


def _operation(path: str, described: Mapping[str, Any]) -> Operation:
    return Operation(
        described["operationId"],
        path,
        described["summary"],
        described.get("description", ""),
        tuple(map(_parameter, described["parameters"])),
    )


def _parameter(described: Mapping[str, Any]) -> Parameter:
    return Parameter(
        described["name"],
        described.get("description", ""),
        described.get("required", False),
        described["in"] == "path",
        tuple(described["schema"].get("enum", ())),
    )
