"""Our backend does what Haystack's own tests ask of its Whoosh engine, but for what is named."""

import pytest

from tests.conformance import haystack, suite


def test_haystacks_own_tests_pass_over_our_backend():
    run = haystack.run()
    assert run.plain.passed
    assert run.surprises == []


def test_every_amended_test_is_listed_with_a_reason():
    amended = haystack.tomllib.loads(haystack.AMENDMENTS.read_text())
    assert amended.keys() <= suite.listed(haystack.EXCEPTIONS).keys()


def test_an_amended_test_that_fails_is_a_surprise():
    run = haystack.Run(suite.Run({"test": "passed"}, {}), suite.Run({"test": "failed"}, {}))
    assert run.surprises == ["as amended, test: failed, expected passed"]


SOURCE = """
class First:
    def test(self):
        assert f() == 1


class Second:
    def test(self):
        assert f() == 1
"""


def test_a_passage_is_amended_in_its_own_class(tmp_path):
    (tmp_path / "tests.py").write_text(SOURCE)
    haystack.amend(tmp_path, "tests.py::First::test", [{"theirs": "== 1", "ours": "== 2"}])
    assert (tmp_path / "tests.py").read_text() == SOURCE.replace("== 1", "== 2", 1)


@pytest.mark.parametrize("name", ["tests.py::First::test", "tests.py::Third::test"])
def test_a_passage_that_is_not_there_cannot_be_amended(tmp_path, name):
    (tmp_path / "tests.py").write_text(SOURCE)
    with pytest.raises(ValueError, match="does not hold"):
        haystack.amend(tmp_path, name, [{"theirs": "== 3", "ours": "== 2"}])
