"""What is escaped here is escaped as the library does it."""

import html

from hypothesis import given
from hypothesis import strategies as st

from archive.markup import escaped, grouped


@given(st.text(st.sampled_from("疫情ab &<>\"'\n;#")))
def test_every_sign_is_escaped_and_nothing_else(text):
    assert escaped(text) == html.escape(text)


@given(st.integers())
def test_thousands_are_grouped(number):
    assert grouped(number) == f"{number:,}"
