"""Where a text came from and every change on its way to what is published."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Load(models.Model):
    """One run of load_articles."""

    started_at = models.DateTimeField(_("开始"), auto_now_add=True)
    finished_at = models.DateTimeField(_("结束"), null=True, blank=True)
    paths = models.JSONField(_("路径"), default=list)
    counts = models.JSONField(_("计数"), default=dict)

    class Meta:
        verbose_name = _("装载")
        verbose_name_plural = pgettext_lazy("复数", "装载")
        ordering = ("-started_at",)

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}"


class ImmutableError(TypeError):
    """Somebody tried to change what is kept as it came."""


class RawDocument(models.Model):
    """The bytes of a record as they came. Never changed and never shown to readers; a record of the same
    identity with other bytes is a further version of the same article."""

    class Form(models.TextChoices):
        TEXT = "text", _("文本")
        HTML = "html", _("网页")
        PARAGRAPHS = "paragraphs", pgettext_lazy("复数", "段落")

    article = models.ForeignKey(
        "archive.Article", models.CASCADE, related_name="raw_documents", verbose_name=_("文章")
    )
    version = models.PositiveIntegerField(_("版本"))
    data = models.BinaryField(_("原始字节"))
    sha256 = models.CharField("SHA-256", max_length=64)
    media_type = models.CharField(_("媒体类型"), max_length=100)
    form = models.CharField(_("形式"), max_length=10, choices=Form)
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    raw_text = models.TextField(_("解码后的原文"), blank=True)
    file = models.CharField(_("文件"), max_length=1000)
    member = models.CharField(_("压缩包成员"), max_length=1000, blank=True)
    line = models.PositiveIntegerField(_("行"), null=True, blank=True)
    given = models.JSONField(_("随文件给出的值"), default=dict, blank=True)
    received_at = models.DateTimeField(_("收到"), auto_now_add=True)
    load = models.ForeignKey(Load, models.PROTECT, related_name="raw_documents", verbose_name=_("装载"))

    class Meta:
        verbose_name = _("原始文件")
        verbose_name_plural = pgettext_lazy("复数", "原始文件")
        ordering = ("article", "version")
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="raw_version_once"),
            models.UniqueConstraint(fields=["article", "sha256"], name="raw_bytes_once"),
            models.CheckConstraint(
                condition=Q(form__in=["text", "html", "paragraphs"]), name="raw_form_known"
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="raw_sha256")]

    def __str__(self):
        return f"{self.file}:{self.line}" if self.line else self.file

    def save(self, *args, **kwargs):
        if self.pk and not kwargs.get("force_insert"):
            raise ImmutableError("A raw document is kept as it came; store a new version instead.")
        super().save(*args, **kwargs)


class LedgerEntry(models.Model):
    """One change to a text on its way from raw to published. `start` and `end` are offsets, in code points, in
    the raw document's decoded text."""

    class Stage(models.TextChoices):
        DECODING = "decoding", _("解码")
        RESTORATION = "restoration", _("修复")
        CLEANING = "cleaning", _("清理")
        PARAGRAPHS = "paragraphs", _("分段")
        METADATA = "metadata", _("著录")

    raw_document = models.ForeignKey(
        RawDocument, models.CASCADE, related_name="ledger", verbose_name=_("原始文件")
    )
    sequence = models.PositiveIntegerField(_("序号"))
    stage = models.CharField(_("阶段"), max_length=12, choices=Stage)
    rule = models.CharField(_("规则"), max_length=80)
    reason = models.CharField(_("理由"), max_length=500)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    before = models.TextField(_("改前"), blank=True)
    after = models.TextField(_("改后"), blank=True)
    confidence = models.FloatField(_("把握"))
    vetoed = models.BooleanField(_("已撤销"), default=False)

    class Meta:
        verbose_name = _("改动")
        verbose_name_plural = _("改动账")
        ordering = ("raw_document", "sequence")
        constraints = [
            models.UniqueConstraint(fields=["raw_document", "sequence"], name="ledger_sequence_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="ledger_span_forward"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="ledger_confidence_share"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["decoding", "restoration", "cleaning", "paragraphs", "metadata"]),
                name="ledger_stage_known",
            ),
        ]

    def __str__(self):
        return f"{self.sequence} {self.get_stage_display()} {self.rule}"


class Veto(models.Model):
    """A change that a curator undid. It holds for every later version of the document too: `raw` is what stood at
    [start, end) of the decoded text when it was decided."""

    article = models.ForeignKey(
        "archive.Article", models.CASCADE, related_name="vetoes", verbose_name=_("文章")
    )
    stage = models.CharField(_("阶段"), max_length=12, choices=LedgerEntry.Stage)
    rule = models.CharField(_("规则"), max_length=80)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    raw = models.TextField(_("原文"))
    drops = models.BooleanField(_("是删去"))
    decided_by = models.CharField(_("决定人"), max_length=150)
    decided_at = models.DateTimeField(_("决定时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("撤销")
        verbose_name_plural = pgettext_lazy("复数", "撤销")
        ordering = ("article", "start", "pk")
        # Two versions of a document may have different passages at one span, so the span alone is not unique.
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="veto_span_not_empty")]

    def __str__(self):
        return f"{self.get_stage_display()} {self.rule} {self.raw[:20]}"
