"""Evidence: what each field rests on, found, given or decided."""

from django.contrib import admin

from archive.admin.readonly import ReadOnlyAdmin, ReadOnlyInline
from archive.models import Evidence


class EvidenceInline(ReadOnlyInline):
    model = Evidence
    fields = ("field", "value", "origin", "basis", "confidence", "sentence", "decided_by")
    readonly_fields = fields
    show_change_link = False


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("article", "field", "value", "origin", "basis", "confidence")
    list_filter = ("origin", "field")
    list_select_related = ("article",)
    search_fields = ("value", "sentence", "article__title")
