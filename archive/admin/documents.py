"""Raw documents, their ledgers and the loads that brought them: to look at, never to change. A change of a ledger
can be undone, and made again."""

from dataclasses import replace

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Length
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.readonly import ReadOnlyAdmin, ReadOnlyInline
from archive.models import Evidence, LedgerEntry, Load, RawDocument, Veto
from archive.text.differences import differences
from archive.undoing import CannotUndoError, foresee, reason_against, redo, undo


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
    show_change_link = True


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
    list_display = ("__str__", "article", "reason", "shown_before", "shown_after", "confidence", "vetoed")
    list_filter = ("stage", "vetoed", "rule")
    list_select_related = ("raw_document__article",)
    search_fields = ("before", "after", "reason", "raw_document__article__public_id")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("raw_document__data", "raw_document__raw_text")

    @admin.display(description=_("文章"))
    def article(self, entry):
        return entry.raw_document.article

    @admin.display(description=_("改前"))
    def shown_before(self, entry):
        return _shortened(entry.before)

    @admin.display(description=_("改后"))
    def shown_after(self, entry):
        return _shortened(entry.after)

    def get_urls(self):
        undoing = self.admin_site.admin_view(self.undo_view)
        return [path("<int:entry_id>/undo/", undoing, name="archive_ledgerentry_undo"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = self.get_object(request, object_id)
        more = {"reason_against": reason_against(entry)} if entry and _may_decide(request) else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def undo_view(self, request, entry_id):
        """What undoing a change would bring with it; done when that is confirmed."""
        if not _may_decide(request):
            raise PermissionDenied
        entry = get_object_or_404(LedgerEntry.objects.select_related("raw_document__article"), pk=entry_id)
        try:
            return self._undo(request, entry) if request.method == "POST" else self._foresee(request, entry)
        except CannotUndoError as reason:
            self.message_user(request, str(reason), messages.WARNING)
            return redirect("admin:archive_ledgerentry_change", entry.pk)

    def _undo(self, request, entry):
        article = entry.raw_document.article
        undo(entry, request.user.get_username())
        self.log_change(request, article, f"撤销：{entry}：{_shortened(entry.before)}")
        self.message_user(request, _("已撤销这处改动。"), messages.SUCCESS)
        return redirect("admin:archive_article_change", article.pk)

    def _foresee(self, request, entry):
        seen = foresee(entry)
        context = {
            **self.admin_site.each_context(request),
            "title": _("撤销一处改动"),
            "opts": self.opts,
            "entry": entry,
            "article": entry.raw_document.article,
            "seen": seen,
            "fields": [Evidence.Field(name).label for name in seen.fields],
            "changes": [_in_context(change) for change in differences(seen.before, seen.after)],
        }
        return TemplateResponse(request, "admin/archive/ledgerentry/undo.html", context)


def _may_decide(request):
    return request.user.has_perm("archive.change_article")


def _in_context(change, around=80):
    """A change as it is; of what stays the same, what stands around the changes."""
    if change.kind != "equal" or len(change.text) <= 3 * around:
        return change
    return replace(change, text=f"{change.text[:around]} …… {change.text[-around:]}")


def _shortened(text, length=40):
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[:length]}…"


@admin.register(Veto)
class VetoAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "article", "decided_by", "decided_at")
    list_filter = ("stage", "decided_by")
    list_select_related = ("article",)
    search_fields = ("raw", "article__title", "article__public_id")
    actions = ("redo",)

    @admin.action(description=_("恢复所选改动"), permissions=["decide"])
    def redo(self, request, queryset):
        done = 0
        for veto in queryset.select_related("article__current_raw__load"):
            try:
                redo(veto)
            except CannotUndoError as reason:
                self.message_user(request, f"{veto}: {reason}", messages.WARNING)
                continue
            self.log_change(request, veto.article, f"恢复：{veto}")
            done += 1
        self.message_user(
            request, ngettext("已恢复 %d 处。", "已恢复 %d 处。", done) % done, messages.SUCCESS
        )

    def has_decide_permission(self, request):
        return _may_decide(request)


@admin.register(Load)
class LoadAdmin(ReadOnlyAdmin):
    list_display = ("started_at", "finished_at", "paths", "counts")
