"""A library's source is the locked release and nothing else."""

import pytest

from tests.conformance import releases


def test_the_lock_pins_a_version_by_hashes():
    lines = releases._locked("whoosh-reloaded").splitlines()
    assert lines[0].startswith("whoosh-reloaded==")
    assert lines[1:]
    assert all("--hash=sha256:" in line for line in lines[1:])


def test_an_archive_with_another_hash_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "KEPT", tmp_path)
    (tmp_path / "Whoosh-Reloaded-2.7.5.tar.gz").write_bytes(b"something else")
    assert releases._kept("whoosh-reloaded") is None


def test_what_cannot_be_fetched_is_an_error_that_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "KEPT", tmp_path)
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "nowhere").as_uri())
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    with pytest.raises(RuntimeError, match="cannot be fetched"):
        releases.unpacked("whoosh-reloaded", tmp_path)
