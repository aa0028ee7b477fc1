"""How the names of Chinese bodies end, what kind of body each ending makes, and what must stand before it.

Written from administrative and organizational usage. An ending asks for one of three things:

- `any`: words of its own suffice (农民|协会, 资源评定|委员会);
- `proper`: a proper name, since the ending alone is a common noun with any qualifier (民营|医院, 信托|公司);
- `placed`: a place, a relative 市 or 区, a nation or another body, since many words end so (大局, 场所, 车站).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.ingest.records import OrganizationKind
from archive.text.folding import fold

Need = Literal["any", "proper", "placed"]


@dataclass(frozen=True)
class Ending:
    """`weak`: one character that ends many other words, so that the field before it must be a known one."""

    text: str
    kind: OrganizationKind
    need: Need
    weak: bool = False


_TABLE: tuple[tuple[OrganizationKind, Need, str], ...] = (
    ("street_office", "any", "街道办事处 街道办 街道"),
    (
        "residents_committee",
        "proper",
        "社区居民委员会 居民委员会 村民委员会 社区居委会 居委会 村委会 村民小组 居委 居民区 社区党群服务中心",
    ),
    (
        "party",
        "any",
        "委组织部 委常委会 委宣传部 委统战部 委政法委 委党校 委办公室 委老干部局 委研究室 委办公厅 组织部 宣传部 统战部 党工委 "
        "党委 党总支 党支部 党组 纪委监委 纪委 纪工委 纪律检查委员会 政法委 政治局 团市委 团区委 团省委 团县委 "
        "团州委 团工委 团委 中央委员会 革命委员会 党委组织部 党委宣传部 支部委员会",
    ),
    (
        "party",
        "proper",
        "共产党 社会党 自由党 工党 人民党 共和党 民主党 保守党 劳动党 联盟党 进步党 革命党 统一党",
    ),
    ("party", "placed", "省委 市委 区委 县委 州委 地委 镇党委 乡党委 旗委 党校"),
    (
        "hospital",
        "proper",
        "医院 卫生院 保健院 防治院 防治所 疗养院 诊所 卫生室 卫生所 医务室 血站 护理院 康复医院 方舱医院",
    ),
    (
        "hospital",
        "proper",
        "社区卫生服务中心 卫生服务中心 疾病预防控制中心 疾控中心 急救中心 血液中心 保健所 精神卫生中心 医疗中心",
    ),
    ("school", "proper", "大学 学院 中学 小学 幼儿园 幼儿学校 学校 附中 附小 军校 医学院 法学院 分校"),
    (
        "government",
        "any",
        "委员会 管理委员会 管委会 领导小组 指挥部 总指挥部 检察院 法院 人大常委会 常委会 人民代表大会 "
        "人民政府 办事处 发改委 卫健委 卫计委 卫生计生委 计生委 国资委 住建委 城建委 建委 教委 科委 经信委 商务委 农委 "
        "农业农村委 交通委 交委 监委 监察委 计委 经委 经贸委 外经贸委 体委 编委 侨委 民宗委 旅游委 文旅委 应急委 "
        "证监会 银保监会 银监会 保监会 银保监局 银监局 证监局 保监局 安理会 立法会 执委会 组委会 筹委会 评委会 "
        "警察局 公安局 公安分局 公安厅 教育局 财政局 交警支队 消防支队 消防救援支队 消防救援大队 交警大队 "
        "特警支队 刑警支队 中院 高院 出入境边防检查站 公安处 海关 监管局 管理局 总局 服务局 执法局 分局 专员公署",
    ),
    (
        "government",
        "placed",
        "政府 市政府 区政府 县政府 省政府 州政府 镇政府 乡政府 国会 议会 参议院 众议院 国民议会 内阁 大使馆 使馆 领事馆 "
        "总领事馆 总领馆 国务院 国家杜马 杜马 行政局 公所 财政所 人大 政协 人大办 政府办 政法办 编办 信访办 派驻组 "
        "支队 总队 大队 中队 警队 警察厅 最高法院 高等法院 终审法院 宪法法院 警备区 军分区 人武部 武装部 "
        "服务大厅 行政服务中心 政务中心 部 局 厅 署 处 司 科 办 室 所 站 组 办公厅 办公室 海军 空军 陆军 国防军 "
        "海军陆战队 海岸警卫队 警卫队 舰队 自卫队 驻军 部队 编队 军区 战区 军",
    ),
    (
        "company",
        "proper",
        "有限责任公司 股份有限公司 有限公司 总公司 分公司 子公司 公司 集团 银行 信用社 联社 农商行 证券 "
        "电视台 广播电台 电台 广播电视台 出版社 报社 杂志社 通讯社 交易所 合作社 事务所 工作室 工厂 总厂 分厂 制片厂 "
        "矿 油田 电厂 旅行社 药房 律所 日报 日报社 晚报 晚报社 晨报 时报 "
        "都市报 商报 周刊 周报 青年报 早报 快报 画报 邮报 分行 支行 中央银行 央行",
    ),
    (
        "volunteer_team",
        "any",
        "突击队 先锋队 志愿服务总队 志愿服务队 志愿者服务队 志愿者协会 志愿者联合会 志愿服务联合会 志愿队 服务队 医疗队 救援队 "
        "义工队 义工联 巡逻队 志愿者总队 志愿服务大队 医疗救援队",
    ),
    (
        "other",
        "any",
        "商会 联合会 协会 学会 研究会 促进会 联谊会 同学会 校友会 商业联合会 基金会 研究院 研究所 研究中心 研究室 科学院 工程院 设计院 "
        "科学研究院 联盟 总工会 工会 妇联 残联 工商联 文联 侨联 科协 作协 记协 足协 篮协 音协 美协 剧协 体协 贸促会 友协 台联 "
        "红十字会 慈善总会 慈善会 共青团 少工委 关工委 博物馆 博物院 图书馆 美术馆 档案馆 文化馆 纪念馆 科技馆 "
        "剧院 剧团 乐团 歌舞团 艺术团 话剧团 京剧团 越剧团 芭蕾舞团 交响乐团 合唱团 代表团 服务中心 指挥中心 监测中心 "
        "检测中心 检验中心 融媒体中心 新闻中心 数据中心 文化中心 活动中心 管理中心 储备中心 担保中心 保障中心 救助中心 培训中心 "
        "评估中心 交易中心 信息中心 调解中心 仲裁中心 服务站 管理处 管理所 俱乐部 组织委员会 理事会 董事会 秘书处 书记处 事务局 "
        "福利院 敬老院 养老院 孤儿院 工作站 气象台 天文台 科考站 足球队 篮球队 排球队 游泳队 登山队 羽毛球队 乒乓球队 女足 男足 "
        "女排 男排 女篮 男篮 国奥队 国家队 国青队 战队 车队 同盟 联合国 分会 公证处 仲裁委 交易会",
    ),
    ("government", "proper", "派出所 司法所 监狱 看守所 戒毒所 税务所 工商所"),
    ("volunteer_team", "placed", "专家组 工作队 工作组 小分队"),
    ("other", "placed", "队"),
    ("company", "placed", "厂"),
    ("other", "any", "中心"),
    ("other", "proper", "男队 女队 代表队 青年队 少年队 科学技术协会"),
)
# 委组织部 is the Party's after a level only: 市委组织部, but 国家卫健委|办公厅.
_COMMITTEE, _LEVELS = fold("委"), frozenset(fold("省市区县州旗镇乡地"))
_WEAK = frozenset(
    ["部", "局", "厅", "署", "处", "司", "科", "办", "室", "所", "站", "组", "队", "军", "中心"]
)
_ENDINGS = {
    fold(text): Ending(fold(text), kind, need, weak=text in _WEAK)
    for kind, need, texts in _TABLE
    for text in texts.split()
}
_LENGTHS = defaultdict(set)
for _text in _ENDINGS:
    _LENGTHS[_text[-1]].add(len(_text))
_LAST = re.compile(f"[{''.join(sorted(_LENGTHS))}]")
_BY_LAST = {char: tuple(sorted(lengths, reverse=True)) for char, lengths in _LENGTHS.items()}


def find_endings(key: str) -> Iterator[tuple[int, int, Ending]]:
    """Where names of bodies may end in a folded text: (start, end, ending), the longest ending at each end."""
    for match in _LAST.finditer(key):
        ending = _ending_at(key, match.end())
        if ending:
            yield match.end() - len(ending.text), match.end(), ending


def _ending_at(key: str, end: int) -> Ending | None:
    for length in _BY_LAST.get(key[end - 1 : end], ()):
        start = end - length
        ending = _ENDINGS.get(key[start:end]) if start >= 0 else None
        if ending and not (_is_part_of_committee(ending) and key[max(0, start - 1) : start] not in _LEVELS):
            return ending
    return None


def _is_part_of_committee(ending: Ending) -> bool:
    return ending.kind == "party" and ending.text[0] == _COMMITTEE


def ending_of(name: str) -> Ending | None:
    """The longest known ending of a folded name."""
    return _ending_at(name, len(name)) if name else None
