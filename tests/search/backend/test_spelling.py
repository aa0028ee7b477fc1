"""What is not in the index is spelt as what is most like it."""

import pytest


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("registring", "registering", id="letters"),
        pytest.param("Registring models", "registering models", id="one of two words"),
        pytest.param("核酸检册", "核酸检测", id="one character"),
        pytest.param("突击队", None, id="it is there"),
        pytest.param("击队支", None, id="it is there, across words"),
        pytest.param("饕", None, id="a single character"),
        pytest.param("饕餮", None, id="nothing is like it"),
    ],
)
def test_suggestions(noted, asked, expected):
    assert noted.filter(content=asked).spelling_suggestion() == expected


def test_another_text_than_the_query_can_be_checked(noted):
    results = noted.filter(content="核酸").set_spelling_query("registring")
    assert results.spelling_suggestion() == "registering"
    assert noted.filter(content="核酸").spelling_suggestion("registring") == "registering"


def test_there_is_none_unless_the_connection_says_so(backend, noted):
    backend.include_spelling = False
    assert noted.filter(content="registring").spelling_suggestion() is None
