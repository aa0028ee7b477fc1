"""Authority records: the places, bodies and outlets that articles speak of, each under one preferred name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.identifiers import public_id
from archive.text.folding import fold


class PlaceQuerySet(models.QuerySet):
    def named(self, name):
        return self.filter(folded_name=fold(name.strip()))

    def with_code(self, code):
        """The place of a division code; None for one that is not in the tables, or none."""
        return self.filter(code=code).first() if code else None

    def within(self, key):
        """The place with this primary key and all below it."""
        return self.filter(Q(pk=key) | Q(parent=key) | Q(parent__parent=key))


class Place(models.Model):
    """An administrative division. A municipality's districts stand directly below it."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        CITY = "city", _("地级")
        DISTRICT = "district", _("县级")

    code = models.CharField(_("区划代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    folded_name = models.CharField(max_length=60, editable=False, db_index=True)
    level = models.CharField(_("级别"), max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("地方")
        verbose_name_plural = pgettext_lazy("复数", "地方")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="place_named"),
            models.CheckConstraint(
                condition=Q(level__in=["province", "city", "district"]), name="place_level_known"
            ),
            models.CheckConstraint(
                condition=Q(level="province", parent__isnull=True)
                | (~Q(level="province") & Q(parent__isnull=False)),
                name="place_parent_by_level",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("place", args=[self.code])

    @property
    def path(self):
        """From the province down to this place."""
        return ([*self.parent.path] if self.parent else []) + [self]

    @property
    def full_name(self):
        return "".join(place.name for place in self.path)


class AuthorityQuerySet(models.QuerySet):
    def current(self):
        """Records that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def named(self, name):
        """The records of this preferred name in either script, the current one first."""
        return self.filter(folded_name=fold(name)).order_by(models.F("merged_into").asc(nulls_first=True))

    def new_id(self, name):
        """The public id for a new record of this name."""
        kind = self.model._meta.model_name
        return public_id(f"{kind}:{fold(name)}", lambda candidate: self.filter(public_id=candidate).exists())


def surviving(record):
    """The record that this one was merged into, at the end of the chain. A form refuses to close a circle; one
    that was made behind its back ends where it would begin again."""
    seen = {record.pk}
    while record.merged_into_id and record.merged_into_id not in seen:
        record = record.merged_into
        seen.add(record.pk)
    return record


def refuse_circle(record):
    """Raises ValidationError when a record would be merged, over however many others, into itself."""
    if record.pk and record.merged_into and surviving(record.merged_into).pk == record.pk:
        raise ValidationError({"merged_into": _("不能并入自己，也不能绕一圈并回自己。")})


def refuse_namesake(record, field):
    """Raises ValidationError when another current record has this name, in either script."""
    namesakes = type(record).objects.current().named(getattr(record, field)).exclude(pk=record.pk)
    if not record.merged_into_id and namesakes.exists():
        raise ValidationError({field: _("已有同名的记录（繁简视为同名）。")})


class SourceQuerySet(AuthorityQuerySet):
    def for_name(self, name):
        """The outlet of this name, made when it is new."""
        known = self.named(name).first()
        return surviving(known) if known else self.create(public_id=self.new_id(name), name=name)


class Source(models.Model):
    """An outlet: a newspaper, a site, a bureau's page."""

    public_id = models.CharField(_("公开编号"), max_length=10, unique=True, editable=False)
    name = models.CharField(_("名称"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("并入")
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("来源")
        verbose_name_plural = pgettext_lazy("复数", "来源")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["folded_name"], condition=Q(merged_into__isnull=True), name="source_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="source_named"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="source_not_into_itself"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        refuse_circle(self)
        refuse_namesake(self, "name")
