"""What the tests of the archive itself share: a small article, its record, commands, and the desk's forms."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Two paragraphs without a name of a place or body: nothing that a machine could find gets in the way.
TEXT = "今天早上下了一场大雨，田里的水涨了起来。\n大家带着工具出门，把水渠一段一段地清理干净。"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing a password as slowly as it should be takes most of a test's time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def read_record(write_lines):
    """One JSON Lines record with these fields, processed."""
    from archive.ingest.pipeline import process
    from archive.ingest.readers import read_paths
    from archive.ingest.records import Document, RawRecord

    def read(**fields: Any) -> Document:
        fields = fields if "paragraphs" in fields else {"text": TEXT, **fields}
        (record,) = read_paths([write_lines(fields)])
        assert isinstance(record, RawRecord), record
        return process(record)

    return read


@pytest.fixture
def store_record(db, read_record):
    """Stores one record, each time under a load of its own; returns its article."""
    from archive.ingest.store import identity, store
    from archive.models import Article, Load

    def stored(**fields: Any) -> Article:
        document = read_record(**fields)
        store(document, Load.objects.create(paths=["tests"]))
        return Article.objects.get(identity=identity(document.record))

    return stored


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def load_articles(db):
    """Runs the command in this process: (exit code, standard output, standard error)."""
    from django.core.management import CommandError, call_command

    def run(*arguments: object) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("load_articles", *map(str, arguments), stdout=out, stderr=err)
        except SystemExit as end:
            return Ran(int(end.code or 0), out.getvalue(), err.getvalue())
        except CommandError as error:
            return Ran(error.returncode, out.getvalue(), str(error))
        return Ran(0, out.getvalue(), err.getvalue())

    return run


def manage(data_dir: Path, *arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    """Starts manage.py in a process of its own, with a data directory and no other setting."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DJANGO_"))
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env={**clean, "ARCHIVE_DATA_DIR": str(data_dir)},
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


@pytest.fixture
def desk(client, curator):
    """The admin as a curator has it."""
    client.force_login(curator)
    return client


@pytest.fixture
def chief(admin_client):
    """The admin as a superuser has it."""
    return admin_client


def form_of(client, url: str) -> dict[str, Any]:
    """What a browser would post from the admin's form at this address, nothing changed."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    context = response.context_data
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms.append(inline.formset.management_form)
        if inline.has_change_permission or inline.has_add_permission:
            forms += inline.formset.forms
    return {
        bound.html_name: value
        for form in forms
        for bound in form
        for value in [_posted(bound)]
        if value != ""
    }


def _posted(bound) -> Any:
    value = bound.value()
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple):
        return [getattr(each, "pk", each) for each in value]
    return value
