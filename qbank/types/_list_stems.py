"""How lists are asked: 应当提交哪些材料？, 下设哪三个组？, “四项教育”包括哪些内容？, 保障措施有哪些？"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.fact import Enumeration, Fact, Part, Points, part
from qbank.model.item import BLANK
from qbank.model.numerals import value_of
from qbank.model.wording import dangling_word
from qbank.types._clause_around import clause_of
from qbank.types._clauses import located
from qbank.types._own_clause import own_clause
from qbank.types._phrases import MODAL, NO_SUBJECT, OF_NOTHING, stands_by_itself
from qbank.types._stems import ENDS, NUMERALS, is_in_brackets, question, shares_words, statement, unquoted

_STARTS_AN_ACT = re.compile(f"{NO_SUBJECT.pattern}|加强|推动|提升|提高|抓好|做好|突出|规范|保证")
_SHORTEST_TITLED, _HALF_A_PHRASE = 6, 3
_SHORTEST_BEFORE, _LONGEST_NAME = 4, 8
_LINK = re.compile("等|的")
# 责任落实情况的四类维保: such a heading owns nothing.
_NO_OWNER = re.compile("(?:情况|步骤|要求|内容|工作|措施|部分|任务|安排)$")
_WHO = frozenset({"人员", "单位", "机构", "组织"})
_STEPS = frozenset({"步骤", "程序", "环节", "流程"})
_LONGEST_REST = 16
COUNTED = re.compile(rf"(?<!第)[{NUMERALS}]+(?:个|项|种|条|点|类|大|方面|步)")
_ONLY_COUNTED = re.compile(f"{re.escape(BLANK)}等?[{NUMERALS}]+[^，。；]{{1,8}}")
_DOES = re.compile("(?:决定|影响|构成|组成|控制|造成|引起|负责)$")
# 防水（潮）: a word beside another is no remark.
# 会用三种防护用具（空气呼吸器、防护服、便携仪）: what the remark lists is what the point counts.
_COUNTED_MEMBERS = re.compile(
    "(?P<number>[0-9一二两三四五六七八九十])[\u4e00-\u9fff]{1,10}[（(](?P<members>[^（）()]*、[^（）()]*)[)）]$"
)
# 码头边沿一米以内（挂摘缆时除外）: what the remark says is part of the rule.
_REMARK = re.compile(r"[（(](?![\u4e00-\u9fff]{1,2}[)）]|[^（）()]*(?:除外|例外|不包括|[0-9][%％]))[^（）()]*[)）]$")
# 二、三级隐患限期整改 is of two grades, and no second point.
LABEL = re.compile(rf"^(?:[{NUMERALS}]+[、.．](?![{NUMERALS}]+[级类档等])|[（(][{NUMERALS}]+[）)])\s*")
# 大中型水库的行政、技术、巡查“三个责任人”
_WHOSE_LIST = re.compile("(?:^|[，。；：])(?P<whose>[\u4e00-\u9fff]{2,12}的)$")
_OF_PEOPLE = re.compile("(?:[人员长手]|代表|队伍)$")
_TITLED = re.compile(
    "等([^，。；：的《》“”]{0,6}?(?:书籍|读物|读本|著作|文章|文件|制度|办法|规定|教材|资料|方案|影片|法规|法律法规|书目))(?=[，。；]|$)"
)
_EMPTY_NAME = re.compile(
    r"(?:方面|环节|内容|部分|条件|阶段|层次|要求|步骤|种|项|个|类|点|情形|因素|要素|事项|措施|工作|任务|方式|形式)$"
)
# What a lead-in may announce; 哪些 asks for it.
LISTED = (
    r"(?:情形|情况|行为|条件|材料|文件|事项|内容|程序|措施|要求|原则|职责|职权|义务|权利|权限|任务|方式|方法|制度|"
    r"人员|单位|机构|组织|资料|因素|标准|工作|规定|信息|处分|处罚|项目|活动|功能|责任|步骤|环节|问题|建议|原因|目标|"
    r"费用|财产|物品|场所|案件|手段|种类|形式|途径|作用|方面|人|图表|证件|凭证|证据|特点|渠道|范围|待遇|资金|指标)"
)
# 依法承担民事责任 does something; only a bare name (值班室的日常职责) can be asked 有哪些.
_ACTS = re.compile(rf"{MODAL.pattern}|承担|给予|追究|的，|依法|处以|投掷")
# 手册内容分为五个部分: of what parts a text consists is nothing to learn.
_OWN_PARTS = re.compile(
    "(?:本|全)?(?:手册|指南|规程|教材|读本|规范|方案|办法|书|文)(?:的?内容)?[共由]?(?:分为?|包括|含)[^，]*(?:部分|章|篇|节)"
)
# 归纳为“查、测、评、控、管”五个步骤，它们首尾相接: the answer in short, and what is said of it.
_SHORT_FOR_ALL = re.compile(f"“[^“”]+、[^“”]+”(?=[{NUMERALS}])|(?<=.{{8}})，(?:它们|其中|这些)[^，]*$")
# 隔离检疫期限按照下列规定执行
_RULED = re.compile("(?P<what>[^，；：]{3,24}?)应?当?按照?(?:下列|以下)规定(?:执行|办理|确定|计算)")
# 三个点就占了44%: asked, 就 says nothing.
# 包括在位|航班进度、车辆状况…: the first member lost its beginning.
_FIRST_IS_CUT = re.compile("(?:包括|包含|涵盖)(?!了?以下|下列)[\u4e00-\u9fff]{1,3}$")
# 3个正在推进: a number of what was said before.
_UNDER_WAY = re.compile(f"[{NUMERALS}]+[个项条件](?:正在|尚未|还在|已)")
_ALREADY = re.compile("(?<=[\u4e00-\u9fff])就(?=占|有|是|达|超)")
_ANNOUNCED = re.compile(rf"(?:下列|以下|下述)(?P<gap>[^，。；]{{0,14}}?)(?P<noun>{LISTED})(?P<one>之一)?")


def enumeration_stem(fact: Enumeration) -> str | None:
    """Return a question for the whole list where one is natural, else its clause with the list left out."""
    asked = list_question(fact)
    if asked:
        return asked
    clause = clause_of(fact, fact.run)
    # 东站、南站、中心医院三个点: says nothing of them.
    if clause is None or _ONLY_COUNTED.fullmatch(clause.put((fact.run, BLANK)).strip(ENDS)):
        return None
    return statement(clause.put((fact.run, BLANK)))


def list_question(fact: Enumeration) -> str | None:
    """Return “四项教育”包括哪些内容？, 下设哪三个组？ or 应当遵循哪些原则？; None where none of them is natural."""
    named = named_list_stem(fact)
    return named if named and named.startswith("“") else _list_in_place(fact) or named


def _list_in_place(fact: Enumeration) -> str | None:
    clause = clause_of(fact, fact.run)
    if clause is None or "其中" in clause.text or is_in_brackets(fact, fact.run):
        return None
    start, end = located(fact.sent, fact.run)
    link = _LINK.match(fact.sent.view, end)
    end = link.end() if link else end
    whole = part(fact.sent, start, end)
    rest = clause.rest(whole)
    if re.search(r"[，；：、]", rest) or len(rest) > _LONGEST_REST or fact.sent.view[start - 1 : start] in tuple("“《"):
        return None
    if start - clause.start < _SHORTEST_BEFORE or _FIRST_IS_CUT.search(clause.until(whole)):
        return None
    if _UNDER_WAY.match(rest):
        return None
    if fact.count and COUNTED.match(rest):
        before, count = clause.put((whole, BLANK)).split(BLANK)
        # 每座小型水库的行政、技术、巡查三个责任人: nothing is said of them yet.
        bare = before.endswith("的") and MODAL.search(before) is None
        return question(
            f"{before}{count.strip(ENDS)}分别是哪些" if bare else _ALREADY.sub("", clause.put((whole, "哪")))
        )
    asked = re.sub("(?:各种|各类|各项)哪些", "哪些", clause.put((whole, "哪些")))
    return question(asked) if re.match(rf"(?:基本|工作)?{LISTED}$", rest.strip(ENDS)) else None


def titles_question(fact: Enumeration) -> str | None:
    """Return 统一购买了哪些学习书籍？ for titles before 等 and their class noun; None for any other list."""
    if not all(each.text.startswith("《") for each in fact.members):
        return None
    clause = own_clause(fact, fact.run)
    noun = _TITLED.match(clause.rest(fact.run)) if clause else None
    if clause is None or noun is None:
        return None
    before = clause.until(fact.run)
    return question(f"{before}哪些{noun[1]}") if len(before) >= _SHORTEST_TITLED else None


def named_list_stem(fact: Enumeration) -> str | None:
    """Return the question for what a collective name stands for; None for 三个方面, which names nothing."""
    if fact.name is None or _EMPTY_NAME.search(fact.name.text) or fact.sent.is_vetoed(fact.name.span):
        return None
    if len(re.findall(f"[{NUMERALS}]+", fact.name.text)) > 1:
        # 三交三不离 names two lists.
        return None
    if _begins_late(fact):
        return None
    name = unquoted(fact.name.text)
    start, _ = located(fact.sent, fact.name)
    quoted = fact.name.text != name or fact.sent.view[start - 1 : start] == "“"
    if not quoted and len(name) > _LONGEST_NAME:
        # 四家单位核实地下管线 is no name.
        return None
    if quoted:
        owner = _WHOSE_LIST.search(fact.sent.view[: located(fact.sent, fact.run)[0]])
        whose = owner["whose"] if owner and not dangling_word(owner["whose"]) else ""
        return f"{whose}“{name}”分别指哪些？" if _OF_PEOPLE.search(name) else f"{whose}“{name}”包括哪些内容？"
    # 三类问题 says nothing without whose they are.
    owned = fact.topic and not shares_words(fact.topic, name) and not _STARTS_AN_ACT.match(fact.topic)
    owned = owned and _NO_OWNER.search(fact.topic) is None
    # 由四个因素决定: what they do is no part of their name.
    return f"{fact.topic}的{name}分别是哪些？" if owned and not _DOES.search(name) else None


def _begins_late(fact: Enumeration) -> bool:
    """Tell whether the first member lost its beginning: 调度 of 检验指挥调度、快速响应、现场处置、舆论引导."""
    first, *others = [len(member.text) for member in fact.members]
    return len(others) > 1 and len(set(others)) == 1 and first < others[0] and others[0] > _HALF_A_PHRASE


def points_stem(fact: Points) -> str | None:
    """Return the question a list's lead-in asks; None without one that stands alone."""
    if fact.lead is None or fact.sent.is_vetoed(fact.lead.span):
        return None
    if not fact.sent.start <= fact.lead.start < fact.sent.end:
        # The lead-in is a sentence of its own, before the first point.
        lead = fact.lead.text if stands_by_itself(fact.lead.text) else ""
    else:
        clause = clause_of(fact, fact.lead, open_end=True)
        lead = clause.put() if clause else ""
    kept = _WHY_KEPT.fullmatch(fact.lead.text)
    if kept and stands_by_itself(kept["who"]):
        return question(f"{kept['who']}{kept['did']}的原因有哪些")
    if not lead or OF_NOTHING.match(lead):
        return None
    if fact.noun in _STEPS and sum("的，" in point.text for point in fact.points) > 1:
        # 能查到记录的，…；查不到的，…: cases, and no steps.
        return None
    return lead_question(lead, fact.noun) if fact.closed else open_question(lead)


