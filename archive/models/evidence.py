"""What a field of an article rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.articles import Article


class Evidence(models.Model):
    """One value for one field, who found or decided it, and on what. The values of all origins are kept beside
    each other: a curator's beats a given one, a given one beats a machine's."""

    class Origin(models.TextChoices):
        MACHINE = "machine", _("程序")
        GIVEN = "given", _("随文件给出")
        CURATOR = "curator", _("编目员")

    class Field(models.TextChoices):
        TITLE = "title", _("标题")
        KICKER = "kicker", _("引题")
        SOURCE = "source", _("来源")
        AUTHORS = "authors", _("作者")
        URL = "url", _("原网址")
        PUBLISHED = "published", _("发表日期")
        CITY = "city", _("主要城市")
        PLACES = "places", _("地方")
        ORGANIZATIONS = "organizations", _("机构")
        STATUS = "status", _("状态")
        PARAGRAPHS = "paragraphs", _("段落")

    article = models.ForeignKey(Article, models.CASCADE, related_name="evidence", verbose_name=_("文章"))
    field = models.CharField(_("字段"), max_length=20, choices=Field)
    origin = models.CharField(_("出处"), max_length=7, choices=Origin)
    value = models.TextField(_("值"), blank=True)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    confidence = models.FloatField(_("把握"), default=1.0)
    sentence = models.TextField(_("原句"), blank=True)
    decided_by = models.CharField(_("谁定的"), max_length=150, blank=True)
    recorded_at = models.DateTimeField(_("记录"), auto_now_add=True)

    class Meta:
        verbose_name = _("依据")
        verbose_name_plural = pgettext_lazy("复数", "依据")
        ordering = ("article", "field", "origin", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=["machine", "given", "curator"]), name="evidence_origin_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="evidence_confidence_share"
            ),
        ]

    def __str__(self):
        return f"{self.field}: {self.value}"
