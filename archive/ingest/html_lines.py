"""The text that an HTML page shows, line by line, with what the markup says of each line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "svg", "select", "textarea")
)
_UNSEEN_WITHOUT_SCRIPTS = _UNSEEN - {"noscript"}
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTIONS = frozenset(("figcaption", "caption"))
_VERBATIM = frozenset(("pre", "xmp", "listing"))
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_BLANKS_IN_LINE = re.compile(r"[ \t\r\f\v]+")
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"<(?:script|style|!--)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
# A page that was cut inside a tag: what is left of the tag is no text.
_CUT_TAG = re.compile(r"<(?:[/!?]?[a-zA-Z][^<>]*|[/!?]?)\Z")


@dataclass(frozen=True)
class ShownLine:
    """A line of a page. `is_link`: all of it is links and none of it heads a section; `is_caption`: a picture's."""

    text: str
    is_link: bool = False
    is_caption: bool = False


@dataclass(frozen=True)
class _Context:
    in_link: bool = False
    in_heading: bool = False
    in_caption: bool = False
    verbatim: bool = False

    def inside(self, tag: str) -> _Context:
        return _Context(
            self.in_link or tag == "a",
            self.in_heading or tag in _HEADINGS,
            self.in_caption or tag in _CAPTIONS,
            self.verbatim or tag in _VERBATIM,
        )


@dataclass(frozen=True)
class _Run:
    """A stretch of text in one context; `breaks`: a new line begins before it."""

    text: str
    context: _Context
    breaks: bool


def shown_lines(source: str) -> list[ShownLine]:
    """The text of each block of a page in reading order; `<br>` ends a line, inline elements do not.

    A source without any markup is its own lines. What a browser without scripts would show counts only where
    nothing else is shown.
    """
    source = _CUT_TAG.sub("", source)
    if "<" not in source:
        return [ShownLine(line) for line in source.split("\n") if line.strip()]
    root = _parsed(source)
    shown = list(_lines(root, _UNSEEN)) or list(_lines(root, _UNSEEN_WITHOUT_SCRIPTS))
    return shown or list(_without_tags(source))


def _without_tags(source: str) -> Iterator[ShownLine]:
    """What stands between the tags of a page that is nested deeper than the parser goes."""
    if _CODE.search(source):
        return
    for part in _TAG.split(source):
        if text := _BLANKS.sub(" ", html.unescape(part)).strip():
            yield ShownLine(text)


def _parsed(source: str) -> Any:
    """The tree of a page. The declared encoding is that of the bytes, which are decoded already."""
    data = _DECLARATION.sub("", source).encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml.html.document_fromstring(data.strip() or b"<html/>", parser=parser)


def _lines(root: Any, unseen: frozenset[str]) -> Iterator[ShownLine]:
    line: list[_Run] = []
    for run in _runs(root, unseen):
        if run.breaks and line:
            yield from _joined(line)
            line = []
        line.append(run)
    yield from _joined(line)


def _joined(line: list[_Run]) -> Iterator[ShownLine]:
    verbatim = any(run.context.verbatim for run in line)
    whole = "".join(run.text for run in line)
    said = [run.context for run in line if run.text.strip()]
    is_link = all(context.in_link and not context.in_heading for context in said)
    is_caption = any(context.in_caption for context in said)
    for part in whole.split("\n") if verbatim else [whole]:
        text = (_BLANKS_IN_LINE if verbatim else _BLANKS).sub(" ", part).strip()
        if text:
            yield ShownLine(text, is_link, is_caption)


def _runs(root: Any, unseen: frozenset[str]) -> Iterator[_Run]:
    """Each run of text in reading order; an explicit stack bears deep nesting."""
    stack: list[tuple[Any, _Context] | _Run] = [(root, _Context())]
    while stack:
        top = stack.pop()
        if isinstance(top, _Run):
            yield top
            continue
        node, around = top
        is_element = isinstance(node.tag, str)
        block = is_element and node.tag not in _INLINE
        if node is not root and (node.tail or block):
            stack.append(_Run(node.tail or "", around, block))
        if is_element and node.tag not in unseen:
            inside = around.inside(node.tag)
            stack.extend((child, inside) for child in reversed(node))
            stack.append(_Run(node.text or "", inside, block))
