"""The archive by date: Django's own date views over published articles.

An article that is only dated to the month stands on its month's page, not on the page of the first day.
"""

from django.views.generic import dates

from archive.models import Article
from archive.views.paging import page_of


class Dated:
    date_field = "published_on"
    allow_future = True
    month_format = "%m"
    paginate_by = 50
    context_object_name = "articles"
    precisions = ("day", "month", "year")
    finer = {"month": ("day", "month"), "day": ("day",)}  # what a list of months, or of days, may rest on

    def get_queryset(self):
        return Article.objects.published().for_display().filter(published_precision__in=self.precisions)

    def paginate_queryset(self, queryset, page_size):
        page = page_of(self.get_paginator(queryset, page_size), self.request.GET.get(self.page_kwarg, ""))
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_date_list(self, queryset, date_type=None, ordering="ASC"):
        kind = date_type or self.get_date_list_period()
        return queryset.filter(published_precision__in=self.finer[kind]).dates(
            self.date_field, kind, ordering
        )


class YearView(Dated, dates.YearArchiveView):
    template_name = "archive/dates_year.html"
    make_object_list = True


class MonthView(Dated, dates.MonthArchiveView):
    template_name = "archive/dates_month.html"
    precisions = ("day", "month")


class DayView(Dated, dates.DayArchiveView):
    template_name = "archive/dates_day.html"
    precisions = ("day",)
