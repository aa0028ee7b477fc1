"""Reprints on the article's page, compared, in the API, at the desk and by the command."""

import io
import json

import lxml.html
import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.urls import reverse

from archive.models import Article, Reprint
from archive.reprints import link
from archive.reprints.comparing import compare, lines
from archive.text.differences import Change
from tests.text.test_likeness import RAIN, bulletin

CHANGED = RAIN.replace("普降大雨", "普降<b>暴雨</b>").replace("傍晚前", "晚上八点")


@pytest.fixture
def pair(store_record):
    """Two articles with one text, the later one reworded and with markup in its title and text."""
    first = store_record(id="a", paragraphs=[RAIN, "完。"], title="大雨", date="2022-04-25", source="甲报")
    second = store_record(
        id="b", paragraphs=[CHANGED, "完。"], title="<script>雨</script>", date="2022-04-26", source="乙报"
    )
    for article in (first, second):
        link(article)
    return first, second


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def section(client, article):
    """The text of the part about reprints, in one line; empty where there is none."""
    found = page(client, article.get_absolute_url()).xpath("//section[@aria-labelledby='reprints']")
    return " ".join(found[0].text_content().split()) if found else ""


def comparison_of(one, other):
    return reverse("comparison", args=[one.public_id, other.public_id])


def test_the_page_names_the_earliest_and_links_the_comparison(client, pair):
    first, second = pair
    shown = section(client, first)
    assert all(
        words in shown for words in ("本篇最早", "按发表日期", "<script>雨</script>", "乙报", "2022年4月26日")
    )
    assert "最早的一篇：大雨" in section(client, second)
    links = page(client, first.get_absolute_url()).xpath("//section[@aria-labelledby='reprints']//a/@href")
    assert links == [second.get_absolute_url(), comparison_of(first, second)]


def test_an_article_alone_has_no_such_part(client, store_record):
    assert section(client, store_record(id="a")) == ""


def test_texts_of_one_form_are_called_so(client, store_record):
    for day in (25, 26):
        article = store_record(id=str(day), paragraphs=[bulletin(day=f"4月{day}日")])
        link(article)
    shown = section(client, article)
    assert "格式相同，所记不同" in shown
    assert "最早" not in shown


@pytest.mark.parametrize("status", ["draft", "in_review", "withheld"])
def test_what_is_not_published_is_in_no_link(client, pair, status):
    first, second = pair
    Article.objects.filter(pk=second.pk).update(status=status)
    assert section(client, first) == ""
    assert client.get(comparison_of(first, second)).status_code == 404
    assert client.get(comparison_of(second, first)).status_code == 404
    body = client.get(f"/api/v1/articles/{first.public_id}").json()
    assert (body["duplicate_of"], body["reprints"]) == (None, [])


@pytest.mark.parametrize("swapped", [False, True])
def test_the_comparison_leads_from_the_earlier_to_the_later(client, pair, swapped):
    one, other = reversed(pair) if swapped else pair
    read = page(client, comparison_of(one, other))
    paragraphs = read.xpath("//div[contains(@class, 'comparison')]/p")
    assert ["is-changed" in each.get("class") for each in paragraphs] == [True, False]
    assert [each.text_content() for each in paragraphs[0].xpath("del")] == ["删：普降大雨", "删：傍晚前"]
    assert [each.text_content() for each in paragraphs[0].xpath("ins")] == [
        "增：普降<b>暴雨</b>",
        "增：晚上八点",
    ]
    assert not read.xpath("//main//script | //main//b")


def test_texts_that_differ_in_script_alone_are_equal(store_record):
    one = store_record(id="a", paragraphs=["據瞭解，有２０人到場。"])
    other = store_record(id="b", paragraphs=["据了解,有20人到场。"])
    found = compare(one, other)
    assert (found.is_equal, found.is_cut) == (True, False)


def test_a_text_too_long_is_compared_in_part(store_record):
    one = store_record(id="a", paragraphs=["雨。" * 20_000])
    found = compare(one, store_record(id="b", paragraphs=["雨。"]))
    assert found.is_cut


def test_an_article_is_not_compared_with_itself_or_nothing(client, pair):
    assert client.get(comparison_of(pair[0], pair[0])).status_code == 404
    assert client.get(reverse("comparison", args=[pair[0].public_id, "aaaaaaaaaa"])).status_code == 404
    assert client.post(comparison_of(*pair)).status_code == 405


