"""The index is brought to what the database holds, whatever happens meanwhile."""

from __future__ import annotations

import pytest
from haystack import connections

from archive.models import Article, Paragraph
from search import indexing
from search.engine.ask import Ask, Everything
from search.engine.errors import IndexUnavailable
from search.outbox.models import OutboxRow


def indexed():
    answer = connections["default"].get_backend().reader.answer(Ask(Everything(), size=1000))
    return {int(hit.stored["django_id"]): hit.stored.get("title") for hit in answer.hits}


def halfway(change):
    """A progress hook that changes the archive when some of the articles were read."""

    def progress(documents):
        for number, document in enumerate(documents):
            if number == 5:
                change()
            yield document

    return progress


def test_a_rebuild_indexes_what_is_published_and_settles_the_outbox(dozen):
    Article.objects.filter(pk=dozen[0].pk).update(status="withheld")
    assert indexing.rebuild() == 11
    assert set(indexed()) == {article.pk for article in dozen[1:]}
    assert OutboxRow.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda: Article.objects.filter(identity__endswith="made-up-0").update(title="半途"), "半途", id="changed, already read"),
        pytest.param(lambda: Article.objects.filter(identity__endswith="made-up-11").update(title="半途"), "半途", id="changed, not yet read"),
        pytest.param(lambda: Article.objects.create(public_id="midway", identity="midway", title="半途"), "半途", id="added"),
        pytest.param(lambda: Article.objects.filter(identity__endswith="made-up-1").delete(), None, id="deleted"),
        pytest.param(lambda: Article.objects.filter(identity__endswith="made-up-1").update(status="withheld"), None, id="withheld"),
    ],
)  # fmt: skip
def test_what_changes_during_a_rebuild_is_in_it(dozen, change, expected):
    indexing.rebuild(halfway(change))
    assert set(indexed()) == set(Article.objects.published().values_list("pk", flat=True))
    assert not indexing.check()
    if expected:
        assert expected in indexed().values()
    else:
        assert len(indexed()) == 11


def test_a_paragraph_that_changes_during_a_rebuild_is_in_it(dozen):
    indexing.rebuild(halfway(lambda: Paragraph.objects.filter(article=dozen[0]).update(text="改于半途")))
    assert not indexing.check()


def test_a_failed_rebuild_leaves_the_old_index_serving_and_the_outbox_as_it_was(dozen):
    Article.objects.filter(pk=dozen[0].pk).update(title="等着")

    def fail():
        raise ZeroDivisionError

    path = connections["default"].get_backend().path
    before = {entry.name for entry in path.iterdir()}
    with pytest.raises(ZeroDivisionError):
        indexing.rebuild(halfway(fail))
    assert len(indexed()) == 12
    assert {entry.name for entry in path.iterdir()} == before
    assert OutboxRow.objects.count() == 1
    indexing.drain_all()
    assert not indexing.check()


def test_readers_see_the_whole_old_index_during_a_rebuild(dozen):
    seen = []
    indexing.rebuild(halfway(lambda: seen.append(len(indexed()))))
    assert seen == [12]


def test_ensure_builds_what_is_missing_and_drains_what_waits(index_dir, load_records):
    load_records({"id": "a", "paragraphs": ["甲"]})
    assert indexing.is_needed()
    indexing.ensure()
    assert not indexing.is_needed()
    load_records({"id": "b", "paragraphs": ["乙"]})
    indexing.ensure()
    assert len(indexed()) == 2
    assert not indexing.check()


def test_check_finds_nothing_in_a_whole_index(dozen):
    drift = indexing.check()
    assert not drift
    assert (drift.missing, drift.surplus, drift.different) == ((), (), ())


@pytest.fixture
def drifted(dozen):
    """Three articles that differ each in one way, behind the outbox's back."""
    backend = connections["default"].get_backend()
    keys = [f"archive.article.{article.pk}" for article in dozen[:3]]
    with backend.writer.batch() as batch:
        batch.delete([keys[0]])
        batch.put([{"id": "archive.article.999999", "django_ct": "archive.article", "django_id": "999999"}])
    Paragraph.objects.filter(article=dozen[2]).update(text="库里改了")
    OutboxRow.objects.all().delete()
    return keys


def test_check_names_what_is_missing_surplus_and_different(drifted):
    drift = indexing.check()
    assert drift == indexing.Drift((drifted[0],), ("archive.article.999999",), (drifted[2],))
    assert drift


def test_repair_brings_the_index_to_the_database(drifted):
    indexing.repair(indexing.check())
    assert not indexing.check()
    assert len(indexed()) == 12


def test_refresh_indexes_only_what_is_asked(drifted, dozen):
    assert indexing.refresh(Article.objects.filter(pk=dozen[2].pk)) == 1
    assert indexing.check().different == ()
    assert indexing.check().missing == (drifted[0],)


def test_an_index_that_is_missing_is_unavailable_and_never_empty(index_dir, load_records):
    load_records({"id": "a", "paragraphs": ["甲"]})
    with pytest.raises(IndexUnavailable):
        indexing.check()
    with pytest.raises(IndexUnavailable):
        indexed()


def test_a_repair_takes_the_database_as_it_is_now(dozen):
    (article, *_others) = dozen
    drift = indexing.Drift(missing=(), surplus=(f"archive.article.{article.pk}",), different=())
    indexing.repair(drift)  # what a check saw as surplus may have been indexed meanwhile
    assert not indexing.check()
