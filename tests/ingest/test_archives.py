"""Archives that are damaged, lie about their sizes, or unpack to more than anybody meant."""

import io
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from archive.ingest import archives
from archive.ingest.readers import read_paths
from archive.ingest.records import BadInput, RawRecord

NEWS = "大家带着工具出门,把水渠一段一段地清理干净。".encode()
METHODS = [
    pytest.param(zipfile.ZIP_DEFLATED, id="deflate"),
    pytest.param(zipfile.ZIP_BZIP2, id="bzip2"),
    pytest.param(zipfile.ZIP_LZMA, id="lzma"),
]
MODES = [pytest.param(mode, id=mode[2:] or "plain") for mode in ("w:", "w:gz", "w:bz2", "w:xz")]


def pack_zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def pack_tar(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def damage(path: Path, start: int, length: int = 20) -> None:
    data = bytearray(path.read_bytes())
    data[start : start + length] = bytes(byte ^ 0xFF for byte in data[start : start + length])
    path.write_bytes(data)


def read(*paths: Path, max_bytes: int = 1000) -> tuple[list[str], list[BadInput]]:
    """The members (or files) that were read, and what could not be."""
    items = list(read_paths(paths, max_bytes=max_bytes))
    good = [item.member or Path(item.file).name for item in items if isinstance(item, RawRecord)]
    return good, [item for item in items if isinstance(item, BadInput)]


@pytest.mark.parametrize("pack", [pytest.param(pack_zip, id="zip"), pytest.param(pack_tar, id="tar")])
def test_members_too_long_to_keep_count_against_the_total(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack
) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 2500)
    path = tmp_path / ("a.zip" if pack is pack_zip else "a.tgz")
    pack(path, {f"{number}.txt": NEWS * 100 for number in range(3)})
    good, [fault] = read(path)
    assert (good, fault.file, fault.error) == ([], str(path), "解压后超过上限")


def test_what_a_tar_has_to_unpack_counts_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 5000)
    big = {"a.txt": NEWS, "b.txt": NEWS * 100}
    assert "上限" in read(pack_tar(tmp_path / "a.tgz", big))[1][0].error
    assert read(pack_zip(tmp_path / "a.zip", big))[0] == ["a.txt"]


def test_only_wanted_members_are_unpacked(tmp_path: Path) -> None:
    path = pack_zip(tmp_path / "a.zip", {"a.txt": NEWS, "a.curated.json": b"{}"}, zipfile.ZIP_STORED)
    damage(path, path.read_bytes().index(NEWS))
    [side] = archives.members(path, 1000, lambda name: name.endswith(".json"))
    [text] = archives.members(path, 1000, lambda name: name.endswith(".txt"))
    assert (side.data, text.data) == (b"{}", None)
    assert "CRC" in text.fault


@pytest.mark.parametrize("method", METHODS)
def test_a_damaged_member_of_a_zip_leaves_the_others_good(tmp_path: Path, method: int) -> None:
    noise = random.Random(1).randbytes(400)
    path = pack_zip(tmp_path / "a.zip", {"a.txt": NEWS, "b.txt": noise, "c.txt": NEWS}, method)
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("b.txt").header_offset
    damage(path, start + 30 + len("b.txt"), 40)
    good, [fault] = read(path)
    assert (good, fault.file) == (["a.txt", "c.txt"], f"{path}!b.txt")
    assert "无法解开" in fault.error
    assert fault.remedy


def test_a_text_whose_side_file_is_damaged_is_not_loaded_without_it(tmp_path: Path) -> None:
    side = b'{"status": "withheld"}'
    path = pack_zip(tmp_path / "a.zip", {"a.txt": NEWS, "a.curated.json": side}, zipfile.ZIP_STORED)
    damage(path, path.read_bytes().index(side))
    good, [fault] = read(path)
    assert (good, fault.file) == ([], f"{path}!a.txt")
    assert "curated.json" in fault.error


def test_a_text_whose_side_file_is_too_long_is_not_loaded_without_it(tmp_path: Path) -> None:
    members = {"a.txt": NEWS, "a.curated.json": b'{"status": "withheld"}' + b" " * 1000}
    for name, data in members.items():
        (tmp_path / name).write_bytes(data)
    for path in (pack_zip(tmp_path / "a.zip", members), tmp_path / "a.txt"):
        good, [fault] = read(path)
        assert (good, "文件过大" in fault.error) == ([], True)


@pytest.mark.parametrize("mode", MODES)
def test_a_tar_that_is_cut_off_is_named_and_the_next_file_is_read(tmp_path: Path, mode: str) -> None:
    suffix = {"w:": "tar", "w:gz": "tgz", "w:bz2": "tbz2", "w:xz": "txz"}[mode]
    path = pack_tar(tmp_path / f"a.{suffix}", {"a.txt": random.Random(1).randbytes(3000)}, mode)
    path.write_bytes(path.read_bytes()[:1500])
    (tmp_path / "b.txt").write_bytes(NEWS)
    good, faults = read(tmp_path)
    assert good == ["b.txt"]
    assert [fault.file for fault in faults] == [str(path)]


def test_a_damaged_xz_stream_is_named_and_the_next_file_is_read(tmp_path: Path) -> None:
    path = pack_tar(tmp_path / "a.txz", {"a.txt": random.Random(1).randbytes(3000)}, "w:xz")
    damage(path, 100, 200)
    (tmp_path / "b.txt").write_bytes(NEWS)
    good, faults = read(tmp_path)
    assert (good, [fault.file for fault in faults]) == (["b.txt"], [str(path)])


@pytest.mark.parametrize("seed", range(8))
def test_no_damage_to_an_archive_stops_the_load(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    members = {"a.txt": NEWS, "a.curated.json": b"{}", "b.txt": chance.randbytes(300)}
    for method in METHODS:
        pack_zip(tmp_path / f"{method.id}.zip", members, method.values[0])
    for mode in MODES:
        pack_tar(
            tmp_path / f"{mode.id}.{'tar' if mode.id == 'plain' else f'tar.{mode.id}'}", members, *mode.values
        )
    packed = sorted(tmp_path.iterdir())
    for path in packed:
        damage(path, chance.randrange(path.stat().st_size), chance.choice([1, 4, 40]))
    (tmp_path / "z.txt").write_bytes(NEWS)
    assert read(tmp_path)[0][-1] == "z.txt"


def test_a_zip_member_of_an_empty_name_leaves_the_others_good(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        with archive.open(zipfile.ZipInfo(""), "w") as file:
            file.write(NEWS)
        archive.writestr("a.txt", NEWS)
    assert read(path)[0][-1] == "a.txt"


def test_a_member_without_a_name_is_read(tmp_path: Path) -> None:
    assert read(pack_tar(tmp_path / "a.tgz", {".": NEWS}))[0] == ["."]