def test_a_line_begins_where_either_text_begins_one():
    changes = (
        Change("equal", "甲\n乙"),
        Change("delete", "丙\n丁"),
        Change("insert", "戊"),
        Change("equal", "\n\n己"),
    )
    shown = [[(piece.kind[0], piece.text) for piece in line.pieces] for line in lines(changes)]
    assert shown == [[("e", "甲")], [("e", "乙"), ("d", "丙")], [("d", "丁"), ("i", "戊")], [("e", "己")]]


def test_the_interface_names_reprints_and_the_earliest(client, pair, store_record):
    first, second = pair
    half = store_record(id="c", paragraphs=[RAIN[: len(RAIN) // 2]])
    link(half)
    of_first = client.get(f"/api/v1/articles/{first.public_id}").json()
    of_second = client.get(f"/api/v1/articles/{second.public_id}").json()
    assert (of_first["duplicate_of"], of_second["duplicate_of"]) == (None, first.public_id)
    found = [(each["id"], each["relation"]) for each in of_first["reprints"]]
    assert found == [(second.public_id, "reprint"), (half.public_id, "excerpt")]
    reprint = of_first["reprints"][0]
    assert reprint["url"] == f"http://testserver{second.get_absolute_url()}"
    assert (reprint["date"], 0.8 < reprint["similarity"] < 1) == ("2022-04-26", True)


def test_more_reprints_ask_no_more_queries(client, pair, store_record, django_assert_max_num_queries):
    for number in range(10):
        link(store_record(id=f"n{number}", paragraphs=[f"{RAIN}第{number}号。"], source=f"第{number}报"))
    with django_assert_max_num_queries(30):
        client.get(pair[0].get_absolute_url())


# --- at the desk ------------------------------------------------------------------------------------------------

LIST = "/admin/archive/reprint/"


def act(desk, action):
    return desk.post(LIST, {"action": action, "_selected_action": [Reprint.objects.get().pk]}, follow=True)


def test_a_curator_refuses_confirms_and_reopens(desk, pair):
    answer = desk.get(LIST)
    assert comparison_of(*pair) in answer.content.decode()
    for action, decision, linked in (
        ("different", "different", 0),
        ("same", "same", 1),
        ("undecided", "", 1),
    ):
        assert act(desk, action).status_code == 200
        row = Reprint.objects.get()
        assert (row.decision, row.decided_by) == (decision, "curator" if decision else "")
        copies = desk.get(f"/api/v1/articles/{pair[1].public_id}").json()["reprints"]
        assert len([copy for copy in copies if copy["relation"] == "reprint"]) == linked
    assert LogEntry.objects.filter(change_message__contains="同文关系").count() == 6


def test_a_pair_is_neither_added_nor_edited_nor_deleted(desk, pair):
    row = Reprint.objects.get()
    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{LIST}{row.pk}/change/", {"kind": "equal"}).status_code == 403
    assert desk.get(f"{LIST}{row.pk}/delete/").status_code == 403


def test_who_may_only_look_decides_nothing(client, pair, django_user_model):
    from django.contrib.auth.models import Permission

    looker = django_user_model.objects.create_user("looker", password="a-long-password", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(looker)
    assert client.get(LIST).status_code == 200
    act(client, "different")
    assert Reprint.objects.get().decision == ""


def test_a_curator_compares_what_is_not_published(desk, pair):
    Article.objects.update(status="withheld")
    assert desk.get(comparison_of(*pair)).status_code == 200


# --- the command ------------------------------------------------------------------------------------------------


def run(*arguments):
    out = io.StringIO()
    call_command("find_reprints", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_finds_what_was_not_linked_and_says_what(store_record):
    store_record(id="a", paragraphs=[RAIN])
    store_record(id="b", paragraphs=[RAIN])
    Reprint.objects.all().delete()
    counts = json.loads(run("--json"))
    assert counts == {
        "articles": 2, "groups": 1, "grouped": 2, "equal": 1, "similar": 0, "excerpt": 0, "same_form": 0,
        "stated": 0, "decided": 0,
    }  # fmt: skip
    assert json.loads(run("--json")) == counts
    assert "1 组同文，共 2 篇" in run()


def test_the_command_on_an_empty_archive(db):
    assert json.loads(run("--json"))["articles"] == 0
