"""How the names of Chinese bodies end, what kind of body each ending makes, and where a name cannot begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.ingest.cleaning_lines import pattern
from archive.ingest.records import OrganizationKind

# Endings by kind, in the words of administrative and organizational usage.
_ENDINGS: tuple[tuple[OrganizationKind, str], ...] = (
    ("street_office", "街道办事处|街道办|街道"),
    ("residents_committee", "社区居民委员会|居民委员会|村民委员会|社区居委会|居委会|村委会|居委|居民区"),
    (
        "party",
        "委组织部|委宣传部|委统战部|委政法委|委党校|委办公室|组织部|宣传部|统战部|党工委|党委|党总支|"
        "党支部|党组|纪委监委|纪委"
        "|政法委|政治局|团市委|团区委|团省委|团县委|团委|省委|市委|区委|县委|州委",
    ),
    (
        "hospital",
        "社区卫生服务中心|卫生服务中心|疾病预防控制中心|疾控中心|卫生院|医院|急救中心|保健院|防治所|血站",
    ),
    ("school", "大学|学院|中学|小学|幼儿园|学校|党校|附中|附小"),
    (
        "government",
        "人民政府|镇政府|乡政府|市政府|区政府|县政府|省政府|州政府|管委会|管理委员会|委员会|领导小组|"
        "指挥部|人民法院|中级法院|高级法院|法院|检察院"
        "|公安局|分局|总局|管理局|监管局|服务局|派出所|交警支队|消防支队|消防救援支队|支队|总队|大队|海关|"
        "人大常委会|常委会|人大|政协|发改委|卫健委|卫计委|国资委|住建委|建委|教委|科委|经信委|商务委|农委|"
        "农业农村委|交通委|监委|监察委|证监会|银保监会|银监会|保监会"
        "|(?<![全布结格大战僵当时开邮我该本终骗棋败])局|(?<![大客餐展歌舞])厅|(?<![部签公连])署|执法局|政府",
    ),
    (
        "company",
        "有限责任公司|股份有限公司|有限公司|总公司|分公司|子公司|公司|集团|银行|证券|保险|基金|电视台|"
        "出版社|报社|通讯社|商会|交易所|合作社|事务所|工作室",
    ),
    (
        "volunteer_team",
        "突击队|先锋队|志愿服务总队|志愿服务队|志愿者服务队|志愿者协会|志愿队|服务队|医疗队|救援队|义工队|"
        "巡逻队",
    ),
    (
        "other",
        "联合会|协会|学会|基金会|研究院|研究所|研究中心|科学院|工程院|设计院|联盟|总工会|工会|妇联|残联|"
        "工商联|文联|侨联|科协|作协|红十字会|共青团|博物馆|图书馆|美术馆|档案馆"
        "|文化馆|纪念馆|剧院|剧团|乐团|服务中心|指挥中心|监测中心|检测中心|融媒体中心|新闻中心|数据中心|"
        "文化中心|活动中心|管理中心|管理处|俱乐部|组委会|组织委员会|理事会|秘书处"
        "|事务局|福利院|敬老院|养老院|监狱|看守所|工作站|气象台|天文台|世卫组织|世界卫生组织|联合国|欧盟|"
        "北约|足协|奥委会",
    ),
)
# Bodies of the whole country or of the world that are named without anything before them.
_WHOLE: tuple[tuple[OrganizationKind, str], ...] = (
    (
        "party",
        "中国共产党|中共中央|党中央|中央军委|中央纪委|中宣部|中组部|民革|民盟|民建|民进|九三学社|致公党|农工党|台盟",
    ),
    (
        "government",
        "国务院|外交部|国防部|财政部|商务部|教育部|公安部|民政部|司法部|水利部|科技部|工信部|卫生部|建设部|交通部|"
        "农业部|铁道部|人事部|邮电部|全国人大|全国政协|国家发改委|国家卫健委|国家计委|国家体委|证监会|银保监会|银监会|保监会|"
        "发改委|国资委|最高人民法院|最高人民检察院|最高法|最高检|海关总署|解放军",
    ),
    ("company", "央行|央视|中央电视台"),
    (
        "other",
        "新华社(?!区)|中新社|人民日报(?:社)?|联合国|世卫组织|世界卫生组织|欧盟|北约|东盟|欧佩克|国际奥委会|亚太经合组织|红十字会|妇联|"
        "工商联|共青团",
    ),
)
_WHOLE_NAME = pattern("|".join(names for _, names in _WHOLE))
_KINDS = {f"kind{number}": kind for number, (kind, _) in enumerate(_ENDINGS + _WHOLE)}
_ENDING = pattern(
    "|".join(f"(?P<kind{number}>{names})" for number, (_, names) in enumerate(_ENDINGS + _WHOLE))
)

# Bodies inside a body: the body itself is what readers look for.
INNER = pattern(r"(?:临时)?(?:党组|党支部|党总支|党小组|党委|党工委|团委|工会|秘书处)$")
# 全市, 各街道, 该局, 我市: words of these begin no name.
STOP_WORDS = frozenset(
    pattern(
        "的 了 在 是 和 与 及 或 跟 同 并 而 且 但 由 向 对 从 于 到 被 把 将 经 据 让 请 令 使 给 为 以 "
        "至 就 也 都 又 再 还 曾 已 正 各 该 本 我 你 他 她 它 我们 他们 她们"
        " 其 这 那 某 每 此 全 诸 多 几 两 个 名 位 家 所 支 批 次 等 等等 以及 其他 其它 有关 相关 各级 "
        "各地 全体 全部 许多 不少 一些 一个 一名 一位 一家 一所 一支 多个 多家 两个 这个 那个 哪个"
        " 来自 前往 支援 提到 根据 按照 随着 位于 开展 召开 成立 担任 加入 参加 任 称 说 表示 介绍 指出 "
        "认为 负责 通过 进入 协助 会同 配合 隶属 报告 发布 接到 联系 走进 访问 考察 视察 当选 出任"
        " 现任 原 前 近日 日前 昨日 昨天 今天 今日 明天 目前 如今 同时 其中 包括 作为 属于 成为 组成 组建 "
        "建立 设立 创办 率领 带领 邀请 要求 号召 支持 帮助 组织 安排 发起 主办 承办 协办 陪同 送到 送往"
        " 到达 抵达 返回 离开 就读 毕业 考入 任职 就职 供职 工作于 记者 通讯员 书记 主任 局长 部长 处长 "
        "市长 区长 县长 省长 院长 校长 会长 主席 委员 队长 副 正 兼 同志 先生 女士 教授 院士 博士 专家 干部"
        " 党员 群众 居民 职工 队员 成员 辖区 所在 附近 当地 下属 所属 直属 被 经由 包含 支撑 助力 感谢 "
        "针对 关于 围绕 发现 了解 得知 获悉 看到 听到 强调 决定 计划 准备 继续 开始 可以 能够 应当 必须 "
        "需要 代表 谨 交由 交给 整个 每个 这是 就是 身为 日 月 年 时 分 点 起 后 间 号"
    ).pattern.split()
)
# A name made of these alone tells no body from another (党员先锋队, 疫情防控领导小组).
GENERIC_WORDS = frozenset(
    pattern(
        "党员 志愿者 志愿 服务 医疗 青年 疫情 防控 临时 基层 机关 上级 主管 行政 业务 各 大型 中小 民营 "
        "国有 外资 上市 跨国 著名 知名 先锋 抗疫 抢险 应急 工作 专业 职能 地方 中央 有限 股份 责任 分 总 "
        "子 母"
        " 本地 外地 国内 国外 企业 商业 私人 公立 私立 重点 普通 高等 高级 初级 中级 小型 综合 社会 公共 "
        "群众 党 团 人民 城市 农村 乡镇 社区 街道 村 居民 区 市 县 省 州 镇 乡 全市 全区 全县 全省 全国"
        " 支援 管理 领导 指导 监督 安全 生产 新 老 旧 大 小 某 一线 前线 后方 定点 方舱 隔离 集中 派驻 "
        "驻村 扶贫 网络 电子 商户 局 院 校 厂 公司 集团 单位 部门 居民区 教育 文化 卫生 体育 金融 投资 "
        "房地产 建筑 运输 物流 保安 物业"
    ).pattern.split()
)
# A relative name: 市科委 is the 科委 of the city that the text is about.
RELATIVE = pattern(r"^(?:(省|市|区|县|州)(?!(?:场|域|区|民|长|级|内|外|里|中心)))")
# Single characters that stand in names as words of their own; any other ends the walk back.
NAME_CHARS = frozenset(
    "省市区县州镇乡村旗盟大总分中东西南北新老一二三四五六七八九十第军武局委厅院校所站店厂队团社会科"
)
# 局机关党总支: a name that opens with the ending of another leaves out whose.
HEADLESS = frozenset("局院处厅所站厂校")
PLACE_ENDINGS = (
    "镇",
    "乡",
    "村",
    "路",
    "街",
    "坊",
    "里",
    "苑",
    "湾",
    "桥",
    "庄",
    "庙",
    "山",
    "湖",
    "城",
    "园",
)
# jieba's tags of words that no name holds: verbs, adverbs, prepositions, conjunctions, pronouns, particles, times,
# names of persons, measure words. Verbs that name a task do stand in names.
STOP_TAGS = frozenset(
    {
        "v",
        "d",
        "p",
        "c",
        "r",
        "u",
        "uj",
        "ul",
        "uz",
        "ug",
        "ud",
        "uv",
        "t",
        "nr",
        "q",
        "y",
        "l",
        "zg",
        "i",
        "k",
        "f",
        "vd",
        "nrfg",
        "nrt",
    }
)
TASK_WORDS = frozenset(
    pattern(
        "组织 工作 管理 服务 监督 监察 检察 规划 建设 教育 投资 发展 改革 研究 防控 防治 预防 控制 指挥 "
        "领导 保障 执法 审计 统计 宣传 统战 政法 信访 检测 检验 检疫 测试 监测 应急 救援 救助 救护 急救 "
        "志愿"
        " 交易 开发 设计 制造 运输 通信 传媒 出版 发行 广播 展览 保护 保险 合作 生产 经营 控股 采购 评估 "
        "咨询 认证 鉴定 仲裁 公证 登记 征收 安置 搬迁 整治 治理 环保 绿化 供电 供水 供热 排水 航空 航天 "
        "导航 勘探 勘察 测绘"
        " 直属 附属 实验 外国语 先锋 突击 抗疫 创新 创业 就业 促进 融合 协调 推进 联合 交通 安全 体育 游泳 "
        "登山 养老 康复 护理 中转 转运 采样 消杀 流调 支援"
    ).pattern.split()
)
# A name that says that it belongs to the whole country.
NATIONAL = pattern(r"^(?:中共中央|中央|国家|国务院|全国|中国|中华|联合国|世界)")
# Where the name of a national body begins, whatever stands before it: 代表|全国人大, 日电|最高人民法院.
OPENING = pattern(r"(?:中共中央|中共|中国|中华|全国|国家|最高)(?=[\u4e00-\u9fff]{2})")
_LONE_PARTY = pattern(r"^(?:省|市|区|县|州)委$")


def find_endings(key: str) -> Iterator[re.Match[str]]:
    """Where names of bodies may end in a folded text."""
    return _ENDING.finditer(key)


def kind_of(match: re.Match[str]) -> OrganizationKind:
    """The kind that a matched ending makes."""
    return _KINDS[match.lastgroup or "kind0"]


def kind_of_name(name: str) -> OrganizationKind:
    """The kind of a whole (folded) name by its longest known ending; `other` when it has none."""
    for start in range(len(name)):
        match = _ENDING.match(name, start)
        if match and match.end() == len(name):
            return kind_of(match)
    return "other"


def is_whole(name: str) -> bool:
    """Whether nothing that stands before a folded name belongs to it; 外交部 may be some other country's."""
    match = _WHOLE_NAME.fullmatch(name)
    return bool(match) and kind_of_name(name) != "government"


def stands_alone(name: str) -> bool:
    """Whether a folded name names a body though nothing stands before its ending: 区委, 国务院."""
    return bool(_LONE_PARTY.fullmatch(name) or _WHOLE_NAME.fullmatch(name))
