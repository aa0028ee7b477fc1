"""`inspect_document` shows what ingest makes of files, stores nothing and goes on after an error."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

TEXT = "昨天上午，苏州市吴江区举行春季义务植树活动，三百多名干部群众来到河堤，栽下杨树两千余株。"


def inspected(*arguments: str) -> tuple[list[dict[str, Any]], str]:
    """(the objects printed, the message of the error that ended the command)"""
    out, message = io.StringIO(), ""
    try:
        call_command("inspect_document", *arguments, "--json", stdout=out, stderr=io.StringIO())
    except CommandError as error:
        message = f"{error.returncode}: {error}"
    return [json.loads(line) for line in out.getvalue().splitlines()], message


def test_one_object_a_file_and_no_error(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(TEXT, encoding="utf-8")
    objects, message = inspected(*map(str, paths))
    assert [Path(value["file"]).name for value in objects] == ["a.txt", "b.txt"]
    assert {value["city"] for value in objects} == {"苏州市"}
    assert message == ""


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    objects, message = inspected(str(tmp_path / "missing.txt"), str(good))
    assert list(objects[0]) == ["file", "error", "remedy"]
    assert objects[1]["city"] == "苏州市"
    assert message.startswith("1: ")


def test_one_object_a_line_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        json.dumps({"id": "1", "text": TEXT}, ensure_ascii=False),
        "{",
        json.dumps({"id": "2", "text": TEXT}),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    objects, message = inspected(str(path))
    assert [(value["line"], "error" in value) for value in objects] == [(1, False), (2, True), (3, False)]
    assert message


def test_without_json_it_is_a_page_in_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    out = io.StringIO()
    call_command("inspect_document", str(path), stdout=out)
    assert "江苏省苏州市吴江区" in out.getvalue()
    assert "\x1b[" not in out.getvalue()


def test_a_file_is_required() -> None:
    with pytest.raises(CommandError):
        call_command("inspect_document")
