import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from archive.ingest.readers import read_paths
from archive.ingest.records import BadInput, RawRecord


def records(*paths: Path | str, **options: int) -> list[RawRecord]:
    return [item for item in read_paths(paths, **options) if isinstance(item, RawRecord)]


def faults(*paths: Path | str, **options: int) -> list[BadInput]:
    return [item for item in read_paths(paths, **options) if isinstance(item, BadInput)]


def write_lines(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_text_is_a_record_of_its_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("防疫".encode("gb18030"))
    [record] = records(path)
    assert (record.form, record.data, record.content) == ("text", path.read_bytes(), path.read_bytes())


@pytest.mark.parametrize("name", ["a.html", "a.htm", "page"])
def test_html_is_told_by_name_or_start(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<!DOCTYPE html><html><body>防疫</body></html>", encoding="utf-8")
    [record] = records(path)
    assert (record.form, record.media_type) == ("html", "text/html")


def test_a_line_of_json_is_a_record(tmp_path: Path) -> None:
    line = {
        "id": 7,
        "text": "防疫",
        "date": "2022-04-25 22:47",
        "authors": ["甲"],
        "status": "In review",
        "x": 1,
    }
    path = write_lines(tmp_path / "a.jsonl", "", json.dumps(line))
    [record] = records(path)
    assert (record.line, record.external_id, record.content) == (2, "7", "防疫")
    assert record.data == json.dumps(line).encode()
    assert record.given == {"date": "2022-04-25T22:47", "authors": ("甲",), "status": "in_review"}
    assert record.extra == {"x": 1}


def test_paragraphs_keep_their_kinds(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", '{"paragraphs": ["甲", {"kind": "heading", "text": "乙"}]}')
    [record] = records(path)
    assert record.form == "paragraphs"
    assert record.content == ({"kind": "body", "text": "甲"}, {"kind": "heading", "text": "乙"})


@pytest.mark.parametrize("date", ["2022", "2022-04", "2022-04-25", "2022-04-25T22:47:01+08:00"])
def test_dates_are_taken_as_far_as_they_are_known(tmp_path: Path, date: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", json.dumps({"text": "防疫", "date": date}))
    assert records(path)[0].given == {"date": date}


@pytest.mark.parametrize(
    ("line", "error"),
    [
        pytest.param("[1]", "不是 JSON 对象", id="no object"),
        pytest.param('{"text": "防', "无法解析", id="broken"),
        pytest.param('{"title": "防疫"}', "缺少正文", id="no content"),
        pytest.param('{"text": " "}', "正文为空", id="empty"),
        pytest.param('{"text": "abc"}', "没有一个汉字", id="no Chinese"),
        pytest.param('{"text": 5}', "text 应为字符串", id="number for a text"),
        pytest.param('{"text": "防疫", "title": []}', "title 应为字符串", id="list for a title"),
        pytest.param(
            '{"text": "防疫", "authors": [1]}', "authors 应为字符串的数组", id="number for an author"
        ),
        pytest.param('{"paragraphs": "防疫"}', "paragraphs 应为数组", id="string for paragraphs"),
        pytest.param('{"paragraphs": [{"kind": "x", "text": "防"}]}', "未知的段落类型", id="unknown kind"),
        pytest.param('{"text": "防疫", "id": true}', "id 应为", id="truth for an id"),
        pytest.param('{"text": "防疫", "date": "2022-13-45"}', "没有这一天", id="no such day"),
        pytest.param('{"text": "防疫", "date": "4月25日"}', "日期无法识别", id="no date"),
        pytest.param('{"text": "防疫", "status": "gone"}', "未知的状态", id="unknown status"),
        pytest.param('{"text": "防\\ud800"}', "代理码位", id="lone surrogate"),
        pytest.param('{"text": "防疫", "x": ["\\u0000"]}', "NUL", id="NUL in an extra key"),
        pytest.param('{"text": "防疫", "x": NaN}', "不是有限的数:NaN", id="not a number"),
        pytest.param('{"text": "防疫", "x": ' + "[" * 100_000 + "}", "嵌套过深", id="deep nesting"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: str, error: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", '{"text": "甲"}', line, '{"text": "乙"}')
    [fault] = faults(path)
    assert (fault.file, fault.line) == (str(path), 2)
    assert error in str(fault)
    assert fault.remedy
    assert [record.line for record in records(path)] == [1, 3]


def test_an_id_does_not_repeat_under_another_spelling_of_its_source(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 1, "text": "甲", "source": name})
        for name in ("深圳特区报", " 深圳特區報", "深圳晚报")
    ]
    assert [fault.line for fault in faults(write_lines(tmp_path / "a.jsonl", *lines))] == [2]


def test_an_id_may_repeat_only_under_another_source(tmp_path: Path) -> None:
    lines = [
        '{"id": 1, "text": "甲"}',
        '{"id": "1", "text": "乙"}',
        '{"id": 1, "text": "丙", "source": "晶报"}',
    ]
    path = write_lines(tmp_path / "a.jsonl", *lines)
    assert [fault.line for fault in faults(path)] == [2]
    assert [record.line for record in records(path)] == [1, 3]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", "文件为空", id="empty"),
        pytest.param("防\0疫".encode(), "NUL", id="NUL"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "二进制", id="picture"),
        pytest.param(b"\xff\xff\xff\xff", "编码", id="unknown encoding"),
        pytest.param(b"hello", "没有一个汉字", id="no Chinese"),
        pytest.param("防".encode() * 100, "上限", id="too big"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, data: bytes, error: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    [fault] = faults(path, max_bytes=285)
    assert error in fault.args[0]
    assert records(path, max_bytes=285) == []


def test_a_line_that_is_too_long_is_skipped_whole(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", json.dumps({"text": "防" * 500}), '{"text": "乙"}')
    assert [fault.line for fault in faults(path, max_bytes=100)] == [1]
    assert [record.line for record in records(path, max_bytes=100)] == [2]


def test_a_missing_path_and_an_empty_directory_are_named(tmp_path: Path) -> None:
    assert [fault.file for fault in faults(tmp_path / "nowhere", tmp_path)] == [
        str(tmp_path / "nowhere"),
        str(tmp_path),
    ]


def test_a_directory_is_read_in_order_without_hidden_and_side_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a/c.txt", ".hidden.txt", ".git/d.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("防疫", encoding="utf-8")
    (tmp_path / "b.curated.json").write_text('{"title": "题", "decided_by": "编者"}', encoding="utf-8")
    found = records(tmp_path)
    assert [Path(record.file).name for record in found] == ["b.txt", "c.txt"]
    assert found[0].given == {"title": "题", "decided_by": "编者"}


def test_a_wrong_side_file_stops_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("防疫", encoding="utf-8")
    (tmp_path / "a.curated.json").write_text('{"titel": "题"}', encoding="utf-8")
    [fault] = faults(tmp_path)
    assert "titel" in fault.args[0]
    assert records(tmp_path) == []


def test_a_link_out_of_the_directory_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("防疫", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.txt").symlink_to(tmp_path / "secret.txt")
    assert records(inside) == []
    assert "符号链接" in faults(inside)[0].args[0]


def test_a_link_to_a_directory_is_named_and_not_followed(tmp_path: Path) -> None:
    for name in ["a.txt", "real/b.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("防疫", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "up").symlink_to(tmp_path.parent, target_is_directory=True)
    assert [Path(record.file).name for record in records(tmp_path)] == ["a.txt", "b.txt"]
    found = faults(tmp_path)
    assert [Path(fault.file).name for fault in found] == ["link", "up"]
    assert all("符号链接指向目录" in fault.error and fault.remedy for fault in found)


def test_a_link_to_itself_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert [fault.file for fault in faults(tmp_path)] == [str(tmp_path / "a.txt")]


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("pack", [pytest.param(zipped, id="zip"), pytest.param(tarred, id="tar")])
def test_archives_are_read_member_by_member(tmp_path: Path, pack: object) -> None:
    name = "a.zip" if pack is zipped else "a.tgz"
    members = {
        "x/b.txt": "防疫".encode(),
        "x/b.curated.json": '{"title": "题"}'.encode(),
        "../../etc/c.txt": "抗疫".encode(),
        "d.jsonl": '{"text": "甲"}\n[]\n'.encode(),
        "big.txt": "防".encode() * 100,
    }
    path = pack(tmp_path / name, members)  # type: ignore[operator]
    found = records(path, max_bytes=200)
    assert [record.member for record in found] == ["x/b.txt", "../../etc/c.txt", "d.jsonl"]
    assert {record.file for record in found} == {str(path)}
    assert found[0].given == {"title": "题"}
    assert [fault.file for fault in faults(path, max_bytes=200)] == [f"{path}!d.jsonl", f"{path}!big.txt"]


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 broken")
    assert "压缩包" in faults(path)[0].args[0]


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff\n"], ids=["nothing", "blank lines", "a mark"])
def test_json_lines_without_a_line_are_an_empty_file(tmp_path, content):
    path = tmp_path / "empty.jsonl"
    path.write_text(content, encoding="utf-8")
    (bad,) = read_paths([path])
    assert isinstance(bad, BadInput)
    assert (bad.file, bad.error) == (str(path), "文件为空")


def test_an_author_keeps_the_role(tmp_path):
    path = tmp_path / "authors.jsonl"
    path.write_text(
        '{"text": "一篇短文。", "authors": ["甲", {"name": "乙", "role": "记者"}]}\n', encoding="utf-8"
    )
    (record,) = read_paths([path])
    assert record.given["authors"] == ("甲", {"name": "乙", "role": "记者"})
