"""Every page of the desk answers, in a fixed number of queries, and shows hostile text as text."""

import pytest
from django.contrib import admin
from django.urls import reverse

from archive.models import (
    Article,
    Evidence,
    LedgerEntry,
    Load,
    Organization,
    Place,
    RawDocument,
    Reprint,
    Source,
    Veto,
)
from tests.archive.test_store import NEWS

MODELS = [Article, Evidence, LedgerEntry, Load, Organization, Place, RawDocument, Reprint, Source, Veto]
READ_ONLY = [Evidence, LedgerEntry, Load, Place, RawDocument, Reprint, Veto]
HOSTILE = "<script>alert('存真')</script>\"><img src=x onerror=alert(1)>"


def address(model, page, *args):
    return reverse(f"admin:archive_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def furnished(founding_documents, load, store_record):
    """At least one row of every model."""
    from archive.ingest.store import store

    store(founding_documents[0], load)
    store_record(id="a", organizations=["某局"], source="某报", authors=["张三"], city="苏州市", date="2021")
    veto_something(Article.objects.first())
    pair_up(*Article.objects.order_by("pk")[:2])


def veto_something(article):
    Veto.objects.create(
        article=article, stage="cleaning", rule="某", start=0, end=1, raw="某", drops=True, decided_by="某"
    )


def pair_up(first, second):
    Reprint.objects.get_or_create(first=first, second=second, defaults={"kind": "similar"})


@pytest.fixture(params=["curator", "superuser"])
def user(request, client):
    name = {"curator": "curator", "superuser": "admin_user"}[request.param]
    client.force_login(request.getfixturevalue(name))
    return client


def test_all_models_of_the_archive_are_on_the_desk():
    registered = {model for model in admin.site._registry if model._meta.app_label == "archive"}
    assert registered == set(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_list_search_and_change_page_answer(user, furnished, model):
    row = model.objects.first()
    assert user.get(address(model, "changelist")).status_code == 200
    assert user.get(address(model, "change", row.pk)).status_code == 200
    found = user.get(address(model, "changelist"), {"q": "某"})
    assert found.status_code == 200


def test_front_page_shows_the_queue(user, furnished, store_record):
    waiting = store_record(id="w", title="等人来看的一篇", status="in_review")
    store_record(id="x", title="撤下的一篇", status="withheld", city="乌有市")
    page = user.get(reverse("admin:index"))
    assert waiting in page.context["queue"]
    assert "等人来看的一篇" in page.content.decode()
    assert "撤下的一篇" not in [article.title for article in page.context["queue"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({"q": "暴雨过后"}, ["乙"], id="words of a paragraph"),
        pytest.param({"q": "id-one"}, ["甲"], id="external id"),
        pytest.param({"status__exact": "draft"}, ["甲"], id="status"),
        pytest.param({"review": "yes"}, ["乙"], id="with doubts"),
        pytest.param({"review": "no"}, ["甲"], id="without doubts"),
    ],
)
def test_list_of_articles_finds(desk, store_record, query, expected):
    store_record(id="id-one", title="甲", status="draft", text=NEWS)
    store_record(id="id-two", title="乙", city="乌有市", text=f"{NEWS}\n暴雨过后，树苗都活了下来。")
    page = desk.get(address(Article, "changelist"), query)
    assert [article.title for article in page.context["cl"].queryset] == expected


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_longer_list_asks_no_more_queries(desk, store_record, model, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def make(name):
        fields = {
            "organizations": [f"{name}局"],
            "source": f"{name}报",
            "text": f"&nbsp;{name}下了一场大雨。",
        }
        veto_something(store_record(id=name, city="苏州市", date="2021", **fields))
        before, last = (
            Article.objects.order_by("-pk")[:2][::-1] if Article.objects.count() > 1 else (None, None)
        )
        if before:
            pair_up(before, last)

    for name in "甲乙":
        make(name)
    Organization.objects.update(place=Place.objects.get(name="苏州市"))
    desk.get(address(model, "changelist"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get(address(model, "changelist"))
    for name in "丙丁戊己庚辛":
        make(name)
    Organization.objects.update(place=Place.objects.get(name="苏州市"))
    assert model is Place or model.objects.count() > 6
    with django_assert_num_queries(len(few)):
        desk.get(address(model, "changelist"))


@pytest.mark.parametrize("model", [RawDocument, LedgerEntry], ids=lambda model: model.__name__)
def test_lists_do_not_fetch_the_bytes(desk, furnished, model):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        page = desk.get(address(model, "changelist"))
    assert page.context["cl"].result_count
    assert not [query for query in asked if '"raw_text",' in query["sql"] or '"data",' in query["sql"]]


def test_size_of_a_raw_document_is_its_bytes(desk, furnished):
    raw = RawDocument.objects.first()
    page = desk.get(address(RawDocument, "changelist"), {"q": raw.sha256})
    assert f'<td class="field-size">{len(raw.data)}</td>' in page.content.decode()


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_what_is_kept_as_it_came_is_changed_by_nobody(user, furnished, model):
    before = list(model.objects.values_list())
    row = model.objects.first()
    assert user.post(address(model, "change", row.pk), {"data": "x"}).status_code == 403
    assert user.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert user.get(address(model, "add")).status_code == 403
    assert user.post(address(model, "add"), {}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    user.post(address(model, "changelist"), chosen)
    assert list(model.objects.values_list()) == before


def test_articles_come_from_documents_only(user):
    assert user.get(address(Article, "add")).status_code == 403


@pytest.mark.parametrize("page", ["auth_user_changelist", "auth_user_add", "auth_group_changelist"])
def test_curator_does_not_reach_accounts(desk, admin_user, page):
    assert desk.get(reverse(f"admin:{page}")).status_code == 403
    assert desk.get(reverse("admin:auth_user_change", args=[admin_user.pk])).status_code == 403


@pytest.mark.parametrize("page", [reverse, address], ids=["front page", "list"])
def test_strangers_are_sent_to_the_door(client, db, page):
    url = reverse("admin:index") if page is reverse else address(Article, "changelist")
    answer = client.get(url)
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_hostile_text_is_shown_as_text(chief, store_record):
    article = store_record(
        id=HOSTILE, title=HOSTILE, kicker=HOSTILE, source=HOSTILE, authors=[HOSTILE], city=HOSTILE,
        organizations=[HOSTILE], colour=HOSTILE, paragraphs=[f"雨{HOSTILE}"], status="in_review",
    )  # fmt: skip
    pages = [address(model, "changelist") for model in MODELS]
    rows = (article, article.organizations.get(), article.source, article.raw_documents.get())
    pages += [address(type(row), "change", row.pk) for row in rows]
    pages += [address(Article, "history", article.pk), reverse("admin:index")]
    shown = 0
    for page in pages:
        html = chief.get(page).content.decode()
        assert "<script>alert" not in html, page
        assert "<img src=x" not in html, page
        shown += "&lt;script&gt;alert" in html
    assert shown >= 8
