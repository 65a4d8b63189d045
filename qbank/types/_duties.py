"""Who is in charge of what, worded by itself: 市局信息中心负责系统维护, 领导小组由党委书记任组长."""

from __future__ import annotations

import re

from qbank.model.fact import Candidate, FactPool, Part, Responsibility
from qbank.model.wording import is_balanced, refers_elsewhere
from qbank.types._clause_stands import LONGEST
from qbank.types._clauses import located
from qbank.types._stems import shares_words

_FOUNDS = re.compile("(?:[^，。；]*(?:成立|组建|设立|建立))了?")
_POINTS_BACK = re.compile(r"本(?!行政|地区|级)|该|其|此|上述|具体|有关|相关|副?组长(?:$|一人)")
_LINE, _LONGEST_DUTY = 6, 50
_THIS_TIME = re.compile("[这那此该本]")
_LEVEL = re.compile(r"双(?:组长|主任|召集人)|全国|本(?:行政区域|行政区|辖区|地区|级|市|县|省)")
_STOP = re.compile(r"[，；。！？：]|$")
_FOUNDED = re.compile(
    r"(?:成立|设立|组建|建立)(?:了)?(?P<body>[^，。；、]{2,16}(?:小组|专班|委员会|指挥部|办公室|机构|中心))，$"
)
_POSTS_OF = re.compile(
    r"(?:成立|设立|组建|建立)(?:了)?(?P<body>[^，。；、]{2,16}(?:小组|专班|委员会|指挥部|办公室|中心))，[^。；]*，$"
)
_POST_OF = re.compile("(?<=[\u4e00-\u9fff]{2})(?:组长|主任|召集人|总指挥)$")
_AMOUNT = re.compile("[0-9一二三四五六七八九十两]")
# 牵头组织实施: of what, nobody can tell.
_OF_ANYTHING = re.compile(
    "：?(?:具体|统一|共同)?(?:负责|牵头|配合|协助)?(?:做好)?(?:具体|组织|牵头|统筹|协调|日常|相关|有关|综合|行业|监督|检查|指导|督促|考核|监管|管理|[和与及、])*"
    "(?:实施|落实|推进|工作|事务|协调|监督|检查|指导|督促|考核|监管|管理)"
)
_IN_CHARGE = re.compile("：?(?:具体|统一|分别|主要)?(?:负责|任|担任|兼任|牵头|主管|主持|承担)")


def is_in_charge(candidate: Candidate) -> bool:
    """Tell whether a candidate is who does something in its sentence, and not the post that is filled."""
    _, *after = candidate.sent.view.split(candidate.part.text)
    return any(_IN_CHARGE.match(text) for text in after)


def is_joint(who: str) -> bool:
    """Tell whether an agent is several at once (会同, 商), who would stand out among single ones."""
    return re.search(r"会同|商|、|和|与|以及", who) is not None


def are_apart(one: str, other: str) -> bool:
    """Tell whether two agents exclude each other: 县级以上…部门 holds 省级…部门, 国务院 and 地方 are two things."""
    if is_joint(one) or is_joint(other):
        return False
    of_one_line = one[-_LINE:] == other[-_LINE:] and re.search("以上|各级", one + other) is not None
    return not of_one_line or ("国务院" in one and "地方" in other) or ("地方" in one and "国务院" in other)


def who_question(fact: Responsibility) -> str | None:
    """Return 哪个部门负责系统维护？ or 领导小组由谁任组长？; None where subject or duty cannot stand alone."""
    body = _body(fact)
    if body is None or _what(fact, fact.who) is None:
        return None
    asked = "谁" if fact.who.label == "post" else "哪个部门"
    return f"{body}{asked}{_what(fact, fact.who)}？"


def statement_of(fact: Responsibility, who: str) -> str | None:
    """Return who is in charge of the fact's duty as a sentence, with ``who`` in the agent's place."""
    body, what = _body(fact), _what(fact, fact.who)
    return None if body is None or what is None else f"{body}{who}{what}。"


