"""Texts of the interface. Load it after i18n, whose tag it takes the place of."""

from django import template
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import gettext

register = template.Library()


@register.tag
def translate(parser, token):
    """Django's own tag; but a text that stands in the template, as nearly all do, is translated without what it takes
    to translate a variable's value: a page has twenty, and they would cost as much as the database."""
    node = do_translate(parser, token)
    return Text(node.filter_expression.var.literal) if _is_plain(node) else node


def _is_plain(node):
    return (
        isinstance(node, TranslateNode)
        and node.filter_expression.var.literal
        and not (node.filter_expression.filters or node.noop or node.asvar or node.message_context)
    )


class Text(template.Node):
    """A text of the template itself, and so safe to show. A percent sign is doubled in the catalogues."""

    def __init__(self, text):
        self.message = text.replace("%", "%%")

    def render(self, context):
        return gettext(self.message).replace("%%", "%")
