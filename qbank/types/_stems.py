"""How stems are worded: a question word in the answer's place where that is natural, else a blank there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.fact import Code, Definition, Enumeration, Fact, HeadingList, Part, Points, part
from qbank.model.item import BLANK
from qbank.model.numerals import counts, value_of
from qbank.model.wording import dangling_word, refers_elsewhere
from qbank.types._clauses import Clause, clause_of, cut_after, located
from qbank.types._folding import fold
from qbank.types._own_clause import own_clause
from qbank.types._phrases import ACTS, AGENT, GOES_ON, MODAL, NO_SUBJECT, SPEAKER, TALK, stands_by_itself

_ENDS = "。．，,；;、：: "
_QUOTES = "“”‘’《》「」"
_MARKS = re.compile("[★☆◆◇●○■□▲△▼※✦]")
_LEAK = 3
_WHEN = {
    "date:年": "哪一年",
    "date:年月": "哪年哪月",
    "date:月日": "几月几日",
    "date:月底": "何时",
    "date:月旬": "何时",
    "date:每月日": "几日",
}
_STARTS_AN_ACT = re.compile(f"{NO_SUBJECT.pattern}|加强|推动|提升|提高|抓好|做好|突出|规范|保证")
_SHORTEST_LED = 10
_SHORTEST_TITLED = 6
_LONGEST_AGENT = 24
_SHORTEST_OWNER, _LONGEST_OWNER = 4, 26
# 做到入户检查“六必看”: what stands between verb and code is what the code is of.
_PUT_BESIDE = re.compile("(?:做到|落实|实行|执行|推行|开展|抓好|坚持)(?P<what>[\u4e00-\u9fff]{2,8})$")
_PUTS_IN_FORCE = re.compile(
    "(?:实行|推行|落实|建立|做到|执行|坚持|开展|打造|提出|形成|推出|制定|携带|配备|采取|运用|组织|举办|践行|签订|设立|遵守|实施|创新|总结|推广|构建|采用)(?:了|起|好)?$"
)
_LINK = re.compile("等|的")
_LONGEST_REST = 16
_MOST_PIECES = 10
_SUPPLIED, _STARTS_WITH_WHEN = 0.35, 0.25
_LEANING, _LEANING_IN_PROSE = 0.2, 0.3
_TOO_LONG = ((64, 0.14), (52, 0.06))
_NUMERALS = "一二两三四五六七八九十0-9"
_COUNTED = re.compile(rf"[{_NUMERALS}]+(?:个|项|种|条|点|类|大|方面|步)")
_LABEL = re.compile(rf"^(?:[{_NUMERALS}]+[、.．]|[（(][{_NUMERALS}]+[）)])\s*")
# 亲属关系、婚姻状况等: only some of what the code holds.
_OPEN_GLOSS = re.compile("等(?:$|[，；、。])|等[^，；、。]{1,6}$")
_CLASS_NOUN = re.compile(r"”(制度|机制|工作法|平台|行动|活动|模式|工程|计划|服务|要求|原则|体系|教育|方针|格局|目标)")
# “1个平台、2支队伍、3项制度”措施（…): the list is what the code stands for.
_QUOTED_LIST = re.compile(r"“(?P<list>[^“”]+、[^“”]+、[^“”]+)”[^“”，。；：（）]{0,6}(?:（.*）)?")
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
_LISTED = (
    r"(?:情形|情况|行为|条件|材料|文件|事项|内容|程序|措施|要求|原则|职责|职权|义务|权利|权限|任务|方式|方法|制度|"
    r"人员|单位|机构|组织|资料|因素|标准|工作|规定|信息|处分|处罚|项目|活动|功能|责任|步骤|环节|问题|建议|原因|目标|"
    r"费用|财产|物品|场所|案件|手段|种类|形式|途径|作用|方面|人|图表|证件|凭证|证据|特点|渠道|范围|待遇|资金|指标)"
)

# 依法承担民事责任 does something; only a bare name (值班室的日常职责) can be asked 有哪些.
_ACTS = re.compile(rf"{MODAL.pattern}|承担|给予|追究|的，|依法|处以|投掷")
_ANNOUNCED = re.compile(rf"(?:下列|以下|下述)(?P<gap>[^，。；]{{0,14}}?)(?P<noun>{_LISTED})(?P<one>之一)?")


def statement(text: str) -> str:
    """Return the text as a sentence that ends in one full stop."""
    return _MARKS.sub("", text).strip(_ENDS) + "。"


def question(text: str) -> str:
    """Return the text as a question."""
    return _MARKS.sub("", text).strip(_ENDS) + "？"


def date_stem(clause: Clause, date: Part) -> str | None:
    """Return 于何时召开 …？, 镇政府何时召开…？, or the clause with the date left out; None if it would begin so."""
    if re.search("印发?$|审议通过|研究(?:同意|通过)|本[报网台]讯|[A-Z][0-9]{2}|深度", clause.text):
        return None
    if re.search("截[至止](?:时间为|到)?$|同期|比$", clause.text.partition(date.text)[0]):
        return None
    asked = _WHEN.get(date.label, "哪一天")
    if clause.text.startswith(date.text):
        event = re.sub(r"^(?:当天)?(?:上午|下午|晚上|早上|中午|晚)?，?", "", clause.put((date, "")).strip(_ENDS))
        due = re.match("(?:之前|以前|前)，?", event)
        if due:
            return _due_stem(event[due.end() :], asked)
        # The date of what is repealed or amended is not the date of its repeal.
        named = re.search("(?:[颁发公]布|通过|制定|印发|施行|批准|签订|修[订正])的", event)
        told = named is None and (
            6 <= len(event) <= 40 and not re.search(r"[，；：]", event) and not re.match(r"[前后起至内以的上下]", event)
        )
        return _when(event, asked) if told else None
    clause = cut_after(clause, date)
    if can_ask_in_place(clause, date):
        rest = clause.rest(date)
        when = "何时" if rest.startswith("起") else "何时之" if asked == "何时" and rest.startswith("前") else asked
        return question(clause.put((date, when)))
    return statement(clause.put((date, BLANK)))


def _due_stem(event: str, asked: str) -> str | None:
    """Return 各单位应于几月几日前完成摸排？ for what is to be done before a date that opened its clause."""
    event = re.split("[，；：]", event)[0]
    agent = agent_of(event)
    if not agent or not 6 <= len(event) <= 40:
        return None
    rest = event[len(agent) :]
    modal = re.match("必须|应当|应|要|须", rest)
    must, rest = (modal.group(), rest[modal.end() :]) if modal else ("应", rest)
    return question(f"{agent}{must}在{asked}前{rest}")


def agent_of(text: str) -> str:
    """Return the agent that opens a text, "" where none does: the shortest after which what it does follows."""
    for end in range(2, min(len(text), _LONGEST_AGENT)):
        found = AGENT.fullmatch(text, 0, end) is not None and ACTS.match(text, end) is not None
        if found and not NO_SUBJECT.match(text):
            return text[:end]
    return ""


def _when(event: str, asked: str) -> str | None:
    """Return an event as a question: 镇政府何时召开会议, with 何时 at the end where its agent is not plain."""
    told = re.sub("(?<=[\u4e00-\u9fff])了(?!解)", "", event, count=1)
    if asked not in {"哪一天", "几月几日", "何时"}:
        return question(f"{told}是在{asked}")
    agent = agent_of(told)
    if agent:
        return question(f"{agent}何时{told[len(agent) :]}")
    return question(f"何时{told}") if NO_SUBJECT.match(told) else None


def term_stem(fact: Definition) -> str | None:
    """Return 直接…的，称为____。; None where the meaning shows the term, points elsewhere or is too long."""
    meaning = fact.meaning.text.strip(_ENDS)
    if shares_words(fact.term.text, meaning) or not 10 <= len(meaning) <= 70 or refers_elsewhere(meaning):
        return None
    return f"{meaning}，称为{BLANK}。"


def meaning_stem(fact: Definition) -> str | None:
    """Return 什么是X？ for a definition whose meaning says something by itself."""
    if refers_elsewhere(fact.meaning.text) or re.match("《[^》]+》(?:所称|规定)", fact.meaning.text):
        return None
    if fact.sent.is_vetoed(fact.meaning.span):
        return None
    return f"什么是{fact.term.text}？"


def enumeration_stem(fact: Enumeration) -> str | None:
    """Return a question for the whole list where one is natural, else its clause with the list left out."""
    asked = list_question(fact)
    if asked:
        return asked
    clause = clause_of(fact, fact.run)
    return None if clause is None else statement(clause.put((fact.run, BLANK)))


def list_question(fact: Enumeration) -> str | None:
    """Return “四项教育”包括哪些内容？, 下设哪三个组？ or 应当遵循哪些原则？; None where none of them is natural."""
    named = named_list_stem(fact)
    return named if named and named.startswith("“") else _list_in_place(fact) or named


def _list_in_place(fact: Enumeration) -> str | None:
    clause = clause_of(fact, fact.run)
    if clause is None or "其中" in clause.text:
        return None
    start, end = located(fact.sent, fact.run)
    link = _LINK.match(fact.sent.view, end)
    end = link.end() if link else end
    whole = part(fact.sent, start, end)
    rest = clause.rest(whole)
    if re.search(r"[，；：]", rest) or len(rest) > _LONGEST_REST or fact.sent.view[start - 1 : start] in tuple("“《"):
        return None
    if fact.count and _COUNTED.match(rest):
        return question(clause.put((whole, "哪")))
    asked = re.sub("(?:各种|各类|各项)哪些", "哪些", clause.put((whole, "哪些")))
    return question(asked) if re.match(rf"(?:基本|工作)?{_LISTED}$", rest.strip(_ENDS)) else None


def code_question(fact: Code) -> str | None:
    """Return 护林员随身携带的“三件套”指的是哪些内容？ for a code with a gloss, None without one.

    What stands before the code in its clause says whose it is, where that ends in the verb the code goes with.
    """
    start, _ = located(fact.sent, fact.code)
    name = f"{_owner(fact.sent.view[: start - 1])}“{fact.code.text}”{_noun_after(fact)}"
    if fact.members:
        return f"{name}指的是哪些内容？"
    if fact.gloss is None or not _tells_all(fact, fact.gloss) or not _splits_well(fact):
        return None
    return f"{name}指的是哪些内容？" if len(gloss_points(fact)) > 1 else f"{name}指的是什么？"


def _tells_all(fact: Code, gloss: Part) -> bool:
    """Tell whether a gloss says what its code holds: to the end, in its own words, and not as a mere caption's text."""
    _, end = located(fact.sent, fact.code)
    captioned = fact.sent.view.startswith("”：", end) and not re.search(f"[{_NUMERALS}]", fact.code.text)
    vetoed = any(sent.is_vetoed(gloss.span) for sent in fact.sentences())
    return not (captioned or vetoed or refers_elsewhere(gloss.text) or _OPEN_GLOSS.search(gloss.text))