def exchanged(fact: Responsibility, other: Part) -> str | None:
    """Return the sentence with two agents of the fact's sentence exchanged, None where a duty cannot stand alone."""
    if _LEVEL.search(fact.sent.view):
        # 县级…部门负责全国…: the level gives it away, as one name does for 双组长.
        return None
    first, second = sorted((fact.who, other), key=lambda part: part.start)
    if fact.who.label == "post" and (
        is_joint(first.text) or is_joint(second.text) or ("副" in first.text) != ("副" in second.text)
    ):
        # 分管副院长任主任，院长任副主任; 总经理和书记任组长，书记任副组长: nobody takes that for true.
        return None
    body, whats = _body(fact), [_what(fact, each) for each in (first, second)]
    if body is None or None in whats:
        return None
    # 实习管理中心 is in charge of 学生实习, as its name tells.
    if any(shares_words(each.text, what or "") for each, what in zip((first, second), whats, strict=True)):
        return None
    text = f"{body}{second.text}{whats[0]}，{first.text}{whats[1]}。"
    return text if len(text) <= LONGEST else None


def beside(fact: Responsibility, pool: FactPool) -> Part | None:
    """Return another agent of the same sentence, in charge of something else."""
    for candidate in pool.alike(fact.who.label, fact.who):
        other = candidate.part
        apart = not other.span.touches(fact.who.span) and not other.span.touches(fact.what.span)
        if candidate.sent == fact.sent and apart and other.text != fact.who.text and is_in_charge(candidate):
            return other
    return None


def _body(fact: Responsibility) -> str | None:
    """Return what stands before the agent: 领导小组由, or nothing where the agent itself is the subject.

    None where that cannot be quoted: 这次教育由党委负总责，六家组成工作专班，书记任组长 is head of something else.
    """
    body = None if _POINTS_BACK.match(fact.who.text) else _said_before(fact)
    return None if body and _THIS_TIME.match(body) else body


def _said_before(fact: Responsibility) -> str | None:
    start, _ = located(fact.sent, fact.who)
    view = fact.sent.view
    second = view[start - 1 : start] != "由"
    if second:
        led = re.search(r"由[^。；]*[任为][^。；]*，$", view[:start])
        if led is None:
            return _unled(fact, start)
        start = led.start() + 1
    founded = _FOUNDED.search(view[: start - 1])
    if founded:
        return f"{founded['body']}由"
    clause = re.search(r"(?:^|[。；])(?P<subject>[^，。；：的]{2,30})由$", view[:start])
    if clause and fact.what.start > fact.who.start and clause["subject"] in fact.what.text:
        return ""
    # 4天以上由…批准: what lasts so long was said before.
    # 成立由县长任组长的…: what is founded comes last.
    told = clause is not None and _FOUNDS.fullmatch(clause["subject"]) is None
    named = clause and told and not (_POINTS_BACK.match(clause["subject"]) or _AMOUNT.match(clause["subject"]))
    if clause is None or not named:
        return None
    # 领导小组组长由甲担任，乙担任副组长: the post is the first one's.
    return f"{_POST_OF.sub('', clause['subject']) if second else clause['subject']}由"


def _unled(fact: Responsibility, start: int) -> str | None:
    """Return what stands before an agent that nothing leads in to: nothing, or the body whose post it fills."""
    before = fact.sent.view[:start]
    if fact.who.label == "post" and before:
        of = _POSTS_OF.search(before)
        return f"{of['body']}由" if of else None
    return "" if not before or before[-1] in "，；。：" else None


def _what(fact: Responsibility, who: Part) -> str | None:
    """Return what an agent does, from the verb to the next stop."""
    _, end = located(fact.sent, who)
    stop = _STOP.search(fact.sent.view, max(end, located(fact.sent, fact.what)[1] if who == fact.who else end))
    end += fact.sent.view.startswith("：", end)
    text = fact.sent.view[end : stop.start() if stop else None]
    span = fact.sent.locate(end, end + len(text)) if text else who.span
    stands = bool(text) and len(text) <= _LONGEST_DUTY and is_balanced(text) and not refers_elsewhere(text)
    if not stands or fact.sent.is_vetoed(span) or _OF_ANYTHING.fullmatch(text):
        return None
    return text
