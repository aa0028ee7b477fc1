"""The options of Haystack's index commands, so that what called them before still can."""

from __future__ import annotations

from django.core.management.base import CommandParser


def add_haystack_options(parser: CommandParser) -> None:
    parser.add_argument("-u", "--using", action="append", default=[], help="accepted; there is one index")
    parser.add_argument("-b", "--batch-size", type=int, help="accepted; batches are sized by the writer")
    parser.add_argument("-k", "--workers", type=int, default=0, help="accepted; one process writes")
    parser.add_argument("-c", "--nocommit", action="store_true", help="accepted; a batch is one commit")
    parser.add_argument(
        "-t", "--max-retries", type=int, default=0, help="accepted; the worker tries again by itself"
    )
