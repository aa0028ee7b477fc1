"""The commands that build, check and repair the index: Haystack's names and options, never a prompt."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command
from haystack import connections

from archive.models import Article, Paragraph
from search import indexing
from search.engine.ask import Ask, Everything
from search.indexing import building
from search.outbox.models import OutboxRow


def count():
    return connections["default"].get_backend().reader.answer(Ask(Everything())).total


def generation():
    return connections["default"].get_backend().reader.current().name


@pytest.fixture
def drifted(dozen):
    """An index that differs from the database in one article, with nothing in the outbox to tell."""
    Paragraph.objects.filter(article=dozen[0]).update(text="改在背后")
    OutboxRow.objects.all().delete()
    return dozen[0]


@pytest.fixture
def run(capsys):
    """Runs a command and gives back its exit code, what it printed and what it complained of."""

    def run(*arguments):
        capsys.readouterr()
        try:
            call_command(*arguments)
            code = 0
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_check_of_a_whole_index_ends_well(dozen, run):
    code, said, complaint = run("check_index")
    assert (code, complaint) == (0, "")
    assert "equals the database" in said


def test_check_lists_what_differs_and_ends_with_1(drifted, run):
    code, said, complaint = run("check_index")
    assert code == 1
    assert complaint == f"different: archive.article.{drifted.pk}\n"
    assert "differs" in said
    assert run("check_index")[0] == 1  # looking repairs nothing


def test_check_as_json(drifted, run):
    code, said, _ = run("check_index", "--json")
    assert code == 1
    assert json.loads(said) == {
        "ok": False, "repaired": False, "problem": None, "missing": [], "surplus": [],
        "different": [f"archive.article.{drifted.pk}"], "waiting": 0, "words_changed": False,
    }  # fmt: skip


def test_repair_ends_well_and_leaves_nothing_to_find(drifted, run):
    code, said, _ = run("check_index", "--repair", "--json")
    assert code == 0
    assert json.loads(said)["repaired"] is True
    code, said, _ = run("check_index", "--json")
    assert (code, json.loads(said)["ok"]) == (0, True)


def test_what_waits_in_the_outbox_counts_as_a_difference(dozen, run):
    Article.objects.filter(pk=dozen[0].pk).update(status="withheld")
    code, said, _ = run("check_index", "--json")
    assert (code, json.loads(said)["waiting"]) == (1, 1)
    assert json.loads(said)["surplus"] == [f"archive.article.{dozen[0].pk}"]
    assert run("check_index", "--repair")[0] == 0
    assert OutboxRow.objects.count() == 0


@pytest.mark.parametrize("ruin", ["pointer", "manifest", "segments"])
def test_check_names_a_broken_index_with_its_remedy_and_repair_builds_it(dozen, run, ruin):
    path = connections["default"].get_backend().path
    targets = {
        "pointer": [path / "CURRENT"],
        "manifest": list(path.glob("g*/manifest.json")),
        "segments": list(path.glob("g*/*.seg")),
    }[ruin]
    for target in targets:
        target.write_text("")
    code, _, complaint = run("check_index")
    assert code == 1
    assert "manage.py rebuild_index" in complaint
    assert run("check_index", "--repair")[0] == 0
    assert run("check_index")[0] == 0
    assert count() == 12


def test_rebuild_takes_haystacks_options_and_swaps(dozen, run):
    before = generation()
    code, said, _ = run("rebuild_index", "--noinput", "--using", "default", "-b", "100", "-k", "2")
    assert (code, "Indexed 12 articles." in said) == (0, True)
    assert generation() != before


def test_rebuild_if_needed_leaves_a_good_index_alone(dozen, run):
    before = generation()
    assert run("rebuild_index", "--if-needed", "--noinput")[0] == 0
    assert generation() == before


def test_rebuild_if_needed_builds_a_missing_index(dozen, run):
    (connections["default"].get_backend().path / "CURRENT").unlink()
    assert run("rebuild_index", "--if-needed")[0] == 0
    assert count() == 12


def test_haystacks_clear_index_empties_the_index(dozen, run):
    assert run("clear_index", "--noinput")[0] == 0
    assert count() == 0
    assert Article.objects.count() == 12
    assert run("update_index")[0] == 0
    assert count() == 12


def test_update_indexes_all_and_drains(drifted, run):
    Article.objects.filter(pk=drifted.pk + 1).delete()
    code, said, _ = run("update_index", "--batch-size", "5", "--workers", "2")
    assert (code, "Indexed 11 articles." in said) == (0, True)
    assert not indexing.check()


def test_update_builds_a_missing_index(index_dir, load_records, run):
    load_records({"id": "a", "paragraphs": ["甲"]})
    assert run("update_index")[0] == 0
    assert count() == 1


@pytest.mark.parametrize(
    ("options", "indexed"),
    [
        pytest.param(["--age", "1"], 12, id="changed within the hour"),
        pytest.param(["--start", "2999-01-01"], 0, id="changed since"),
        pytest.param(["--end", "2000-01-01T12:00"], 0, id="changed until"),
        pytest.param(["--start", "2000-01-01", "--end", "2999-01-01"], 12, id="between"),
    ],
)
def test_update_of_what_changed_lately(dozen, run, options, indexed):
    assert f"Indexed {indexed} articles." in run("update_index", *options)[1]


def test_update_refuses_what_is_no_date(dozen):
    with pytest.raises(CommandError, match="2022-04-25"):
        call_command("update_index", "--start", "yesterday")


def test_update_with_remove_takes_out_what_is_gone(dozen, run):
    Article.objects.filter(pk=dozen[0].pk).delete()
    OutboxRow.objects.all().delete()
    run("update_index")
    assert count() == 12
    run("update_index", "--remove")
    assert count() == 11


@pytest.mark.django_db(transaction=True)
def test_index_worker_once_drains_and_stops(index_dir, load_records, run):
    load_records({"id": "a", "paragraphs": ["甲"]})
    assert run("index_worker", "--once")[0] == 0
    assert (count(), OutboxRow.objects.count()) == (1, 0)


@pytest.mark.parametrize("workers", ["0", "1", "3"])
def test_rebuild_takes_a_number_of_processes(dozen, run, workers):
    assert run("rebuild_index", "--workers", workers)[0] == 0
    assert run("check_index")[0] == 0


@pytest.mark.parametrize("workers", ["-1", "many", "1.5", ""])
def test_rebuild_refuses_what_is_no_number_of_processes(dozen, workers):
    with pytest.raises(CommandError, match="not a number of processes"):
        call_command("rebuild_index", f"--workers={workers}")


@pytest.mark.django_db(transaction=True)
def test_several_processes_build_the_same_index(index_dir, load_records, run, monkeypatch):
    monkeypatch.setattr(building, "PORTION", 3)
    load_records(*({"id": str(number), "paragraphs": [f"第{number}篇"]} for number in range(10)))
    assert "Indexed 10 articles." in run("rebuild_index", "--workers", "2")[1]
    assert run("check_index")[0] == 0


def test_rebuild_back_returns_to_the_index_before(dozen, run):
    before = generation()
    run("rebuild_index")
    Article.objects.filter(pk=dozen[0].pk).update(title="改在其间")
    code, said, _ = run("rebuild_index", "--back")
    assert (code, said) == (0, f"The index is {before} again.\n")
    assert run("check_index")[0] == 0


def test_rebuild_back_without_an_earlier_index_says_so(dozen):
    with pytest.raises(CommandError, match="no earlier index"):
        call_command("rebuild_index", "--back")


@pytest.fixture
def unwritable(dozen):
    """An index whose locks cannot be taken, as on a read-only disk."""
    for name in ("writer.lock", "rebuild.lock"):
        path = connections["default"].get_backend().path / name
        path.unlink(missing_ok=True)
        path.mkdir()


@pytest.mark.parametrize(
    "arguments", [["rebuild_index"], ["update_index"], ["check_index", "--repair"]], ids=lambda a: a[0]
)
def test_an_index_that_cannot_be_written_is_said_without_a_traceback(drifted, unwritable, arguments):
    with pytest.raises(CommandError, match="lock"):
        call_command(*arguments)
    assert count() == 12


def test_repair_of_an_index_that_waits_only_settles_it(dozen, run):
    before = generation()
    Article.objects.filter(pk=dozen[0].pk).update(title="等着")
    assert run("check_index", "--repair")[0] == 0
    assert generation() == before
