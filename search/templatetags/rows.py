"""The rows of a result page. Twenty rows are four hundred template nodes, which cost more than the search itself:
each row is written here in one go. All that comes from the archive is escaped where it is put in."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from archive.dating import date_labels
from archive.markup import escaped, grouped
from search.addresses import addresses
from search.results import Result
from search.rows import Row
from search.service import SearchPage
from search.templatetags.hits import querystring_of

register = template.Library()

BODIES = 3  # of an article's bodies that a row names


@register.simple_tag
def result_rows(page: SearchPage) -> SafeString:
    """The list items of the results of a page."""
    writer = _Writer(page)
    return mark_safe("\n".join(map(writer.row, page.results)))  # noqa: S308  every value is escaped below


class _Writer:
    """Writes rows with what they share: addresses, texts in the reader's language."""

    def __init__(self, page: SearchPage) -> None:
        self.state = page.state
        self.marking = querystring_of(page.state.q)  # with it the article marks the hits too
        self.article, self.place, self.body = map(addresses, ("article", "place", "organization"))
        self.date_label = date_labels()
        self.undated = escaped(gettext("日期未详"))
        self.read_paragraph = escaped(gettext("读第 %(number)s 段"))

    def row(self, result: Result) -> str:
        article = result.article
        address = escaped(self.article(article.public_id) + self.marking)
        return (
            f'<li class="row"><h2 class="row-title"><a href="{address}" lang="zh">{result.title}</a></h2>'
            f'<ul class="row-meta">{"".join(self.meta(article))}</ul>{self.snippets(result, address)}'
            f"{self.copies(result) if result.others else ''}</li>"
        )

    def copies(self, result: Result) -> str:
        """The link that shows what stands in one row with this article."""
        words = ngettext("另有 %(shown)s 篇转载", "另有 %(shown)s 篇转载", result.others)
        address = escaped(self.state.of_work(result.article.work).url())
        return (
            f'<p class="copies"><a href="{address}">{escaped(words % {"shown": grouped(result.others)})}'
            f'<span class="visually-hidden" lang="zh">{escaped(result.article.display_title)}</span></a></p>'
        )

    def meta(self, article: Row) -> Iterator[str]:
        """When, where and who, as list items."""
        yield f"<li>{self.date(article)}</li>"
        if article.city:
            yield _linked(self.place(article.city.key), article.city.name)
        if article.source:
            yield f'<li lang="zh">{escaped(article.source)}</li>'
        for body in article.organizations[:BODIES]:
            yield _linked(self.body(body.key), body.name)
        if len(article.organizations) > BODIES:
            more = gettext("等 %(count)s 个机构") % {"count": len(article.organizations)}
            yield f"<li>{escaped(more)}</li>"

    def date(self, article: Row) -> str:
        if not article.published:
            return self.undated
        known = escaped(article.published)
        return f'<time datetime="{known}">{escaped(self.date_label(article.published))}</time>'

    def snippets(self, result: Result, address: str) -> str:
        return "".join(
            f'<p class="snippet" lang="zh">{snippet.html} <a class="pilcrow" href="{address}#{escaped(snippet.anchor)}"'
            f' aria-label="{self.read_paragraph % {"number": snippet.paragraph}}">¶{snippet.paragraph}</a></p>'
            for snippet in result.snippets
        )


def _linked(address: str, name: str) -> str:
    return f'<li lang="zh"><a href="{escaped(address)}">{escaped(name)}</a></li>'
