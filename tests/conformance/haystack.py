"""Haystack's own Whoosh tests over our backend: `script/conformance haystack`, with arguments for pytest if need be.

Where ours answers otherwise for a reason, one line of a test is amended and the rest of the test is run all the same.
"""

from __future__ import annotations

import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance import releases, suite

HERE = Path(__file__).parent
EXCEPTIONS, AMENDMENTS = HERE / "haystack_exceptions.txt", HERE / "haystack_amendments.toml"
PLUGIN = "tests.conformance.over_our_backend"
DJANGO = ["-p", "pytest_django.plugin", "--ds", "tests.conformance.haystack_settings"]
# Each set in a process of its own: the first leaves its fields behind in the connections.
SETS = ("test_haystack/whoosh_tests", "test_haystack/multipleindex/tests.py")
IMPORTED = "test_haystack/whoosh_tests/test_forms.py::LiveWhooshRoundTripTestCase"  # stands in another module


@dataclass(frozen=True)
class Run:
    """How the tests ended as they are, and how those with an amended line did."""

    plain: suite.Run
    amended: suite.Run

    @property
    def surprises(self) -> list[str]:
        return [*self.plain.surprises, *(f"as amended, {surprise}" for surprise in self.amended.surprises)]

    def report(self) -> str:
        outcomes = self.plain.outcomes
        skipped = sum(outcome == "skipped" for outcome in outcomes.values())
        lines = [
            f"Haystack's Whoosh tests over our backend: {len(outcomes)} tests, {len(outcomes) - skipped} apply, "
            f"{self.plain.passed} pass, {self.amended.passed} more but for one line that is amended."
        ]
        lines += [f"  {name}: {reason}" for name, reason in sorted(self.plain.exceptions.items())]
        lines += [f"  Not as expected: {surprise}" for surprise in self.surprises]
        return "\n".join(lines)


def run(arguments: Sequence[str] = ()) -> Run:
    with tempfile.TemporaryDirectory(prefix="haystack-") as folder:
        tests = _tests_alone(Path(folder))
        outcomes: dict[str, str] = {}
        for tests_of_one_process in SETS:
            outcomes |= _outcomes(tests, [tests_of_one_process, "--deselect", IMPORTED, *arguments])
        plain = suite.Run(outcomes, suite.listed(EXCEPTIONS))
        amendments = tomllib.loads(AMENDMENTS.read_text())
        for name, amendment in amendments.items():
            amend(tests, name, **amendment)
        return Run(plain, suite.Run(_outcomes(tests, [*amendments, *arguments]), {}))


def _tests_alone(folder: Path) -> Path:
    """Without the release's code beside them: Haystack is the installed one."""
    source = releases.unpacked("django-haystack", folder / "source")
    (folder / "tests").mkdir()
    (source / "test_haystack").rename(folder / "tests" / "test_haystack")
    return folder / "tests"


def _outcomes(tests: Path, arguments: Sequence[str]) -> Mapping[str, str]:
    return suite.run(tests, PLUGIN, EXCEPTIONS, [*DJANGO, *arguments]).outcomes


def amend(tests: Path, name: str, theirs: str, ours: str) -> None:
    """Replaces one passage of one test. Raises ValueError where it does not stand there once."""
    file, test_class, function = name.split("::")
    path = tests / file
    text = path.read_text()
    start = re.compile(rf"^class {test_class}\b.*?^    def {function}\b", re.DOTALL | re.MULTILINE).search(
        text
    )
    if start is None:
        raise ValueError(f"there is no {name}")
    rest = re.compile(r"^(?:    )?(?:def|class|@)", re.MULTILINE).search(text, start.end())
    before, body, after = text[: start.end()], text[start.end() :], ""
    if rest:
        body, after = text[start.end() : rest.start()], text[rest.start() :]
    if body.count(theirs) != 1:
        raise ValueError(f"{name} does not hold once: {theirs}")
    path.write_text(before + body.replace(theirs, ours) + after)


if __name__ == "__main__":
    found = run(sys.argv[1:])
    print(found.report())
    sys.exit(bool(found.surprises or not found.plain.outcomes))
