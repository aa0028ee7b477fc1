"""What changed and must be indexed. Rows are written by database triggers."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """An article that changed, was added or was deleted. Many rows may name one article."""

    article_id = models.BigIntegerField(_("文章"))
    created_at = models.DateTimeField(_("记入"), db_default=Now())

    class Meta:
        app_label = "search"
        db_table = "search_outbox"
        verbose_name = _("待索引")
        verbose_name_plural = _("待索引")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.pk}: {self.article_id}"
