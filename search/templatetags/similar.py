"""Similar articles, on the page of one."""

from __future__ import annotations

import logging

from django import template

from archive.models import Article
from archive.reprints.showing import Reprints
from search.engine.errors import IndexUnavailable
from search.rows import Row
from search.similar import similar_to

register = template.Library()
logger = logging.getLogger(__name__)


@register.simple_tag
def similar_articles(article: Article, reprints: Reprints) -> list[Row]:
    """Those that the page does not name as reprints already. An article can be read without an index, too."""
    copies = (*reprints.copies, *reprints.longer, *reprints.shorter, *reprints.same_form)
    try:
        return similar_to(article, {copy.article.pk for copy in copies})
    except IndexUnavailable as error:
        logger.warning("no similar articles: %s", error)
        return []
