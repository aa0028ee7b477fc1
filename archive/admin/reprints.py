"""Reprints: pairs of articles with like texts, to confirm or to refuse."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.readonly import ReadOnlyAdmin
from archive.models import Reprint
from archive.reprints import decide


@admin.register(Reprint)
class ReprintAdmin(ReadOnlyAdmin):
    """What a machine found is not edited; a curator decides, and that holds at every later load."""

    list_display = ("first", "second", "kind", "share", "figures", "decision", "decided_by", "compared")
    list_filter = ("kind", "decision", "decided_by")
    list_select_related = ("first", "second")
    search_fields = ("first__title", "second__title", "first__public_id", "second__public_id")
    actions = ("same", "different", "undecided")
    list_per_page = 50

    @admin.display(description=_("相同的比例"), ordering="resemblance")
    def share(self, pair):
        return f"{pair.resemblance:.0%}"

    @admin.display(description=_("数字与日期"))
    def figures(self, pair):
        return _("%(same)d 处相符，%(different)d 处不符") % {
            "same": pair.figures_same,
            "different": pair.figures_different,
        }

    @admin.display(description=_("对比"))
    def compared(self, pair):
        address = reverse("comparison", args=[pair.first.public_id, pair.second.public_id])
        return format_html('<a href="{}">{}</a>', address, _("对比"))

    def has_decide_permission(self, request):
        return request.user.has_perm("archive.change_article")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("archive.view_article")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    @admin.action(description=_("所选各对是同文"), permissions=["decide"])
    def same(self, request, queryset):
        self._decide(request, queryset, Reprint.Decision.SAME)

    @admin.action(description=_("所选各对不是同文"), permissions=["decide"])
    def different(self, request, queryset):
        self._decide(request, queryset, Reprint.Decision.DIFFERENT)

    @admin.action(description=_("收回所选各对的决定"), permissions=["decide"])
    def undecided(self, request, queryset):
        self._decide(request, queryset, Reprint.Decision.NONE)

    def _decide(self, request, queryset, decision):
        for pair in (decided := list(queryset.exclude(decision=decision))):
            decide(pair.first, pair.second, decision, request.user)
            for article in (pair.first, pair.second):
                self.log_change(request, article, f"同文关系 {pair}：{decision.label}")
        count = len(decided)
        self.message_user(request, ngettext("已改 %d 对。", "已改 %d 对。", count) % count, messages.SUCCESS)
