"""The article and its paragraphs: what readers see."""

from collections import Counter

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.authorities import Place, Source
from archive.models.organizations import Organization


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=Article.Status.PUBLISHED)

    def awaiting_review(self):
        """What a curator should look at: sent to review, or with something that a machine doubts."""
        return self.filter(Q(status=Article.Status.IN_REVIEW) | ~Q(needs_review=[]))

    def counts_by_status(self):
        """The number of articles of each status, with its label, zero included."""
        counts = dict(self.order_by().values_list("status").annotate(models.Count("pk")))
        return [(status, status.label, counts.get(status.value, 0)) for status in Article.Status]

    def for_display(self):
        """With everything that a row of a list shows, in a fixed number of queries."""
        return self.select_related("city", "source").prefetch_related("organizations")

    def about_place(self, place):
        """Articles whose main city is this place or lies in it, or that speak of this part of their city."""
        within = Place.objects.within(place.pk)
        above = [step.pk for step in place.path[:-1]]
        return self.filter(Q(city__in=within) | Q(places__in=within, city__in=above)).distinct()

    def counted_by_place(self, places):
        """Those of the places that these articles are about, most first, with `count`: what `about_place` finds.

        Counted once for all places, in a few passes over the articles.
        """
        counts = self._by_city() + self._by_part()
        found = [place for place in places.all() if counts[place.pk]]
        for place in found:
            place.count = counts[place.pk]
        return sorted(found, key=lambda place: (-place.count, place.code))

    def _by_city(self):
        """For each place by primary key the articles whose main city it is or holds."""
        own = dict(self.order_by().exclude(city=None).values_list("city").annotate(Count("pk")))
        counts = Counter()
        for city in Place.objects.filter(pk__in=own).select_related("parent__parent"):
            counts.update({step.pk: own[city.pk] for step in city.path})
        return counts

    def _by_part(self):
        """For each place the articles of a city above it that speak of it or of a part of it."""
        rows = self.order_by()
        far_below = rows.filter(city=F("places__parent__parent"))
        districts = rows.filter(city=F("places__parent"), places__level=Place.Level.DISTRICT)
        cities = rows.filter(city=F("places__parent"), places__level=Place.Level.CITY)
        counts = Counter(dict(far_below.values_list("places").annotate(Count("pk"))))
        counts.update(dict(districts.values_list("places").annotate(Count("pk"))))
        between = {*cities.values_list("pk", "places"), *far_below.values_list("pk", "places__parent")}
        counts.update(place for _, place in between)
        return counts

    def counted_by_organization(self):
        """The current bodies that these articles name, most first, with `count`."""
        counted = Count("articles", filter=Q(articles__in=self.order_by().values("pk")), distinct=True)
        named = Organization.objects.current().annotate(count=counted).filter(count__gt=0)
        return named.order_by("-count", "preferred_name")

    def newest(self):
        return self.order_by(F("published_on").desc(nulls_last=True), "-pk")


