"""Organizations with their other names."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.curation import merge_organization
from archive.models import Organization, OrganizationAlias
from archive.text.folding import fold


class AliasFormSet(forms.BaseInlineFormSet):
    """Refuses the same alias twice, also in the other script, which the table of aliases would refuse."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        names = [fold(form.cleaned_data["name"]) for form in kept if form.cleaned_data.get("name")]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("有重复的别名（繁简视为同名）。"))

    def save_new(self, form, commit=True):
        form.instance.leads = True
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        form.instance.leads = True
        return super().save_existing(form, obj, commit)


class AliasInline(admin.TabularInline):
    model = OrganizationAlias
    formset = AliasFormSet
    fields = ("name", "leads")
    readonly_fields = ("leads",)
    extra = 1


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    list_display = ("preferred_name", "kind", "place", "articles_count", "merged_into")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("place", "merged_into")
    search_fields = ("preferred_name", "folded_name", "aliases__name")
    autocomplete_fields = ("place", "parent", "successor", "merged_into")
    readonly_fields = ("public_id",)
    inlines = (AliasInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(articles_number=Count("articles", distinct=True))

    @admin.display(description=pgettext_lazy("复数", "文章"), ordering="articles_number")
    def articles_count(self, organization):
        return organization.articles_number

    def save_model(self, request, obj, form, change):
        if not obj.public_id:
            obj.public_id = Organization.objects.new_id(obj.preferred_name)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if (
            change and "preferred_name" in form.changed_data
        ):  # texts that say the old name mean this body still
            OrganizationAlias.objects.add([(form.instance, form.initial["preferred_name"])], leads=True)
        if form.instance.merged_into_id:
            merge_organization(form.instance)
