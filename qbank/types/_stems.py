"""How stems are worded: a question word in the answer's place where that is natural, else a blank there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.fact import Date, Definition, Fact, Part
from qbank.model.item import BLANK
from qbank.model.numerals import counts
from qbank.model.wording import dangling_word, in_common, refers_elsewhere
from qbank.types._clause_around import cut_after
from qbank.types._clauses import Clause, located
from qbank.types._folding import fold
from qbank.types._phrases import ACTOR_WORD, ACTS, AGENT, MODAL, NO_SUBJECT, SPEAKER, TALK, goes_on

ENDS = "。．，,；;、：: "
_QUOTES = "“”‘’《》「」"
# A reader of the question has no 附件1 before them.
_MARKS = re.compile("[★☆◆◇●○■□▲△▼※✦]|（[^（）]{0,12}(?:见附[件表录]|附后)[^（）]{0,6}）")
# 所称不明信号，是指…; 方案同时规定，…: the document is named in front.
_SAYS_SO = re.compile(
    "^(?:[^，。；]{1,6}的问题，(?=凡)|所称(?=[^，]{2,16}，?是指)|(?:现在|目前|同时|方案|办法|意见)(?:同时|还|也)?规定，)"
)
# 本手册由培训科负责解释，自…起施行: two matters.
_EXPLAINS = re.compile("由[^，。；]{2,20}负责解释，(?=自)")
# 保障人员应当注意：每周检查一次…: what has to be heeded is what has to be done.
_HEED = re.compile(
    "(?<=[\u4e00-\u9fff]{2})(?P<must>应当?|必须|须|要)注意：(?!不|[^，]{0,12}(?:应|必须|须|不得|不能|要))"
)
_AFTER_DATE = re.compile("(?<=[0-9][月日]|月[底初起]|[上中下]旬|日前|日起) +(?=[\u4e00-\u9fff])")
_LEAK = 3
_LETTERS = re.compile("[A-Za-z]+")
_WHEN = {
    "date:年": "哪一年",
    "date:年月": "哪年哪月",
    "date:月日": "几月几日",
    "date:月底": "何时",
    "date:月旬": "何时",
    "date:每月日": "几日",
}
_OF_YEARS = frozenset({"哪一年", "哪年哪月"})
_LONGEST_AGENT = 24
# 各县市区要完成排查: whoever ends in a word for who acts, before the modal.
_DUE = re.compile(rf"(?P<agent>[^，；：的]{{1,18}}(?:{ACTOR_WORD}|[区县市镇]|街道|乡镇（街道）))(?=必须|应当|应|要|须)")
# Who did something that has a name: 县政府印发《…方案》, 全会将“枫桥经验”写入决定.
_MILESTONE = re.compile(
    "[^，；：的“”《》]{2,20}?(?:印发|出台|发布|颁布|制定|通过|施行|启动|成立|建成|开通|上线|推出|推行|写入|列入|获评|入选|设立|开馆|揭牌)了?"
    "[^，；：“”《》]{0,12}(?:《[^《》]{3,40}》|“[^“”]{2,20}”)[^，；：“”《》的]{0,10}|"
    "《[^《》]{3,40}》(?:正式)?(?:印发|公布|出台|发布|颁布|通过|施行|实施)|"
    "[^，；：的“”《》]{2,16}?将[^，；：《》]{0,10}“[^“”]{2,20}”(?:写入|列入|纳入)[^，；：《》]{2,12}"
)
# 能在5月31日前整治完的89座: a thing, and nothing said of it.
_OF_WHAT = re.compile("的[0-9一二三四五六七八九十百]+[座个处家户名所辆件]$")
# 组织学校将米面纳入目录，从4月15日起执行: what is carried out was said before.
_DONE_TO, _BIDS = re.compile("起?(?:执行|实施|施行|推行)$"), re.compile("组织|要求|督促|指导")
# 今年6月底前: which year stands before the day.
_SPOKEN_YEAR = re.compile("[今明]年")
_OF_A_YEAR = frozenset({"date:年月", "date:年月日", "date:年", "date:月日"})
_OWN_TERM = re.compile("本(?:法|条例|规定|办法|细则|规则|章程|准则|制度|方案|通知|手册|标准|预案|计划)所称的?$")
_IS_SUPPLIED, _OPENS_WITH_WHEN = re.compile(r"在.{1,24}方面，|应当?在"), re.compile("在[^，]{2,24}[前后内]")
_GOES_ON_AFTER = re.compile(r"[，；：]|(?:的|者|时|后|前)$")
_SUPPLIED, _STARTS_WITH_WHEN = 0.35, 0.25
_LEANING, _LEANING_IN_PROSE = 0.2, 0.3
_TOO_LONG = ((64, 0.14), (52, 0.06))
NUMERALS = "一二两三四五六七八九十0-9"
_COUNTED_KINDS = re.compile(f"[{NUMERALS}](?:类|种|项|个|大)[^{NUMERALS}]{{2,}}")


def statement(text: str) -> str:
    """Return the text as a sentence that ends in one full stop."""
    return _tidied(text) + "。"


# 【媒体采访】阅览室内拍摄须经…
_FRAMED = re.compile("^【[^【】]{1,14}】")
_AS_ASKED = (
    # 按期办结率98.6%: asked, it wants its verb.
    (re.compile("(?<=[\u4e00-\u9fff]{2}[率比])(?=百分之多少$)"), "是"),
    # 标准过站时间B类30分钟: so does a class its amount.
    (re.compile("(?<=[A-Z甲乙丙丁一二三四][类级档])(?=(?:多少|几)[^，？]{1,4}$)"), "为"),
    # 多少分以上为优秀（不超过总数的20%）: what is added behind it is not asked.
    (re.compile("(?<=[\u4e00-\u9fff])（(?![^（）]*(?:多少|几|哪|何|什么|谁))[^（）]{4,}）$"), ""),
    # 倒查前几年: as many as are asked for, and not some.
    (re.compile("(?:(?<=近)|(?<=[^提]前))几(?=个?[年天月周日])"), "多少"),
    # 9月1日起已经执行: that it has begun is not asked.
    (re.compile("(?<=何时起)(?:就|便)?已经?"), ""),
)
"""What stands otherwise in a question than in the sentence it is made of."""


def question(text: str) -> str:
    """Return the text as a question."""
    asked = _tidied(text)
    for words, other in _AS_ASKED:
        asked = words.sub(other, asked)
    return asked + "？"


def _tidied(text: str) -> str:
    """Return a text without ornaments, outer marks and who says so, its leading date closed up (6月起   逐册修复)."""
    bare = _FRAMED.sub("", _MARKS.sub("", text).strip(ENDS))
    closed = _AFTER_DATE.sub("", bare, count=1) if " " in bare else bare
    closed = _EXPLAINS.sub("", closed)
    says_so = _SAYS_SO.match(closed)
    said = closed[says_so.end() :] if says_so else closed
    return _HEED.sub(r"\g<must>", said, count=1) if "注意：" in said else said


# 从8月1日启动到11月10日: what lasted so long is not asked by one of its ends.
_FROM, _UP_TO = re.compile("[从自]$"), re.compile("[^，。；起]{0,6}[到至][0-9]")
# 2009年以前，四队是两天一刀: how it was, and nothing that had to be done by then.
_STATE = re.compile("(?:都|还|仍|一直)*[是为有没只]")
# 从6月中旬起，各班组的班前会一律改为…: what holds since then follows.
SINCE_WHEN = re.compile("[从自](?:何时|几月几日|哪一[年天]|哪年哪月)起，")
_SINCE_THEN = re.compile("(?:起|开始)，?(?P<event>[^：]{8,})")


def date_stem(clause: Clause, date: Part) -> str | None:
    """Return 于何时召开 …？, 镇政府何时召开…？, or the clause with the date left out; None if it would begin so."""
    if re.search("已经定|印发?$|审议通过|研究(?:同意|通过)|本[报网台]讯|[A-Z][0-9]{2}|深度", clause.text):
        return None
    if clause.until(date).endswith("、") or clause.rest(date).startswith("、"):
        # 5月31日、6月28日前分别报送: one of several.
        return None
    if re.match("(?:以[前后]|之[前后]|[底初])?[^，。；]{0,8}的[^，。；]", clause.rest(date)):
        # 1999年以前建成的住宅: which ones they are, and nothing that happened then.
        return None
    if re.search("截[至止](?:时间为|到)?$|同期|比$", clause.text.partition(date.text)[0]):
        return None
    month = re.match("([0-9]{1,2})月", date.text)
    if month and re.search(f"[至到—–-]{month[1]}月[，。；：]", clause.until(date)):
        # 1月至2月，制定教案，2月底前下发: by when, is told.
        return None
    if re.search("(?:下发|印发|发到|发至)(?:本|《|各|到)|(?:起|前|底)(?:下发|印发|发[到至])", clause.text):
        # 4月1日起发到各班组: when it was handed out, nobody need know.
        return None
    asked = _WHEN.get(date.label, "哪一天")
    spoken = _SPOKEN_YEAR.fullmatch(clause.until(date))
    if spoken or clause.text.startswith(date.text):
        rest = clause.put((date, ""))[len(clause.until(date)) :].strip(ENDS)
        event = re.sub(r"^(?:当天)?(?:上午|下午|晚上|早上|中午|晚)?，?", "", rest)
        due = re.match("(?:之前|以前|前)，?", event)
        if due:
            return _due_stem(event[due.end() :], f"{clause.until(date)}{asked}")
        if spoken:
            return None
        # The date of what is repealed or amended is not the date of its repeal.
        named = re.search("(?:[颁发公]布|通过|制定|印发|施行|批准|签订|修[订正])的", event)
        told = named is None and (
            6 <= len(event) <= 40 and not re.search(r"[，；：]", event) and not re.match(r"[前后起至内以的上下]", event)
        )
        # 感病松树1389株是在哪一年: a state that nobody dates.
        dated = asked not in _OF_YEARS or is_event(event)
        return _when(event, asked) if told and dated else None
    if _FROM.search(clause.until(date)) and _UP_TO.match(clause.rest(date)):
        return None
    since = _SINCE_THEN.match(clause.rest(date)) if clause.until(date) in {"从", "自"} else None
    opening = clause.until(date)
    clause = cut_after(clause, date)
    if _OF_WHAT.search(clause.rest(date)) or (_DONE_TO.match(clause.rest(date)) and _BIDS.search(clause.until(date))):
        return None
    if can_ask_in_place(clause, date):
        rest = clause.rest(date)
        when = "何时" if rest.startswith("起") else "何时之" if asked == "何时" and rest.startswith("前") else asked
        return question(clause.put((date, when)))
    if since and not clause.before:
        return question(f"{opening}{asked}起，{since['event']}")
    return statement(clause.put((date, BLANK)))


def milestone_stem(fact: Date) -> str | None:
    """Return 县政府印发《…方案》是在哪年哪月？ for who did something that has a name of its own."""
    event = fact.event.text if fact.event else ""
    told = _MILESTONE.fullmatch(event)
    if told is None or fact.date.label not in _OF_A_YEAR or fact.event is None or fact.sent.is_vetoed(fact.event.span):
        return None
    if re.search("[0-9]+[份册张本]", event):
        # 印发750份《…一封信》: what was handed out is no milestone.
        return None
    if dangling_word(event) or refers_elsewhere(event) or TALK.search(event) or NO_SUBJECT.match(event):
        return None
    asked = _WHEN.get(fact.date.label, "哪一天")
    in_force = re.fullmatch("(《.*》)(?:正式)?(施行|实施)", event)
    if in_force:
        return question(f"{in_force[1]}自{asked}起{in_force[2]}")
    issued = re.fullmatch("(《.*》)(?:正式)?(印发|公布|出台|发布|颁布|通过)", event)
    if issued:
        return question(f"{issued[1]}于{asked}{issued[2]}")
    return question(f"{event}是在{asked}") if event.startswith("《") else _when(event, asked)


def _due_stem(event: str, asked: str) -> str | None:
    """Return 各单位应于几月几日前完成摸排？ for what is to be done before a date that opened its clause."""
    event = re.split("[，；：]", event)[0]
    told = _DUE.match(event)
    agent = told["agent"] if told else agent_of(event)
    if not agent or re.match("双方|各方|他|她", agent) or not 6 <= len(event) <= 40:
        return None
    rest = event[len(agent) :]
    if _STATE.match(rest):
        return None
    modal = re.match("必须|应当|应|要|须", rest)
    must, rest = (modal.group(), rest[modal.end() :]) if modal else ("应", rest)
    return question(f"{agent}{must}在{asked}{'之前' if asked.endswith('何时') else '前'}{rest}")


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
    meaning = fact.meaning.text.strip(ENDS)
    if shares_words(fact.term.text, meaning) or not 10 <= len(meaning) <= 70 or refers_elsewhere(meaning):
        return None
    return f"{meaning}，称为{BLANK}。"


def meaning_stem(fact: Definition) -> str | None:
    """Return 什么是X？ for a definition whose meaning says something by itself."""
    if refers_elsewhere(fact.meaning.text) or re.match("《[^》]+》(?:所称|规定)", fact.meaning.text):
        return None
    if fact.sent.is_vetoed(fact.meaning.span):
        return None
    start, end = located(fact.sent, fact.term)
    own = _OWN_TERM.search(fact.sent.view[:start])
    if own:
        return f"{own.group()}{fact.term.text}是指什么？"
    quoted = fact.sent.view[start - 1 : start] == "“" and fact.sent.view[end : end + 1] == "”"
    if _COUNTED_KINDS.match(fact.term.text) and counts(fact.term.text, fact.meaning.text.count("、") + 1):
        # 四类岗位 are so many, and each has a name; 一类疫病 are those of the first class.
        return f"{f'“{fact.term.text}”' if quoted else fact.term.text}指的是哪些？"
    return f"什么是{f'“{fact.term.text}”' if quoted else fact.term.text}？"


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
    supplied = _SUPPLIED if _IS_SUPPLIED.match(stem) else 0.0
    leaning = 0.0
    if (fact.context and goes_on(stem)) or SPEAKER.search(stem):
        # A procedure laid down step by step is known to who has learned it; a story is not.
        leaning = _LEANING if MODAL.search(stem) else _LEANING_IN_PROSE
    # 在有效期届满前几个月提出…？: who has to is left open.
    if _OPENS_WITH_WHEN.match(stem) and not MODAL.search(stem):
        supplied = max(supplied, _STARTS_WITH_WHEN)
    long = next((cost for length, cost in _TOO_LONG if len(stem) > length), 0.0)
    return round(max(trust - supplied - leaning - long, 0.01), 2)


def leaks(stem: str, keys: Sequence[str]) -> bool:
    """Tell whether a stem shows a key or three characters of it in a row.

    What all of several keys begin or end with tells none of them: “四项专项整治”.
    """
    shown = fold(stem)
    for common in in_common([fold(key) for key in keys]):
        shown = shown.replace(common, "\n")
    return any(_shows(shown, fold(key)) for key in keys)


def unquoted(text: str) -> str:
    """Return a wording without the quotation marks around it."""
    return text.strip(_QUOTES)


def _shows(stem: str, key: str) -> bool:
    # 浓度C与时间T的乘积 tells CT值.
    letters = "".join(_LETTERS.findall(key))
    if letters and all(char in stem for char in letters):
        return True
    if len(key) < _LEAK:
        return len(key) > 1 and key in stem
    return any(key[at : at + _LEAK] in stem for at in range(len(key) - _LEAK + 1))


def is_in_brackets(fact: Fact, asked: Part) -> bool:
    """Tell whether a part stands in an aside: 收受财物（包括红包、礼金、购物卡）."""
    before = fact.sent.view[: located(fact.sent, asked)[0]]
    return before.rfind("（") > before.rfind("）")


def can_ask_in_place(clause: Clause, *parts: Part) -> bool:
    """Tell whether a question word may stand in the last part's place: only the end of the clause follows."""
    return not _GOES_ON_AFTER.search(clause.rest(*parts))
