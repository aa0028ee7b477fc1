"""From bytes to text: which encoding a document is in, and the residue of its transport tidied away."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.ingest.records import Entry
from archive.ingest.tracing import Edit
from archive.text import words
from archive.text.folding import fold


class UnknownEncoding(ValueError):
    """The bytes are Chinese text in none of the encodings that Chinese text comes in."""


@dataclass(frozen=True)
class Decoded:
    """A decoded document with line ends as \\n.

    `entries` holds one entry, the first of the document's ledger: its rule is the encoding, its reason says
    what else was done (a byte order mark taken off, line ends normalised). Its span is empty, because all
    offsets of the ledger count in the text that decoding gives: it is recorded, never replayed.
    """

    text: str
    encoding: str
    entries: tuple[Entry, ...]
    doubts: tuple[str, ...] = ()  # what a person should know of: bytes of another encoding, or of none


# The longer marks first: that of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Name as reported, and the codecs to try: Big5 proper first, then with the Hong Kong additions.
_LEGACY_ENCODINGS = (("gb18030", ("gb18030",)), ("big5", ("cp950", "big5hkscs")))
_BY_LINE = (("utf-8", "utf-8"), ("gb18030", "gb18030"), ("big5", "cp950"))
_SAMPLE = 4000  # characters that the choice of an encoding looks at
_ENOUGH_PAIRS = 20
# Of the adjacent pairs of Chinese characters in real text, 30 to 45 in a hundred are words; in text decoded
# with the wrong table, 0 to 3.
_LEAST_WORDLIKE = 0.06
_FEW_PAIRS, _SURELY_WORDS = 5, 0.15
_MOST_LOST = 0.02  # share of characters that could not be decoded
_TOLD = 3
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fff]{2}))")


def decode(data: bytes) -> Decoded:
    """Decodes a document: a byte order mark decides, else UTF-8, else UTF-16 without a mark, else the likelier of
    GB18030 and Big5, else each line by itself.

    Raises UnknownEncoding when none of them gives Chinese text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(_strictly(data[len(mark) :], encoding), encoding, marked=True)
    try:
        return _decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        found = _wide(data) or _likelier(data)
    return _decoded(*found) if found else _line_by_line(data)


def is_wide(data: bytes) -> bool:
    """Whether bytes, NUL among them as they may be, are Chinese text in UTF-16 without a mark."""
    return _wide(data) is not None


def from_text(text: str) -> Decoded:
    """A text that came decoded, in a field of JSON."""
    return _decoded(text, "utf-8")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(f"marked as {encoding}, but not valid at byte {error.start}") from error


def _wide(data: bytes) -> tuple[str, str] | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _first_decoding(data, (encoding,))
        pairs = _pairs(text)
        if len(pairs) >= _FEW_PAIRS and _share_of_words(pairs) >= _SURELY_WORDS:
            return text, encoding
    return None


def _likelier(data: bytes) -> tuple[str, str] | None:
    candidates = [(text, name) for name, tried in _LEGACY_ENCODINGS if (text := _first_decoding(data, tried))]
    plausible = [each for each in candidates if _is_plausible(each[0])]
    return max(plausible, key=lambda each: _likelihood(each[0]), default=None)


def _line_by_line(data: bytes) -> Decoded:
    """For a file that was pasted together, or cut off inside a character."""
    lines = [_line(line) for line in data.split(b"\n")]
    text = "\n".join(line for line, _ in lines)
    lost, pairs = text.count("\ufffd"), _pairs(text)
    if (
        lost > 2 + _MOST_LOST * len(text)
        or len(pairs) < _FEW_PAIRS
        or _share_of_words(pairs) < _LEAST_WORDLIKE
    ):
        raise UnknownEncoding("neither UTF-8 nor GB18030 nor Big5, as a whole or line by line")
    names = {name for _, name in lines if name}
    doubts = [_told(lines)] if len(names) > 1 else []
    doubts += [f"有 {lost} 处字节无法解码，显示为 �"] if lost else []
    return replace(_decoded(text, "mixed" if len(names) > 1 else names.pop()), doubts=tuple(doubts))


