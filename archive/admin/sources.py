"""Sources: the outlets that articles came from."""

from django.contrib import admin

from archive.curation import merge_source
from archive.models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("name", "merged_into")
    list_select_related = ("merged_into",)
    search_fields = ("name", "folded_name")
    autocomplete_fields = ("merged_into",)
    readonly_fields = ("public_id",)

    def save_model(self, request, obj, form, change):
        if not obj.public_id:
            obj.public_id = Source.objects.new_id(obj.name)
        super().save_model(request, obj, form, change)
        if obj.merged_into_id:
            merge_source(obj)
