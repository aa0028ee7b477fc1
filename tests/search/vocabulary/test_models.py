"""The curators' tables of words: folded, each thing once, no nonsense."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.vocabulary.models import FieldWord, Synonym

pytestmark = pytest.mark.usefixtures("first_words")


def test_a_fresh_archive_knows_some_words():
    assert FieldWord.objects.filter(text="次密接").exists()
    assert Synonym.objects.filter(text="核检", other="核酸检测").exists()


@pytest.mark.parametrize("text", ["云", "两个 词", "健康，码", "", "隨申辦"])
def test_what_is_no_new_word_is_refused(text):
    with pytest.raises(ValidationError):
        FieldWord(text=text).full_clean()


def test_a_new_word_is_taken():
    FieldWord(text="大白志愿者").full_clean()


@pytest.mark.parametrize(
    ("text", "other"),
    [("核酸检测", "核检"), ("核檢", "核酸檢測"), ("红会", "紅會"), ("，", "核检"), ("", "核检")],
    ids=[
        "the pair turned round",
        "the pair in the other script",
        "one word in two scripts",
        "no letter",
        "nothing",
    ],
)
def test_what_is_no_new_pair_is_refused(text, other):
    with pytest.raises(ValidationError):
        Synonym(text=text, other=other).full_clean()


def test_curators_add_words_and_are_told_when_they_work(client, curator):
    client.force_login(curator)
    answer = client.post(
        reverse("admin:search_fieldword_add"), {"text": "大白志愿者", "note": ""}, follow=True
    )
    assert "rebuild_index" in answer.content.decode()
    assert FieldWord.objects.get(text="大白志愿者").folded == "大白志愿者"
    client.post(reverse("admin:search_synonym_add"), {"text": "大白", "other": "医务人员", "note": ""})
    assert Synonym.objects.get(text="大白").folded_other == "医务人员"
