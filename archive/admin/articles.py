"""Articles: the list a curator works with, and paragraph editing inside the article."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive import reprints
from archive.admin.evidence import EvidenceInline
from archive.admin.readonly import ReadOnlyInline
from archive.curation import record_decisions, set_status, settle_doubts
from archive.models import Article, Paragraph, RawDocument
from archive.paragraphs import rearrange


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


class ArticleForm(forms.ModelForm):
    """`seen` carries when the article was last changed as the curator saw it, so that a form that was open while
    an import or another curator changed the article does not undo that, unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.updated_at.isoformat()
        if "authors" in self.fields:  # compared with what is stored: a form that is older is refused anyway
            self.fields["authors"].show_hidden_initial = False

    def clean_authors(self):
        authors = self.cleaned_data["authors"]
        try:
            return _authors([] if authors is None else authors)
        except (TypeError, KeyError) as error:
            raise forms.ValidationError(
                _('请写成 ["张三", "李四"] 或 [{"name": "张三", "role": "记者"}]。')
            ) from error

    def clean_seen(self):
        if self.cleaned_data["seen"] not in ("", self.initial["seen"]):
            raise forms.ValidationError(_("这篇文章在您打开之后有了改动。请重新打开，再作修改。"))
        return self.cleaned_data["seen"]


def _authors(stated):
    """Authors as the article keeps them. Raises TypeError or KeyError for what names nobody."""
    if not isinstance(stated, list):
        raise TypeError(stated)
    return [_author({"name": each} if isinstance(each, str) else {**each}) for each in stated]


def _author(stated):
    name, role = stated["name"], stated.get("role", "")
    if not isinstance(name, str) or not isinstance(role, str) or not name.strip():
        raise TypeError(stated)
    return {"name": name.strip(), "role": role.strip()}


class ParagraphForm(forms.ModelForm):
    """A number only says where the paragraph shall stand: two may have the same, until the article is saved."""

    class Meta:
        model = Paragraph
        fields = ("number", "kind", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "cols": 90})}


class ParagraphFormSet(forms.BaseInlineFormSet):
    def validate_unique(self):
        pass


class ParagraphInline(admin.StackedInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    extra = 0
    max_num = 3000  # of Django's own 1,000 a long article falls short
    classes = ("collapse",)


class RawDocumentInline(ReadOnlyInline):
    model = RawDocument
    fields = ("version", "file", "line", "encoding", "sha256", "received_at")
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).defer("data", "raw_text")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    form = ArticleForm
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
        "public_id", "external_id", "on_site", "ledger", "doubts_in_full", "locked", "extra", "created_at", "updated_at",
    )  # fmt: skip
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "title_basis",
                    "kicker",
                    "status",
                    "on_site",
                    "ledger",
                    "doubts_in_full",
                    "seen",
                )
            },
        ),
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
    actions = ("publish", "withhold", "to_review", "settle")
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

    @admin.display(description=_("改动账"))
    def ledger(self, article):
        if not article.current_raw_id:
            return "—"
        address = reverse("admin:archive_ledgerentry_changelist")
        query = urlencode({"raw_document__id__exact": article.current_raw_id})
        return format_html('<a href="{}?{}">{}</a>', address, query, _("逐条看，可撤销"))

    def has_add_permission(self, request):
        return False  # articles come from documents: load_articles keeps their bytes

    def has_delete_permission(self, request, obj=None):
        return False  # its raw bytes are kept for ever: an article is withheld instead

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST":
            return self.get_queryset(request).select_for_update().get(pk=found.pk)
        return found

    def save_formset(self, request, form, formset, change):
        if formset.model is not Paragraph:
            super().save_formset(request, form, formset, change)
            return
        edited = formset.save(commit=False)  # also lists, for the history, what is new, changed and deleted
        if formset.has_changed():
            rearrange(form.instance, edited, formset.deleted_objects)
            record_decisions(form.instance, ["paragraphs"], request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record_decisions(form.instance, form.changed_data, request.user)
        reprints.link(form.instance)
        if "duplicate_of" in form.changed_data:
            reprints.regroup([form.instance.pk])

    @admin.action(description=_("发布所选文章"), permissions=["change"])
    def publish(self, request, queryset):
        self._set_status(request, queryset, Article.Status.PUBLISHED)

    @admin.action(description=_("撤下所选文章"), permissions=["change"])
    def withhold(self, request, queryset):
        self._set_status(request, queryset, Article.Status.WITHHELD)

    @admin.action(description=_("送审所选文章"), permissions=["change"])
    def to_review(self, request, queryset):
        self._set_status(request, queryset, Article.Status.IN_REVIEW)

    @admin.action(description=_("所选文章的待核之处已核"), permissions=["change"])
    def settle(self, request, queryset):
        for article in (doubtful := list(queryset.exclude(needs_review=[]))):
            settle_doubts(article)
            self.log_change(request, article, f"已核：{'；'.join(map(str, article.needs_review))}")
        self._tell_changed(request, len(doubtful))

    def _set_status(self, request, queryset, status):
        for article in (changed := list(queryset.exclude(status=status))):
            set_status(article, status, request.user)
            self.log_change(request, article, f"status: {status}")
        self._tell_changed(request, len(changed))

    def _tell_changed(self, request, count):
        self.message_user(request, ngettext("已改 %d 篇。", "已改 %d 篇。", count) % count, messages.SUCCESS)
