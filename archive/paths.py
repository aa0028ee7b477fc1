"""Where the program and its state live. Free of Django, so that ingest can be used without it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"


def data_dir() -> Path:
    """The one directory that holds all state: `ARCHIVE_DATA_DIR`, else `var/` beside manage.py."""
    return Path(os.environ.get("ARCHIVE_DATA_DIR") or ROOT / "var").resolve()


def cache_dir() -> Path:
    """A private directory for what can be made again (jieba's prefix dictionary); made when missing."""
    path = data_dir() / "cache"
    path.mkdir(parents=True, exist_ok=True)
    return path
