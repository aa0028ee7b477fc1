"""A container gives back the arrays that were put in, or says that it is damaged."""

from __future__ import annotations

import io
import os
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from search.engine import container
from search.engine.container import ALIGNMENT, FORMAT, MAGIC, Container, ContainerWriter
from search.engine.errors import IndexDamaged

ARRAYS = {
    "bytes": np.arange(200, dtype=np.uint8),
    "odd": np.arange(3, dtype=np.uint8),  # not a whole number of anything
    "none": np.zeros(0, np.uint32),
    "shorts": np.arange(1000, dtype=np.uint16),
    "longs": np.array([0, -1, 2**63 - 1, -(2**63)], np.int64),
    "floats": np.array([0.5, -0.0, np.inf]),
    "yes": np.array([True, False, True]),
    "核酸": np.array([7], np.uint64),
}
META = {"documents": 3, "fields": [{"name": "标题", "boost": 2.0}], "nothing": None}
DIRECTORY_FIELDS = struct.Struct("<8sIIQQ")
KINDS = st.sampled_from(["u1", "<u2", ">u2", "<u4", ">u4", "<i8", ">i8", "<f8", ">f8", "?"])


@pytest.fixture
def path(tmp_path):
    written = tmp_path / "some.seg"
    container.write(written, ARRAYS, META)
    return written


def read_everything(path):
    """All that a container holds, by a reader that never saw the file before."""
    opened = Container.open(path)
    opened.verify()
    return {name: opened.array(name).tolist() for name in opened.names()}, opened.meta


WHOLE = {name: array.tolist() for name, array in ARRAYS.items()}, META


def test_arrays_and_notes_come_back(path):
    assert read_everything(path) == WHOLE


def test_a_name_is_known_or_not(path):
    opened = Container.open(path)
    assert "odd" in opened
    assert "even" not in opened
    assert opened.bytes_of("shorts") == 2000
    with pytest.raises(KeyError):
        opened.array("even")


def test_every_section_is_aligned(path):
    opened = Container.open(path)
    addresses = [opened.array(name).ctypes.data for name in opened.names() if len(opened.array(name))]
    base = min(addresses) - ALIGNMENT
    assert {(address - base) % ALIGNMENT for address in addresses} == {0}


def test_what_is_read_cannot_be_changed(path):
    with pytest.raises(ValueError, match="read-only"):
        Container.open(path).array("shorts")[0] = 1


def test_a_container_is_read_from_bytes_too():
    file = io.BytesIO()
    writer = ContainerWriter(file)
    writer.add("odd", ARRAYS["odd"])
    writer.close({"from": "memory"})
    opened = Container(file.getvalue(), "memory")
    opened.verify()
    assert opened.array("odd").tolist() == [0, 1, 2]
    assert opened.meta == {"from": "memory"}


def test_nothing_at_all_is_a_container_too(tmp_path):
    container.write(tmp_path / "empty", {}, {})
    assert read_everything(tmp_path / "empty") == ({}, {})


@given(npst.arrays(KINDS, st.integers(0, 20)))
@settings(max_examples=80, deadline=None)
def test_any_array_comes_back_little_endian(array):
    file = io.BytesIO()
    writer = ContainerWriter(file)
    writer.add("a", array)
    writer.add("strided", np.repeat(array, 2)[::2])  # not contiguous
    writer.close({})
    opened = Container(file.getvalue())
    opened.verify()
    for name in ("a", "strided"):
        found = opened.array(name)
        assert found.dtype.str == array.dtype.newbyteorder("<").str
        assert found.tobytes() == array.astype(found.dtype).tobytes()  # also where a number is none


