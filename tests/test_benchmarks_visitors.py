"""The hostile queries are what they are called, and what went wrong with one is named."""

from benchmarks.visitors.asking import Answer
from benchmarks.visitors.hostile import named
from benchmarks.visitors.queries import QUERIES, addresses


def test_there_are_so_many_different_queries_the_same_each_time():
    assert len(set(addresses())) == QUERIES
    assert addresses() == addresses()


def test_they_can_be_sent_as_they_are():
    assert all(address.isascii() and address.isprintable() and " " not in address for address in addresses())


def test_answers_are_named_by_their_address():
    broken = [Answer(f"/search/?q={number}", 500, 0.1, b"") for number in range(6)]
    assert named(broken[:1]) == "1; 500 /search/?q=0"
    assert named(broken).startswith("6; 500 /search/?q=0; ")
    assert named([]) == "0"
