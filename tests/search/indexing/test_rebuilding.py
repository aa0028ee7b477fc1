"""A rebuild holds all that changes meanwhile, whatever becomes of it."""

from __future__ import annotations

import json

import pytest
from haystack import connections

from archive.models import Article, Paragraph
from search import indexing
from search.engine import generations
from search.engine.errors import IndexUnavailable
from search.indexing import rebuilding
from search.indexing.rebuilding import index_portion
from search.outbox.models import OutboxRow
from search.outbox.triggers import EVERY_ARTICLE
from search.search_indexes import ArticleIndex


def root():
    return connections["default"].get_backend().path


def generation():
    return connections["default"].get_backend().reader.current()


def fail():
    raise ZeroDivisionError


def interrupt():
    raise KeyboardInterrupt


@pytest.fixture
def portions_built(monkeypatch):
    """The first keys of the portions that rebuilds index, in order."""
    seen = []

    def watched(generation, portion):
        seen.append(portion.first)
        return index_portion(generation, portion)

    monkeypatch.setattr(rebuilding, "index_portion", watched)
    return seen


def test_a_rebuild_indexes_what_is_published_and_settles_the_outbox(dozen, indexed):
    Article.objects.filter(pk=dozen[0].pk).update(status="withheld")
    assert indexing.rebuild() == 11
    assert set(indexed()) == {article.pk for article in dozen[1:]}
    assert OutboxRow.objects.count() == 0


def test_a_rebuild_of_many_portions_holds_each_article_once(dozen, indexed, small_portions):
    assert indexing.rebuild() == 12
    assert set(indexed()) == {article.pk for article in dozen}
    assert not indexing.check()


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
@pytest.mark.parametrize("drained", [False, True], ids=["still waiting", "settled into the old index"])
def test_what_changes_during_a_rebuild_is_in_it(dozen, indexed, halfway, change, expected, drained):
    def disturb():
        change()
        if drained:  # as the worker does
            indexing.drain_all()
            assert not indexing.check()  # readers of the old index see it at once

    indexing.rebuild(halfway(disturb))
    assert set(indexed()) == set(Article.objects.published().values_list("pk", flat=True))
    assert not indexing.check()
    if expected:
        assert expected in indexed().values()
    else:
        assert len(indexed()) == 11


def test_a_paragraph_that_changes_during_a_rebuild_is_in_it(dozen, halfway):
    indexing.rebuild(halfway(lambda: Paragraph.objects.filter(article=dozen[0]).update(text="改于半途")))
    assert not indexing.check()


def test_what_a_migration_deletes_during_a_rebuild_leaves_the_new_index(dozen, indexed, halfway):
    def migrate():
        Article.objects.filter(pk=dozen[0].pk).delete()
        OutboxRow.objects.all().delete()  # no trigger saw it
        OutboxRow.objects.create(article_id=EVERY_ARTICLE)

    indexing.rebuild(halfway(migrate))
    assert set(indexed()) == {article.pk for article in dozen[1:]}


def test_a_failed_rebuild_leaves_the_old_index_serving_and_the_outbox_as_it_was(dozen, indexed, halfway):
    Article.objects.filter(pk=dozen[0].pk).update(title="等着")
    before = {entry.name for entry in root().glob("g*")}
    with pytest.raises(ZeroDivisionError):
        indexing.rebuild(halfway(fail))
    assert len(indexed()) == 12
    assert {entry.name for entry in root().glob("g*")} == before
    assert OutboxRow.objects.count() == 1
    indexing.drain_all()
    assert not indexing.check()


def test_readers_see_the_whole_old_index_during_a_rebuild(dozen, indexed, halfway):
    seen = []
    indexing.rebuild(halfway(lambda: seen.append(len(indexed()))))
    assert seen == [12]


def test_an_interrupted_rebuild_is_gone_on_with(dozen, indexed, halfway, portions_built):
    with pytest.raises(KeyboardInterrupt):
        indexing.rebuild(halfway(interrupt))
    (unfinished,) = generations.unfinished(root())
    done = list(portions_built)
    Article.objects.filter(pk=dozen[0].pk).update(title="改在其间")
    indexing.drain_all()
    assert indexing.rebuild() == 12
    assert generation().name == unfinished.name
    assert len(portions_built) == len(set(portions_built)) == 3 > len(done)
    assert indexed()[dozen[0].pk] == "改在其间"
    assert not indexing.check()


