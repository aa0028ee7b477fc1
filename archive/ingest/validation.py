"""What a record of JSON Lines, or the side file of a text, may say of a document.

Every check raises `Invalid` with what is wrong and what to do about it, in the words of the people who
prepare the files; the readers add the file and the line.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from archive.ingest.records import PARAGRAPH_KINDS
from archive.text.folding import fold

STATUSES = ("draft", "in_review", "published", "withheld")
CONTENT_KEYS = ("paragraphs", "text", "html")  # of several, the first stands
STRING_KEYS = ("title", "kicker", "city", "source", "url")
LIST_KEYS = ("organizations", "authors")
GIVEN_KEYS = frozenset((*STRING_KEYS, *LIST_KEYS, "date", "status"))
CURATOR_KEYS = frozenset(("decided_by", "note", "title_basis", "date_basis"))
MAX_ID, MAX_URL = 300, 1000  # characters
FIRST_YEAR, LAST_YEAR = 1000, 2999

Content = str | tuple[Mapping[str, str], ...]
_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TIME = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?")
_SHOWN = 40
_TYPE_NAMES = {str: "字符串", list: "数组", dict: "对象", bool: "布尔值", int: "数字", float: "数字"}


class Invalid(ValueError):
    """A record that cannot be loaded: `error` says what is wrong, `remedy` what to do."""

    def __init__(self, error: str, remedy: str) -> None:
        super().__init__(error)
        self.error, self.remedy = error, remedy


@dataclass(frozen=True)
class Fields:
    """A checked record: its form and content, the values that beat a machine's, and all other keys."""

    form: Literal["text", "html", "paragraphs"]
    content: Content
    external_id: str | None
    given: Mapping[str, Any]
    extra: Mapping[str, Any]


def parse_object(line: bytes) -> dict[str, Any]:
    """The JSON object in a line or a side file."""
    try:
        text = line.decode("utf-8-sig")
        value = json.loads(text, parse_constant=_refuse_number, parse_float=_finite)
    except Invalid:
        raise
    except UnicodeDecodeError as error:
        raise Invalid(f"不是 UTF-8 编码(第 {error.start} 字节)", "请用 UTF-8 编码保存 JSON") from error
    except RecursionError as error:
        raise Invalid("JSON 嵌套过深", "请把记录改为一层的键和值") from error
    except ValueError as error:
        raise Invalid(f"JSON 无法解析:{error}", "请检查引号、逗号和括号,每行写一个完整的对象") from error
    if not isinstance(value, dict):
        raise Invalid("这一行不是 JSON 对象", '请把每行写成 {"text": "…"} 这样的对象')
    _check_strings(value)
    return value


def _finite(number: str) -> float:
    value = float(number)
    return value if math.isfinite(value) else _refuse_number(number)


def _refuse_number(number: str) -> NoReturn:
    """NaN and infinities, written as such or too great to be told from one: no JSON and no database holds them."""
    shown = number if len(number) <= _SHOWN else number[:_SHOWN] + "…"
    raise Invalid(f"不是有限的数:{shown}", "请改为普通的数、字符串或 null")


def source_key(given: Mapping[str, Any]) -> str:
    """The source that an id belongs to: spellings that a reader takes for the same are one source."""
    return fold(str(given.get("source") or "")).strip()


def check_record(value: dict[str, Any]) -> Fields:
    """Checks the object of a JSON Lines record and sorts its keys."""
    stated = {key: item for key, item in value.items() if item is not None}
    key = next((key for key in CONTENT_KEYS if key in stated), None)
    if key is None:
        raise Invalid("缺少正文", "请给出 text、paragraphs 或 html 之一")
    content = _paragraphs(stated[key]) if key == "paragraphs" else _string(key, stated[key])
    require_chinese(content)
    return Fields(
        form="text" if key == "text" else "html" if key == "html" else "paragraphs",
        content=content,
        external_id=_external_id(stated.get("id")),
        given=check_given(stated),
        extra={name: item for name, item in value.items() if name not in GIVEN_KEYS | {"id", key}},
    )


