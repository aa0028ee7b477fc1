"""What the furniture of a web page looks like, line by line: menus, paths, buttons, notices, keyword runs.

The vocabulary names kinds of furniture that Chinese news sites share. No rule knows a site or an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.cleaning_lines import Line, pattern
from archive.ingest.cleaning_ornaments import POINTERS
from archive.ingest.cleaning_spam import is_spam
from archive.text.folding import fold


@dataclass(frozen=True)
class Finding:
    """Why a line is furniture. `closes` says that what follows belongs to the furniture too, until prose resumes."""

    rule: str
    reason: str
    closes: bool = False


STAMP = pattern(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")

BREADCRUMB = Finding("breadcrumb", "页面路径（面包屑导航）")
MENU = Finding("menu", "导航栏目")
BUTTON = Finding("button", "页面按钮或提示")
SHARE = Finding("share", "分享、关注或二维码", closes=True)
RELATED = Finding("related", "相关链接或推荐栏目", closes=True)
COMMENTS = Finding("comments", "评论区", closes=True)
TAGS = Finding("tags", "文章标签")
DISCLAIMER = Finding("disclaimer", "免责或转载声明", closes=True)
COPYRIGHT = Finding("copyright", "版权或备案信息", closes=True)
PAGE_TITLE = Finding("page-title", "浏览器标题，与正文标题重复")
REPEATED = Finding("repeated-line", "同一行重复出现")
SPAM = Finding("spam-keywords", "色情、博彩等隐藏关键词")
ORNAMENT = Finding("ornament", "排版用的箭头、手势或序号")
PLANTED = Finding("planted-list", "为搜索引擎堆砌的地名或关键词")

_SEPARATOR = re.compile(r"\s*[>»›→]+\s*|\s+/\s+")
_PATH_START = pattern(
    r"^(?:您?(?:现在|当前)?的?(?:所在)?(?:位置|所在地)[:是]?|当前位置|首页|主页|网站首页|返回首页)"
)
_PATH_END = pattern(r"(?:正文|内容|详情|详细内容|文章|列表)$")
_MENU_SPLIT = re.compile(r"[\s|·•,/]+")
# What the sections of a company's site are called: many pages that copied news stand on such sites.
_COMPANY = (
    "(?:产品|公司|企业)(?:中心|展示|分类|系列|简介|介绍|文化|新闻|动态)|(?:成功|工程|客户)案例|荣誉资质|资质荣誉|"
    "人才招聘|招商加盟|加入我们|在线(?:咨询|客服|留言|订购)|下载中心|技术文章"
)
# What the sections of news sites and of governments' sites are called.
_SECTION = pattern(
    r"^(?:首页|主页|门户|新闻|要闻|时政|政务|政法|国内|国际|本地|本市|县区|区县|乡镇|社会|民生|财经|经济|金融|股票|"
    r"体育|娱乐|科技|教育|健康|卫生|医疗|房产|汽车|旅游|美食|文化|文艺|艺术|军事|历史|法治|评论|理论|观点|视频|视听|"
    r"图片|图库|专题|直播|论坛|博客|微博|微信|客户端|app|手机版|电子报|数字报|报纸|广播|电视|招聘|相亲|交友|二手|"
    r"天气|生活|时尚|女人|亲子|星座|游戏|数码|手机|家居|家电|彩票|公益|党建|登录|注册|搜索|退出|繁体|english|"
    rf"{_COMPANY}|站内搜索|走进.{{2,4}}|魅力.{{2,4}}|关于我们|联系我们|网站地图|网站声明|加入收藏|设为首页|广告服务|法律声明|"
    r".{0,4}(?:新闻|频道|资讯|专题|中心|论坛|公开|服务|互动|动态|专栏|热点|推荐|公告|导航))$"
)
# What can be done to a page: a line of nothing else is its tool bar.
_REACTION = pattern(
    r"^(?:收藏|分享|淘帖|支持|反对|回复|举报|点赞|赞|踩|顶|顶一下|踩一下|转发|在看|看|评论|发表评论|写评论|留言|关注|订阅|打赏)$"
)
_ACTION = pattern(
    r"^(?:收藏|分享|淘帖|支持|反对|回复|举报|点赞|赞|踩|顶|顶一下|踩一下|转发|在看|看|评论|发表评论|写评论|留言|关注|订阅|"
    r"打赏|纠错|打印|打印本页|打印正文|关闭|关闭窗口|返回|返回顶部|返回首页|返回列表|复制链接|海报|字号.*|字体.*|[大中小t+-]|"
    r"微信|微博|新浪微博|腾讯微博|朋友圈|qq|qq空间|qq好友|更多|上一[篇条]|下一[篇条]|没有了|只看该作者|倒序浏览|阅读模式|"
    r"收起|展开|保存|播放|下载|上一[版期]|下一[版期]|[上下]一?页|[首末尾]页|第?\d+页|共\d+页|放大|缩小|默认|\d+)$"
)
# Words of furniture that an article uses too, as a heading over a paragraph or in a list.
_AMBIGUOUS = pattern(
    rf"^(?:{_COMPANY}|分享|评论|点评|留言|回复|点赞|赞|踩|顶|举报|收藏|关注|楼主|热门|推荐|广告|推广|播放|"
    r"微信|微博|抖音|快手|头条|客户端|视频|小程序|(?:微信)?公众号|(?:微信)?公众平台|二维码|联系我们|"
    r"(?:新闻|视频|图片|图文|热点|今日|本周|编辑|相关|延伸|最新|更多|其他|精彩|往期|栏目|频道)"
    r"(?:新闻|视频|图片|热点|关注|链接|阅读|推荐|回顾|专题|资讯|看点|话题|信息|导读|报道|内容))$"
)
_PAGE = fold("页")
_ACTION_SPLIT = re.compile(r"[\s|/·•:【】\[\]()<>-]+")

_RELATED = pattern(
    r"^[\W\d_]{0,4}(?:(?:相关|延伸|推荐|热门|精彩|更多|最新|关联|往期|编辑|为您|为你|图文|视频|新闻|频道|"
    r"热点|今日|本周|24小时|点击|阅读|栏目|其他|同类)"
    r"(?:阅读|新闻|链接|文章|报道|推荐|排行|排行榜|看点|热点|资讯|内容|回顾|专题|视频|图片|信息|精选|头条|产品|"
    r"导读|关注|文档|话题|稿件|点击|搜索|图集)"
    r"|猜你喜欢|猜您喜欢|你可能(?:还|也)?喜欢|您可能感兴趣(?:的)?(?:文章|内容|新闻)?|大家都在看|大家还看了|"
    r"看过本文的(?:人)?还看过"
    r"|热榜|排行榜|点击榜|上一[篇条页]|下一[篇条页]|友情链接|关键词阅读|热词|热搜|24小时热[文点榜]|喜欢此内容的人还喜欢|"
    r"本(?:栏目|周|月|站)(?:最新|热门|推荐)(?:文章|新闻|内容)?|(?:本月|本周|今日)?热门|换一[换批]|广告|赞助广告|推广|"
    r"看?更多(?:新闻|文章|精彩|内容)*|您?可能感兴趣(?:的)?.{0,4})(?:[:>»\s].*)?$"
)
_COMMENTS = pattern(
    r"^(?:(?:网友|用户|全部|最新|热门|精彩|我要|发表|查看|文明|参与)*(?:评论|跟贴|跟帖|留言|回复|点评)"
    r"(?:\s?\d.{0,16}|\s?\(.*\).{0,16}|:|区|列表|数|讨论)?"
    r"|最新评论 .{1,16}|共有?\s?\d+\s?条评论|我[要来](?:说[两几]句|评论)|[\d,]+\s?人?(?:跟贴|跟帖|参与|评论)(?:[\d|\s]+.{0,24})?"
    r"|(?:还可|可以)?输入\d+字?.{0,10}|文明上网.{0,12}|(?:请|您需要)?先?登录(?:会员|并|后)(?:发[表贴帖]|评论|才(?:可以?|能)|$).{0,24}"
    r"|匿名发表|只看楼主|ip属地:.{1,8}|来自.{1,12}客户端|送ta礼物|昵称|验证码|楼主|网友评论仅.{4,30})$"
)
_OUTLET = r"(?:官方)?(?:新浪|腾讯)?(?:微信|微博|抖音|快手|头条|客户端|视频|app|小程序)"
_SHARE = pattern(
    r"^(?:(?:我要)?分享(?:到|至|本文)?|分享(?:到|至|本文)[:>]?.{0,40}|分享(?:给|[:>])\s?(?:好友|微信|微博|新浪|腾讯|qq|朋友圈|更多).{0,30}"
    r"|(?:请|手机|用手机|微信|长按)?扫(?:一扫|描|码)(?:[,!]?(?:下方|上方|左侧|右侧|以下|上面|下面).{0,16}"
    r"|[,!]?(?:关注|分享|下载|阅读全文|二维码|微信|加入|添加|进群|了解更多|查看更多|看更多|在手机).{0,20})?"
    r"|(?:用|使用|打开)微信(?:扫|.{0,6}二维码).{0,20}|(?:长按|识别|点击).{0,8}二维码.{0,12}"
    rf"|{_OUTLET}(?:公众)?(?:号|平台|账号|端|二维码)?|(?:关注|下载)(?:我们|官方)?.{{0,6}}(?:微信|微博|公众号|公众平台|客户端|app)"
    r"|weixin|wechat|weibo|qq空间|qq好友|朋友圈|收藏|点赞|赞|举报|关注|加入好友|加好友|转发提醒|点个?在看.{0,12}"
    r"|(?:点|求)(?:分享|收藏|点赞|在看)|(?:喜欢|觉得).{0,8}点个?(?:在看|赞|分享).{0,4}"
    rf"|[{POINTERS}\s]*点击(?:上方|下方)?(?:蓝字.{{0,10}}|[“《【\[].{{1,16}}[”》】\]].{{0,4}}(?:关注|订阅).{{0,6}})"
    r"|关注该公众号|预览时标签不可点|(?:点击)?阅读原文|打开app.{0,16}|(?:点击)?打开"
    r"|(?:点击)?(?:展开|加载|阅读|查看)(?:全文|更多|剩余.{0,6})|免费订阅.{0,24}|客服qq.{0,16})$"
)
_TAGS = pattern(
    r"^(?:[\[【(]?(?:标签|关键[词字]|tags?)[\])】]?[:\s].{1,60}|#[^\s#]{1,20}(?:\s+#[^\s#]{1,20})+)$"
)
_BUTTON = pattern(
    r"^(?:(?:【|\[)?(?:字号|字体)[:\s]?.{0,14}|【?(?:大|中|小)[\s|】【]*(?:中|小)[\s|】【]*(?:小)?】?|"
    r"【?(?:打印|关闭|纠错|复制链接|返回顶部|回到顶部|返回列表|关闭窗口|打印本页|加入收藏|设为首页|"
    r"全文朗读|点击查看大图|点击播放|播放)】?"
    r"|(?:登录|注册|登录[/|\s]注册|退出|搜索|安全退出|展开全文|阅读全文|查看更多|加载更多|更多)[>»]*|"
    r"t\s?\+\s?-|a-\s*a\s*a?\+?"
    r"|(?:浏览|阅读|点击|访问|浏览人)(?:人?次数?|量|数)?[:]?\s?\d+次?|\d+|您的浏览器.{0,6}(?:无法|不支持).{1,20}|"
    rf"{_COMPANY}|网?站?首页|主页|返回.{{0,2}}首页|网站地图|网站声明|法律声明|设为首页|加入收藏|广告服务|关于我们|联系我们|隐私(?:权|政策).{{0,8}}|"
    r"版面导航|标题导航|[*—–_~·.=-]*\s?end\s?[*—–_~·.=-]*|回上一页|回首页|友善列印|无障碍(?:阅读|浏览)|长者模式|跳到主要内容(?:区块)?|[|/\\>»<«+_=*.•·—:-]+)$"
)
_DISCLAIMER = pattern(
    r"^[\W_]{0,3}(?:(?:免责|版权|转载|侵权|网站)(?:声明|提示|说明|公告)[:\s]?"
    # Authorities and firms make solemn statements too: a site's speaks of itself, of users or of reprints.
    r"|(?:特别|郑重)(?:声明|提示|说明)(?=.*(?:本(?:网|站|平台|文)|转载|信息存储|自媒体|网友|用户))"
    r"|声明:?本(?:网|站|台|报|刊|平台|公众号)"
    r"|(?:声明|凡)?:?凡?本(?:网|站|报网|平台|文章?)(?:站|所)?(?:转载|注明|刊载|来源|部分|内容|仅代表|系|刊登|由))"
)
_DISCLAIMER_BODY = pattern(
    r"不代表本[网站报]|并不代表|仅代表作者|版权归|侵犯?.{0,8}(?:版权|权益|著作权)|侵权|请(?:及时)?(?:与|"
    r"和)(?:我们|本[网站])联系|联系(?:我们)?删除|第一时间删除"
    r"|信息存储服务|自媒体(?:平台|用户)|网友上传|转载(?:请|须|时)|未经.{0,12}(?:授权|许可)|真实性负责|投资建议|表明.{0,6}立场|版权所有|法律责任|"
    r"本文链接|文章来源"
)
_COPYRIGHT = pattern(
    r"copyright|©|\(c\)\s?\d{4}|版权所有|all rights reserved|[\u4e00-\u9fff]?icp[备证]|公网安备|"
    r"网络传播视听节目许可证|新闻信息服务许可证|违法(?:和|及)?不良信息举报"
    r"|(?:建议|推荐).{0,6}(?:分辨率|浏览器)|^技术支持(?:单位)?:|(?:政府)?网站标识码|(?:增值)?电信业务经营许可"
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
    return None if len(key) > 80 else _short_finding(line)


def _short_finding(line: Line) -> Finding | None:
    key = line.key
    if _TAGS.match(key):
        return TAGS
    if line.ends_sentence and ":" in key[:8]:
        return None  # 评论：减负不减质，关键在课堂。 is a paragraph with its heading in front
    bare = key.strip("【】[]()<>* :-")
    for known, kind in ((_COMMENTS, COMMENTS), (_SHARE, SHARE), (_BUTTON, BUTTON), (_RELATED, RELATED)):
        if known.match(key) or (bare and known.match(bare)):
            return kind
    return _tool_bar(key)


def _tool_bar(key: str) -> Finding | None:
    """Two and more things that can be done to a page, and nothing else; numbers alone are a row of a table."""
    parts = [part for part in _ACTION_SPLIT.split(key) if part]
    if len(parts) < 2 or not all(map(_ACTION.match, parts)):
        return None
    if key[0].isdigit() and not parts[-1].endswith(_PAGE):
        return None
    return SHARE if any(map(_REACTION.match, parts)) else BUTTON


def is_ambiguous(key: str) -> bool:
    """Whether a line of furniture may as well be a heading of the article or an entry of a list (分享, 视频新闻)."""
    return bool(_AMBIGUOUS.match(key.strip("【】[]■◆●·*: ")))


def is_number(key: str) -> bool:
    """A line that is a number, with brackets or a colon at most."""
    return key.strip("()[]: ").isdigit()


def is_section(key: str) -> bool:
    """The name of a section of a site."""
    return bool(_SECTION.match(key))


def is_breadcrumb(key: str) -> bool:
    """A path through a site: short names between `>` signs, from the home page or to the text."""
    if "。" in key or "," in key or not _SEPARATOR.search(key):
        return False
    parts = [part for part in _SEPARATOR.split(key) if part]
    if len(parts) < 2 or len(key) > 100 or max(map(len, parts[:-1])) > 16:
        return False
    is_path = ">" in key or "»" in key or "›" in key  # steps of a procedure stand between arrows and slashes
    return (is_path and len(parts) >= 3) or bool(_PATH_START.match(key) or _PATH_END.search(key))


def is_menu(key: str) -> bool:
    """A row of short names without the punctuation of a sentence, of which some are sections of a site.

    Names of persons and of places stand in rows too; ask at the edges of a text only.
    """
    parts = [part for part in _MENU_SPLIT.split(key) if part]
    if len(parts) < 4 or any(mark in key for mark in "。!?;:“"):
        return False
    if max(map(len, parts)) > 10 or sum(map(len, parts)) > 6 * len(parts):
        return False
    return sum(map(is_section, parts)) * 4 >= len(parts) or _share_opening(parts)


def _share_opening(parts: Sequence[str]) -> bool:
    """今日福田 今日罗湖 今日南山: one word before the name of each section; a surname alone is no word."""
    return len({part[:2] for part in parts}) * 3 <= len(parts)
