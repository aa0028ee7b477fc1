"""Who may do what, and the first way in."""

import pytest
from django.contrib.auth.models import Group

from archive.people import first_admin, sync_groups

pytestmark = pytest.mark.django_db


def may(group, *names):
    held = set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))
    return [name in held for name in names]


def test_curator_edits_articles_and_only_looks_at_what_is_kept_as_it_came():
    assert (
        may("curator", "change_article", "change_paragraph", "add_organization", "change_source")
        == [True] * 4
    )
    assert may("curator", "view_rawdocument", "view_ledgerentry", "view_load", "view_place") == [True] * 4
    assert (
        may("curator", "change_rawdocument", "delete_ledgerentry", "change_place", "change_user")
        == [False] * 4
    )


def test_operator_also_manages_accounts_but_not_what_groups_may():
    assert may("operator", "change_article", "add_user", "change_user") == [True] * 3
    assert may("operator", "change_group") == [False]


def test_operator_makes_nobody_a_superuser(client, django_user_model):
    users = django_user_model.objects
    operator = users.create_user("operator", password="a-long-password", is_staff=True)
    operator.groups.add(Group.objects.get(name="operator"))
    superuser = users.create_superuser("root", password="a-long-password")
    client.force_login(operator)
    page = client.get(f"/admin/auth/user/{operator.pk}/change/")
    assert page.status_code == 200
    assert "is_superuser" not in page.context["adminform"].form.fields
    assert (
        client.get(f"/admin/auth/user/{superuser.pk}/change/").status_code == 302
    )  # not among the accounts shown


def test_what_an_operator_gave_a_group_stays():
    group = Group.objects.get(name="curator")
    extra = Group.objects.get(name="operator").permissions.get(codename="view_user")
    group.permissions.add(extra)
    removed = group.permissions.get(codename="change_article")
    group.permissions.remove(removed)
    sync_groups()
    assert may("curator", "view_user", "change_article") == [True, True]
    assert Group.objects.filter(name__in=["curator", "operator"]).count() == 2


def test_first_admin_gets_a_password_that_works_and_is_made_once(client, monkeypatch):
    monkeypatch.delenv("ARCHIVE_ADMIN_PASSWORD", raising=False)
    password = first_admin()
    assert len(password) >= 12
    assert client.login(username="admin", password=password)
    assert first_admin() is None


def test_given_password_is_taken_and_not_shown(client, monkeypatch, django_user_model):
    monkeypatch.setenv("ARCHIVE_ADMIN_PASSWORD", "a-password-of-mine")
    assert first_admin() is None
    assert client.login(username="admin", password="a-password-of-mine")
    assert django_user_model.objects.get().is_superuser


def test_no_admin_is_made_where_somebody_can_log_in(curator, monkeypatch, django_user_model):
    monkeypatch.setenv("ARCHIVE_ADMIN_PASSWORD", "a-password-of-mine")
    assert first_admin() is None
    assert django_user_model.objects.count() == 1
