"""Where in a sentence a rule begins that stands by itself, whatever talk, reason or lead stands in front of it.

光喊口号没有用，每个班组每月至少演练两次: who must do it and how often is said after the comma. A clause that cannot be
quoted from its first word on is quoted from there; one that stands behind a case or an occasion is not, nor one of
several conditions that hold together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qbank.model import wording
from qbank.types import _phrases as phrases
from qbank.types._cuts import head_of

_FIGURE = "[0-9一二两三四五六七八九十百千半]"
# Whom or what a rule is for, and the word that binds: 水平烟道每3米应, 每名会员每年至少, 网箱之间不少于.
_BINDS = re.compile(
    "(?P<what>[^，。；：、“”（）！？]{3,24}?)(?:"
    "不[得应能]?(?:少|低|高|大|小|多|长|短|晚|迟)于|不得?超过|不得|不准|不许|严禁|至少|最[多长短高低大]|一律|方可|"
    f"应当?(?![急对付用变])|必须|须(?!知)|(?<![需主重只])要(?![求点素闻领])(?=[^，。；：]{{0,12}}{_FIGURE})|"
    f"满(?={_FIGURE})|每[月年人户次天][^，。；：]{{0,6}}(?:补助|补贴|津贴|奖励)(?={_FIGURE}))"
)
# 凡因报警撤人的，; 一台普通电梯，; 材料不实的，公证处应当: of whom or of what, and then the rule in the piece after it.
_TOPIC = re.compile(
    "(?:凡是?[^，。；：]{4,30}的|一[台套座艘辆名家间][^，。；：的]{3,12}|"
    f"[^，。；：不未没该其此这那0-9]{{2,8}}[^，。；：]{{2,20}}的(?=，{phrases.OWN_AGENT.pattern}))，"
)
# An act, a figure, a time, or a word that takes up what was said: nobody's name.
_NO_WHAT = re.compile(
    f"{phrases.NO_SUBJECT.pattern}|{phrases.BARE.pattern}|{phrases.OF_WHAT_PRECEDES.pattern}|"
    f"{phrases.BARE_MEASURE.pattern}|{phrases.BARE_THING.pattern}|{phrases.LATER_CASE.pattern}|"
    "[0-9零〇一二两三四五六七八九十百千万多几半第]|用(?!户)|"
    "[逐自要应须不也都就才再又还更便却只仍可能会得到从离距当若如因被让使令请做办去来看说讲问其此该本这那我你他她它咱谁哪先后经]|"
    "命令|通知|安排|连续|持续|累计|平均|一般|原则上|总[数量计]|分别|同时|另[外有]|任何|大家|什么|怎么|严禁|有的|有些|有人|"
    "[今去明]年|[今以之]后|[以之]前|目前|现在|如今|[年月]底|各(?![^，。；：]{0,3}[级县区乡镇街村社部单企学院所站队班组公馆])"
)
# 行走速度, 每座保险金额, 申报数量: of what, was said before.
_OF_SOMETHING = re.compile(
    "(?:每[个名座家台辆次户]|[\u4e00-\u9fff]{0,2})?[\u4e00-\u9fff]{0,2}"
    "(?:[速高深宽厚长温湿浓坡密幅]度|面积|容量|库容|[数重]量|金额|比例|[人总]数|时间|期限|周期|间[隔距]|费用|标准|价格|水深|[误偏]差)"
    "(?:原则上|一般)?"
)
_ACTED_ON = re.compile(
    # 每名调解员集中培训不少于24学时: nobody asks of what.
    "(?:[抽检复巡督核排普]查|抽[检核审样]|复[核检审]|回访|走访|(?<!集中|脱产)培训|补[助贴]|扣[分罚]?|处罚|罚款|改正|整改|处理|报告|"
    "通报|轮换|提前|延长|保存|留存|存放|测试)$"
)
_OF_WHAT = re.compile("[^，。；：的]{1,8}的[\u4e00-\u9fff]")
# What a lead announces that holds only together, or that is an instance.
_HOLDS_TOGETHER = re.compile(
    "条件|情形|(?<!分)情况|下列|以下|如下|包括|例[子如]|比如|譬如|算|数字|标准[是为]?：$|(?<!区)区分(?!情况)|分[为成两三四五六]|"
    "公式|原因|经过|结果|发现|显示|统计|认为|假[如设]|记得|结论|教训|顺序|步骤"
)
# 会议明确三条：, 时间也要有个底线：, 撤人实行“免责”：: what follows is a rule by itself.
_ANNOUNCES = re.compile(
    "[一两二三四五六七八九十几][条项点件样道招]|规[定矩]|要求|[底红]线|最[低高]线|纪律|[办做]法|措施|明确|强调|建议|实行|推行|"
    "改[为成]|增加|提出|定[下了]|路子|交代|答复|承诺|约定|协议|回应|制度|目标|安排|处理"
)
# 必须在二十分钟内答复, 应当在3分钟之内接替: what or whom, was said before.
_OF_NO_OBJECT = re.compile("[^，。；：]{0,8}?内[\u4e00-\u9fff]{2,3}$")
# 清洗频次按工艺区分：: what the figures after it measure.
_MEASURES = re.compile(
    "[^，。；：“”（）0-9]{0,14}[\u4e00-\u9fff](?:[期时]限|频次|周期|比例|标准|限[值额]|年限|额度|[人限]数|[数余]量|距离|间距|[温浓]度|目标)"
    "(?:[是为]|如下|按[^，。；：]{2,8}(?:区分|确定|掌握|执行))?："
)
# 亚硝酸盐（以氮计）：每升不超过: a label, and right behind it a limit.
_LABELS = re.compile("[\u4e00-\u9fffA-Za-z]{2,10}(?:（[^（）]{1,8}）)?：")
_LIMITS_NEXT = re.compile("[^。；：]{0,16}?(?:不[得应]?[少超低高][于过]|不得超过|最[多长高低]|至少)")
_LATE = re.compile("[，：]")
# 县局制定了“八步法”，要求检查时执法人员不得少于两人: what is laid down stands without who did.
_REQUIRES = re.compile("[，；](?:并|同时|还|特别是|其中)?(?:明确|规定|要求|约定)(?![的了过])")
_SHORTEST = 10


def own_rules(view: str, start: int, first: int, end: int) -> Iterator[int]:
    """Yield each place before ``first`` where a rule begins that says by itself for whom it is, earliest first."""
    if not _is_announced(view[: view.rfind("：", 0, start) + 1]):
        return
    for required in _REQUIRES.finditer(view, start, first):
        at = required.end()
        if end - at >= _SHORTEST and "的，" not in view[start:at] and is_own_rule(view, at, end, first):
            yield at
    for at in (start, *(mark.end() for mark in _LATE.finditer(view, start, first))):
        begins = head_of(view, at, first)
        if "的，" in view[at:begins] or (view.startswith("同一", begins) and "同一" in view[:begins]):
            # What is passed by at the head of a piece is no case; 轮径差，同一轴…，同一转向架… is said of one measure.
            continue
        if end - begins >= _SHORTEST and _may_go(view[start:at]) and is_own_rule(view, begins, end, first):
            yield begins


def measuring_lead(view: str, first: int) -> str:
    """Return the piece before a colon that says what the figures after it are for, "" for none: 录像的保存期限：."""
    colon = view.rfind("：", 0, first)
    start = max(view.rfind(stop, 0, max(colon, 0)) for stop in "，。；;：") + 1
    lead = view[start : colon + 1]
    if not lead or wording.dangling_word(lead):
        return ""
    return lead if _MEASURES.fullmatch(lead) or _is_label(view, start, colon + 1, first) else ""


def _is_label(view: str, start: int, end: int, first: int) -> bool:
    """Tell whether a lead is the name of what a limit right behind it is for: 托大班：每班不超过."""
    limit = _LIMITS_NEXT.match(view, end)
    opens = not start or view[start - 1] in "；;"
    named = _LABELS.fullmatch(view, start, end) is not None and phrases.LINE_LABEL.match(view, start) is not None
    return opens and named and limit is not None and limit.end() <= first


def _is_announced(lead: str) -> bool:
    """Tell whether what stands behind a lead is a rule by itself; behind none it is."""
    return not lead or (_HOLDS_TOGETHER.search(lead) is None and _ANNOUNCES.search(lead) is not None)


@lru_cache(maxsize=1024)
def _may_go(before: str) -> bool:
    """Tell whether words can be left away: talk and reasons, and nothing that says when or in which case."""
    said, colon, _ = before.rpartition("：")
    if colon and not _is_announced(said):
        return False
    if "的，" in before:
        return False
    starts = [0, *(mark.end() for mark in _LATE.finditer(before))]
    return not any(phrases.SETTING.match(before, at) for at in starts)


def is_own_rule(view: str, start: int, end: int, first: int) -> bool:
    """Tell whether a rule begins at a place: for whom or for what, and a word that binds, up to its amount."""
    topic = _TOPIC.match(view, start, end)
    bound = _BINDS.match(view, topic.end() if topic else start, end)
    if bound is None or "，" in view[bound.end() : first] or bound.start("what") > first:
        return False
    what = bound["what"]
    nobody = _NO_WHAT.match(view, start) or wording.dangling_word(what) or _OF_SOMETHING.fullmatch(what)
    if not topic and nobody:
        return False
    # 市局抽查不少于三成: of what; 市局抽查不少于三成的户.
    acted_on = _ACTED_ON.search(what) is not None and _OF_WHAT.match(view, first, end) is None
    whole = not acted_on and _OF_NO_OBJECT.match(view, first, end) is None
    return whole and not phrases.is_report(view[start:end])
