"""Who decides, worded: 跨市用车，由谁批准？ and 跨市用车，依次由谁提出申请、审核和批准？"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from random import Random

from qbank.model.fact import Approval, Candidate, FactPool
from qbank.model.item import Option
from qbank.types import _distractors as distractors
from qbank.types import _duties as duties
from qbank.types import _stems as stems
from qbank.types._clauses import located
from qbank.types._questions import OpenQuestion, Question, Statement

_IN_CASE = re.compile("[的时后前中]$|^(?:因|遇|在)")
_AHEAD = re.compile("^提前[0-9一二两三四五六七八九十半]+个?(?:天|日|工作日|小时|周)")
_FILED = re.compile("备案")
_FIRST = re.compile("提出|申请|申报|填[写报]|列出|编制|拟定|起草|收集|推荐")
_LEAST_OF_CHAIN, _LONGEST = 3, 80
_TRUST_OF_ALL, _TRUST_OF_ONE, _TRUST_OF_TWO, _TRUST_OF_SINGLE, _ALONE = 0.66, 0.64, 0.56, 0.5, 0.45
_OF_WEIGHT, _OF_LITTLE_WEIGHT, _OF_ANYBODY = 0.56, 0.36, 0.1
_WEIGHTY = re.compile(
    "(?:统一|具体|共同|最终|现场|联合|直接|全[额部]|自行|分别|免费|一律|按[^，]{2,12}?)*"
    "(?:负责|承担|负担|决定|审[批核定]|批准|签[字批发]|双签|[认核评判裁]定|复核|制定|公布|管理|统筹|牵头|出面|担任|约谈|保[管存]|监督|验收|协调|调解|仲裁|主持|支付|报销|补[助贴])"
)
_ANYBODY = re.compile("[本该]?(?:公司|企业|中心|单位|协会|机构|部门|主管部门|当事人)")
_FALSE, _TRUST_OF_STATEMENT = 0.6, (0.5, 0.62)


def open_questions(fact: Approval) -> Iterator[OpenQuestion]:
    """Yield the question for all offices in order, or for the only one."""
    whos = tuple(office.who for office in fact.offices)
    points = tuple(who.text for who in whos)
    if len(whos) == 1:
        trust = _trust_in_one(fact) if _is_part_of_one(fact) else _ALONE
        yield OpenQuestion(f"{_who_takes(fact, fact.offices[0].does.text)}？", points, whos, trust)
    told = [office for office in fact.offices if not _FILED.search(office.does.text)]
    filed = [office for office in fact.offices if _FILED.search(office.does.text)]
    if len(filed) > 1 or (filed and filed[0] is not fact.offices[-1]):
        return
    if len(told) == len(filed) == 1:
        by = "经" if fact.sent.view[: located(fact.sent, whos[0])[0]].endswith("经") else "由"
        stem = f"{_matter(fact)}{by}谁{_plain(told[0].does.text)}，报谁{_plain(filed[0].does.text)}？"
        yield OpenQuestion(stem, points, whos, _TRUST_OF_TWO)
    if len(told) < 2 or len(whos) < _LEAST_OF_CHAIN:
        return
    does = [_plain(office.does.text) for office in told]
    asked = f"{'、'.join(does[:-1])}和{does[-1]}"
    tail = "，最后报谁备案" if filed else ""
    yield OpenQuestion(f"{_matter(fact)}依次由谁{asked}{tail}？", points, whos, _TRUST_OF_ALL)


def questions(fact: Approval, pool: FactPool, rng: Random) -> Iterator[Question]:
    """Yield who takes one step: the others of the chain, then who decides other matters, are the wrong answers."""
    asked = [office for office in fact.offices if not _FIRST.search(office.does.text)]
    if not asked:
        return
    office = asked[-1] if len(asked) == 1 or rng.random() < 0.5 else rng.choice(asked)
    key = office.who
    beside = [Option("", other.who.text, "同一程序的另一主体") for other in fact.offices if other.who is not key]

    def of_others(candidate: Candidate) -> bool:
        return candidate.sent.index != fact.sent.index and candidate.part.text not in fact.whole.text

    if any(duties.is_joint(other.who.text) for other in fact.offices):
        return
    others = distractors.alike(key, pool, what="审批主体", shown=fact.matter.text, where=of_others)
    wrong = (*beside, *islice(others, 2))[:3]
    verb = _plain(office.does.text)
    ask = f"报谁{verb}" if _FILED.search(verb) else f"由谁{verb}"
    if len(fact.offices) == 1:
        verb = office.does.text if _is_part_of_one(fact) else verb
        trust = min(_trust_in_one(fact), _TRUST_OF_SINGLE) if _is_part_of_one(fact) else _TRUST_OF_SINGLE
        yield Question(f"{_who_takes(fact, verb)}？", key, key.text, wrong, trust)
        return
    trust = _TRUST_OF_ONE if len(beside) > 1 else _TRUST_OF_SINGLE
    yield Question(f"{_matter(fact)}{ask}？", key, key.text, wrong, trust)


def statements(fact: Approval, rng: Random) -> Iterator[Statement]:
    """Yield the chain as it stands, or with two offices of it exchanged."""
    if len(fact.offices) < 2:
        return
    start, end = located(fact.sent, fact.whole)
    view = fact.sent.view
    if end - start > _LONGEST:
        return
    if any(_DOES_TOO.search(office.who.text) for office in fact.offices):
        # 带班领导换班报局长: what somebody does themselves is no part of who.
        return
    one, other = sorted((office.who for office in rng.sample(fact.offices[-3:], 2)), key=lambda who: who.start)
    key = rng.random() >= _FALSE
    text = view[start:end]
    if not key:
        (s1, e1), (s2, e2) = located(fact.sent, one), located(fact.sent, other)
        text = view[start:s1] + other.text + view[e1:s2] + one.text + view[e2:end]
    yield Statement(stems.statement(text), one, key, _TRUST_OF_STATEMENT[not key])


_DOES_TOO = re.compile("[\u4e00-\u9fff]{2,}[报经送由][\u4e00-\u9fff]{2,}")
_TOGETHER = re.compile("共同|联合|分别")


def _is_part_of_one(fact: Approval) -> bool:
    """Tell whether the fact is one step with 由 before who takes it, and no consent that must be had."""
    start, _ = located(fact.sent, fact.offices[0].who)
    return fact.pattern == "by_whom" and fact.sent.view[:start].endswith("由")


def _trust_in_one(fact: Approval) -> float:
    """Return the trust in one step: who decides, answers or pays is worth more than who goes where."""
    (office,) = fact.offices
    trust = _OF_WEIGHT if _WEIGHTY.match(office.does.text) else _OF_LITTLE_WEIGHT
    return trust - _OF_ANYBODY * (_ANYBODY.fullmatch(office.who.text) is not None)


def _who_takes(fact: Approval, does: str) -> str:
    """Return the question for the only office, with the words that stand before it where these are 由."""
    if not _is_part_of_one(fact):
        return f"{_matter(fact)}应当经谁{does}"
    _, end = located(fact.sent, fact.matter)
    start, _ = located(fact.sent, fact.offices[0].who)
    # 由办公室和后勤科共同负责: several.
    several = duties.is_joint(fact.offices[0].who.text) and _TOGETHER.match(does)
    return f"{fact.matter.text}{fact.sent.view[end:start]}{'哪些部门' if several else '谁'}{does}"


def _matter(fact: Approval) -> str:
    """Return what is decided, with a comma where that is a case or one stands behind it."""
    text, (_, end) = fact.matter.text, located(fact.sent, fact.matter)
    parted = _IN_CASE.search(text) or "，" in text or fact.sent.view.startswith("，", end)
    return f"{text}，" if parted else text


def _plain(does: str) -> str:
    """Return what somebody does up to 后: 复核后直接支付到账户 is 复核."""
    return _AHEAD.sub("", re.split("后|，", does)[0])