# 东礁之所以留人，一是…，二是…: what the points are reasons of.
_WHY_KEPT = re.compile("(?:[^，；：]{0,12}，)?(?P<who>[\u4e00-\u9fff]{2,10})之所以(?P<did>[^，；：。]{2,20})[，：]?")

# 记者从血站了解到，: where a report has it from is no part of what it asks.
_BY_WHOM_HEARD = re.compile(
    "^(?:记者(?:从|在)?[^，。；]{0,16}?(?:了解到|获悉|看到)|据(?:了解|介绍|悉|[^，。；]{2,12}介绍))，"
)

# 预警启动后，我市将采取以下措施: whose 我 it is, the report does not say.
_WE_SHALL = re.compile("(?<=，)我[省市州县区旗镇乡](?=[将拟要])")


# 归纳出7类“习惯做法”，明令叫停: what became of all of them.
_THEN_CALLED = re.compile(
    "(?<=[”\u4e00-\u9fff])，(?:明令|坚决|一律|逐一|全部)?(?:叫停|禁止|取缔|整改|一并报告|分述如下|具体如下)$"
)


_CLASSED, _NAME = re.compile("(?:划?分[为成]|有)(?:下列|以下)?[两二三四五六七八九十][个大]?[类种级档]$"), 8


def points_of(fact: Points) -> tuple[Part, ...]:
    """Return what a list's question asks for: of persons, bodies and classes only which, not what is added to each.

    馆外专家，由分管副馆长批准 answers 哪些人员可以入库？ with its first clause, 深冻库，用于存放水产 answers
    库房分为哪四类？ with its name.
    """
    firsts = [point.text.partition("，") for point in fact.points]
    classed = fact.lead is not None and _CLASSED.search(fact.lead.text) and max(len(one) for one, *_ in firsts) <= _NAME
    if not (fact.noun in _WHO or classed) or not all(comma for _, comma, _ in firsts):
        return fact.points
    kept = []
    for point in fact.points:
        sent = next(each for each in fact.sentences() if each.start <= point.start < each.end)
        start, _ = located(sent, point)
        kept.append(part(sent, start, start + point.text.index("，"), point.label))
    return tuple(kept) if len({each.text for each in kept}) == len(kept) else fact.points


