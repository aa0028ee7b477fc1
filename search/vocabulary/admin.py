"""The desk for words of the field."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from search.vocabulary.models import FieldWord, Synonym


@admin.register(FieldWord)
class FieldWordAdmin(admin.ModelAdmin):
    list_display = ("text", "note")
    search_fields = ("text", "folded", "note")

    def save_model(self, request: HttpRequest, obj: FieldWord, form: ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)
        messages.info(request, _("重建索引（rebuild_index）以后，文章才按这个词来切分。"))


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    list_display = ("text", "other", "note")
    search_fields = ("text", "other", "folded_text", "folded_other", "note")
