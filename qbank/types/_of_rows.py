"""Rows of one table in a text, worded: what does 查摆整改 count, what follows the second time, when is a stage."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from random import Random

from qbank.model import numerals
from qbank.model.fact import Part, Rows
from qbank.model.item import BLANK, Option
from qbank.model.wording import common_start, dangling_word, refers_elsewhere
from qbank.types import _of_limits as limits
from qbank.types._clauses import located
from qbank.types._phrases import ANNOUNCED, is_norm
from qbank.types._questions import OpenQuestion, Question, Statement

_REASONS = {
    "amount": "同句另一项的数量",
    "grade": "同句另一等次",
    "treatment": "同句另一情形的处理",
    "period": "另一阶段的时间",
}
# 培训分三类，全年学时要求为：…
_OPEN_LEAD = re.compile("(?<=[\u4e00-\u9fff])(?:分别)?[为是](?=，?$)")
_ANNOUNCED = re.compile(f"^{ANNOUNCED}")
# A lead that only names what the amounts are of: 收费标准，; 主要用项，.
_MADE_UP_OF = re.compile("由[^，由]{1,6}(?:构成|组成)$")
_NAMED_LEAD = re.compile("[\u4e00-\u9fff]{2,10}(?:标准|价格|定额|规格|上限|下限|限额|用项|支出|构成|组成)，")
_TRUST = {"amount": 0.7, "grade": 0.75, "treatment": 0.7, "period": 0.7}
_OF_A_TALLY = 0.2
# What reports count is seldom worth knowing; what is laid down or planned is.
_PLANNED = re.compile("安排|预算|满分|百分制|标准|计划|学时|要求|[需应]")
_VALUE, _ROUNDED = re.compile(numerals.NUMERAL), 0.01
_COUNTS = re.compile(f"^[0-9{numerals.CHINESE}]+(?:家|人|户|件|起|人次|场次?|处|批次?)$")
_NUMBERED = re.compile("第.{1,3}[期批]")
_OF_A_NUMBER = 0.35
# A case and what follows seldom make a sentence that stands alone.
_OF_A_TREATMENT = 0.45
_CATCH_ALL = re.compile("其他|其它|其余|等$|^首次$|^一次$")
_BY = re.compile(r"由(?P<who>[^，。；由]{2,12}?)(?P<does>批准|审批|审核|处置|约谈|决定|签批|审定|负责)(?P<rest>.*)")
# “第四阶段 总结提升”: the number tells which of the sorted periods is meant.
_ORDINAL = re.compile("^第[一二三四五六七八九十](?:[^\\s：:]{0,2}[\\s：:]+|阶段)(?=\\S{2})")
_MERE_ORDINAL = re.compile("第[一二三四五六七八九十]个?(?:阶段|步|期|批)")
_FALSE = 0.6
_FEWEST_ROWS, _TRUST_OF_ALL, _TRUST_OF_SHARES = 3, 0.65, 0.25
_ENOUGH = 3
_TO = re.compile("起?[至到]")
_NTH = re.compile("首次|第.次")
_LONGEST = 80


def questions(fact: Rows, rng: Random) -> Iterator[Question]:
    """Yield a question about one row, drawn; the counterparts of the other rows are its wrong answers."""
    if fact.relation == "limit":
        yield from limits.questions(fact, rng)
        return
    rows = _askable(fact)
    if not rows or _cannot_stand(fact):
        return
    left, right = rng.choice(rows)
    others = _others(fact, right)
    rest, shown, wrong = _without_shared(right.text, others)
    stem = _stem(fact, left, right, rest)
    if len(stem.replace(BLANK, "")) <= _LONGEST:
        options = tuple(Option("", text, _REASONS[fact.relation]) for text in wrong)
        if fact.relation == "period" and len(options) < _ENOUGH:
            options += _with_the_stage_before(fact, right)
        in_order = fact.relation in {"amount", "period"}
        yield Question(stem, right, shown, options[:3], _trust(fact), in_order)


def statements(fact: Rows, rng: Random) -> Iterator[Statement]:
    """Yield the statement of one row, with its own counterpart or with another row's."""
    if fact.relation == "limit":
        yield from limits.statements(fact, rng)
        return
    rows = _askable(fact)
    if not rows or _cannot_stand(fact):
        return
    left, right = rng.choice(rows)
    others = _others(fact, right)
    # 热带鸟厅不低于22℃: so it is not below 16℃.
    false = limits.not_entailed(right.text, right.text, others)
    key = rng.random() >= _FALSE or not false
    # 其中更新门机5台 needs no 为.
    link = fact.link if fact.relation == "amount" else _link(fact)
    stem = f"{_before(fact, left)}{link}{right.text if key else rng.choice(false)}。"
    if len(stem) <= _LONGEST:
        trust = min(_trust(fact), _OF_A_TREATMENT) if fact.relation == "treatment" else _trust(fact)
        yield Statement(stem, right, key, trust - (0.2 if key else 0.0))


