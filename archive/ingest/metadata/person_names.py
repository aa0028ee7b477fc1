"""Chinese personal names as they stand in bylines: how they begin, and where one ends and the next begins."""

from __future__ import annotations

import re

from archive.text.folding import fold

# The commonest surnames, the commonest first, after the lists of the census; a later repeat does not matter.
_SURNAMES = {
    surname: rank
    for rank, surname in reversed(
        list(
            enumerate(
                fold(
                    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
                    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍"
                    "韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄"
                    "单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫缪嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏"
                    "栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
                    "肖闫付代仝尚亓逯昝斯邰麻水宝沃蒲暴鹿雍郗寇占欧皮利贝尉支荣涛禹公戈才步粟茹储隆佘丰仵邝"
                )
            )
        )
    )
}
_COMPOUND = frozenset(
    fold(
        "欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 东方 南宫 长孙 宇文 呼延 端木 百里 轩辕 申屠 澹台 独孤 拓跋 赫连 闻人 完颜 "
        "第五 太史 钟离"
    ).split()
)
# Words that begin with a surname and are none: what people in bylines are called and what they do.
_NO_NAMES = frozenset(
    fold(
        "文字 文图 图文 文案 时间 时报 金融 商报 马上 关于 方面 于是 成为 全媒 全文 和平 华夏 应该 任何 高度 明确 安全 常务 党员 "
        "关注 计划 支持 施工 管理 温馨 连线 连日 连日来 原创 原标题 公众 公司 公安 官方 都市 时事 时讯 华社 单位 项目 查看 查看更多 "
        "路透社 封面 封面新闻 商业 水利 武警 党委 党建 党支部 宣传 房产 房管 华商 阳光 江南 南方 金山 常州 温州 连云港 成都 石家庄 "
        "章程 简介 简报 解读 强调 包括 保障 宁波 台州 安徽 江苏 江西 云南 都在 都是 来到 来自 向前 从而 何时 何地 高兴 左右 全部 安排 "
        "来源 计算 同志 同学"
    ).split()
)
_MINORITY = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6}){1,3}")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff·]+")
_LONGEST_NAME = 4


def is_name(word: str) -> bool:
    """Whether a folded word has the form of a personal name: 陈明, 欧阳小红, 阿依古丽·买买提."""
    if _MINORITY.fullmatch(word):
        return True
    if word in _NO_NAMES or not _HAN_RUN.fullmatch(word):
        return False
    if word[:2] in _COMPOUND and 3 <= len(word) <= _LONGEST_NAME:
        return True
    return word[:1] in _SURNAMES and 2 <= len(word) <= 3


def split_names(block: str) -> list[str] | None:
    """The names of a run of characters without blanks (陈明李丽: 陈明, 李丽); None when it is no run of names.

    The fewest names are taken; of two ways with as many, the one with the commoner surnames.
    """
    if is_name(block):
        return [block]
    if "·" in block or len(block) > 12:
        return None
    best: list[list[str] | None] = [[]]
    for end in range(1, len(block) + 1):
        ways = [
            [*before, block[start:end]]
            for start in range(max(0, end - _LONGEST_NAME), end - 1)
            if (before := best[start]) is not None and is_name(block[start:end])
        ]
        best.append(min(ways, key=_oddness) if ways else None)
    return best[-1]


def _oddness(names: list[str]) -> tuple[int, int]:
    return len(names), sum(_SURNAMES.get(name[0], 0) for name in names)