def lead_question(lead: str, noun: str) -> str | None:
    """Return the question a lead-in asks: 应当提交下列材料 → 应当提交哪些材料？ None if no wording is natural."""
    if re.search("除外|：.|其[一二三]|依照(?:下列|以下)规定", lead) or _OWN_PARTS.match(lead):
        return None
    text = _WE_SHALL.sub("", _BY_WHOM_HEARD.sub("", lead.strip(ENDS)))
    text = re.sub(r"(?:如下|是|为|有|包括|即)?[：:]?$", "", text).strip(ENDS)
    text = re.split("，(?:情节|构成|并处|并可以|并由)|；", text)[0]
    text = _SHORT_FOR_ALL.sub("", _THEN_CALLED.sub("", text))
    ruled = _RULED.fullmatch(text)
    if ruled:
        return question(f"{ruled['what']}有哪些规定")
    listed = _ANNOUNCED.search(text)
    if listed:
        if listed["one"] and not text[listed.end() :].strip("的，"):
            return None
        if re.match("的，[为是]", text[listed.end() :]) and listed.start() == 1:
            return question(f"具有哪些{listed['noun']}之一{text[listed.end() :]}") if listed["one"] else None
        then = re.sub("^，并.*", "", text[listed.end() :])
        then = re.sub("^，(?=由|处|责令|给予|依法)", "的，", then)
        # 有以下四个方面 is asked 有哪四个方面.
        which = "哪" if COUNTED.match(listed["gap"] + listed["noun"]) else "哪些"
        return _in_case(text, listed) or question(
            f"{text[: listed.start()]}{which}{listed['gap']}{listed['noun']}{then}"
        )
    counted = COUNTED.search(text)
    quoted = re.search("“(?P<name>[^“”]+)”$", text)
    if counted and quoted and quoted.start() < counted.start():
        return f"“{quoted['name']}”包括哪些内容？"
    if counted and counted.end() + 10 >= len(text):
        before = re.sub("(?:下列|以下|如下)$", "", text[: counted.start()])
        return question(f"{before}哪{counted.group()}{text[counted.end() :]}")
    if text != lead.strip(ENDS) and re.search(rf"{LISTED}$", text) and not _ACTS.search(text):
        return question(f"{text}有哪些")
    return question(f"{text}哪些{noun}") if noun and re.search(r"(?:包括|做到|采取|提出|具备|履行)$", text) else None


