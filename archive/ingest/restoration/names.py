"""Names in lists: a given name can be any character, so that no language model can restore one."""

from __future__ import annotations

import re

from archive.ingest.restoration.language import Setting

# The hundred commonest family names, nine in ten of all people.
_FAMILIES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_BETWEEN = re.compile(r"[、，。；：（）“”《》 \n]")


def is_guessed_name(before: str, reading: str, after: str, setting: Setting) -> bool:
    """Whether the first character of a reading ends a name in a list of names that the document does not repeat.

    All texts are symbols.
    """
    following = (reading[1:] + after)[:1]
    if not following or not _BETWEEN.match(following) or (before[-1:], reading[:1]) in setting.pairs:
        return False
    *others, own = _BETWEEN.split(before)
    beside = [*others[-1:], *_BETWEEN.split(reading[2:] + after)[:1]]
    # The first name of a list follows the sentence that leads to it.
    ends = [own, own[-1:], own[-2:]] if following == "、" else [own]
    return any(_is_name(end + reading[:1]) for end in ends) and any(map(_is_name, beside))


def _is_name(item: str) -> bool:
    return 2 <= len(item) <= 3 and item[0] in _FAMILIES
