"""Fetches the source of a locked release, which holds the release's own tests."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.txt"
KEPT = ROOT / ".venv" / "sources"  # as pip's packages are: what is there is not fetched again


def unpacked(name: str, into: Path) -> Path:
    """The folder of the release's source. Raises RuntimeError when it can neither be found nor fetched."""
    archive = _kept(name) or _fetched(name)
    with tarfile.open(archive) as source:
        source.extractall(into, filter="data")
    (folder,) = into.iterdir()
    return folder


def _kept(name: str) -> Path | None:
    wanted = _locked(name)
    return next((path for path in KEPT.glob("*.tar.gz") if _digest(path) in wanted), None)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fetched(name: str) -> Path:
    """By pip, which compares the hashes."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as pin:
        pin.write(_locked(name))
        pin.flush()
        options = ["--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes", "--dest", str(KEPT)]
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", *options, "--requirement", pin.name],
            capture_output=True,
            text=True,
        )
    found = _kept(name)
    if done.returncode or found is None:
        raise RuntimeError(f"the source of {name} cannot be fetched:\n{done.stderr}")
    return found


def _locked(name: str) -> str:
    """The lines of the lock that pin a package: its version and the hashes of its files."""
    lines = LOCK.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next(i for i in range(start, len(lines)) if not lines[i].endswith("\\"))
    return "\n".join(lines[start : end + 1]) + "\n"
