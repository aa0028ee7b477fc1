"""Which articles print the same text: what finds them, what was found, and what a curator decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.articles import Article


class Fingerprint(models.Model):
    """What is remembered of an article's text to find it again. `digest` is equal for texts that are equal after
    folding, and empty for one too short to tell. `group` is the key of the articles that print one text: one of
    them, not always the earliest, so that a change of the earliest changes no other row; empty for one alone."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="fingerprint", verbose_name=_("文章")
    )
    digest = models.CharField(max_length=32, db_index=True, editable=False)
    length = models.PositiveIntegerField(editable=False)
    group = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="grouped", editable=False
    )

    def __str__(self):
        return self.digest


class SampledShingle(models.Model):
    """A member of the sketch of an article's text: articles are looked up by those that they share."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="sampled_shingles")
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "article"], name="shingle_once_an_article")]

    def __str__(self):
        return str(self.key)


class ReprintQuerySet(models.QuerySet):
    def of(self, article):
        """The pairs that an article is one of."""
        return self.filter(Q(first=article) | Q(second=article))

    def undecided(self):
        return self.filter(decision="")

    def decided(self):
        return self.exclude(decision="")


class Reprint(models.Model):
    """Two articles with like texts, `first` the one that was loaded first. What a machine found is replaced when
    either text changes; what a curator decided stays."""

    class Kind(models.TextChoices):
        EQUAL = "equal", _("文字相同")
        SIMILAR = "similar", _("文字有改动")
        EXCERPT = "excerpt", _("节录")
        SAME_FORM = "same_form", _("同一格式，所记不同")
        STATED = "stated", _("编目员认定")

    class Decision(models.TextChoices):
        NONE = "", _("未定")
        SAME = "same", _("是同文")
        DIFFERENT = "different", _("不是同文")

    first = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("先入库的"))
    second = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("后入库的"))
    kind = models.CharField(_("类别"), max_length=9, choices=Kind)
    resemblance = models.FloatField(_("相同的比例"), default=0.0)
    containment = models.FloatField(_("占较短一篇的比例"), default=0.0)
    figures_same = models.PositiveIntegerField(_("相符的数字与日期"), default=0)
    figures_different = models.PositiveIntegerField(_("不符的数字与日期"), default=0)
    found_at = models.DateTimeField(_("发现"), auto_now_add=True)
    decision = models.CharField(
        _("编目员的决定"), max_length=9, choices=Decision, default=Decision.NONE, blank=True
    )
    decided_by = models.CharField(_("谁定的"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("何时定的"), null=True, blank=True)

    objects = ReprintQuerySet.as_manager()

    class Meta:
        verbose_name = _("同文关系")
        verbose_name_plural = pgettext_lazy("复数", "同文关系")
        ordering = ("-found_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="reprint_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="reprint_pair_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["equal", "similar", "excerpt", "same_form", "stated"]),
                name="reprint_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", "same", "different"]), name="reprint_decision_known"
            ),
            models.CheckConstraint(
                condition=Q(resemblance__gte=0, resemblance__lte=1, containment__gte=0, containment__lte=1),
                name="reprint_likeness_share",
            ),
        ]

    def __str__(self):
        return f"{self.first_id} ~ {self.second_id} {self.get_kind_display()}"

    @property
    def joins(self):
        """Whether the two print one text, so that a list may show them as one."""
        return self.decision == self.Decision.SAME or (
            not self.decision and self.kind in (self.Kind.EQUAL, self.Kind.SIMILAR)
        )

    @property
    def bars(self):
        """Whether the two must not stand in one group, even where both are like a third."""
        return self.decision == self.Decision.DIFFERENT or (
            not self.decision and self.kind == self.Kind.SAME_FORM
        )

    def other_key(self, key):
        """The key of the other article of the pair."""
        return self.second_id if self.first_id == key else self.first_id

    def differs_from(self, found):
        """Whether a machine now finds something else of the same pair."""
        names = ("kind", "resemblance", "containment", "figures_same", "figures_different")
        return any(getattr(self, name) != getattr(found, name) for name in names)
