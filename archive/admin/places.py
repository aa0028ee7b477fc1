"""Places: the administrative divisions, as the program ships them."""

from django.contrib import admin

from archive.admin.readonly import ReadOnlyAdmin
from archive.models import Place


@admin.register(Place)
class PlaceAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("name", "folded_name", "=code")