def check_given(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a record states of itself, checked; keys that mean nothing here are left out."""
    given: dict[str, Any] = {key: _string(key, stated[key]) for key in STRING_KEYS if _has(stated, key)}
    given |= {key: _names(key, stated[key]) for key in LIST_KEYS if _has(stated, key)}
    if len(given.get("url", "")) > MAX_URL:
        raise Invalid(
            f"url 过长:{len(given['url'])} 字,上限 {MAX_URL} 字", "请给出文章的固定链接,去掉多余的参数"
        )
    if _has(stated, "date"):
        given["date"] = _date(stated["date"])
    if _has(stated, "status"):
        given["status"] = _status(stated["status"])
    return given


def check_curated(value: dict[str, Any]) -> dict[str, Any]:
    """The values of a side file; here an unknown key is a mistake, since nothing else would tell of it."""
    if unknown := sorted(value.keys() - GIVEN_KEYS - CURATOR_KEYS):
        raise Invalid(
            f"附带文件中有未知的键:{'、'.join(unknown)}", f"可用的键:{'、'.join(sorted(GIVEN_KEYS))}"
        )
    notes = {key: _string(key, value[key]) for key in sorted(CURATOR_KEYS) if _has(value, key)}
    return {**check_given(value), **notes}


def require_chinese(content: Content) -> None:
    """Refuses what is empty or has no Chinese character at all."""
    text = content if isinstance(content, str) else "\n".join(each["text"] for each in content)
    if not text.strip():
        raise Invalid("正文为空", "请补上正文,或去掉这一条")
    if "\0" in text:
        raise Invalid("正文中有空字符(NUL)", "请去掉空字符后再导入")
    if not _HAN.search(text):
        raise Invalid("没有一个汉字", "请确认文件内容和编码;本库只收中文文献")


def _has(stated: Mapping[str, Any], key: str) -> bool:
    return stated.get(key) is not None


def _string(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid(f"{key} 应为字符串,却是{_type_name(value)}", f'请写成 "{key}": "…"')
    return value


def _names(key: str, value: Any) -> tuple[Any, ...]:
    """A list of names; one name alone may stand without the list, an author as an object with its role."""
    items = value if isinstance(value, list) else [value]
    return tuple(name for item in items if (name := _name(key, item)))


def _name(key: str, item: Any) -> Any:
    """A name, or an author's name with the role; empty for a blank one."""
    if isinstance(item, str):
        return item.strip()
    if key == "authors" and isinstance(item, dict) and isinstance(item.get("name"), str):
        name, role = item["name"].strip(), item.get("role", "")
        return {"name": name, "role": role} if name and isinstance(role, str) else name
    raise Invalid(f"{key} 应为字符串的数组", f'请写成 "{key}": ["…", "…"]')


def _paragraphs(value: Any) -> tuple[Mapping[str, str], ...]:
    if not isinstance(value, list):
        raise Invalid(f"paragraphs 应为数组,却是{_type_name(value)}", '请写成 "paragraphs": ["…", "…"]')
    return tuple(_paragraph(item) for item in value)


def _paragraph(item: Any) -> Mapping[str, str]:
    if isinstance(item, str):
        return {"kind": "body", "text": item}
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise Invalid("段落应为字符串或含 text 的对象", '请写成 "…" 或 {"kind": "body", "text": "…"}')
    kind = item.get("kind", "body")
    if kind not in PARAGRAPH_KINDS:
        raise Invalid(f"未知的段落类型:{kind}", f"可用的类型:{'、'.join(PARAGRAPH_KINDS)}")
    return {"kind": kind, "text": item["text"]}


def _external_id(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise Invalid(f"id 应为字符串或整数,却是{_type_name(value)}", '请写成 "id": "…"')
    external_id = str(value).strip()
    if len(external_id) > MAX_ID:
        raise Invalid(f"id 过长:{len(external_id)} 字,上限 {MAX_ID} 字", "请换用较短而不重复的 id")
    return external_id


def _date(value: Any) -> str:
    """An ISO date as far as it is known (2022, 2022-04, 2022-04-25), a time of day after it if any."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    day, _, time = text.replace(" ", "T", 1).partition("T")
    if not _DATE.fullmatch(day) or (time and not (_TIME.fullmatch(time) and len(day) == 10)):
        raise Invalid(f"日期无法识别:{value}", "请用 2022-04-25、2022-04 或 2022 的形式")
    if not FIRST_YEAR <= int(day[:4]) <= LAST_YEAR:
        raise Invalid(f"年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间:{value}", "请核对年份")
    try:
        dt.date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)
        dt.time.fromisoformat(time or "00:00")
    except ValueError as error:
        raise Invalid(f"没有这一天或这一时刻:{value}", "请核对年、月、日和时间") from error
    return f"{day}T{time}" if time else day


def _status(value: Any) -> str:
    status = value.strip().lower().replace(" ", "_") if isinstance(value, str) else value
    if status not in STATUSES:
        raise Invalid(f"未知的状态:{value}", f"可用的状态:{'、'.join(STATUSES)}")
    return str(status)


def _check_strings(value: Any) -> None:
    """Refuses lone surrogates, which no encoding can store, and NUL, which PostgreSQL cannot."""
    for text in _strings(value):
        if "\0" in text:
            raise Invalid("记录中有空字符(NUL)", "请去掉 \\u0000 后再导入")
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise Invalid("记录中有不成对的代理码位", "请去掉残缺的 \\ud800 至 \\udfff 后再导入")


def _strings(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            pending += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            pending += item


def _type_name(value: Any) -> str:
    return _TYPE_NAMES.get(type(value), "空值")
