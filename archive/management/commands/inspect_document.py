"""Shows what every stage of ingest makes of a document. Use it before a load, or to see why a text reads as it does."""

import json
import shutil
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.ingest import inspection
from archive.ingest.inspection_page import as_page
from archive.ingest.pipeline import process
from archive.ingest.readers import read_paths
from archive.ingest.records import BadInput, Document, RawRecord


class Command(BaseCommand):
    help = (
        "逐步显示文档经还原、清理、著录、分段后的样子；不保存任何内容，也不需要数据库。"
        "只显示程序判定的值；随文件给出的值在装入时优先。"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="FILE", help="文本、网页、JSON Lines、目录或压缩包；- 为标准输入"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="每份文档输出一行 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        failures = 0
        for item in read_paths(options["paths"]):
            result = _described(item)
            failures += isinstance(result, BadInput)
            self._show(result, as_json=options["as_json"])
        if failures:
            raise CommandError(
                ngettext("%(count)d 份文档无法读取", "%(count)d 份文档无法读取", failures)
                % {"count": failures}
            )

    def _show(self, result: Document | BadInput, *, as_json: bool) -> None:
        if as_json:
            value = (
                inspection.error_as_json(result)
                if isinstance(result, BadInput)
                else inspection.as_json(result)
            )
            self.stdout.write(json.dumps(value, ensure_ascii=False))
        elif isinstance(result, BadInput):
            self.stderr.write(_("无法读取 %(error)s") % {"error": result})
        else:
            on_terminal = self.stdout.isatty()
            width = min(shutil.get_terminal_size().columns, 120) if on_terminal else 100
            self.stdout.write(as_page(result, width=width, color=on_terminal and self.style.ERROR("") != ""))


def _described(item: RawRecord | BadInput) -> Document | BadInput:
    if isinstance(item, BadInput):
        return item
    try:
        return process(item)
    except BadInput as error:
        return error
