"""The desk's view of what waits to be indexed, and of the index itself: to look at, never to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.admin.readonly import ReadOnlyAdmin
from search.engine.errors import IndexUnavailable
from search.indexing.status import index_status, outbox_status
from search.outbox.models import OutboxRow
from search.outbox.triggers import EVERY_ARTICLE
from search.vocabulary import admin as vocabulary_admin

__all__ = ["OutboxAdmin", "vocabulary_admin"]


@admin.register(OutboxRow)
class OutboxAdmin(ReadOnlyAdmin):
    list_display = ("id", "article", "created_at")
    ordering = ("pk",)
    show_full_result_count = False  # a load leaves millions

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        state = {"title": _("索引与待索引的改动"), "outbox": outbox_status(), **_index()}
        return super().changelist_view(request, {**state, **(extra_context or {})})

    @admin.display(description=_("文章"), ordering="article_id")
    def article(self, row: OutboxRow) -> str:
        if row.article_id == EVERY_ARTICLE:
            return str(_("全部文章"))
        address = reverse("admin:archive_article_change", args=[row.article_id])
        return format_html('<a href="{}">{}</a>', address, row.article_id)


def _index() -> dict[str, Any]:
    try:
        return {"index": index_status()}
    except IndexUnavailable as error:
        return {"problem": str(error), "remedy": error.remedy}
