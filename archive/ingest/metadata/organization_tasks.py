"""Bodies set up for a task: the headquarters, leading groups and joint mechanisms of an epidemic, a flood or a fire.

Their names are phrases (新型冠状病毒感染的肺炎疫情联防联控工作指挥部), too long for a walk back over words: the task is read as
one piece, behind the place or the body that set it up.
"""

from __future__ import annotations

from archive.ingest.cleaning_lines import pattern

_DISEASE = "(?:新型冠状病毒|新冠病毒|新冠|新型)(?:感染)?的?(?:肺炎|感染)?|新冠|传染病|禽流感|非典型?肺?炎?"
_EVENT = "疫情|防汛|抗旱|防台风?|抗洪|救灾|抢险|森林草原|森林|防火|灭火|抗震|地震|安全生产|突发事件|突发公共卫生事件"
_DOING = "联防联控|群防群控|防控|防治|防疫|防范|处置|应对|阻击|应急|医疗救治|抗击|工作|联合|现场|前方"
_BODY = "总指挥部|指挥部|领导小组|协调小组|工作专班|联防联控机制|协调机制"
_PART = "(?:领导小组)?(?:办公室|综合组|专家组|宣传组|医疗救治组|社区防控组|物资保障组|流调组)?"

# What it is about and what is done, in any order; then the kind of body.
TASK = pattern(
    f"(?:应对)?(?:{_DISEASE}|{_EVENT}|{_DOING}|[和与]){{1,12}}(?:{_BODY}){_PART}|联防联控机制{_PART}"
)
_SUBJECT = pattern(f"{_DISEASE}|{_EVENT}|防控|防疫|联防联控")


def names_a_task(name: str) -> bool:
    """Whether a folded name says what the body is for: not a 工作领导小组 of anything."""
    return bool(_SUBJECT.search(name))
