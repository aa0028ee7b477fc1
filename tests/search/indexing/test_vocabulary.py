"""An index is cut by the archive's own words as they were when it was built."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from archive.models import Article, Organization
from archive.text import words
from search import indexing
from search.engine import own_words
from search.engine.analysis import query_words
from search.engine.errors import IndexDamaged
from search.indexing import vocabulary
from search.indexing.documents import backend
from search.vocabulary.models import FieldWord

NAME = "梦之队先锋营"


def words_of(text):
    """As the current index cuts a query."""
    backend().reader.probe()
    return query_words(text)


def holding(word):
    """How many documents of the index have the word as a word."""
    from search.engine.ask import Ask, Between

    return backend().reader.answer(Ask(Between("text", word, word), size=0)).total


def test_names_of_authorities_and_words_of_the_field_are_gathered(db):
    Organization.objects.create(public_id="a", preferred_name="雙清突擊營")
    Organization.objects.create(public_id="b", preferred_name="很长很长的一个机构的名称")
    FieldWord.objects.create(text="先锋突击营")
    own = dict(vocabulary.own())
    assert own["双清突击营"] > 0
    assert own["先锋突击营"] > 0
    assert "很长很长的一个机构的名称" not in own


def test_a_word_counts_from_the_next_rebuild_on(dozen, load_records):
    load_records({"id": "n", "title": "简报", "paragraphs": [f"说的是{NAME}的事。"]})
    indexing.drain_all()
    indexing.rebuild()
    assert not indexing.words_have_changed()
    FieldWord.objects.create(text=NAME)
    assert indexing.words_have_changed()
    assert NAME not in words_of(NAME)
    assert holding(NAME) == 0
    indexing.rebuild()
    assert not indexing.words_have_changed()
    assert words_of(f"这是{NAME}吗") == ["这是", NAME, "吗"]
    assert holding(NAME) == 1


def test_what_changes_later_is_cut_as_the_index_was(dozen):
    FieldWord.objects.create(text=NAME)
    indexing.rebuild()
    FieldWord.objects.all().delete()
    words.use(words.dictionary_of([]))
    Article.objects.filter(pk=dozen[0].pk).update(title=f"说{NAME}")
    indexing.drain_all()
    from search.engine.ask import Ask, Between

    assert backend().reader.answer(Ask(Between("title", NAME, NAME), size=0)).total == 1


def test_going_back_goes_back_to_the_words_of_then(dozen):
    FieldWord.objects.create(text=NAME)
    indexing.rebuild()
    assert NAME in words_of(NAME)
    indexing.go_back()
    assert NAME not in words_of(NAME)


def test_probes_and_checks_say_that_a_rebuild_would_cut_otherwise(client, dozen, capsys):
    assert "words: as built" in client.get(reverse("readyz")).content.decode()
    FieldWord.objects.create(text=NAME)
    answer = client.get(reverse("readyz"))
    assert answer.status_code == 200
    assert "words: changed; manage.py rebuild_index uses them" in answer.content.decode()
    call_command("check_index", json=True)
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["words_changed"]) == (True, True)
    call_command("check_index")
    assert "rebuild_index cuts by the new ones" in capsys.readouterr().out


@pytest.mark.parametrize("damage", ["", "双清突击营\t3\n", "a\tb\n", "x\n"])
def test_damaged_words_are_a_damaged_index(dozen, damage):
    FieldWord.objects.create(text=NAME)
    indexing.rebuild()
    path = backend().reader.current().path / own_words.FILE
    path.write_text(damage)
    own_words._dictionary.cache_clear()
    with pytest.raises(IndexDamaged):
        own_words.dictionary(backend().reader.current())
