"""Raw documents, their ledgers and the loads that brought them: to look at, never to change."""

from django.contrib import admin
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from archive.admin.readonly import ReadOnlyAdmin, ReadOnlyInline
from archive.models import LedgerEntry, Load, RawDocument


class LedgerInline(ReadOnlyInline):
    model = LedgerEntry
    fields = (
        "sequence",
        "stage",
        "rule",
        "reason",
        "start",
        "end",
        "before",
        "after",
        "confidence",
        "vetoed",
    )
    readonly_fields = fields
    show_change_link = False


@admin.register(RawDocument)
class RawDocumentAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "article", "version", "form", "encoding", "size", "received_at")
    list_filter = ("form", "encoding", "load")
    list_select_related = ("article",)
    search_fields = ("file", "sha256", "article__title")
    fields = (
        "article", "version", "file", "member", "line", "media_type", "form", "encoding", "size", "sha256",
        "received_at", "load", "given", "raw_text",
    )  # fmt: skip
    readonly_fields = fields
    inlines = (LedgerInline,)

    def get_queryset(self, request):
        found = super().get_queryset(request).defer("data", "raw_text")
        return found.annotate(size_in_bytes=Length("data"))  # counted where it lies, not fetched

    @admin.display(description=_("字节"), ordering="size_in_bytes")
    def size(self, raw):
        return raw.size_in_bytes


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    list_display = ("raw_document", "sequence", "stage", "rule", "reason", "confidence", "vetoed")
    list_filter = ("stage", "vetoed", "rule")
    list_select_related = ("raw_document",)
    search_fields = ("before", "after", "reason")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("raw_document__data", "raw_document__raw_text")


@admin.register(Load)
class LoadAdmin(ReadOnlyAdmin):
    list_display = ("started_at", "finished_at", "paths", "counts")