def open_questions(fact: Rows) -> Iterator[OpenQuestion]:
    """Yield the question for all rows at once: how a whole is shared out, what follows each time."""
    if fact.relation == "limit":
        yield from limits.open_questions(fact)
        return
    if len(fact.rows) < _FEWEST_ROWS or _cannot_stand(fact):
        return
    points = tuple(f"{left.text}{fact.link}{right.text}" for left, right in fact.rows)
    if fact.relation == "amount" and fact.lead.endswith("其中"):
        if not _add_up(fact):
            return
        stem = f"{fact.lead}各项分别{_link(fact)}{_how_much(fact.rows[0][1].text)}？"
    elif fact.relation == "treatment" and _NTH.match(fact.rows[0][0].text) and fact.lead.endswith("的，"):
        stem = f"{fact.lead}{'、'.join(left.text for left, _ in fact.rows)}应当分别如何处理？"
        points = tuple(right.text for _, right in fact.rows)
        if not all(_ends_there(fact, right) for _, right in fact.rows):
            return
    else:
        return
    # Which items share a whole is not said, and sums by heart are hardly worth it.
    most = _TRUST_OF_SHARES if fact.relation == "amount" else _TRUST_OF_ALL
    yield OpenQuestion(stem, points, fact.parts(), min(_trust(fact), most))


def _add_up(fact: Rows) -> bool:
    """Tell whether rows are all that a whole is shared out to, as far as the whole is told in their unit."""
    unit = re.sub(f"^{numerals.NUMERAL}", "", fact.rows[0][1].text)
    told = [
        numerals.value_of(found.group())
        for found in _VALUE.finditer(fact.lead)
        if fact.lead.startswith(unit, found.end())
    ]
    wholes = [value for value in told if value is not None]
    shares = [numerals.value_of(right.text.removesuffix(unit)) for _, right in fact.rows]
    if not wholes or None in shares:
        return True
    return math.isclose(wholes[-1], sum(filter(None, shares)), rel_tol=_ROUNDED)


def _with_the_stage_before(fact: Rows, right: Part) -> tuple[Option, ...]:
    """Return the period of a stage and the one before it together, the error of who takes two stages for one."""
    periods = [row[1].text for row in fact.rows]
    at = periods.index(right.text)
    ends = [_TO.split(text) for text in periods[max(at - 1, 0) : at + 1]]
    to = _TO.search(right.text)
    if to is None or any(len(each) != 2 for each in ends) or len(ends) != 2:
        return ()
    return (Option("", f"{ends[0][0]}{to[0]}{ends[1][1]}", "两个阶段合在一起"),)


def _ends_there(fact: Rows, right: Part) -> bool:
    """Tell whether a treatment is told to its end: a stop follows it, and no further measure after a comma."""
    for sent in fact.sentences():
        if sent.start <= right.start < sent.end:
            return sent.view[located(sent, right)[1] :][:1] in ("", "；", "。", ";")
    return False


def _others(fact: Rows, right: Part) -> list[str]:
    """Return the other counterparts, each once, the nearest rows' first."""
    apart = sorted((abs(row[1].start - right.start), row[1].text) for row in fact.rows if row[1].text != right.text)
    return list(dict.fromkeys(text for _, text in apart))


