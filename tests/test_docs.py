"""The docs say what is there."""

import re

import pytest

from archive.settings import KNOWN
from tests.conftest import ROOT

DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_every_setting_is_documented():
    text = (ROOT / "docs/operating.md").read_text()
    assert [name for name in sorted(KNOWN) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(doc):
    links = re.findall(r"\]\(([^)#:]+)\)", doc.read_text())
    assert [link for link in links if not (doc.parent / link).exists()] == []


@pytest.mark.parametrize("doc", ["README.md", "docs/architecture.md"])
def test_the_files_that_a_page_names_are_there(doc):
    named = re.findall(
        r"`((?:archive|search|tests|script|fixtures|templates|static|locale)/[\w./-]*)`",
        (ROOT / doc).read_text(),
    )
    assert [name for name in named if not (ROOT / name).exists()] == []
