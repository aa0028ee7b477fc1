"""Whoosh's own tests over our codec: `script/conformance whoosh`, with arguments for pytest if need be."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.conformance import releases, suite

EXCEPTIONS = Path(__file__).with_name("whoosh_exceptions.txt")
PLUGIN = "tests.conformance.over_our_codec"


def run(arguments: Sequence[str] = ()) -> suite.Run:
    with tempfile.TemporaryDirectory(prefix="whoosh-") as folder:
        source = releases.unpacked("whoosh-reloaded", Path(folder))
        return suite.run(source, PLUGIN, EXCEPTIONS, ["tests", *arguments])


if __name__ == "__main__":
    found = run(sys.argv[1:])
    print(found.report("Whoosh's tests over our codec"))
    sys.exit(bool(found.surprises or not found.outcomes))