class Article(models.Model):
    """One published text. A field named in `locked` was set by a curator: no import changes it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        IN_REVIEW = "in_review", _("待审")
        PUBLISHED = "published", _("已发布")
        WITHHELD = "withheld", _("已撤下")

    class Precision(models.TextChoices):
        DAY = "day", _("日")
        MONTH = "month", _("月")
        YEAR = "year", _("年")

    class TitleBasis(models.TextChoices):
        TEXT = "text", _("文中原有")
        DERIVED = "derived", _("程序取自正文")
        SUPPLIED = "supplied", _("编目员自拟")

    LOCKABLE = (
        "title", "kicker", "source", "authors", "url", "published", "city", "places", "organizations", "status",
        "paragraphs",
    )  # fmt: skip

    public_id = models.CharField(_("公开编号"), max_length=10, unique=True, editable=False)
    identity = models.CharField(max_length=500, unique=True, editable=False)
    external_id = models.CharField(_("外部编号"), max_length=300, null=True, blank=True, editable=False)  # noqa: DJ001  null is "none given", "" would be an id
    title = models.CharField(_("标题"), max_length=300, blank=True)
    title_basis = models.CharField(
        _("标题依据"),
        max_length=8,
        choices=TitleBasis,
        default=TitleBasis.TEXT,
        help_text=_("自拟的标题显示在方括号里。"),
    )
    kicker = models.CharField(_("引题"), max_length=300, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("来源")
    )
    authors = models.JSONField(_("作者"), default=list, blank=True)
    url = models.URLField(_("原网址"), max_length=1000, blank=True)
    published_on = models.DateField(_("发表日期"), null=True, blank=True)
    published_precision = models.CharField(
        _("日期精度"),
        max_length=5,
        choices=Precision,
        blank=True,
        help_text=_("只知年月时，日期写该月一日。"),
    )
    published_time = models.TimeField(_("发表时间"), null=True, blank=True)
    published_basis = models.CharField(_("日期依据"), max_length=300, blank=True)
    city = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles_of_city",
        verbose_name=_("主要城市"),
    )
    places = models.ManyToManyField(
        Place, blank=True, related_name="articles", verbose_name=pgettext_lazy("复数", "地方")
    )
    organizations = models.ManyToManyField(
        Organization, blank=True, related_name="articles", verbose_name=pgettext_lazy("复数", "机构")
    )
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.PUBLISHED)
    duplicate_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="duplicates", verbose_name=_("重复于")
    )
    needs_review = models.JSONField(_("待核"), default=list, blank=True)
    settled = models.JSONField(_("已核之处"), default=list, blank=True, editable=False)
    locked = models.JSONField(_("已锁定的字段"), default=list, blank=True)
    extra = models.JSONField(_("其他"), default=dict, blank=True)
    current_raw = models.ForeignKey(
        "archive.RawDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("段落所据的原始文件"),
    )
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("入库"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("文章")
        verbose_name_plural = pgettext_lazy("复数", "文章")
        ordering = ("-published_on", "-pk")
        indexes = [
            models.Index(fields=["status", "published_on"], name="article_status_date"),
            models.Index(fields=["external_id"], name="article_external_id"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review", "published", "withheld"]),
                name="article_status_known",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_precision="")
                | Q(published_on__isnull=False, published_precision__in=["day", "month", "year"]),
                name="article_date_with_precision",
            ),
            models.CheckConstraint(
                condition=Q(published_time__isnull=True) | Q(published_precision="day"),
                name="article_time_needs_day",
            ),
            models.CheckConstraint(condition=~Q(duplicate_of=F("id")), name="article_not_its_own_duplicate"),
            models.CheckConstraint(condition=~Q(public_id=""), name="article_public_id_set"),
        ]

    def __str__(self):
        return self.display_title

    def get_absolute_url(self):
        return reverse("article", args=[self.public_id])

    @property
    def display_title(self):
        """The title; one that is not the document's own stands in brackets, as catalogues write it."""
        if self.title_basis == self.TitleBasis.TEXT and self.title:
            return self.title
        return f"［{self.title or self.public_id}］"

    @property
    def published(self):
        """The published date as far as it is known: 2022, 2022-04 or 2022-04-25; empty when unknown."""
        if not self.published_on:
            return ""
        width = {"year": 4, "month": 7, "day": 10}[self.published_precision]
        return self.published_on.isoformat()[:width]

    def lock(self, *fields):
        """Marks fields as set by a curator. Does not save."""
        self.locked = sorted({*self.locked, *fields})


class Paragraph(models.Model):
    """A numbered paragraph. `start` and `end` are offsets in the raw document's decoded text; empty where a
    curator wrote the paragraph."""

    class Kind(models.TextChoices):
        BODY = "body", _("正文")
        HEADING = "heading", _("小标题")
        CAPTION = "caption", _("图片说明")
        LIST = "list", _("列表")
        QUOTE = "quote", _("引文")
        VERSE = "verse", _("诗")
        BYLINE = "byline", _("署名")
        CREDIT = "credit", _("供稿、供图")
        NOTE = "note", _("附注")

    article = models.ForeignKey(Article, models.CASCADE, related_name="paragraphs", verbose_name=_("文章"))
    number = models.PositiveIntegerField(_("段号"))
    kind = models.CharField(_("类别"), max_length=8, choices=Kind, default=Kind.BODY)
    text = models.TextField(_("文字"))
    anchor = models.CharField(max_length=20, editable=False)
    start = models.PositiveIntegerField(null=True, editable=False)
    end = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("段落")
        verbose_name_plural = pgettext_lazy("复数", "段落")
        ordering = ("article", "number")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="paragraph_number_once"),
            models.UniqueConstraint(fields=["article", "anchor"], name="paragraph_anchor_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="paragraph_number_from_one"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "body", "heading", "caption", "list", "quote", "verse", "byline", "credit", "note",
                    ]
                ),
                name="paragraph_kind_known",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"¶{self.number} {self.text[:20]}"

    def get_absolute_url(self):
        return f"{self.article.get_absolute_url()}#{self.anchor}"
