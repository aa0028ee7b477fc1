from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("档案")

    def ready(self):
        post_migrate.connect(_furnish, sender=self, dispatch_uid="archive.furnish")


class ArchiveAdminConfig(AdminConfig):
    """Django's admin, with our own site."""

    default_site = "archive.admin_site.ArchiveAdminSite"


def _furnish(**signal):
    """What every archive holds from its first migration on: the places and the groups."""
    from archive.people import sync_groups
    from archive.places import sync_places

    sync_places()
    sync_groups()
