"""The lines of a page that lists all values of a facet, and the ways to go through them. All that comes from the archive
or the visitor is escaped where it is put in."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from archive.markup import escaped, grouped
from archive.templatetags.cunzhen import page_numbers
from search.facet_pages import FREQUENCY, NAME, FacetPage, Line

register = template.Library()


@dataclass(frozen=True)
class Choice:
    """A way to show the list; `current` is the one in use."""

    label: str
    url: str
    current: bool


@register.filter
def list_orders(page: FacetPage) -> list[Choice]:
    labels = {
        FREQUENCY: gettext("按篇数"),
        NAME: gettext("按时间") if page.group.name == "date" else gettext("按名称"),
    }
    return [
        Choice(label, page.url(order=order, page=1), order == page.wish.order)
        for order, label in labels.items()
    ]


@register.filter
def list_pages(page: FacetPage) -> list[Choice | None]:
    """The pages to offer; None where some are left out."""
    return [
        number and Choice(str(number), page.url(page=number), number == page.wish.page)
        for number in page_numbers(page.wish.page, page.pages)
    ]


@register.simple_tag
def value_lines(page: FacetPage) -> SafeString:
    """The values as list items, each with a link that chooses it and one that excludes it."""
    write = _Writer("" if page.group.name in ("date", "kind") else ' lang="zh"')
    return mark_safe("\n".join(map(write.line, page.lines)))  # noqa: S308  every value is escaped below


class _Writer:
    def __init__(self, language: str) -> None:
        self.language = language
        self.exclude, self.excluded = escaped(gettext("排除")), escaped(gettext("已排除"))
        self.taken_back = escaped(gettext("（去掉这个条件）"))

    def line(self, line: Line) -> str:
        current = ' aria-current="true"' if line.chosen else ""
        name = f'<span class="facet-label"{self.language}>{escaped(line.label)}</span>'
        cross = self.cross if line.chosen else ""
        return (
            f'<li><a class="facet-value" href="{escaped(line.choice.url())}"{current}>{name}{cross}'
            f'<span class="count">{grouped(line.count)}</span></a>{self.exclusion(line)}</li>'
        )

    def exclusion(self, line: Line) -> str:
        """The name is said again for those who hear one link after the other."""
        current = ' aria-current="true"' if line.excluded else ""
        of = f'<span class="visually-hidden"{self.language}>{escaped(line.label)}</span>'
        words = f"{self.excluded}{of}{self.cross}" if line.excluded else f"{self.exclude}{of}"
        return f'<a class="facet-exclude" href="{escaped(line.exclusion.url())}"{current}>{words}</a>'

    @property
    def cross(self) -> str:
        return (
            ' <span class="cross" aria-hidden="true">×</span>'
            f'<span class="visually-hidden">{self.taken_back}</span>'
        )