def _noun_after(fact: Code) -> str:
    _, end = located(fact.sent, fact.code)
    noun = _CLASS_NOUN.match(fact.sent.view, end)
    return noun[1] if noun else ""


def _owner(before: str) -> str:
    """Return whose a code is, 护林员随身携带的, from the words before it; "" if they do not tell."""
    clause = re.split("[，。；：！？”》）]", before)[-1]
    clause = re.sub("^(?:要|并|还|也|同时|积极|认真|严格|大力|着力|全面|不断)+", "", clause)
    named = _PUT_BESIDE.search(clause)
    if named:
        return named["what"]
    told = _SHORTEST_OWNER <= len(clause) <= _LONGEST_OWNER and _PUTS_IN_FORCE.search(clause)
    return f"{clause}的" if told and not (dangling_word(clause) or TALK.search(clause)) else ""


def _splits_well(fact: Code) -> bool:
    """Tell whether the members of a gloss are those its code counts: of 三定一销 four, of 五查五看 five."""
    numbers = [int(value) for each in re.findall(f"[{_NUMERALS}]", fact.code.text) if (value := value_of(each))]
    if len(numbers) < 2 or re.search("[0-9+]", fact.code.text):
        return True
    return len(gloss_points(fact)) in {sum(numbers), *(numbers[:1] if len(set(numbers)) == 1 else ())}


