"""jieba and rjieba, imported without their noise and their second dictionaries."""

from __future__ import annotations

import logging
import sys
import warnings
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any

with warnings.catch_warnings():  # jieba's sources hold escapes and imports that newer Pythons warn about
    warnings.simplefilter("ignore")
    import jieba
    from jieba import finalseg

__all__ = ["Jieba", "finalseg", "jieba"]

jieba.setLogLevel(logging.WARNING)
logging.getLogger("jieba").disabled = True  # an unwritable cache is a traceback to it; we go on without


def _extension() -> Any:
    """rjieba's compiled part alone: its Python part would load a dictionary that nobody here cuts by, 30 MB."""
    name = "rjieba.rjieba"
    package = find_spec("rjieba")
    spec = package and PathFinder.find_spec(name, package.submodule_search_locations)
    if spec is None or spec.loader is None:
        raise ImportError("rjieba is not installed", name=name)
    module = sys.modules.get(name) or sys.modules.setdefault(name, module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


Jieba: Any = _extension().Jieba
