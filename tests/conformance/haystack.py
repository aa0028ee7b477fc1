"""Haystack's own Whoosh tests over our backend: `script/conformance haystack`, with arguments for pytest if need be.

Where ours answers otherwise for a reason, a passage of a test is amended and the rest of the test is run all the same.
"""

from __future__ import annotations

import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance import releases, suite

HERE = Path(__file__).parent
EXCEPTIONS, AMENDMENTS = HERE / "haystack_exceptions.txt", HERE / "haystack_amendments.toml"
PLUGIN = "tests.conformance.over_our_backend"
OPTIONS = ["-p", "pytest_django.plugin", "--ds", "tests.conformance.haystack_settings", "--disable-warnings"]
# Each in a process of its own: the first leaves its fields behind in the connections.
SETS = ("test_haystack/whoosh_tests", "test_haystack/multipleindex/tests.py")
IMPORTED = "test_haystack/whoosh_tests/test_forms.py::LiveWhooshRoundTripTestCase"  # is of another module


@dataclass(frozen=True)
class Run:
    """How the tests ended as they are, and how those with an amended passage did."""

    plain: suite.Run
    amended: suite.Run

    @property
    def surprises(self) -> list[str]:
        return [*self.plain.surprises, *(f"as amended, {surprise}" for surprise in self.amended.surprises)]

    def report(self) -> str:
        outcomes = self.plain.outcomes
        skipped = sum(outcome == "skipped" for outcome in outcomes.values())
        lines = [
            f"Haystack's Whoosh tests over our backend: of {len(outcomes)} tests Haystack itself leaves out {skipped}. "
            f"{self.plain.passed} pass as they are, {self.amended.passed} of the others as amended."
        ]
        lines += [f"  {name}: {reason}" for name, reason in sorted(self.plain.exceptions.items())]
        lines += [f"  Not as expected: {surprise}" for surprise in self.surprises]
        return "\n".join(lines)


def run(arguments: Sequence[str] = ()) -> Run:
    with tempfile.TemporaryDirectory(prefix="haystack-") as folder:
        tests = _tests_alone(Path(folder))
        outcomes: dict[str, str] = {}
        for one in SETS:
            outcomes |= _outcomes(tests, [one, "--deselect", IMPORTED, *arguments])
        amendments = tomllib.loads(AMENDMENTS.read_text())
        for name, passages in amendments.items():
            amend(tests, name, passages.values())
        amended = _outcomes(tests, [*amendments, *arguments])
        return Run(suite.Run(outcomes, suite.listed(EXCEPTIONS)), suite.Run(amended, {}))


def _tests_alone(folder: Path) -> Path:
    """Without the release's code beside them: Haystack is the installed one."""
    (folder / "source").mkdir()
    (folder / "tests").mkdir()
    source = releases.unpacked("django-haystack", folder / "source")
    (source / "test_haystack").rename(folder / "tests" / "test_haystack")
    return folder / "tests"


def _outcomes(tests: Path, arguments: Sequence[str]) -> Mapping[str, str]:
    return suite.run(tests, PLUGIN, EXCEPTIONS, [*OPTIONS, *arguments]).outcomes


def amend(tests: Path, name: str, passages: Iterable[Mapping[str, str]]) -> None:
    """Puts ours in place of theirs in the class of a test. Raises ValueError where theirs does not stand there once."""
    file, test_class, _ = name.split("::")
    path = tests / file
    text = path.read_text()
    found = re.search(rf"^class {test_class}\b.*?(?=^\S|\Z)", text, re.DOTALL | re.MULTILINE)
    body = found.group() if found else ""
    for passage in passages:
        if body.count(passage["theirs"]) != 1:
            raise ValueError(f"{name} does not hold once: {passage['theirs']}")
        body = body.replace(passage["theirs"], passage["ours"])
    if found:
        path.write_text(text[: found.start()] + body + text[found.end() :])


if __name__ == "__main__":
    found = run(sys.argv[1:])
    print(found.report())
    sys.exit(bool(found.surprises or not found.plain.outcomes))