def test_what_an_interrupted_rebuild_lost_is_built_again(dozen, halfway, portions_built):
    with pytest.raises(KeyboardInterrupt):
        indexing.rebuild(halfway(interrupt))
    (unfinished,) = generations.unfinished(root())
    state = json.loads((unfinished.path / "build.json").read_text())
    (run,) = {portion["run"] for portion in state["portions"]} - {None}
    (unfinished.path / run).unlink()  # as when a merge was cut off
    assert indexing.rebuild() == 12
    assert portions_built[0] in portions_built[1:]
    assert not indexing.check()


def test_an_unfinished_build_of_another_version_is_removed(dozen):
    other = generations.create(root(), "of another version")
    indexing.rebuild()
    assert not other.path.exists()
    assert generation().name != other.name


def test_a_rebuild_leaves_nothing_of_the_build_behind(dozen, halfway):
    indexing.rebuild(halfway(lambda: Article.objects.filter(pk=dozen[0].pk).update(title="半途")))
    assert not {"build.json", "draft.json", "changed.log"} & {p.name for p in generation().path.iterdir()}


def test_an_article_that_cannot_be_indexed_is_left_out_and_goes_on_waiting(
    dozen, indexed, monkeypatch, caplog
):
    prepare = ArticleIndex.prepare_title

    def refuse(self, article):
        if article.pk == dozen[3].pk:
            raise RuntimeError("a defect that one text brings out")
        return prepare(self, article)

    with monkeypatch.context() as defective:
        defective.setattr(ArticleIndex, "prepare_title", refuse)
        assert indexing.rebuild() == 11
        assert f"Article {dozen[3].pk} cannot be indexed" in caplog.text
        assert indexing.check().missing == (f"archive.article.{dozen[3].pk}",)
    assert set(indexed()) == {article.pk for article in dozen} - {dozen[3].pk}
    indexing.drain_all()  # once the defect is mended
    assert not indexing.check()


def test_ensure_builds_what_is_missing_and_drains_what_waits(index_dir, load_records, indexed):
    load_records({"id": "a", "paragraphs": ["甲"]})
    assert indexing.is_needed()
    indexing.ensure()
    assert not indexing.is_needed()
    load_records({"id": "b", "paragraphs": ["乙"]})
    indexing.ensure()
    assert len(indexed()) == 2
    assert not indexing.check()


def test_an_index_that_is_missing_is_unavailable_and_never_empty(index_dir, load_records, indexed):
    load_records({"id": "a", "paragraphs": ["甲"]})
    with pytest.raises(IndexUnavailable):
        indexing.check()
    with pytest.raises(IndexUnavailable):
        indexed()


def test_going_back_brings_what_changed_since(dozen, indexed):
    before = generation().name
    Article.objects.filter(pk=dozen[0].pk).update(
        title="一"
    )  # settled by the rebuild into the new index alone
    indexing.rebuild()
    Article.objects.filter(pk=dozen[1].pk).update(title="二")
    Article.objects.filter(pk=dozen[2].pk).delete()
    indexing.drain_all()
    Article.objects.filter(pk=dozen[3].pk).update(title="三")  # still waits
    assert indexing.go_back().name == generation().name == before
    assert {indexed()[article.pk] for article in (dozen[0], dozen[1], dozen[3])} == {"一", "二", "三"}
    assert not indexing.check()
    assert OutboxRow.objects.count() == 0


def test_one_can_go_back_and_forth(dozen):
    first = generation().name
    indexing.rebuild()
    second = generation().name
    indexing.go_back()
    Article.objects.filter(pk=dozen[0].pk).update(title="改")
    indexing.drain_all()
    assert indexing.go_back().name == second != first
    assert not indexing.check()


def test_without_an_earlier_index_there_is_no_way_back(dozen):
    with pytest.raises(indexing.NoWayBackError):
        indexing.go_back()
