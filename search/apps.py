from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("检索")

    def ready(self) -> None:
        from search.outbox import triggers

        pre_migrate.connect(triggers.before_migration, sender=self, dispatch_uid="search.triggers.drop")
        post_migrate.connect(triggers.after_migration, sender=self, dispatch_uid="search.triggers.create")
