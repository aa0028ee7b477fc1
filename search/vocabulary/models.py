"""What curators know of the words of the field: which ones there are, and which mean the same.

Tables and no files, so that a curator can add a word the day it appears, without a release.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.text.folding import fold


class FieldWord(models.Model):
    """A term of the field that jieba would cut into parts: the next index that is built keeps it whole."""

    text = models.CharField(_("词"), max_length=20)
    folded = models.CharField(max_length=40, unique=True, editable=False)
    note = models.CharField(_("附注"), max_length=200, blank=True)

    class Meta:
        app_label = "search"
        verbose_name = _("专门用语")
        verbose_name_plural = pgettext_lazy("复数", "专门用语")
        ordering = ("text",)
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="field_word_not_empty")]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.text)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        folded = fold(self.text)
        if len(folded) < 2 or not folded.isalnum():
            raise ValidationError({"text": _("一个词至少两个字，中间没有空格和标点。")})
        if FieldWord.objects.filter(folded=folded).exclude(pk=self.pk).exists():
            raise ValidationError({"text": _("已有这个词（繁简视为同一个词）。")})


class Synonym(models.Model):
    """Two texts that mean the same: whoever asks for one finds the other too, at once."""

    text = models.CharField(_("词"), max_length=40)
    other = models.CharField(_("同义词"), max_length=40)
    folded_text = models.CharField(max_length=80, editable=False, db_index=True)
    folded_other = models.CharField(max_length=80, editable=False, db_index=True)
    note = models.CharField(_("附注"), max_length=200, blank=True)

    class Meta:
        app_label = "search"
        verbose_name = _("同义词")
        verbose_name_plural = pgettext_lazy("复数", "同义词")
        ordering = ("text", "other")
        constraints = [
            models.UniqueConstraint(fields=["folded_text", "folded_other"], name="synonym_once"),
            models.CheckConstraint(condition=~Q(folded_text=F("folded_other")), name="synonym_of_another"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(other=""), name="synonym_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.text} = {self.other}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_text, self.folded_other = fold(self.text), fold(self.other)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        pair = fold(self.text), fold(self.other)
        if not all(any(map(str.isalnum, text)) for text in pair):
            raise ValidationError(_("两边都要有字。"))
        if pair[0] == pair[1]:
            raise ValidationError({"other": _("繁简写法本来就一起查，不必写成同义词。")})
        either = Q(folded_text=pair[0], folded_other=pair[1]) | Q(folded_text=pair[1], folded_other=pair[0])
        if Synonym.objects.filter(either).exclude(pk=self.pk).exists():
            raise ValidationError(_("已有这一对同义词。"))
