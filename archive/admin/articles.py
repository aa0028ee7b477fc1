"""Articles: the list a curator works with, and paragraph editing inside the article."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.evidence import EvidenceInline
from archive.admin.readonly import ReadOnlyInline
from archive.curation import record_decisions
from archive.models import Article, Paragraph, RawDocument
from archive.paragraphs import renumber


class NeedsReview(admin.SimpleListFilter):
    title = _("待核")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("yes", _("有待核之处")), ("no", _("无"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.awaiting_review()
        if self.value() == "no":
            return queryset.filter(needs_review=[])
        return queryset


class ParagraphForm(forms.ModelForm):
    class Meta:
        model = Paragraph
        fields = ("number", "kind", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "cols": 90})}


class ParagraphFormSet(forms.BaseInlineFormSet):
    """Numbers only say the order: they are made 1, 2, 3 … when the article is saved."""

    def validate_unique(self):
        pass


class ParagraphInline(admin.StackedInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    extra = 0
    classes = ("collapse",)


class RawDocumentInline(ReadOnlyInline):
    model = RawDocument
    fields = ("version", "file", "line", "encoding", "sha256", "received_at")
    readonly_fields = fields


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ("heading", "published", "city", "source", "status", "doubts", "updated_at")
    list_filter = (
        "status",
        NeedsReview,
        "published_precision",
        ("city", admin.RelatedOnlyFieldListFilter),
        "source",
    )
    list_select_related = ("city", "source")
    search_fields = ("title", "kicker", "public_id", "external_id", "paragraphs__text")
    date_hierarchy = "published_on"
    autocomplete_fields = ("source", "city", "places", "organizations", "duplicate_of")
    readonly_fields = (
        "public_id", "external_id", "on_site", "doubts_in_full", "locked", "extra", "created_at", "updated_at",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("title", "title_basis", "kicker", "status", "on_site", "doubts_in_full")}),
        (
            _("发表"),
            {
                "fields": (
                    ("published_on", "published_precision", "published_time"),
                    "published_basis",
                    "source",
                    "authors",
                    "url",
                )
            },
        ),
        (_("地方与机构"), {"fields": ("city", "places", "organizations")}),
        (
            _("管理"),
            {
                "classes": ("collapse",),
                "fields": (
                    "public_id",
                    "external_id",
                    "duplicate_of",
                    "locked",
                    "extra",
                    "created_at",
                    "updated_at",
                ),
            },
        ),
    )
    inlines = (ParagraphInline, EvidenceInline, RawDocumentInline)
    actions = ("publish", "withhold", "to_review")
    save_on_top = True
    list_per_page = 50

    @admin.display(description=_("标题"), ordering="title")
    def heading(self, article):
        return article.display_title

    @admin.display(description=_("日期"), ordering="published_on")
    def published(self, article):
        return article.published or "—"

    @admin.display(description=_("待核"), ordering="needs_review")
    def doubts(self, article):
        return len(article.needs_review) or ""

    @admin.display(description=_("待核之处"))
    def doubts_in_full(self, article):
        return "；".join(map(str, article.needs_review)) or "—"

    @admin.display(description=_("在网站上看"))
    def on_site(self, article):
        if not article.pk or article.status != Article.Status.PUBLISHED:
            return "—"
        return format_html('<a href="{0}">{0}</a>', article.get_absolute_url())

    def has_add_permission(self, request):
        return False  # articles come from documents: load_articles keeps their bytes

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        record_decisions(obj, form.changed_data, request.user)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Paragraph and formset.has_changed():
            renumber(form.instance)
            record_decisions(form.instance, ["paragraphs"], request.user)

    @admin.action(description=_("发布所选文章"), permissions=["change"])
    def publish(self, request, queryset):
        self._set_status(request, queryset, Article.Status.PUBLISHED)

    @admin.action(description=_("撤下所选文章"), permissions=["change"])
    def withhold(self, request, queryset):
        self._set_status(request, queryset, Article.Status.WITHHELD)

    @admin.action(description=_("送审所选文章"), permissions=["change"])
    def to_review(self, request, queryset):
        self._set_status(request, queryset, Article.Status.IN_REVIEW)

    def _set_status(self, request, queryset, status):
        changed = 0
        for article in queryset.exclude(status=status):
            article.status = status
            article.save()
            record_decisions(article, ["status"], request.user)
            self.log_change(request, article, f"status: {status}")
            changed += 1
        text = ngettext("已改 %d 篇。", "已改 %d 篇。", changed) % changed
        self.message_user(request, text, messages.SUCCESS)
