"""A curator undoes a change at the desk: shown first, then done, and taken back again."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.urls import reverse

from archive.models import Article, LedgerEntry, Veto

TEXT = "昨天上午，柳河镇举行春季义务植树活动，三百多名干部群众来到河堤。\n分享到：微信 微博 QQ空间"


@pytest.fixture
def dropped(store_record):
    store_record(id="a", text=TEXT)
    return LedgerEntry.objects.get(stage="cleaning")


def undoing(entry):
    return reverse("admin:archive_ledgerentry_undo", args=[entry.pk])


def published():
    return "\n".join(Article.objects.get().paragraphs.values_list("text", flat=True))


def test_the_entry_leads_to_its_undoing(desk, dropped):
    page = desk.get(reverse("admin:archive_ledgerentry_change", args=[dropped.pk]))
    assert undoing(dropped) in page.content.decode()


def test_the_article_leads_to_its_ledger(desk, dropped):
    page = desk.get(reverse("admin:archive_article_change", args=[Article.objects.get().pk]))
    ledger = (
        reverse("admin:archive_ledgerentry_changelist")
        + f"?raw_document__id__exact={dropped.raw_document_id}"
    )
    assert ledger in page.content.decode()
    listed = desk.get(ledger).context["cl"].queryset
    assert dropped in listed


def test_what_would_change_is_shown_before_anything_is_done(desk, dropped):
    page = desk.get(undoing(dropped))
    assert "分享到：微信" in page.content.decode()
    assert "分享到" not in published()


def test_confirmed_it_is_done_and_remembered(desk, dropped):
    desk.post(undoing(dropped))
    assert "分享到" in published()
    assert Veto.objects.get().decided_by == User.objects.get(username="curator").username
    assert "撤销" in LogEntry.objects.latest("pk").change_message


def test_it_can_be_taken_back(desk, dropped):
    desk.post(undoing(dropped))
    chosen = {"action": "redo", "_selected_action": [Veto.objects.get().pk]}
    desk.post(reverse("admin:archive_veto_changelist"), chosen)
    assert "分享到" not in published()
    assert not Veto.objects.exists()


def test_what_cannot_be_undone_says_why(desk, dropped):
    article = Article.objects.get()
    article.lock("paragraphs")
    article.save()
    page = desk.post(undoing(dropped), follow=True)
    assert "段落由编目员改过" in page.content.decode()
    assert "分享到" not in published()


def test_nobody_else_may_undo(client, django_user_model, dropped):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.post(undoing(dropped)).status_code == 403
    assert client.get(undoing(dropped)).status_code == 403
    assert "分享到" not in published()