@given(st.lists(st.lists(st.integers(0, 65535), max_size=8), max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_section_in_parts_is_the_parts_in_a_row(parts):
    file = io.BytesIO()
    writer = ContainerWriter(file)
    writer.add("before", ARRAYS["odd"])
    writer.add_parts("row", np.uint32, (np.array(part, np.int64) for part in parts))
    writer.add("after", ARRAYS["odd"])
    writer.close({})
    opened = Container(file.getvalue())
    opened.verify()
    assert opened.array("row").tolist() == [number for part in parts for number in part]
    assert opened.array("after").tolist() == [0, 1, 2]


# -- damage ------------------------------------------------------------------------------------------------------


def test_a_file_cut_anywhere_is_refused(path):
    content = path.read_bytes()
    for length in [*range(ALIGNMENT + 2), *range(ALIGNMENT + 2, len(content), 37), len(content) - 1]:
        path.write_bytes(content[:length])
        with pytest.raises(IndexDamaged):
            Container.open(path)


def test_one_changed_byte_is_noticed_wherever_it_counts(path):
    """Bytes that only fill up to the next section may be anything; then all arrays are right all the same."""
    content = path.read_bytes()
    refused = 0
    for place in range(0, len(content), 3):
        damaged = bytearray(content)
        damaged[place] ^= 0x5A
        path.unlink()  # so that not even the clock's grain hides the change
        path.write_bytes(damaged)
        try:
            assert read_everything(path) == WHOLE, f"byte {place} changes what is read"
        except IndexDamaged:
            refused += 1
    used = sum(array.nbytes for array in ARRAYS.values())
    assert refused > used / 3


def test_damage_to_a_file_that_was_read_before_is_noticed_at_the_next_opening(path):
    assert read_everything(path) == WHOLE
    content = bytearray(path.read_bytes())
    content[ALIGNMENT] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamaged, match="checksum of bytes"):
        Container.open(path)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00" * 500, id="zeros"),
        pytest.param(b"CUNZHEN\n" * 60, id="magic and no more"),
        pytest.param("核酸检测".encode() * 50, id="text"),
    ],
)
def test_what_is_no_container_is_refused(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(IndexDamaged):
        Container.open(path)
    with pytest.raises(IndexDamaged):
        Container(content)


def test_a_file_whose_writing_was_cut_off_has_no_header(tmp_path):
    path = tmp_path / "draft"
    with path.open("wb") as file:
        writer = ContainerWriter(file)
        writer.add("shorts", ARRAYS["shorts"])
    with pytest.raises(IndexDamaged, match="no header"):
        Container.open(path)


def with_header(content, *, magic=MAGIC, number=FORMAT, **changed):
    """The content under another header, whose own checksum fits."""
    names = ("checksum", "offset", "length")
    fields = dict(zip(names, DIRECTORY_FIELDS.unpack_from(content)[2:], strict=True)) | changed
    header = DIRECTORY_FIELDS.pack(magic, number, *(fields[name] for name in names))
    return header + struct.pack("<I", zlib.crc32(header)) + content[len(header) + 4 :]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"number": FORMAT + 1}, f"format {FORMAT + 1}"),
        ({"number": 0}, "format 0"),
        ({"magic": b"SOMETHIN"}, "no header"),
        ({"checksum": 1}, "directory is damaged"),
        ({"length": 2**40}, "directory is damaged"),
        ({"length": 0}, "directory is damaged"),
        ({"offset": 2**63}, "directory is damaged"),
        ({"offset": 0}, "directory is damaged"),
    ],
    ids=str,
)
def test_a_header_that_does_not_fit_is_refused(path, changed, message):
    path.write_bytes(with_header(path.read_bytes(), **changed))
    with pytest.raises(IndexDamaged, match=message):
        Container.open(path)


def with_directory(content, text):
    """The content with another directory, whose checksums fit."""
    _, _, _, offset, _ = DIRECTORY_FIELDS.unpack_from(content)
    return with_header(content[:offset] + text, checksum=zlib.crc32(text), length=len(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b'{"sections": {"a": ["<u4", 64, 4000000, 0]}, "meta": {}}', id="past the end"),
        pytest.param(b'{"sections": {"a": ["<u4", -64, 1, 0]}, "meta": {}}', id="before the beginning"),
        pytest.param(b'{"sections": {"a": ["what", 64, 1, 0]}, "meta": {}}', id="no such type"),
        pytest.param(b'{"sections": {"a": ["O", 64, 1, 0]}, "meta": {}}', id="objects are never read"),
    ],
)
def test_a_directory_that_leads_astray_is_refused(path, text):
    path.write_bytes(with_directory(path.read_bytes(), text))
    with pytest.raises(IndexDamaged):
        Container.open(path)


def test_a_file_that_is_gone_is_not_damaged(tmp_path):
    with pytest.raises(FileNotFoundError):
        Container.open(tmp_path / "nothing")


# -- after it was opened -----------------------------------------------------------------------------------------


def test_a_file_that_is_shortened_while_it_is_open_is_refused(path):
    opened = Container.open(path)
    opened.refuse_cut()
    os.truncate(path, 100)
    with pytest.raises(IndexDamaged, match="cut short"):
        opened.refuse_cut()


def test_a_file_that_is_replaced_or_removed_while_it_is_open_is_read_on(path):
    opened = Container.open(path)
    other = path.with_name("other")
    other.write_bytes(b"short")
    other.replace(path)
    opened.refuse_cut()
    assert opened.array("shorts").tolist() == list(range(1000))
    path.unlink()
    opened.refuse_cut()


def test_a_container_in_memory_is_never_cut(path):
    Container(path.read_bytes()).refuse_cut()


def test_arrays_outlive_the_container(path):
    array = Container.open(path).array("shorts")
    path.unlink()
    assert array.tolist() == list(range(1000))
