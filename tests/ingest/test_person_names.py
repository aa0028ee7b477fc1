"""Names in bylines have the form of Chinese names; names written together come apart."""

import pytest

from archive.ingest.metadata.person_names import is_name, split_names


@pytest.mark.parametrize(
    ("block", "names"),
    [
        pytest.param("陈明", ["陈明"], id="two characters"),
        pytest.param("欧阳小红", ["欧阳小红"], id="compound surname"),
        pytest.param("阿依古丽·买买提", ["阿依古丽·买买提"], id="with a dot"),
        pytest.param("陈明李丽", ["陈明", "李丽"], id="two names of two"),
        pytest.param("王小明李丽", ["王小明", "李丽"], id="the commoner surnames"),
        pytest.param("来源", None, id="a label"),
        pytest.param("对象", None, id="a word"),
        pytest.param("王" * 40, None, id="far too long"),
    ],
)
def test_names_come_apart(block: str, names: list[str] | None) -> None:
    assert split_names(block) == names


def test_words_that_begin_with_a_surname_are_no_names() -> None:
    assert not any(map(is_name, ("文字", "党建", "马上", "陈述一切经过")))
