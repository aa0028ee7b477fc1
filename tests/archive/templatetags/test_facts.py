"""The page says who a value comes from."""

import pytest

from archive.models import Article, Evidence
from archive.templatetags.facts import grounds

MACHINE = Evidence(field="city", origin="machine", value="3101")
GIVEN = Evidence(field="city", origin="given", value="上海市")
OTHER = Evidence(field="title", origin="curator", value="题")


@pytest.mark.parametrize(
    ("locked", "evidence", "origin", "rows"),
    [
        pytest.param([], [MACHINE, OTHER], "machine", (MACHINE,), id="machine"),
        pytest.param([], [GIVEN, MACHINE], "given", (GIVEN,), id="given beats machine"),
        pytest.param(["city"], [GIVEN, MACHINE], "curator", (), id="locked is a curator's"),
        pytest.param([], [OTHER], "machine", (), id="no evidence is no more than a machine's"),
    ],
)
def test_the_strongest_origin_is_named(locked, evidence, origin, rows):
    result = grounds(Article(locked=locked), evidence, "city")
    assert (result.origin, result.rows) == (origin, rows)