def gloss_points(fact: Code) -> tuple[Part, ...]:
    """Return the members of a code's gloss: what stands between semicolons, else between 、; the whole if one."""
    gloss = fact.gloss
    if gloss is None:
        return fact.members
    sent = fact.below or fact.sent
    start, _ = located(sent, gloss)
    text = gloss.text.rstrip(_ENDS)
    quoted = _QUOTED_LIST.fullmatch(text)
    if quoted:
        start, text = start + quoted.start("list"), quoted["list"]
    splits = (_pieces(text, each) for each in ("；", "—", "、"))
    split = next((found for found in splits if len(found) > 1), None)
    pieces = [(a, b) for a, b in split or _pieces(text, "，") if b > a]
    if not 1 < len(pieces) <= _MOST_PIECES:
        return (gloss,)
    if split and "，" not in text[: pieces[-1][0]]:
        # 查车辆、查人员，缺一项不得出车: what follows the last member is no member.
        pieces[-1] = _first_of(text, pieces[-1])
    return tuple(part(sent, start + a, start + b) for a, b in pieces)


def _pieces(text: str, mark: str) -> list[tuple[int, int]]:
    """Return where the pieces between marks outside quotations and brackets lie."""
    depth, start, pieces = 0, 0, []
    for at, char in enumerate(text):
        depth += (char in "“《（(") - (char in "”》）)")
        if char == mark and not depth:
            pieces.append((start, at))
            start = at + 1
    return [*pieces, (start, len(text))]