def _told(lines: list[tuple[str, str]]) -> str:
    odd = [
        f"第 {number} 行是 {name}" for number, (_, name) in enumerate(lines, 1) if name not in ("utf-8", "")
    ]
    return "编码混杂：" + "，".join(odd[:_TOLD]) + ("……" if len(odd) > _TOLD else "")


def _line(data: bytes) -> tuple[str, str]:
    """One line, and the encoding that makes most words of it (none for ASCII); bytes that are invalid there show as \ufffd."""
    if data.isascii():
        return data.decode(), ""  # the same in all of them
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        tried = [(data.decode(codec, "replace"), name) for name, codec in _BY_LINE]
    return max(tried, key=lambda each: _share_of_words(_pairs(each[0])) - each[0].count("\ufffd"))


def _first_decoding(data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _is_plausible(text: str) -> bool:
    """Short texts have too few pairs to judge by; they are taken as what they decode to."""
    pairs = _pairs(text)
    return len(pairs) < _ENOUGH_PAIRS or _share_of_words(pairs) >= _LEAST_WORDLIKE


def _likelihood(text: str) -> tuple[float, float]:
    """The share of pairs that are words; for texts without any, how common the single characters are."""
    sample = fold(text[:_SAMPLE])
    return _share_of_words(_pairs(text)), sum(map(words.frequency, sample)) / max(len(sample), 1)


def _pairs(text: str) -> list[str]:
    return _HAN_PAIR.findall(fold(text[:_SAMPLE]))


def _share_of_words(pairs: list[str]) -> float:
    return sum(words.frequency(pair) > 0 for pair in pairs) / max(len(pairs), 1)


def _decoded(text: str, encoding: str, *, marked: bool = False) -> Decoded:
    notes = ["去掉字节顺序标记"] if marked else []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append("统一换行符")
    reason = "；".join([f"按 {encoding} 解码", *notes])
    return Decoded(text, encoding, (Entry("decoding", encoding, reason, 0, 0, "", ""),))


# A joiner inside an emoji (woman + joiner + laptop) is part of it; elsewhere in Chinese text it is residue.
_PICTURE = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_RESIDUE = re.compile(
    r"(?P<entity>&(?:amp;)*(?P<name>[A-Za-z][A-Za-z0-9]{1,30}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<space>[\u00a0\u202f]+)"
    rf"|(?P<zero>(?:[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    rf"|(?<![{_PICTURE}])\u200d)+)"
    r"|(?P<line>[\x0b\x0c\x85\u2028\u2029])"
    r"|(?P<control>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+)"
)
_RULES = {
    "space": ("no-break-space", "不换行空格，网页排版所用"),
    "zero": ("zero-width", "零宽字符，网页或聊天软件的残留"),
    "line": ("line-separator", "少见的换行符"),
    "control": ("control", "控制字符，不属于正文"),
    "entity": ("entity", "未解码的 HTML 字符引用"),
}
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def tidy(text: str) -> list[Edit]:
    """The edits that take transport residue out of a decoded text; they touch nothing else."""
    return list(_tidying(text))


def _tidying(text: str) -> Iterator[Edit]:
    for match in _RESIDUE.finditer(text):
        kind = next(name for name in _RULES if match[name])
        after = _replacement(kind, match)
        if after != match[0]:
            rule, reason = _RULES[kind]
            yield Edit(match.start(), match.end(), after, rule, reason)


def _replacement(kind: str, match: re.Match[str]) -> str:
    if kind == "space":
        return " " * len(match[0])
    if kind == "line":
        return "\n"
    return _character(match) if kind == "entity" else ""


def _character(match: re.Match[str]) -> str:
    """The character that a reference stands for, also one escaped twice; an unknown one is left as it is."""
    reference = f"&{match['name']};"
    found = html.unescape(reference)
    if found == reference or "\ufffd" in found or found < " ":
        return match[0]
    return _INVISIBLE.sub("", found).replace("\u00a0", " ")
