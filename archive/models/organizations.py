"""Bodies as authority records: one preferred name each, other names beside it, what they were part of and became."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.authorities import (
    AuthorityQuerySet,
    Place,
    refuse_circle,
    refuse_namesake,
    surviving,
)
from archive.text import divisions
from archive.text.folding import fold


def _names(mention):
    """All the names by which the bodies of a mention may be known."""
    return filter(None, (mention.preferred, mention.parent, mention.successor, *_full_names(mention)))


def _full_names(mention):
    """Of a mention's standard names those that say their place in full, and so are one body's alone."""
    division = divisions.by_code(mention.place) if mention.place else None
    if division is None:
        return ()
    city = divisions.city_of(division.code)
    place = division.name if city in (None, division) else city.name + division.name
    return tuple(name for name in mention.aliases if fold(name).startswith(fold(place)))


class OrganizationQuerySet(AuthorityQuerySet):
    def for_mention(self, mention):
        """The body that an `OrganizationMention` means, made when it is new; its spelling becomes an alias."""
        return self.for_mentions([mention])[0]

    def for_mentions(self, mentions):
        """The bodies that the mentions mean, in their order: by preferred name, by a standard name that says its place,
        by a name that a curator gave; else made, with the bodies above and after it. How a text spells a body becomes
        an alias."""
        if not mentions:
            return []
        known = self._known({fold(name) for mention in mentions for name in _names(mention)})
        places = {place.code: place for place in Place.objects.filter(code__in={m.place for m in mentions})}
        above = {mention.parent for mention in mentions}  # made first, from what the text says of them
        leading, others = [], []
        for mention in sorted(mentions, key=lambda mention: mention.preferred not in above):
            if fold(mention.preferred) not in known:
                body, full = self._settle(mention, known, places), _full_names(mention)
                leading += [(body, each) for each in (mention.preferred, *full)]
                others += [(body, each) for each in mention.aliases if each not in full]
        bodies = [known[fold(mention.preferred)] for mention in mentions]
        others += zip(bodies, (mention.name for mention in mentions), strict=True)
        OrganizationAlias.objects.add(leading, leads=True)
        OrganizationAlias.objects.add(others)
        return bodies

    def _settle(self, mention, known, places):
        """The body of a mention whose preferred name is not known: found by its full names, or made."""
        name = fold(mention.preferred)
        namesakes = {known[fold(full)] for full in _full_names(mention) if fold(full) in known}
        known[name] = namesakes.pop() if len(namesakes) == 1 else self._make(mention, known, places)
        return known[name]

    def _make(self, mention, known, places):
        """A new body, with those above and after it."""
        own = fold(mention.preferred)
        related = {
            role: self._plain(name, mention, known, places)
            for role, name in (("parent", mention.parent), ("successor", mention.successor))
            if name and fold(name) != own
        }
        years = {"named_from": mention.since, "named_to": mention.until}
        return self._plain(mention.preferred, mention, known, places, **related, **years)

    def _plain(self, name, mention, known, places, **facts):
        """The body of this name, made when it is new: of the kind and in the place of the mention."""
        if fold(name) not in known:
            known[fold(name)] = self.create(
                public_id=self.new_id(name),
                preferred_name=name,
                kind=mention.kind,
                place=places.get(mention.place),
                **facts,
            )
        return known[fold(name)]

    def _known(self, names):
        """The surviving body of each folded name that has one."""
        if not names:
            return {}
        leading = OrganizationAlias.objects.filter(folded_name__in=names, leads=True)
        bearers = {}
        for alias in leading.select_related("organization__merged_into"):
            bearers.setdefault(alias.folded_name, set()).add(surviving(alias.organization))
        found = {name: bodies.pop() for name, bodies in bearers.items() if len(bodies) == 1}
        preferred = self.filter(folded_name__in=names).select_related("merged_into")
        current_last = preferred.order_by(models.F("merged_into").desc(nulls_last=True))
        return found | {body.folded_name: surviving(body) for body in current_last}


class Organization(models.Model):
    """A body: its preferred name, its other names, what it is, where it belongs and when it existed."""

    class Kind(models.TextChoices):
        PARTY = "party", _("党组织")
        GOVERNMENT = "government", _("政府机关")
        STREET_OFFICE = "street_office", _("街道")
        RESIDENTS_COMMITTEE = "residents_committee", _("居（村）委会、社区")
        HOSPITAL = "hospital", _("医疗机构")
        SCHOOL = "school", _("学校")
        COMPANY = "company", _("企业")
        VOLUNTEER_TEAM = "volunteer_team", _("志愿队伍")
        OTHER = "other", _("其他")

    public_id = models.CharField(_("公开编号"), max_length=10, unique=True, editable=False)
    preferred_name = models.CharField(_("规范名称"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind, default=Kind.OTHER)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name=_("所在地"))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("上级机构")
    )
    named_from = models.PositiveSmallIntegerField(_("此名起用（年）"), null=True, blank=True)
    named_to = models.PositiveSmallIntegerField(_("此名停用（年）"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("后来的名称"),
    )
    existed_from = models.DateField(_("成立"), null=True, blank=True)
    existed_to = models.DateField(_("撤销"), null=True, blank=True)
    note = models.TextField(_("附注"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("并入")
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = pgettext_lazy("复数", "机构")
        ordering = ("preferred_name",)
        constraints = [
            models.UniqueConstraint(
                fields=["folded_name"], condition=Q(merged_into__isnull=True), name="organization_name_once"
            ),
            models.CheckConstraint(condition=~Q(preferred_name=""), name="organization_named"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="organization_not_into_itself"),
            models.CheckConstraint(
                condition=Q(existed_to__gte=F("existed_from")), name="organization_dates_forward"
            ),
            models.CheckConstraint(
                condition=Q(named_to__gte=F("named_from")), name="organization_years_forward"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organization_not_its_own_part"),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="organization_not_its_successor"),
        ]

    def __str__(self):
        return self.preferred_name

    def save(self, *args, **kwargs):
        self.folded_name = fold(self.preferred_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("organization", args=[self.public_id])

    def clean(self):
        refuse_circle(self)
        refuse_namesake(self, "preferred_name")


class AliasQuerySet(models.QuerySet):
    def add(self, spellings, *, leads=False):
        """Makes (body, name) pairs aliases, but for those that are already, or that are the body's own name."""
        wanted = {
            (body.pk, folded): name for body, name in spellings if (folded := fold(name)) != body.folded_name
        }
        if not wanted:
            return
        bodies = {pk for pk, _ in wanted}
        known = set(self.filter(organization__in=bodies).values_list("organization", "folded_name"))
        if leads:
            self.filter(organization__in=bodies, folded_name__in=[name for _, name in wanted]).update(
                leads=True
            )
        self.bulk_create(
            [
                self.model(organization_id=pk, name=name, folded_name=folded, leads=leads)
                for (pk, folded), name in wanted.items()
                if (pk, folded) not in known
            ],
            ignore_conflicts=True,  # another load may have added it just now
        )


class OrganizationAlias(models.Model):
    """Another name of a body, as texts write it. One alias may belong to many bodies (区委组织部). One
    that `leads` brings later texts to its body: a standard name that says its place, or what a curator decided."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="aliases", verbose_name=_("机构")
    )
    name = models.CharField(_("别名"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    leads = models.BooleanField(_("据此归入"), default=False)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("别名")
        verbose_name_plural = pgettext_lazy("复数", "别名")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["organization", "folded_name"], name="alias_once"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_named"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)