def _first_of(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """Return a piece up to its first comma outside quotations and brackets."""
    start, end = piece
    return start, start + _pieces(text[start:end], "，")[0][1]


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
    if len(re.findall(f"[{_NUMERALS}]+", fact.name.text)) > 1:
        # 三交三不离 names two lists.
        return None
    name = unquoted(fact.name.text)
    start, _ = located(fact.sent, fact.name)
    quoted = fact.name.text != name or fact.sent.view[start - 1 : start] == "“"
    if quoted:
        owner = _WHOSE_LIST.search(fact.sent.view[: located(fact.sent, fact.run)[0]])
        whose = owner["whose"] if owner and not dangling_word(owner["whose"]) else ""
        return f"{whose}“{name}”分别指哪些？" if _OF_PEOPLE.search(name) else f"{whose}“{name}”包括哪些内容？"
    # 三类问题 says nothing without whose they are.
    owned = fact.topic and not shares_words(fact.topic, name) and not _STARTS_AN_ACT.match(fact.topic)
    return f"{fact.topic}的{name}分别是哪些？" if owned else None


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
    if not lead:
        return None
    return lead_question(lead, fact.noun) if fact.closed else open_question(lead)


def lead_question(lead: str, noun: str) -> str | None:
    """Return the question a lead-in asks: 应当提交下列材料 → 应当提交哪些材料？ None if no wording is natural."""
    if re.search("除外|：.|其[一二三]|依照(?:下列|以下)规定", lead):
        return None
    text = re.sub(r"(?:如下|是|为|有|包括|即)?[：:]?$", "", lead.strip(_ENDS)).strip(_ENDS)
    text = re.split("，(?:情节|构成|并处|并可以|并由)|；", text)[0]
    listed = _ANNOUNCED.search(text)
    if listed:
        if listed["one"] and not text[listed.end() :].strip("的，"):
            return None
        then = re.sub("^，(?=由|处|责令|给予|依法)", "的，", text[listed.end() :])
        return _in_case(text, listed) or question(f"{text[: listed.start()]}哪些{listed['gap']}{listed['noun']}{then}")
    counted = _COUNTED.search(text)
    quoted = re.search("“(?P<name>[^“”]+)”$", text)
    if counted and quoted and quoted.start() < counted.start():
        return f"“{quoted['name']}”包括哪些内容？"
    if counted and counted.end() + 10 >= len(text):
        return question(f"{text[: counted.start()]}哪{counted.group()}{text[counted.end() :]}")
    if text != lead.strip(_ENDS) and re.search(rf"{_LISTED}$", text) and not _ACTS.search(text):
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
    text = re.split("，(?:情节|构成|并处|并可以|并由)|；", lead.strip(_ENDS))[0].strip(_ENDS)
    listed = _ANNOUNCED.search(text)
    if listed is None:
        named = re.search(rf"{_LISTED}(?=(?:如下|是|为|有|包括)?$)", text)
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


def headings_stem(fact: HeadingList) -> str | None:
    """Return 活动分哪四个阶段进行？ as the lead-in says, else 保障措施有哪些？ of the heading above."""
    if fact.lead and fact.sent.start < fact.lead.start < fact.sent.end:
        # The sentence that counts them quotes what they are called.
        return f"“{fact.lead.text}”包括哪些内容？"
    led = lead_question(fact.lead.text, "") if fact.lead and stands_by_itself(fact.lead.text) else None
    return led if led and len(led) > _SHORTEST_LED else _title_stem(fact)


def _title_stem(fact: HeadingList) -> str | None:
    title = _LABEL.sub("", fact.sent.view.strip(_ENDS))
    title = re.split("[，,：:]", title)[0]
    if fact.sent.role == "title" or not 2 <= len(title) <= 20 or refers_elsewhere(title):
        return None
    counted = _COUNTED.search(title)
    if counted and counts(counted.group(), len(fact.heads)):
        return question(f"{title[: counted.start()]}哪{counted.group()}{title[counted.end() :]}")
    return question(f"{title}有哪些") if re.search(rf"{_LISTED}$", title) and len(fact.heads) > 2 else None


def point_text(text: str) -> str:
    """Return a point without final punctuation, and without a number or a remark in brackets around it."""
    return re.sub(r"[（(][^（）()]*[)）]$", "", _LABEL.sub("", text.strip(_ENDS))).strip(_ENDS) or text.strip(_ENDS)


def subject_of(fact: Fact) -> str:
    """Return what a list is about, as far as the words before its cue verb tell."""
    match = re.match(r"[^，。；：、]{2,16}?(?=应当|包括|可以|不得|是|有|由|必须|按照|负责|实行|坚持|$)", fact.sent.view)
    return match.group() if match else fact.sent.view[:4]


def noun_after_quotation(clause: Clause, code: Part) -> str:
    """Return the class noun right after a quoted code (“…”制度), "" if none of the usual ones stands there."""
    match = _CLASS_NOUN.match(clause.rest(code))
    return match[1] if match else ""


def same_shape(one: str, other: str) -> bool:
    """Tell whether two codes are made alike: both begin with a numeral and end alike, 四个意识/四个自信."""
    return len(one) == len(other) and all(re.match(f"[{_NUMERALS}]", text) for text in (one, other))


def are_parallel(parts: Sequence[Part]) -> bool:
    """Tell whether members are of equal length or share their first or last character."""
    texts = [part.text for part in parts]
    traits: list[set[object]] = [set(map(len, texts)), {text[0] for text in texts}, {text[-1] for text in texts}]
    return any(len(trait) == 1 for trait in traits)


def shares_words(one: str, other: str) -> bool:
    """Tell whether two characters in a row of one wording stand in the other."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def hints(stem: str, right: str, wrong: Sequence[str]) -> bool:
    """Tell whether two characters in a row of the key, of no other option, stand in the stem."""
    pairs = {right[at : at + 2] for at in range(len(right) - 1)}
    return any(pair in stem and not any(pair in text for text in wrong) for pair in pairs)


def is_event(stem: str) -> bool:
    """Tell whether a date asked for is of something that has a date to be known by."""
    return re.search(r"召开|举行|举办|启动|印发|成立|施行|通过|发布|生效|开业|启用|截止|前", stem) is not None


def trust_in(stem: str, trust: float, fact: Fact) -> float:
    """Return the trust in a draft, lower where a reader may ask which one is meant, or the stem is long.

    That is where the subject had to be supplied as 在…方面，, and where a later sentence goes on about something
    that the one before it named: 自收到申请之日起…, 经审核….
    """
    supplied = _SUPPLIED if re.match(r"在.{1,24}方面，|应当?在", stem) else 0.0
    leaning = 0.0
    if (fact.context and GOES_ON.search(stem)) or SPEAKER.search(stem):
        # A procedure laid down step by step is known to who has learned it; a story is not.
        leaning = _LEANING if MODAL.search(stem) else _LEANING_IN_PROSE
    # 在有效期届满前几个月提出…？: who has to is left open.
    if re.match("在[^，]{2,24}[前后内]", stem) and not MODAL.search(stem):
        supplied = max(supplied, _STARTS_WITH_WHEN)
    long = next((cost for length, cost in _TOO_LONG if len(stem) > length), 0.0)
    return round(max(trust - supplied - leaning - long, 0.01), 2)


def leaks(stem: str, keys: Sequence[str]) -> bool:
    """Tell whether a stem shows a key or three characters of it in a row."""
    shown = fold(stem)
    return any(_shows(shown, fold(key)) for key in keys)


def unquoted(text: str) -> str:
    """Return a wording without the quotation marks around it."""
    return text.strip(_QUOTES)


def _shows(stem: str, key: str) -> bool:
    if len(key) < _LEAK:
        return len(key) > 1 and key in stem
    return any(key[at : at + _LEAK] in stem for at in range(len(key) - _LEAK + 1))


def is_in_brackets(fact: Fact, asked: Part) -> bool:
    """Tell whether a part stands in an aside: 收受财物（包括红包、礼金、购物卡）."""
    before = fact.sent.view[: located(fact.sent, asked)[0]]
    return before.rfind("（") > before.rfind("）")


def can_ask_in_place(clause: Clause, *parts: Part) -> bool:
    """Tell whether a question word may stand in the last part's place: only the end of the clause follows."""
    return not re.search(r"[，；：]|(?:的|者|时|后|前)$", clause.rest(*parts))