def _askable(fact: Rows) -> list[tuple[Part, Part]]:
    """Return the rows that may be asked; of three stages not the first, of more not the last: both are plain."""
    staged = fact.relation == "period" and len(fact.rows) >= _FEWEST_ROWS
    told = fact.rows[1 : -1 if len(fact.rows) > _FEWEST_ROWS else None] if staged else fact.rows
    # “第二阶段”安排在什么时间？ asks of nothing that anybody learns.
    return [
        row
        for row in told
        if not _CATCH_ALL.search(row[0].text) and not (staged and _MERE_ORDINAL.fullmatch(row[0].text))
    ]


def _cannot_stand(fact: Rows) -> bool:
    """Tell whether the rows need more than their own words: nothing said of what, or only pointed at."""
    if fact.topic and any(fact.topic in left.text for left, _ in fact.rows):
        return True
    if fact.relation == "amount" and not (fact.lead or fact.topic or fact.rests_on):
        return True
    return (
        bool(dangling_word(fact.lead))
        or fact.lead.startswith("由")
        or "为此" in fact.lead
        or refers_elsewhere(fact.lead)
    )


def _before(fact: Rows, left: Part) -> str:
    """Return what a row is said of, then the row's left side."""
    match fact.relation:
        case "period":
            stage = _ORDINAL.sub("", left.text)
            return f"{stage if '“' in stage else f'“{stage}”'}安排在"
        case "grade":
            return f"{fact.lead or ('得分' if '分' in left.text else '')}{left.text}的"
        case "amount" if _NAMED_LEAD.fullmatch(fact.lead):
            return f"{_MADE_UP_OF.sub('', fact.lead.removesuffix('，'))}中，{left.text}"
        case "amount" if not fact.lead and fact.topic and not fact.rests_on:
            return f"{fact.topic}中，{left.text}"
        case _:
            return f"{_OPEN_LEAD.sub('', _ANNOUNCED.sub('', fact.lead))}{left.text}"


def _link(fact: Rows) -> str:
    if fact.relation == "grade":
        return "，评定为"
    return fact.link or ("为" if fact.relation == "amount" else "")


def _stem(fact: Rows, left: Part, right: Part, rest: tuple[str, str]) -> str:
    before, link = _before(fact, left), _link(fact)
    match fact.relation:
        case "amount":
            return f"{before}{link}{_how_much(right.text)}？"
        case "grade":
            return f"{before}，应评定为哪一等次？"
        case "period":
            return f"{before}什么时间？"
    start, end = rest
    if start == "由":
        return f"{before}的，由谁{end}？"
    if start or end:
        return f"{before}{link}{start}{BLANK}{end}。"
    return f"{before}{'的，' if link else ''}应当如何处理？"


def _without_shared(right: str, others: list[str]) -> tuple[tuple[str, str], str, list[str]]:
    """Return what all counterparts begin and end with, where it tells what is asked, and the rests.

    由科长批准, 由局长批准 share 由…批准: asked is 谁. 期限最长为十二个月 leaves only the amount to ask.
    """
    texts = [right, *others]
    made = [_BY.fullmatch(text) for text in texts]
    if all(made) and len({(each["does"], each["rest"]) for each in made if each}) == 1:
        whos = [each["who"] for each in made if each]
        first = made[0]
        return ("由", first["does"] + first["rest"] if first else ""), whos[0], whos[1:]
    start = common_start(texts)
    figure = re.search(rf"[0-9{numerals.CHINESE}]", right)
    if len(start) >= 3 and figure and figure.start() == len(start):
        rests = [text[len(start) :] for text in texts]
        return (start, ""), rests[0], rests[1:]
    return ("", ""), right, others


def _how_much(amount: str) -> str:
    if amount.startswith("百分之") or amount.endswith(("%", "％")):
        return "百分之多少"
    return "多少" + re.sub(rf"^(?:[0-9.,]+|[{numerals.CHINESE}]+(?![{numerals.CHINESE}]))", "", amount)


def _trust(fact: Rows) -> float:
    if fact.relation == "amount" and _COUNTS.search(fact.rows[0][1].text) and not _PLANNED.search(fact.lead):
        return _OF_A_TALLY
    if fact.relation == "amount" and not (fact.link or is_norm(fact.sent.view) or _PLANNED.search(fact.lead)):
        return _OF_A_TALLY
    if fact.relation == "period" and _NUMBERED.fullmatch(fact.rows[0][0].text):
        return _OF_A_NUMBER
    return _TRUST[fact.relation]
