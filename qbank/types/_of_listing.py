"""Announced lists, worded: 亏损的原因主要有哪三点？, 按照什么办法筹集资金？"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qbank.model import wording
from qbank.model.fact import Enumeration, Listing, part
from qbank.model.numerals import chinese
from qbank.types import _phrases as phrases
from qbank.types._clauses import located
from qbank.types._code_names import with_noun
from qbank.types._questions import OpenQuestion
from qbank.types._stems import ENDS

_SAYS = "回答|答复|回应|透露|反映|介绍说?|表示|坦言|说|认为|指出|强调|要求|提出"
_OPENING = re.compile(
    rf"^[一二三四五六七八九十][是要]|^{phrases.NTH}，|^(?:对此|为此|据了解|据介绍|据悉|目前|当前|同时|此外|另外|近年来|采访中|一年来|今年以来|总的来看|调研(?:发现|中)|但是?|而且|"
    rf"(?:但是?)?(?:也|还)要看到|[^，。；：“”]{{2,24}}(?:{_SAYS})|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)，|^(?:(?:目前|当前|今年|去年)(?:起，?|以来，?|[上下]半年起?，?|的)?|并且?|但是?)(?![不非无])"
)
_ALSO = re.compile("(?:还|也|仍|仍然|依然)(?=存在|有|建立|推行|面临|要)")
_NO_SUBJECT = re.compile(
    "(?:主要|重点|具体|分别|突出|关键|实时|全面|同步)*(?:存在|有|从|表现|体现|坚持|推行|推出|建立|实行|形成|构建|打造|落实|采取|遵循|探索|完善|包括|分为|"
    "做到|监测|提供|抓好|实施|开展|创新|设立|提出|总结|做好|抓住|抓|突出|围绕|实现|紧盯|聚焦|瞄准|涉及|覆盖|明确|配备|配齐|设置|划分)"
)
_NO_START = re.compile("其中|而|就|都|才|只|不|却|则|更|再")
# How many there were, and slogans, say nothing of whose a list is.
_NO_OTHER = re.compile(
    "在其中|每.{0,4}[0-9一二三四五六七八九十]|共|累计|先后|而|坚持|围绕|贯彻|按照|紧扣|聚焦|以(?![上下])"
)
# 我强调六件事, 目标都写清楚了，只强调: what a speaker says of his own speech.
_SPEAKS = re.compile(
    "(?:^|，)(?:(?P<topic>[^，。；：我]{0,4}(?:纪律|要求|希望|意见|建议|问题|原则|体会|底线|红线|措施|担心))我|(?:今天|这里|下面)?我?)(?:就|再|着重|重点|只|主要|想|来|先|还要|要|特别)*(?P<say>强调|讲|点|提)(?:好|了)?$|(?:^|，)我看(?:至少)?有$"
)
# 理解这一问题，要把握三层关系: which, was said before.
_THIS_ONE = re.compile("[这那](?:一|[0-9两二三四五六七八九十几]+[个条处家项类种座台])")
# 定下三条: of what kind they are is plain.
_LAYS_DOWN = re.compile("[定立]下?了?$|明确了?$")
# 对基金的使用，我们定了两条: whose report it is stands in front of the question.
_WE = re.compile("(?:(?<=，)|^)我们(?=[定立建]|采取|实行|推行|推出)")
# 对基金的使用，…: what the list is about.
_ABOUT = re.compile("(?:对于?|关于)[^，。；：“”]{4,16}(?<!问题)(?<!情况)")
_WHEN = re.compile("(?:[时后前的]|情况下|之日起|期间)$")
# 摊主说了三条: of what.
_SAID = re.compile("(?:说|讲|谈|反映|介绍|提|回答|问)(?:到|了|出来?)?$")
# 采用“A+B”的办法: what for, was said before.
_ADOPTS = re.compile("(?:采用|采取|实行|推行|运用|按照?|通过)$")
# 每座水库的三个责任人: nothing is said of them.
_OF_A_THING = re.compile("[的，]$")
_ADDED_UP = re.compile("“[^“”]*[+＋][^“”]*”")
# 县长讲话，强调三点: a report on him is no speech of his.
_OF_HIMSELF = re.compile("我|今天|这里|下面|只|就")
# 检修不再由船东说了算，而是实行…: what it was before is no part of the question.
_NOT_BUT = re.compile("(?P<who>(?:^|(?<=，))[^，。；：“”]{2,14}?)(?:不再|不是|不只|并非)[^，。；：“”]{2,24}，而是")
_WISHES = re.compile("(?:希望|要求|建议|意见)$")
_BELOW = re.compile("(?:以下|下列|如下)(?:这)?$")
# 成立领导小组，由…任组长，设综合、宣传两个组: whose they are was said before.
_SETS_UP = re.compile("[下分内共]?设(?:立|有|置)?")
_BODY = re.compile("(?:(?:[^，；：、的为由立成在了员]){2,6})?领导小组(?:办公室)?|办公室|(?:工作|整治)?专班|指挥部")
_COUNTS_ITSELF = re.compile("[两二三四五六七八九][级项种个类条张方]")
_SHORTEST, _OF_ANYBODY = 2, 0.38
_OWN, _LONGEST_PIECE, _LONGEST_STEM = 8, 32, 60
_BY = re.compile("(?:按照?|本着)$")
_OF_OWN, _OF_TWO, _BARE, _OF_FAULTS, _OF_CODE, _BY_WHAT = 0.74, 0.68, 0.55, 0.66, 0.72, 0.56
_OF_PLAIN_CODE = 0.62
_WHY = re.compile("为什么|为何|何以|怎么会")
# Several 原则, but one 机制 of several parts.
_SEVERAL = re.compile("(?:原则|措施|要求|办法|服务|内容|举措|形式|方式|渠道|途径|手段|活动|任务|目标|指标)$")
# 按照规模分为哪三类: what is, was said before.
_OF_WHAT = re.compile("(?:按照?|根据|依据)[^，]*(?:分为|划分)")
# 主要有哪四个方面的原因？: of what.
_MERE_HAVING = re.compile("(?:主要|重点|具体|分别|还)*(?:存在|有|包括|分为|下设|设有?)")
_TITLE = re.compile("《[^《》]{4,30}》")
_START = re.compile("着手|入手|发力|下功夫|推进$")
_ALL_OF = re.compile("(?:一共|总共|共计|分别|主要)$")
_LIST_NAMED = re.compile("[\u4e00-\u9fff]{2}(?:清单|目录|台账|一览表|记录表|检查表)$")
_COUNTED = re.compile("(?P<number>[两二三四五六七八九十])(?P<of>(?:个|项|种|类|条|道|大|级)[^，。；“”]{1,10})")
# 三项任务，分别是检修、培训和换网
_NAMED_FIRST = re.compile("，?(?:分别|依次|即|也就)?[是为][：:]?|[：:]")
_OF_CASES, _OF_SPEECH = 0.66, 0.7
# 还有几个问题：不要把责任往下甩: matters to attend to, and no faults.
_BIDS = re.compile("(?:决?不[要得能准可]|要|必须|务必|严禁|做[好到实]|加强|抓[好实紧]|切实|坚持|强化|落实|把)")
# 我们自身工作也有不足: who speaks is not said in a key, nor what stands above it.
# 主题教育的总要求是“A、B、C”: there is one, of several parts.
_REQUIREMENT = re.compile("总要求|总目标|总思路|总体思路|工作思路|工作方针|根本任务")
_DATED = re.compile("^(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|[上中下]旬|初|底)?")
_OF_REQUIREMENT = 0.72
_PUT_FORWARD = ("建议", "请求", "打算")
_SPEAKER = re.compile("我们|咱们|大家|上述|前述")
_TELLING = 4


def open_questions(fact: Listing) -> Iterator[OpenQuestion]:
    """Yield the question that the announcement answers, in the first wording that stands alone and tells no point."""
    points = tuple(head.text.strip(ENDS) for head in fact.heads)
    if fact.sent.is_vetoed(fact.before.span if fact.before else fact.heads[0].span):
        return
    if any(_SPEAKER.search(head.text) for head in fact.heads):
        return
    if fact.pattern == "met_cases" and fact.before:
        if _stands(fact.before.text + fact.then, fact.year):
            yield OpenQuestion(f"{fact.before.text}哪些{fact.of}{fact.then}？", points, fact.heads, _OF_CASES)
        return
    if fact.pattern == "counted_run" and fact.number and fact.before is None:
        # 夜间、大风、陡坡、峡谷四种情形，…不准接火: the list opens its sentence.
        stem = f"哪{fact.number}{fact.of}{fact.then}？"
        if fact.then and _stands(stem, fact.year) and not _tells(stem, points):
            yield OpenQuestion(stem, points, fact.heads, _OF_CASES)
        return
    if fact.pattern == "counted_run" and fact.before and _OF_A_THING.search(fact.before.text):
        return
    if fact.before and _REQUIREMENT.fullmatch(fact.of) and not fact.number:
        # 9月中旬第二批主题教育: when it began is no part of what it is.
        what = _DATED.sub("", fact.before.text)
        if _stands(what, fact.year) and not _tells(what, points):
            yield OpenQuestion(f"{what}的{fact.of}是什么？", points, fact.heads, _OF_REQUIREMENT)
        return
    speaks = _SPEAKS.search(fact.before.text) if fact.before else None
    if speaks and fact.number and _OF_HIMSELF.search(speaks.group()):
        said = "强调" if speaks["say"] else "提出" if _WISHES.search(fact.of) else "指出"
        of = f"{fact.of}{speaks['topic'] or ''}"
        number = chinese(len(fact.heads)) if fact.number == "几" else fact.number
        yield OpenQuestion(f"讲话{said}了哪{number}{of}？", points, fact.heads, _OF_SPEECH)
        return
    for subject in _named_subjects(fact) if fact.before else [("", 0.0)]:
        worded = _worded(fact, *subject)
        if worded and not _tells(worded[0], points):
            yield OpenQuestion(phrases.without_aside(worded[0]), points, fact.heads, worded[1])
            return


# 分为甲、乙等六个业务部门和五个职能部门: only six of them are named.
_TWO_COUNTS = re.compile("[和与及][0-9一二两三四五六七八九十]+[个项类种条处]")


def enumeration_questions(fact: Enumeration) -> Iterator[OpenQuestion]:
    """Yield 紧盯哪四个领域？ for a plain list that a number closes or opens, in its clause and the one before it."""
    sent, name = fact.sent, fact.name
    start, end = located(sent, fact.run)
    counted = _COUNTED.fullmatch(name.text) if name else None
    if name is None or counted is None or not fact.closed or _TWO_COUNTS.search(counted["of"]):
        return
    opens, closes = located(sent, name)
    if closes <= start and _NAMED_FIRST.fullmatch(sent.view, closes, start):
        start, after = opens, sent.view[end:]
    elif opens == end:
        after = sent.view[closes:]
    else:
        return
    first = max(sent.view.rfind(stop, 0, start) for stop in "。；：") + 1
    if (after and after[0] not in "，。；") or start - first < _SHORTEST or sent.view[start - 1] in "“《、":
        return
    listing = Listing(
        sent=sent,
        pattern=fact.pattern,
        heads=fact.members,
        of=counted["of"],
        number=counted["number"],
        before=part(sent, first, start),
        context=fact.context,
    )
    # 紧盯哪四个领域？ alone does not say who or what for.
    yield from (each for each in open_questions(listing) if each.trust > _BARE)


def _tells(stem: str, points: Sequence[str]) -> bool:
    """Tell whether a stem shows a point, or so many characters of it in a row that it is no mere subject (消费者)."""
    return any(
        point in stem or any(point[at : at + _TELLING] in stem for at in range(len(point) - _TELLING + 1))
        for point in points
    )


def _worded(fact: Listing, text: str, trust: float) -> tuple[str, float] | None:
    """Return the question with ``text`` as its subject; None where that does not stand alone."""
    number = f"哪{fact.number}" if fact.number else "哪些" if _SEVERAL.search(fact.of) else "什么"
    # “…”的三级包保机制
    number = "哪" if not fact.number and _COUNTS_ITSELF.match(fact.of) else number
    if fact.before is None:
        if fact.of.startswith(("“", "《")):
            # The members stand before the name, so that whose it is does not.
            whole = fact.of.startswith("“") and fact.pattern != "counted_run"
            name = with_noun(fact.sent.view, fact.of) if whole else fact.of
            if fact.pattern == "counted_run" or len({head.text[-1] for head in fact.heads} | {fact.of[-2]}) == 1:
                return f"{name}指的是哪些？", _OF_CODE
            return f"{name}包括哪些内容？", _OF_PLAIN_CODE if fact.pattern == "quoted_list" else _OF_CODE
        if fact.of.endswith("原因"):
            return f"存在问题的原因有{number}{fact.of.removesuffix('的原因')}？", _OF_FAULTS
        if fact.of.endswith("问题") and any(_BIDS.match(head.text) for head in fact.heads):
            return None
        verb = "还存在" if fact.of.endswith("问题") else "提出了" if fact.of.endswith(_PUT_FORWARD) else "总结了"
        return f"{'工作中' if verb == '还存在' else ''}{verb}{number}{fact.of}？", _OF_FAULTS
    before = fact.before.text
    # 核对以下五项: none stands below the question.
    text = _BELOW.sub("", text)
    if fact.of == "条" and _LAYS_DOWN.search(text):
        fact = replace(fact, of="条规定")
    if (fact.of == "条" and _SAID.search(text)) or (
        fact.pattern == "quoted_list" and not fact.number and _ADOPTS.search(text)
    ):
        return None
    if not fact.number and fact.of in {"偏差", "问题", "不足", "差距", "短板"}:
        said = _opened(before)
        return (f"{said}存在的{fact.of}主要表现在哪些方面？", _OF_OWN) if _stands(said, fact.year) else None
    if trust <= _BARE and not fact.number:
        trust = _OF_ANYBODY
    if _WHY.search(fact.context) and fact.context.endswith("？") and "原因" in text + fact.of:
        return f"{fact.context}{text}{number}{fact.of}？", _OF_OWN
    by = _BY.search(text)
    if fact.pattern == "quoted_list" and _ADDED_UP.search(fact.sent.view) and not by:
        # “基本补贴+绩效”的报酬办法 is one of several parts.
        return f"{text}的{fact.of}由哪几部分构成？", trust
    if by and fact.then:
        # The name of the document goes in front, so that 按照 cannot.
        done, comma = fact.then.lstrip("，"), "，" * fact.then.startswith("，")
        stem = f"{done}{comma}{by.group()}的是{number if fact.number else '什么'}{fact.of}？"
        trust = _BY_WHAT
    else:
        # 合同设立的材料一共六样: a noun and how many there are.
        has = "包括" if _LIST_NAMED.search(text) else "有" if _ALL_OF.search(text) else ""
        # 辅警不得做的八件事: which they are.
        which = fact.number and text.endswith("的")
        stem = f"{text}{fact.number}{fact.of}是哪些？" if which else f"{text}{has}{number}{fact.of}？"
    trust = min(trust, _BARE) if _START.search(fact.of) else trust
    return (stem, trust) if _stands(text + fact.of + fact.then, fact.year) and len(stem) <= _LONGEST_STEM else None


def _named_subjects(fact: Listing) -> Iterator[tuple[str, float]]:
    """Yield the words to ask with; of 主要有三点变化 with the one title that the sentence before it names."""
    before = fact.before.text if fact.before else ""
    titles = set(_TITLE.findall(fact.context))
    if _MERE_HAVING.fullmatch(before) and len(titles) == 1:
        yield f"{titles.pop()}{before}", _OF_TWO
    else:
        yield from _subjects(before, fact.year)


def _subjects(before: str, year: int) -> Iterator[tuple[str, float]]:
    """Yield the words to ask with: the clause of the list with the one before it where it names nobody, then alone."""
    *others, last = _opened(_NOT_BUT.sub(r"\g<who>", _WE.sub("", before))).split("，")
    last = _opened(_ALSO.sub("", last))
    body = _body_of_groups(others, last)
    if body:
        yield body, _OF_OWN
        return
    if len(last) < _SHORTEST or _NO_START.match(last):
        return
    if len(last) >= _OWN and not _NO_SUBJECT.match(last):
        yield last, _OF_OWN
        return
    earlier = _opened(others[-1]) if others else ""
    if earlier and _WHEN.search(earlier):
        # 达到90%的响应条件时，立即采取三条措施: without its case nobody knows which.
        if len(earlier) <= _LONGEST_PIECE and _stands(earlier, year):
            yield f"{earlier}，{last}", _OF_TWO
        return
    if earlier and phrases.NO_SUBJECT.match(earlier):
        # 县政府组织三个督查组，采取…的方式明察暗访，重点查…: who does it opened the sentence.
        agent = phrases.AGENT.match(_opened(others[0]))
        earlier = f"{agent[0]}{earlier}" if agent and len(others) > 1 else ""
    about = _ABOUT.fullmatch(others[-1]) if others else None
    if about and _stands(about.group(), year):
        yield f"{about.group()}，{last}", _OF_TWO
        return
    if earlier and len(earlier) <= _LONGEST_PIECE and not _NO_OTHER.match(earlier) and _stands(earlier, year):
        yield f"{earlier}，{last}", _OF_TWO
    yield last, _OF_ANYBODY if _MERE_HAVING.fullmatch(last) else _BARE


def _body_of_groups(others: Sequence[str], last: str) -> str:
    """Return 领导小组办公室下设 where a clause that names it stands before 下设 or 设, "" elsewhere."""
    if not _SETS_UP.fullmatch(last):
        return ""
    found = [match.group() for match in _BODY.finditer("，".join(others))]
    body = found[-1] if found else ""
    if body == "办公室" and any(each.endswith("领导小组") for each in found):
        body = next(each for each in reversed(found) if each.endswith("领导小组")) + body
    return f"{body}下设" if body else ""


def _opened(text: str) -> str:
    """Return a text without openings that only say who said it or how it goes on."""
    while (opened := _OPENING.sub("", text, count=1)) != text:
        text = opened
    return text


def _stands(text: str, year: int) -> bool:
    return not (
        wording.dangling_word(text)
        or phrases.TALK.search(text)
        or wording.refers_elsewhere(text)
        or phrases.lacks_date(text, year)
        or phrases.tells_of_person(text)
        or not wording.is_balanced(text)
        or _OF_WHAT.match(text)
        or _THIS_ONE.search(text)
    )
