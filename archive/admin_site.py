"""The admin site: what waits for a curator comes first.

It stands beside the package of the models' admins: importing that package registers them, which needs the site.
"""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class ArchiveAdminSite(AdminSite):
    site_title = _("存真")
    site_header = _("存真 · 编目")
    index_title = _("待办")
    index_template = "admin/archive_index.html"

    def index(self, request, extra_context=None):
        from archive.models import Article

        queue = Article.objects.exclude(status=Article.Status.WITHHELD).awaiting_review()
        context = {
            "queue": queue.order_by("-updated_at")[:20],
            "queue_size": queue.count(),
            "status_counts": Article.objects.counts_by_status(),
            **(extra_context or {}),
        }
        return super().index(request, context)
