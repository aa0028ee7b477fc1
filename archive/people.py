"""Groups and the first way in."""

import os
import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

CURATOR_MODELS = ("article", "paragraph", "organization", "organizationalias", "source", "evidence")
WORD_MODELS = ("fieldword", "synonym")
READ_ONLY_MODELS = ("rawdocument", "ledgerentry", "load", "place", "veto")


def sync_groups() -> None:
    """Gives the groups curator and operator at least their permissions; what an operator added stays."""
    from django.apps import apps

    for label in ("archive", "auth", "search"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    archive = Permission.objects.filter(content_type__app_label="archive")
    curator = archive.filter(content_type__model__in=CURATOR_MODELS) | archive.filter(
        content_type__model__in=READ_ONLY_MODELS, codename__startswith="view_"
    )
    words = Permission.objects.filter(content_type__app_label="search", content_type__model__in=WORD_MODELS)
    Group.objects.get_or_create(name="curator")[0].permissions.add(*curator, *words)
    accounts = Permission.objects.filter(content_type__app_label="auth", content_type__model="user")
    waiting = Permission.objects.filter(codename="view_outboxrow")
    Group.objects.get_or_create(name="operator")[0].permissions.add(*curator, *words, *accounts, *waiting)


def first_admin() -> str | None:
    """Creates `admin` when nobody can log in yet. Returns the password if it was made up here, to be shown once."""
    users = get_user_model().objects
    if users.exists():
        return None
    given = os.environ.get("ARCHIVE_ADMIN_PASSWORD")
    password = given or secrets.token_urlsafe(12)
    users.create_superuser("admin", password=password)
    return None if given else password
