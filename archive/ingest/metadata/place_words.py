"""The words around the name of a place that tell whether it means the place."""

from __future__ import annotations

import re

from archive.ingest.cleaning_lines import pattern
from archive.text.folding import fold

# 南京东路, 阳曲路, 北京居委, 新华社区, 上海话, 如皋人: the name of a place inside the name of something else.
NAMED_AFTER = pattern(
    r"^(?:[东西南北中新]?[一二三四五六七八九十]?[路街巷弄里桥村坊山寺峰]|[东南西北中]?大[道街桥厦]|街道|"
    r"社区|居委|居民区|小区|新村|花园|广场|公寓|苑|大厦|饭店|宾馆|酒店"
    r"|路|[^\W\da-z_的各]?(?:镇|乡(?!村|镇|亲)|街道)|话|人(?!民|大|社|力)|籍|菜|方言|口音|烤鸭|牌|号|一号|杯|精神|会议|条约|宣言|"
    r"网|站|大学)"
)
# A road named after a town with 市 or 县, but not a street that follows its district: 江南区|街头镇.
NAMED_AFTER_SUFFIXED = pattern(
    r"^(?:(?:[东西南北]?[路街巷弄桥]|[东西南北]大[道街])(?!道|梁|灯|网|政|况|桥|[^\W\da-z_]{0,4}(?:街道|[镇乡村]|社区))|籍|话|人(?!民|大|社|力))"
)
# Papers, stations, sites and accounts are called after the place that they serve.
OUTLET = pattern(
    r"^(?:[市省区县州]|广播|人民|青年|法制|新闻|电视|都市|经济|党建|教育)?"
    r"(?:日报|晚报|晨报|早报|快报|时报|商报|新报|都市报|青年报|生活报|广播电视台|广播电台|电视台|广播网|电台|卫视|"
    r"新闻网|新闻客户端|新闻|融媒体?(?:中心)?|政府网|党建网|文明网|在线|热线|发布(?![了会的在关《]))"
)
# Companies, banks, universities, teams and products carry the name of a place wherever they are.
_NO_LINK = "的了在和与及各多所家两等是有为说来到从向一个名位市省区县省委"
LENT = pattern(
    rf"^(?:[^\W\da-z_{_NO_LINK}]{{0,4}}?(?:大学|学院|师大|师范|银行|证券|期货|航空|石化|药业|股份|出版社|"
    r"俱乐部|交易所)|啤酒|(?:分|子)?公司|分行|现代|大众|汽车|集团|钢铁|时间|申花|国安|队(?!伍|员)|足球|女排|男篮|牛排|白药|铁路局|"
    r"军区|战役|起义|公报|证券报|商人|商会|银行|茅台|小吃|火锅|冬奥|奥运|亚运|世博|电影节|烧烤)"
)
# What a word may hold behind a place and still mean it: 北京地区, 上海市区, 香港特区政府, 海南岛.
STILL_PLACE = pattern(
    r"^(?:地区|[市省州县区盟旗]|自治|特区|特别|经济|城区|城|岛|府|政府|海关|机场|火车站|火车|铁路|高速|"
    r"公安|[东西南北中]部|教育|旅游|大部|全[市省境]|各[地区县]|等地|两[地市]|疫情|市民)"
)
# 美国德州, 加拿大安大略: a foreign country before the name.
FOREIGN_BEFORE = pattern(
    r"(?:美国|英国|法国|德国|日本|韩国|俄罗斯|加拿大|澳大利亚|意大利|西班牙|巴西|印度|泰国|越南|伦敦|纽约|布伦特)$"
)
# Names of cities and provinces that are ordinary words, persons, or names of other things as well.
ORDINARY_WORDS = frozenset(
    fold(
        "东方 三明 德州 北海 白银 来宾 中卫 新星 双河 阿里 仙桃 天门 日照 大同 平安 安康 中山 长治 红河 和田 玉树 海东 海北 "
        "海西 山南 白山 黄石 文昌 文山 广安 巴中 四平 石狮 新余 新乡 朝阳 桃园 黄山 黑河 北屯 昆玉 铁门关 白杨 金昌 通化 "
        "临高 定安 万宁 内江 河池 南平 台东 新竹 屏东 嘉义 花莲 昌江 乐东 五指山 新界 离岛"
    ).split()
)
# Names made of directions and of words like 城, 市, 郊: 城区, 老城区, 东区.
# Townships stand in the table for Taiwan alone; on the mainland hundreds bear the same names.
GENERIC = re.compile(r".+[乡镇]|[城郊矿东西南北中]区|[新老]城区|城[东西南北中]区|新市区|市中区|港口区")
# A full name whose last character belongs to the next word: 东方市|场, 和平区|域.
RUNS_ON = pattern(r"市(?:场|值|价|面|盈率|况|容|话|井|集)|区(?:域|间|块|别)|省(?:钱|力|心|略)")
# Common surnames that are rarely words of their own: 王 before 朝阳 makes a person.
SURNAMES = frozenset(
    fold(
        "王李张刘陈杨赵黄周吴徐孙朱胡郭罗郑梁谢宋许邓冯韩曹彭萧蔡潘董袁蒋杜苏魏吕沈姚卢姜崔谭陆范汪廖贾韦邹熊孟秦阎薛侯"
    )
)
CHAIN_GAP = re.compile(r"[\s·]{0,2}")

# Where people come from or go to is not where a text is from: 驰援武汉, 来自湖北.
ELSEWHERE = pattern(
    r"(?:支援|驰援|援助|增援|援|出征|奔赴|赴|前往|来自|飞往|飞抵|途经|途径|经由|运往|发往|返回|祖籍|籍贯|原籍|老家|出生于|生于|毕业于|"
    r"出差|旅居|入境|去过|到过|逃往|迁往|相当于|据|例如|比如|继|学习|借鉴)$"
)
# 从武汉归来: the place that somebody has left.
LEFT_BEHIND = pattern(r"[市省]?(?:归来|凯旋|回来|返回|归国|返程|回国|启程)")
# The place that stands in a dateline: 新华社上海4月25日电, 本报南通讯.
DATELINE_AFTER = pattern(
    r"^\s?(?:(?:\d{1,2}|[一二三十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日\s?)?[讯电](?=[\s(,:]|$)"
)
DATELINE_BEFORE = pattern(r"(?:本[报网台刊]|[报社网讯])\s?$")
# Agencies file from the capital what happened anywhere.
NATIONAL_BEFORE = pattern(r"(?:新华社|中新社|中新网|人民网|新华网|央视网?|光明网|央广网|经济日报)\s?$")
# 我市, 全市, 市委: the text speaks of a city as its own without naming it.
OWN_CITY = pattern(r"(?:我|本|全)[市区县](?!场)|市委|市政府|[区县]委")
