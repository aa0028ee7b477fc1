"""Whoosh's readers, searchers, queries and writers work over our segment files: its own tests say so."""

from tests.conformance import whoosh
from tests.conformance.suite import Run


def test_whooshs_own_tests_pass_over_our_codec():
    run = whoosh.run()
    assert run.outcomes
    assert run.surprises == []


def test_a_failing_test_is_a_surprise_unless_listed():
    outcomes = {"works": "passed", "breaks": "failed", "listed": "failed"}
    assert Run(outcomes, {"listed": "for a reason"}).surprises == ["breaks: failed, expected passed"]


def test_a_listed_test_that_passes_or_is_gone_is_a_surprise():
    run = Run({"works": "passed"}, {"works": "once broken", "gone": "once there"})
    assert run.surprises == ["gone: missing, expected exception", "works: passed, expected exception"]
