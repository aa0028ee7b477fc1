"""Loaded by pytest before anything reads the settings: tests never touch the archive that runs here."""

import os
import tempfile

if "ARCHIVE_DATA_DIR" not in os.environ:
    _data_dir = tempfile.TemporaryDirectory(prefix="cunzhen-tests-")  # removed when the run ends
    os.environ["ARCHIVE_DATA_DIR"] = _data_dir.name
if (
    "PYTEST_XDIST_WORKER" in os.environ
):  # processes that test beside each other share no lock, database or index
    _own = os.path.join(os.environ["ARCHIVE_DATA_DIR"], os.environ["PYTEST_XDIST_WORKER"])  # noqa: PTH118
    os.environ["ARCHIVE_DATA_DIR"] = _own
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop in the test's thread
