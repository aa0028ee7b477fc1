"""Our tag for texts does what Django's does."""

import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize(
    "tag",
    [
        pytest.param("{% translate '检索' %}", id="a text"),
        pytest.param('{% translate "没有这样的话" %}', id="without a translation"),
        pytest.param("{% translate '100% <b>' %}", id="signs"),
        pytest.param("{% translate '检索' as text %}[{{ text }}]", id="kept in a variable"),
        pytest.param("{% translate '地方' context '复数' %}", id="with a context"),
        pytest.param("{% translate name %}", id="a variable's value"),
        pytest.param("{% translate name|upper %}", id="filtered"),
        pytest.param("{% translate '检索' noop %}", id="not translated"),
    ],
)
def test_a_text_is_translated_as_by_django(language, tag):
    django, ours = (Template(f"{{% load {libraries} %}}{tag}") for libraries in ("i18n", "i18n texts"))
    with override(language):
        context = {"name": "检索 & <"}
        assert ours.render(Context(context)) == django.render(Context(context))
