"""The options of Haystack's index commands, so that what called them before still can."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from archive.processes import cores, count


def add_haystack_options(parser: CommandParser) -> None:
    parser.add_argument("-u", "--using", action="append", default=[], help="accepted; there is one index")
    parser.add_argument("-b", "--batch-size", type=int, help="accepted; batches are sized by the writer")
    parser.add_argument(
        "-k",
        "--workers",
        type=count,
        metavar="N",
        help="processes that build a whole index beside each other (default: one for each core; 0 or 1: this one alone)",
    )
    parser.add_argument("-c", "--nocommit", action="store_true", help="accepted; a batch is one commit")
    parser.add_argument(
        "-t", "--max-retries", type=int, default=0, help="accepted; the worker tries again by itself"
    )


def workers(options: dict[str, Any]) -> int:
    chosen = options["workers"]
    return cores() if chosen is None else max(1, chosen)
