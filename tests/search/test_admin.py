"""The desk shows how the index stands and what waits."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from archive.models import Article
from search.indexing.documents import backend
from search.outbox.models import OutboxRow
from search.outbox.triggers import EVERY_ARTICLE

LIST = reverse("admin:search_outboxrow_changelist")


@pytest.fixture
def page(admin_client):
    return lambda: admin_client.get(LIST).content.decode()


def test_the_index_is_named_with_its_age(dozen, page):
    shown = page()
    assert backend().reader.current().name in shown
    assert "最近一次写入" in shown


def test_what_waits_is_counted_and_linked(dozen, page):
    Article.objects.filter(pk=dozen[0].pk).update(title="改")
    OutboxRow.objects.create(article_id=EVERY_ARTICLE)
    shown = page()
    assert "<td>2</td>" in shown
    assert reverse("admin:archive_article_change", args=[dozen[0].pk]) in shown
    assert "全部文章" in shown


def test_a_missing_index_is_said_with_its_remedy(dozen, page):
    (backend().path / "CURRENT").unlink()
    shown = page()
    assert "检索用不了" in shown
    assert "python manage.py rebuild_index" in shown


def test_nothing_can_be_changed(admin_client, dozen):
    row = OutboxRow.objects.create(article_id=dozen[0].pk)
    assert admin_client.get(reverse("admin:search_outboxrow_add")).status_code == 403
    assert admin_client.post(reverse("admin:search_outboxrow_delete", args=[row.pk])).status_code == 403
    assert admin_client.get(reverse("admin:search_outboxrow_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize(("group", "status"), [("operator", 200), ("curator", 403)])
def test_operators_may_look(client, db, django_user_model, group, status, index_dir):
    user = django_user_model.objects.create_user("someone", password="a-long-password", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(LIST).status_code == status
