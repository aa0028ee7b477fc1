"""From an empty directory to an archive that can be served, by one call."""

import sqlite3

import pytest

from tests.archive.conftest import manage

PREPARE = "from archive.serving import prepare; prepare(print, load={load})"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A data directory prepared twice, and what each run said."""
    data_dir = tmp_path_factory.mktemp("served")
    said = []
    for _ in range(2):
        process = manage(data_dir, "shell", "--no-imports", "-c", PREPARE.format(load=True))
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
        said.append(out.decode())
    return data_dir, said


def test_first_run_loads_the_founding_documents_and_names_the_first_account(prepared):
    _data_dir, (first, second) = prepared
    assert "5 founding documents" in first
    assert "password: " in first
    assert "founding" not in second
    assert "password" not in second


def test_everything_needed_is_in_the_data_directory(prepared):
    data_dir, _said = prepared
    assert any((data_dir / "index").iterdir())
    assert any((data_dir / "static").iterdir())
    connection = sqlite3.connect(data_dir / "archive.sqlite3")
    assert connection.execute("SELECT count(*) FROM archive_article").fetchone() == (5,)
    assert connection.execute("SELECT count(*) FROM auth_user").fetchone() == (1,)
    connection.close()
