"""What the furniture of a web page looks like, line by line: menus, paths, buttons, notices, keyword runs.

The vocabulary names kinds of furniture that Chinese news sites share. No rule knows a site or an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ingest.cleaning_lines import Line, pattern


@dataclass(frozen=True)
class Finding:
    """Why a line is furniture. `closes` says that what follows belongs to the furniture too, until prose resumes."""

    rule: str
    reason: str
    closes: bool = False


BREADCRUMB = Finding("breadcrumb", "页面路径（面包屑导航）")
MENU = Finding("menu", "导航栏目")
BUTTON = Finding("button", "页面按钮或提示")
SHARE = Finding("share", "分享、关注或二维码", closes=True)
RELATED = Finding("related", "相关链接或推荐栏目", closes=True)
COMMENTS = Finding("comments", "评论区", closes=True)
TAGS = Finding("tags", "文章标签")
DISCLAIMER = Finding("disclaimer", "免责或转载声明", closes=True)
COPYRIGHT = Finding("copyright", "版权或备案信息", closes=True)
SPAM = Finding("spam-keywords", "色情、博彩等隐藏关键词")
MARKUP = Finding("markup", "残留的网页标记")

_SEPARATOR = re.compile(r"\s*[>»›→]+\s*|\s+/\s+")
_PATH_START = pattern(
    r"^(?:您?(?:现在|当前)?的?(?:所在)?(?:位置|所在地)[:是]?|当前位置|首页|主页|网站首页|返回首页)"
)
_PATH_END = pattern(r"(?:正文|内容|详情|详细内容|文章|列表)$")
_MENU_SPLIT = re.compile(r"[\s|·•｜,/]+")

_RELATED = pattern(
    r"^[\W\d_]{0,4}(?:(?:相关|延伸|推荐|热门|精彩|更多|最新|关联|往期|编辑|为您|为你|图文|视频|新闻|频道|"
    r"热点|今日|本周|24小时|点击|阅读|栏目|其他|同类)"
    r"(?:阅读|新闻|链接|文章|报道|推荐|排行|排行榜|看点|热点|资讯|内容|回顾|专题|视频|图片|信息|精选|头条|"
    r"导读|关注|文档|话题|稿件|点击|搜索|图集)"
    r"|猜你喜欢|猜您喜欢|你可能(?:还|也)?喜欢|您可能感兴趣(?:的)?(?:文章|内容|新闻)?|大家都在看|大家还看了|"
    r"看过本文的(?:人)?还看过"
    r"|热榜|排行榜|点击榜|上一[篇条页]|下一[篇条页]|友情链接|关键词阅读|热词|热搜)(?:[:>»\s].*)?$"
)
_COMMENTS = pattern(
    r"^(?:(?:网友|用户|全部|最新|热门|精彩|我要|发表|查看|文明|参与)*(?:评论|跟贴|跟帖|留言|回复|"
    r"点评)(?:\s?[\d(:].*|区|列表|数)?"
    r"|[\d,]*人?(?:跟贴|跟帖|参与|评论)[\d|\s]*.{0,12}|(?:还可|可以)?输入\d+字?.{0,10}|文明上网.{0,12}|"
    r"登录(?:并|后)(?:发[表贴帖]|评论).{0,8}"
    r"|网友评论仅.{4,30})$"
)
_SHARE = pattern(
    r"^(?:分享(?:到|至|本文|给)?[:>].{0,40}|分享(?:到|至|本文)?|.{0,8}扫(?:一扫|描|码)[,!]?(?:下方|上方|"
    r"左侧|右侧|以下|关注|分享|下载|阅读|二维码|微信|上面|下面)?.{0,20}"
    r"|(?:用|使用|打开)微信.{0,24}|(?:长按|识别|点击).{0,8}二维码.{0,12}|(?:官方)?(?:新浪|腾讯)?(?:微信|"
    r"微博|抖音|快手|头条|客户端|视频|app|小程序)"
    r"(?:公众)?(?:号|平台|账号|端|二维码)?|(?:关注|下载)(?:我们|官方)?.{0,6}(?:微信|微博|公众号|公众平台|"
    r"客户端|app)|weixin|wechat|weibo|qq空间|qq好友|朋友圈|收藏|点赞|举报)$"
)
_TAGS = pattern(r"^[\[【(]?(?:标签|关键[词字]|tags?)[\])】]?[:\s].{1,60}$")
_BUTTON = pattern(
    r"^(?:(?:【|\[)?(?:字号|字体)[:\s]?.{0,14}|【?(?:大|中|小)[\s|】【]*(?:中|小)[\s|】【]*(?:小)?】?|"
    r"【?(?:打印|关闭|纠错|复制链接|返回顶部|回到顶部|返回列表|关闭窗口|打印本页|加入收藏|设为首页|"
    r"全文朗读|点击查看大图|点击播放|播放)】?"
    r"|(?:登录|注册|登录[/|\s]注册|退出|搜索|安全退出|展开全文|阅读全文|查看更多|加载更多|更多)[>»]*|"
    r"t\s?\+\s?-|a-\s*a\s*a?\+?"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:]?\s?\d+次?|\d+|[|/\\>»<«+_=*.•·—-]+)$"
)
_DISCLAIMER = pattern(
    r"^[\W_]{0,3}(?:免责|版权|特别|郑重|转载|侵权|网站)(?:声明|提示|说明|公告)[:\s]?|^[\W_]{0,3}(?:声明|"
    r"凡)?[:]?(?:凡)?本(?:网|站|报网|平台|文章?)(?:站|所)?(?:转载|注明|刊载|来源|部分|内容|仅代表|系|刊登|"
    r"由)"
)
_DISCLAIMER_BODY = pattern(
    r"不代表本[网站报]|并不代表|仅代表作者|版权归|侵犯?.{0,8}(?:版权|权益|著作权)|侵权|请(?:及时)?(?:与|"
    r"和)(?:我们|本[网站])联系|联系(?:我们)?删除|第一时间删除"
    r"|转载(?:请|须|时)|未经.{0,12}(?:授权|许可)|真实性负责|投资建议|表明.{0,6}立场|版权所有|法律责任|"
    r"本文链接|文章来源"
)
_COPYRIGHT = pattern(
    r"copyright|©|\(c\)\s?\d{4}|版权所有|all rights reserved|[\u4e00-\u9fff]?icp[备证]|公网安备|备案号|"
    r"网络传播视听节目许可证|新闻信息服务许可证|违法(?:和|及)?不良信息举报"
    r"|(?:建议|推荐).{0,6}(?:分辨率|浏览器)|^(?:主办|承办|技术支持)(?:单位)?:"
)
_SPAM_WORD = pattern(
    r"www|\.com|\bav\b|色情|情色|成人|黄色|激情|无码|有码|自拍|偷拍|做爱|裸体|一级片|三级片|久久|欧美|亚洲|"
    r"日韩|国产|精品|在线观看|在线看|免费看|视频精品|伊人|少妇|人妻|乱伦"
    r"|博彩|赌博|赌场|棋牌|娱乐城|娱乐平台|真人荷官|百家乐|六合彩|时时彩|彩票|下注|投注|开户送|老虎机|"
    r"体育平台|私服|外围|澳门|皇冠|葡京|金沙|代孕|办证|发票"
)
_SPAM_SPLIT = re.compile(r"[,、|_\s;。-]+")
_TAG = re.compile(
    r"(?:</?|/)(?:strong|span|div|font|em|br|img|p|b|a|h[1-6])\s?/?>"
    r"|<(?:strong|span|div|font|em|img|p|b|a|h[1-6])\s[^<>]{0,200}>"
)


def finding(line: Line) -> Finding | None:
    """What kind of page furniture a line is by its own form, or None. Position is not looked at."""
    key = line.key
    if is_spam(key):
        return SPAM
    if is_breadcrumb(key):
        return BREADCRUMB
    if len(key) <= 400 and _DISCLAIMER.search(key) and _DISCLAIMER_BODY.search(key):
        return DISCLAIMER
    if len(key) <= 160 and _COPYRIGHT.search(key) and not line.ends_sentence:
        return COPYRIGHT
    return None if len(key) > 80 else _short_finding(key)


def _short_finding(key: str) -> Finding | None:
    if _TAGS.match(key):
        return TAGS
    bare = key.strip("【】[]()<>* :")
    for known, kind in ((_COMMENTS, COMMENTS), (_SHARE, SHARE), (_BUTTON, BUTTON), (_RELATED, RELATED)):
        if known.match(key) or (bare and known.match(bare)):
            return kind
    return None


def is_breadcrumb(key: str) -> bool:
    """A path through a site: short names between `>` signs, from the home page or to the text."""
    parts = [part for part in _SEPARATOR.split(key) if part]
    if "。" in key or "," in key:
        return False
    if len(parts) < 2 or len(key) > 100 or max(map(len, parts[:-1])) > 16 or not _SEPARATOR.search(key):
        return False
    return len(parts) >= 3 or bool(_PATH_START.match(key) or _PATH_END.search(key))


def is_menu(key: str) -> bool:
    """A row of short names without the punctuation of a sentence. Names of persons look alike: ask at edges only."""
    parts = [part for part in _MENU_SPLIT.split(key) if part]
    if len(parts) < 4 or any(mark in key for mark in "。!?;:“"):
        return False
    return max(map(len, parts)) <= 10 and sum(map(len, parts)) / len(parts) <= 6


def is_spam(key: str) -> bool:
    """A run of search keywords of the adult or gambling trade: many short segments, no sentence."""
    segments = [segment for segment in _SPAM_SPLIT.split(key) if segment]
    if (
        len(segments) < 4
        or sum(map(len, segments)) / len(segments) > 16
        or any(mark in key for mark in "。!?")
    ):
        return False
    # Keywords meet the vocabulary in most segments; a sentence about such a trade in one or two.
    hits = sum(1 for segment in segments if _SPAM_WORD.search(segment))
    return hits >= 3 and hits / len(segments) >= 0.5


def markup_spans(text: str) -> list[tuple[int, int]]:
    """Spans of HTML tags, whole or cut, that were left in a plain text."""
    return [match.span() for match in _TAG.finditer(text)]