def _in_case(text: str, listed: re.Match[str]) -> str | None:
    """Return 在哪些情形下，…？ or 对哪些行为，由…？ for what a case leads to; None where neither is natural."""
    subject, _, case = text[: listed.start()].rpartition("有")
    then = text[listed.end() :].removeprefix("的，")
    if case or not text[: listed.start()].endswith("有") or then == text[listed.end() :] or listed["gap"]:
        return None
    if subject.endswith(("并", "且", "但")):
        return None
    if listed["noun"] in {"情形", "情况"}:
        if not subject:
            return question(f"在哪些{listed['noun']}下，{then}")
        return question(f"{subject}在哪些{listed['noun']}下{then}") if MODAL.match(then) else None
    dealt_with = re.match("由|责令|处|给予|予以", then)
    return question(f"对哪些行为，{then}") if listed["noun"] == "行为" and not subject and dealt_with else None


def open_question(lead: str) -> str | None:
    """Return what a list whose last item names nothing (其他情形) chiefly holds: 应当提交的材料主要包括哪些？"""
    text = re.split("，(?:情节|构成|并处|并可以|并由)|；", lead.strip(ENDS))[0].strip(ENDS)
    listed = _ANNOUNCED.search(text)
    if listed is None:
        named = re.search(rf"{LISTED}(?=(?:如下|是|为|有|包括)?$)", text)
        return question(f"{text[: named.end()]}主要包括哪些") if named else None
    before, then = text[: listed.start()], text[listed.end() :]
    noun = (listed["gap"] + listed["noun"]).removeprefix("的")
    if not then and len(before) > 3 and re.search("(?:包括|含有?|具备|符合|履行|采取|不得有)$", before):
        chiefly = f"{before.removesuffix('包括')}主要包括" if before.endswith("包括") else before
        return question(f"{chiefly}哪些{noun}")
    if not then and len(before) > 3 and not re.search("[，；]并[^，；]*$|(?:是指|开展)[^，；]*$", before):
        return question(f"{before.removesuffix('的')}的{noun}主要包括哪些")
    if before == "有" and then.startswith("的，") and "，" not in then[2:]:
        return question(f"{then[2:]}的{noun}主要包括哪些")
    return None


def point_text(text: str) -> str:
    """Return a point without final punctuation, and without a number or a remark in brackets around it."""
    if counted := _COUNTED_MEMBERS.search(text):
        members = counted["members"].count("、") + 1
        if value_of(counted["number"]) == members:
            return LABEL.sub("", text.strip(ENDS))
    return _REMARK.sub("", LABEL.sub("", text.strip(ENDS))).strip(ENDS) or text.strip(ENDS)


def subject_of(fact: Fact) -> str:
    """Return what a list is about, as far as the words before its cue verb tell."""
    match = re.match(r"[^，。；：、]{2,16}?(?=应当|包括|可以|不得|是|有|由|必须|按照|负责|实行|坚持|$)", fact.sent.view)
    return match.group() if match else fact.sent.view[:4]


def are_parallel(parts: Sequence[Part]) -> bool:
    """Tell whether members are of equal length or share their first or last character."""
    texts = [part.text for part in parts]
    traits: list[set[object]] = [set(map(len, texts)), {text[0] for text in texts}, {text[-1] for text in texts}]
    return any(len(trait) == 1 for trait in traits)
