"""Organizations with their other names."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from archive.models import Organization, OrganizationAlias


class AliasInline(admin.TabularInline):
    model = OrganizationAlias
    fields = ("name",)
    extra = 1


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    list_display = ("preferred_name", "kind", "place", "articles_count", "merged_into")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("place", "merged_into")
    search_fields = ("preferred_name", "folded_name", "aliases__name")
    autocomplete_fields = ("place", "merged_into")
    readonly_fields = ("public_id",)
    inlines = (AliasInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(articles_number=Count("articles", distinct=True))

    @admin.display(description=_("文章"), ordering="articles_number")
    def articles_count(self, organization):
        return organization.articles_number

    def save_model(self, request, obj, form, change):
        if not obj.public_id:
            obj.public_id = Organization.objects.new_id(obj.preferred_name)
        super().save_model(request, obj, form, change)
