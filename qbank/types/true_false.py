"""True or false (判断题): one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from qbank.errors import Problem
from qbank.model.fact import (
    Approval,
    Contrast,
    Deadline,
    Fact,
    FactPool,
    Parallel,
    Part,
    Quantity,
    Responsibility,
    Rows,
    Treatment,
)
from qbank.model.item import VERDICT, Block, Choice, Difficulty, Interaction, Item, Response, SampleResponse, is_verdict
from qbank.model.type_words import label_of
from qbank.types import _amount_swaps as swaps
from qbank.types import _duties as duties
from qbank.types import _fields as fields
from qbank.types import _near_amounts as near
from qbank.types import _of_approval as of_approval
from qbank.types import _of_contrast as of_contrast
from qbank.types import _of_deadline as of_deadline
from qbank.types import _of_parallel as of_parallel
from qbank.types import _of_rows as of_rows
from qbank.types import _options as opts
from qbank.types import _stems as stems
from qbank.types._amount_figure import is_limit
from qbank.types._amount_stems import trust_in_amount
from qbank.types._amount_worth import clause_to_ask
from qbank.types._bounds import in_condition, in_subject
from qbank.types._clauses import located
from qbank.types._contract import TYPES, Draft
from qbank.types._layout import bracketed
from qbank.types._phrases import LIMIT, is_norm
from qbank.types._questions import Statement

# Somewhat more than half where a swap is safe, for elsewhere only the true statement is.
_FALSE = 0.6
_OF_DUTIES = (0.72, 0.66)
_OF_TELLING_NAME, _OF_USUAL_HEAD = 0.12, 0.3
# 领导小组由局长任组长: so it mostly is.
_USUAL_HEAD = re.compile(
    "由[^，、]{0,6}(?:[局处院校站部厅]长|主任|书记|总经理|主要负责人|主要领导|一把手)(?:任|担任)组长"
)


@TYPES.add("true_false")
@dataclass(frozen=True, slots=True)
class TrueFalse:
    """Whether the stem is true."""

    type_name: ClassVar[str] = "true_false"
    label: ClassVar[str] = label_of("true_false")
    uses: ClassVar[frozenset[str]] = frozenset({
        "contrast",
        "quantity",
        "responsibility",
        "rows",
        "deadline",
        "parallel",
        "treatment",
        "approval",
    })
    difficulty: ClassVar[Difficulty] = "easy"
    seconds: ClassVar[int] = 30

    key: bool

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield the sentence with one span swapped, or as it stands: half of each, drawn by fact."""
        match fact:
            case Contrast():
                yield from _stated(fact, of_contrast.statements(fact, rng))
            case Quantity():
                yield from _of_quantity(fact, rng)
            case Responsibility():
                yield from _of_responsibility(fact, pool, rng)
            case Rows():
                yield from _stated(fact, of_rows.statements(fact, rng))
            case Parallel():
                yield from _stated(fact, of_parallel.exchanges(fact, rng))
            case Treatment(lead=""):
                yield from _stated(fact, of_parallel.treatments(fact))
            case Deadline():
                yield from _stated(fact, of_deadline.statements(fact, pool, rng))
            case Approval():
                yield from _stated(fact, of_approval.statements(fact, rng))

    def check(self) -> Iterator[Problem]:
        """Yield nothing: a boolean has no faults of its own."""
        return iter(())

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the statement with a bracket after it."""
        return bracketed(stem)

    def interaction(self) -> Choice:
        """Return a choice between 正确 and 错误."""
        return Choice(VERDICT, ("true" if self.key else "false",), multiple=False)

    def key_text(self) -> str:
        """Return 正确 or 错误."""
        return VERDICT[0 if self.key else 1].text

    def key_strings(self) -> tuple[str, ...]:
        """Return nothing: neither word gives the statement away."""
        return ()

    def score(self, response: Response) -> float | Problem:
        """Return 1 for the right boolean (or its option id), else 0; anything else is a Problem."""
        verdict = {"true": True, "false": False}.get(response, response) if isinstance(response, str) else response
        if verdict == "" or verdict == []:
            return 0.0
        return float(verdict == self.key) if isinstance(verdict, bool) else opts.unreadable(response, "true-false")

    def responses(self) -> Iterator[SampleResponse]:
        """Yield both verdicts, as booleans and as option ids, nothing, and a number."""
        yield SampleResponse(self.key, 1.0)
        yield SampleResponse(not self.key, 0.0)
        yield SampleResponse("true", float(self.key))
        yield SampleResponse("", 0.0)
        yield SampleResponse(1, None)

    @classmethod
    def example(cls) -> Item:
        """Return a rule with its word swapped for the opposite."""
        stem = "对检查结果有异议的，应当自收到通知之日起五日内以口头形式申请复核。"
        return Item(id="example-true-false", stem=stem, body=cls(key=False))

    def to_dict(self) -> dict[str, Any]:
        """Return ``key``, a boolean."""
        return {"key": self.key}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TrueFalse:
        """Return the body of ``to_dict``; raises ValueError unless ``key`` is a boolean."""
        return cls(fields.flag(data, "key"))

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> TrueFalse | None:
        """Return the body with this interaction, None for an interaction of another type."""
        if not isinstance(interaction, Choice) or interaction.multiple or not is_verdict(interaction):
            return None
        return cls(key=interaction.keys == ("true",))


def _stated(fact: Fact, statements: Iterator[Statement]) -> Iterator[Draft]:
    """Yield the drafts of statements that the module of a kind of fact has worded."""
    for each in statements:
        trust = stems.trust_in(each.stem, each.trust, fact)
        yield Draft(fact=fact, stem=each.stem, body=TrueFalse(each.key), asks=(each.asked,), trust=trust)


_OF_ANOTHER = 0.16


# 按不低于30%的比例抽查，即不少于25个: another share would no longer be so many.
_SAID_OTHERWISE = re.compile("[^，。；]{0,12}[，（](?:即|也就是|约|相当于|折合)[^，。；）]{0,8}[0-9]")


def _of_quantity(fact: Quantity, rng: Random) -> Iterator[Draft]:
    clause = clause_to_ask(fact, fact.whole)
    if clause is None:
        return
    others = swaps.swap(fact, rng)
    if not others or _SAID_OTHERWISE.match(clause.sent.view, located(fact.sent, fact.whole)[1], clause.end):
        return
    # A larger threshold in a condition may be entailed by the rule, so that swapping it makes no false statement.
    given = in_condition(clause, fact.whole) or in_subject(clause, fact.whole)
    words = others[0] if rng.random() < _FALSE and not given else near.amount_of(fact)
    words += near.tail_of(fact)
    false, true = (0.82, 0.45) if is_norm(clause.text) else (0.3, 0.25)
    if not is_limit(fact) and LIMIT.search(clause.text):
        # 选派22名专家坐诊，每周不少于2个半天: how many there are is not what is laid down.
        false, true = false - _OF_ANOTHER, true - _OF_ANOTHER
    trusts = trust_in_amount(clause, fact, false), trust_in_amount(clause, fact, true)
    yield _draft(fact, fact.whole, stems.statement(clause.put((fact.whole, words))), words, trusts)


def _of_responsibility(fact: Responsibility, pool: FactPool, rng: Random) -> Iterator[Draft]:
    """Exchange two agents of one sentence; an agent from elsewhere could be right by another clause."""
    # 安全监察部负责…安全监督: the name tells the duty.
    told = _OF_TELLING_NAME if stems.shares_words(fact.who.text, fact.what.text) else 0.0
    trusts = (_OF_DUTIES[0] - told, _OF_DUTIES[1] - told)
    other = duties.beside(fact, pool)
    false = duties.exchanged(fact, other) if other else None
    if other and false and rng.random() < _FALSE:
        yield _draft(fact, fact.who, false, other.text, trusts)
        return
    true = duties.statement_of(fact, fact.who.text)
    if true and _USUAL_HEAD.search(true):
        trusts = (_OF_DUTIES[0], _OF_DUTIES[1] - _OF_USUAL_HEAD)
    if true:
        yield _draft(fact, fact.who, true, fact.who.text, trusts)


def _draft(fact: Fact, asked: Part, stem: str, words: str, trusts: tuple[float, float]) -> Draft:
    """Return the draft that shows ``words`` for the asked part; ``trusts`` are for a false and a true statement."""
    key = words == asked.text
    return Draft(
        fact=fact, stem=stem, body=TrueFalse(key), asks=(asked,), trust=stems.trust_in(stem, trusts[key], fact)
    )
