"""What a record may say of itself: values that cannot be stored are refused by name, with a remedy."""

import json

import pytest

from archive.ingest.validation import Invalid, check_curated, check_record, parse_object, source_key


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        pytest.param("1e999", "1e999", id="too great"),
        pytest.param("-1e999", "-1e999", id="too great below zero"),
        pytest.param("NaN", "NaN", id="not a number"),
        pytest.param("-Infinity", "-Infinity", id="infinity"),
        pytest.param("9" * 400 + ".0", "9" * 40 + "…", id="many digits"),
    ],
)
def test_a_number_that_is_not_finite_is_refused_by_name(number: str, shown: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_object(f'{{"text": "防疫", "x": [{number}]}}'.encode())
    assert refusal.value.error == f"不是有限的数:{shown}"
    assert refusal.value.remedy


def test_finite_numbers_are_taken_as_they_are() -> None:
    assert parse_object(b'{"x": [1e300, -0.5, 0.0]}') == {"x": [1e300, -0.5, 0.0]}


@pytest.mark.parametrize(
    ("key", "longest"), [pytest.param("id", 300, id="id"), pytest.param("url", 1000, id="url")]
)
def test_a_value_too_long_to_store_is_refused_by_name(key: str, longest: int) -> None:
    record = {"text": "防疫", key: "a" * longest}
    check_record(record)
    with pytest.raises(Invalid) as refusal:
        check_record({**record, key: "a" * (longest + 1)})
    assert refusal.value.error == f"{key} 过长:{longest + 1} 字,上限 {longest} 字"
    assert refusal.value.remedy


@pytest.mark.parametrize("date", ["0001", "0999-12-31", "3000-01", "9999-12-31", 999])
def test_a_year_that_no_newspaper_has_is_refused_by_its_value(date: object) -> None:
    with pytest.raises(Invalid, match=str(date)):
        check_curated({"date": date})


@pytest.mark.parametrize("date", ["1000", "1872-04-30", "2999-12-31"])
def test_the_years_of_newspapers_are_taken(date: str) -> None:
    assert check_curated({"date": date}) == {"date": date}


@pytest.mark.parametrize(
    ("source", "same"),
    [
        pytest.param(" 深圳特区报\u3000", True, id="blanks"),
        pytest.param("深圳特區報", True, id="traditional"),
        pytest.param("深圳特区\u200b报", True, id="zero width"),
        pytest.param("深圳晚报", False, id="another"),
        pytest.param(None, False, id="none"),
    ],
)
def test_spellings_of_a_source_have_one_key(source: str | None, same: bool) -> None:
    assert (source_key({"source": source}) == source_key({"source": "深圳特区报"})) is same


def test_a_refused_side_file_value_is_named_too() -> None:
    with pytest.raises(Invalid, match="url 过长"):
        check_curated(json.loads(json.dumps({"url": "https://example.org/" + "a" * 1000})))
