"""Who has to do what by a date, read out of the clause that a deadline stands in and the one before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.model.fact import Deadline
from qbank.model.wording import dangling_word, refers_elsewhere
from qbank.types._clauses import located
from qbank.types._phrases import ACTOR, ACTOR_WORD, AGENT, NO_SUBJECT

_LINK = re.compile(
    r"(?:均|都|也|全部|应当|应该|必须|应|须|要|将|可|于|在|到|最迟|最晚|务必|请|负责|，|并|原则上|计划|力争|争取|确保)+$"
)
# 三家单位可于4月5日前申请补助: nobody has to.
_MAY = re.compile("可以?[于在到]?$")
# 6月15日前不予处罚: what is left undone.
_NO_DUTY = re.compile("[不免暂可]")
# 将全部完成: will; 将全部操作人员的姓名录入: what with.
_MODAL = re.compile(
    "^(?:应当|应该|必须|应|须|要|务必|将(?=[统一完实]|全(?:部|面)?(?:完成|建成|到位|实现|启动|开展|投|达|清|整改|覆盖|竣工)|[\u4e00-\u9fff]{2}[0-9全一])|，)+"
)
_TO_WHOM = re.compile("(?:上?报|送|提交)(?!社|告|刊|馆)")
_ENDS_IN_ALL = re.compile("全部$")
_ALL = re.compile("^(?:全部|一律|均|都)+")
# 市局要求各县: who is bidden is who has to; 一是 is nobody.
_NUMBERED = re.compile(
    "^(?:[^，。；：]{2,6}[—-]{2}|[一二三四五六七八九十]是|[0-9]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[^，。；]{2,10}要求(?=[\u4e00-\u9fff]))"
)
_VERB = (
    "报|送|提交|投入|竣工|到位|全部|将|把|对|交|还清|达到|印发|发放|取得|完工|开通|建[成立]|进驻|"
    "办理|形成|组织|召开|签订|清|修|拿出|做到|安装|至少|各?配备|加装|更换|书面|逐|明确|公布|制定|编制|上报|检测|检查|设立|增设|接入|补"
)
_BEGINS = f"(?:{_VERB}|{NO_SUBJECT.pattern})"
_BEGIN = re.compile(_BEGINS)
# 各园对食堂进行一次清洗, 各单位要对人员进行培训.
_EACH = re.compile(
    f"各(?!自|{_BEGINS})(?:(?:(?!{_VERB})[^，。；、对要应须在将把由]){{1,10}}?{ACTOR_WORD}(?=(?:应当?|必?须|要|务必)?{_BEGINS})|"
    f"[^，。；、对要应须在将把由]{{1,10}}?(?=(?:应当?|必?须|要|务必)?{_BEGINS}))"
)
_BIDDEN = re.compile(f"由(?P<who>[^，。由]{{1,14}}?{ACTOR_WORD})(?<!组织)(?P<does>(?:分别)?{_BEGINS}.+)")
# 31台牵引车全部加装限速装置: a thing of which something has to be done.
_THING = re.compile(
    f"(?!{_BEGINS})(?P<what>(?:(?!完成|建成|建立|实现|开展|组织|落实|进行)[^，。；由把将对要应须至]){{3,36}}?)"
    "(?:应当?|必?须|要|将)?(?P<does>(?:全部|一律|统一|均须?)[^，。；、]{2,})"
)
# 各区县监管所要在5月15日前…: who has to do what follows by later dates as well.
_DATED = re.compile(
    f"(?P<who>[^，。；：、在于由对将把要应须]{{2,18}}?(?:{ACTOR_WORD}|[县区镇]))(?:应当?|必?须|要|务必)?[在于]?"
    "(?:今年|明年)?[0-9]+月[0-9]*[日底旬末]?[之以]?前"
)
_SOMEBODY = re.compile(f"由|请|其|[^，]{{2,12}}?{ACTOR_WORD}")
_EVERYBODY = re.compile("各[^，。；对要应在将把]{1,8}(?=[对要应在将把])")
_HAS_OBJECT = re.compile("[将把]")
_DONE = re.compile(
    "(?:全部|一律|均)?[\u4e00-\u9fff]{0,8}(?:完毕|到位|完成|清零|补齐|配齐|结束|达标|销号|退役|启用|接通|修复|更换|清理|拆除|建成|投用|开通|竣工|完工|合格)"
)
# 没有到位的13名调查员必须配齐: of so many of them it is said.
_THING_DONE = re.compile(
    f"(?!{_BEGINS})(?P<what>[^，。；由把将对要应须]{{3,30}}?)(?:必须|应当?|须|要)(?P<does>{_DONE.pattern})"
)
_COUNTED = re.compile("[0-9]+[名个台家座处]")
_UNFINISHED_END = re.compile("[的时后]$")
_POINTING = re.compile(
    "还?要求|督促|指导|自己|相应(?:机构|措施|的)|^其|其余|双方|^各方|[我你]|上述|以上|今天|本次|这[样一二两三四五六七八九十几些]|那样|◎|[0-9一二两三四五六七八九十]件事|"
    "[前后][0-9一二三四五六七八九十]+项|第[一二三]批[0-9]"
)
_SHORTEST, _SHORTEST_DONE, _SHORTEST_OF_CASE, _SHORTEST_ALONE, _LONGEST_LEAD = 5, 4, 4, 8, 40
# What is to be handed in was said before: 制定细则，3月20日前报办公室.
_NEEDS_OBJECT = re.compile(
    "报|送|交|发|提交|投入|完工|竣工|建成|[^将把]*后[报送]|逐[一个项处户条](?:落实|整改|核实|办理|完成|销号|过筛)|"
    "由[^将把]*[报送交]"
)
_REPORTED = re.compile("[已了]")
_BIDS = re.compile("^请?(?:建议)?由?")
# 各部门要根据本方案，于1月31日前…: by what, is no part of who.
_ACCORDING = re.compile("(?:根据|按照|依据|对照|结合)(?:本|此|该)[^，。；]{1,8}$")
# 主任是第一责任人，6月20日前确定…; 5月6日前各组报送分脚本，5月15日前…: a sentence of its own, and nobody's name.
_NOT_WHO = re.compile("(?<![总但还凡要只于])是(?!否)|[日月底旬时]前[^，]*(?:报|送|完成|提交|组织)")
# 各县区联系人3月10日前报值班科: whom it is about, or who does it.
_REPORTED_ON = ("联系人", "联络员")
_BINDS = re.compile("应(?![急对])|须|必须|要(?![求点素])|将|请|务必|确保|力争|计划|拟")
# 均在3月10日前传达，并作了部署: what else the sentence tells was done.
_DONE_TOO = re.compile("[^，。；]*(?:[\u4e00-\u9fff]了[^，。；解]|已[经\u4e00-\u9fff])")
# 2021年1月1日以前设立的抵押: which ones they are, and nothing to do.
_MODIFIES = re.compile("[^，将把对]{2,3}的[^，]{1,12}")
_STOPS, _ENDS = "，；。：", "；。："
_MUST = re.compile("应当?|必?须|要|务必")
_WHO = re.compile(f"(?!其)[^，由要应须将把对在]{{2,}}?(?:{ACTOR_WORD}|[县区镇])")
# 27个站点的标志标线，, 对被投诉三次以上的驾驶员，, 没有安装的，: of what, before who has to and when.
_OF_WHAT = re.compile(
    "(?!其|属于|[^，]*(?:[我你]|建立|实行|制定|明确|开展|召开|落实(?!不)|逐一|完成))(?:对(?!此)[^，]{4,}|[^，由要应须将把对是有为共已]{2,}没?有?[^，由要应须将把对是为共已]{2,}的|[0-9]+[\u4e00-\u9fff][^，由要应须将把对是有为共已]{2,})"
)


class Due(NamedTuple):
    """Of what it is said ("" where that is in ``does``), who has to, and what; ``who`` may be the thing itself."""

    lead: str
    who: str
    does: str

    def asked(self, when: str) -> str:
        """Return the clause with ``when`` (应当在何时) between who and what."""
        return f"{self.lead}{self.who}{when}{self.does}"


def due_of(fact: Deadline) -> Due | None:
    """Return who has to do what; None where the sentence does not say it in one piece.

    各单位要在4月15日前召开动员会 and 3月31日前，各街道完成摸底 give the agent; 5月底前完成旧房改造 does without.
    """
    view, (start, _) = fact.sent.view, located(fact.sent, fact.date)
    piece = _after(view, _STOPS, start)
    told = _NUMBERED.sub("", view[piece:start])
    if _MAY.search(told) or _is_report(fact, piece):
        return None
    who = _BIDS.sub("", _LINK.sub("", _ACCORDING.sub("", _LINK.sub("", told))))
    who = who or (_bound(view, piece) if _MUST.match(told) else "")
    due = _read(fact, who, piece)
    if due is None or not _is_whole(due):
        return None
    whole = due.lead + due.who + due.does
    if _NOT_WHO.search(due.lead + due.who) or (due.does.startswith("报") and due.who.endswith(_REPORTED_ON)):
        return None
    if "由" in due.who or _NO_DUTY.match(due.does):
        return None
    if dangling_word(due.who) or refers_elsewhere(whole) or _POINTING.search(due.who + due.does):
        return None
    return due._replace(who=re.sub("(?:全部|均|都)$", "", due.who))


def _is_report(fact: Deadline, piece: int) -> bool:
    """Tell whether a piece tells what was done by then, by its own words or by those that go on with it."""
    view, (_, end) = fact.sent.view, located(fact.sent, fact.act)
    if _REPORTED.search(view[piece : end + 1]):
        return True
    binds = _BINDS.search(view, piece, end)
    return not binds and any(_DONE_TOO.match(each) for each in re.split("[。；]", view[end:])[0].split("，"))


def _read(fact: Deadline, who: str, piece: int) -> Due | None:
    """Return who and what as the clause has them, the agent moved in front of the date where it follows it."""
    view, act = fact.sent.view, _MODAL.sub("", fact.act.text)
    if not who:
        who, act = _agent_in(act)
    lead = _lead(view, piece)
    lead = "" if lead == who else lead
    if not who:
        who = _everybody(view, piece, act)
    if not (lead or who) and view.endswith("的，", 0, piece):
        # 属于我们的，: whose case it is, nobody can say.
        return None
    act = _MODAL.sub("", act)
    bare = _ALL.sub("", act)
    # 全部 of a few words is what they say: 全部补齐, 全部到位.
    act = bare if len(bare) >= _SHORTEST_ALONE else act
    if lead and not who and not lead.startswith("对") and not lead.endswith("的"):
        return Due("", lead, act)
    if lead and (who or lead.endswith("的")) and not _HAS_OBJECT.match(act):
        return Due(f"{lead}，", who, act)
    return Due("", who, act) if who or (len(act) >= _SHORTEST_ALONE and not _NEEDS_OBJECT.match(act)) else None


def _agent_in(act: str) -> tuple[str, str]:
    """Return the agent that an act begins with, and the rest; "" and the act where it begins with none."""
    # 报局人事股审定: to whom, and not who.
    agent = None if NO_SUBJECT.match(act) or _ALL.match(act) or _TO_WHOM.match(act) else AGENT.match(act)
    # 视频全部接通: 全部 is no department.
    agent = _EACH.match(act) if agent is None or _ENDS_IN_ALL.search(agent.group()) else agent
    if agent:
        return agent.group(), _MODAL.sub("", act[agent.end() :])
    bidden = _BIDDEN.match(act)
    if bidden:
        return bidden["who"], bidden["does"]
    thing = _THING.match(act) or _THING_DONE.fullmatch(act)
    return (thing["what"], thing["does"]) if thing else ("", act)


def _everybody(view: str, piece: int, act: str) -> str:
    """Return who opened the sentence's part, where the act says of what and nobody else stands between.

    各站对情况进行总结，于8月底前将…; 监管所要在5月15日前完成签约，5月31日前完成门头标识安装.
    """
    opens = _after(view, _ENDS, piece)
    everybody = _EVERYBODY.match(view, _after(view, "；。", piece))
    if everybody and _HAS_OBJECT.match(act):
        return everybody.group()
    first, *others = view[opens:piece].split("，")
    dated = _DATED.match(_NUMBERED.sub("", first))
    return dated["who"] if dated and _BEGIN.match(act) and not any(map(_SOMEBODY.match, others)) else ""


def _lead(view: str, piece: int) -> str:
    """Return the one clause before a piece where it only says of what; "" for any other, or more than one."""
    opens = _after(view, _ENDS, piece)
    lead = _NUMBERED.sub("", view[opens:piece].rstrip("，"))
    return lead if len(lead) <= _LONGEST_LEAD and _OF_WHAT.fullmatch(lead) else ""


def _bound(view: str, piece: int) -> str:
    """Return the one clause before a piece that begins with 须 or 要, where it is who has to: 落后的两个县，须于….."""
    opens = _after(view, _ENDS, piece)
    who = _NUMBERED.sub("", view[opens:piece].rstrip("，"))
    return who if len(who) <= _LONGEST_LEAD and _WHO.fullmatch(who) else ""


def _after(view: str, stops: str, end: int) -> int:
    """Return the place after the last of the stops before a place."""
    return max(view.rfind(stop, 0, end) for stop in stops) + 1


def _is_whole(due: Due) -> bool:
    """Tell whether what is to be done says enough: an act of some length, or a thing that is to be done with."""
    if due.lead.endswith("的，") and len(due.does) >= _SHORTEST_OF_CASE and not _UNFINISHED_END.search(due.does):
        return True
    if due.who and _DONE.fullmatch(due.does):
        # 财政部门9月底前拨付到位: what, was said before; of a thing it is all.
        somebody = ACTOR.search(due.who) is not None and _COUNTED.search(due.who) is None
        return bool(due.lead) or (not somebody and len(due.who) >= _SHORTEST_DONE)
    if _UNFINISHED_END.search(due.does) or _MODIFIES.fullmatch(due.does) or len(due.does) < _SHORTEST:
        return False
    acts = _BEGIN.match(due.does) or _ALL.match(due.does)
    return bool(acts) or ACTOR.search(due.who) is not None or due.who.startswith("各")
