"""Single choice (单选题): one right option among three or more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any, ClassVar

from qbank.errors import Problem
from qbank.model.fact import (
    Approval,
    Candidate,
    Code,
    Date,
    Deadline,
    Definition,
    Fact,
    FactPool,
    Frequency,
    Inclusion,
    Pairs,
    Part,
    Quantity,
    Responsibility,
    Retention,
    Rows,
    Start,
    Target,
)
from qbank.model.item import (
    BLANK,
    Block,
    Choice,
    Choices,
    Difficulty,
    Interaction,
    Item,
    Option,
    Response,
    SampleResponse,
    is_verdict,
)
from qbank.model.type_words import label_of
from qbank.types import _amounts as amounts
from qbank.types import _code_names as code_names
from qbank.types import _code_stems as code_stems
from qbank.types import _distractors as distractors
from qbank.types import _duties as duties
from qbank.types import _near_amounts as near
from qbank.types import _of_approval as of_approval
from qbank.types import _of_deadline as of_deadline
from qbank.types import _of_frequency as of_frequency
from qbank.types import _of_grades as of_grades
from qbank.types import _of_inclusion as of_inclusion
from qbank.types import _of_retention as of_retention
from qbank.types import _of_rows as of_rows
from qbank.types import _of_start as of_start
from qbank.types import _of_target as of_target
from qbank.types import _options as opts
from qbank.types import _stems as stems
from qbank.types._amount_stems import quantity_stem, trust_in_amount
from qbank.types._amount_worth import can_be_left_out, clause_to_ask
from qbank.types._clause_around import clause_of
from qbank.types._clauses import located
from qbank.types._contract import TYPES, Draft
from qbank.types._layout import bracketed
from qbank.types._own_clause import MOST_TRUST, own_clause
from qbank.types._phrases import is_norm
from qbank.types._questions import Question

LEAST_OPTIONS = 3
MOST_OPTIONS = 6


@TYPES.add("single_choice")
@dataclass(frozen=True, slots=True)
class SingleChoice:
    """Options and the id of the right one; ``key`` is a tuple so that a faulty item can be read and named."""

    type_name: ClassVar[str] = "single_choice"
    label: ClassVar[str] = label_of("single_choice")
    uses: ClassVar[frozenset[str]] = frozenset({
        "quantity",
        "date",
        "code",
        "responsibility",
        "definition",
        "inclusion",
        "rows",
        "deadline",
        "target",
        "start",
        "approval",
        "pairs",
        "frequency",
        "retention",
    })
    difficulty: ClassVar[Difficulty] = "medium"
    seconds: ClassVar[int] = 45

    options: tuple[Option, ...]
    key: tuple[str, ...]

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield a draft where the document or a ladder of values has two good distractors or more."""
        match fact:
            case Quantity():
                yield from _of_quantity(fact, pool, rng)
            case Date():
                yield from _of_date(fact, pool, rng)
            case Code() if not code_stems.names_another(fact):
                yield from _of_code(fact, pool, rng)
            case Responsibility():
                yield from _of_responsibility(fact, pool, rng)
            case Definition():
                yield from _of_definition(fact, pool, rng)
            case Inclusion():
                yield from _asked(fact, of_inclusion.questions(fact, pool), rng)
            case Rows():
                yield from _asked(fact, of_rows.questions(fact, rng), rng)
            case Deadline():
                yield from _asked(fact, of_deadline.questions(fact, pool, rng), rng)
            case Target():
                yield from _asked(fact, of_target.questions(fact, pool, rng), rng)
            case Start():
                yield from _asked(fact, of_start.questions(fact, pool), rng)
            case Frequency():
                yield from _asked(fact, of_frequency.questions(fact, rng), rng)
            case Retention():
                yield from _asked(fact, of_retention.questions(fact, rng), rng)
            case Approval():
                yield from _asked(fact, of_approval.questions(fact, pool, rng), rng)
            case Pairs():
                yield from _asked(fact, of_grades.questions(fact, rng), rng)

    def check(self) -> Iterator[Problem]:
        """Yield faults of the options; fewer than three options or not exactly one key are faults."""
        yield from opts.check_options(self.options, self.key)
        if len(self.options) < LEAST_OPTIONS:
            yield Problem("options-few", values={"found": len(self.options), "least": LEAST_OPTIONS})
        if len(self.options) > MOST_OPTIONS:
            yield Problem("options-many", severity="warning", values={"found": len(self.options)})
        if len(self.key) > 1:
            yield Problem("keys-not-one", values={"found": len(self.key)})

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the stem with its bracket, then the options."""
        return (*bracketed(stem), Choices(self.options))

    def interaction(self) -> Choice:
        """Return a choice of one."""
        return Choice(self.options, self.key, multiple=False)

    def key_text(self) -> str:
        """Return the text of the right option."""
        return "；".join(self.key_strings())

    def key_strings(self) -> tuple[str, ...]:
        """Return the text of the right option."""
        return opts.texts_of(self.options, self.key)

    def score(self, response: Response) -> float | Problem:
        """Return 1 for the right option's id (bare or in a list), else 0; a Problem for an id of no option."""
        picked = opts.chosen(response, self.options)
        if picked is None or len(picked) > 1:
            return opts.unreadable(response, "one-option")
        return float(picked == frozenset(self.key))

    def responses(self) -> Iterator[SampleResponse]:
        """Yield the key, every other option, nothing, and an unknown id."""
        for option in self.options:
            yield SampleResponse(option.id, float(option.id in self.key))
        yield SampleResponse([], 0.0)
        yield SampleResponse("no such option", None)

    @classmethod
    def example(cls) -> Item:
        """Return a deadline with its neighbours."""
        options = opts.numbered([
            Option("", "10日", "相邻数值"),
            Option("", "15日", "相邻数值"),
            Option("", "30日"),
            Option("", "60日", "相邻数值"),
        ])
        stem = "受理申请的部门应当自收到申请之日起多少日内作出答复？"
        return Item(id="example-single-choice", stem=stem, body=cls(options, ("o3",)))

    def to_dict(self) -> dict[str, Any]:
        """Return ``options`` and ``key``, a list with one id."""
        return {"options": opts.options_to_data(self.options), "key": list(self.key)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SingleChoice:
        """Return the body of ``to_dict``; raises ValueError naming the field."""
        return cls(opts.options_from_data(data), opts.key_from_data(data))

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> SingleChoice | None:
        """Return the body with this interaction, None for an interaction of another type."""
        if not isinstance(interaction, Choice) or interaction.multiple or is_verdict(interaction):
            return None
        return cls(interaction.options, interaction.keys)


def _of_quantity(fact: Quantity, pool: FactPool, rng: Random) -> Iterator[Draft]:
    clause = clause_to_ask(fact, fact.whole)
    if clause is None or not can_be_left_out(fact):
        return
    stem = quantity_stem(clause, fact)
    wrong = amounts.quantities(fact, pool, rng)
    if len(wrong) < distractors.WANTED:
        wrong = [*amounts.said_later(fact, stem), *wrong]
    trust = (0.74 if stem.endswith("？") else 0.62) if is_norm(stem) else 0.4
    trust = trust_in_amount(clause, fact, trust)
    yield from _drafted(fact, fact.whole, stem, Option("", near.amount_of(fact)), wrong, None, trust)


def _of_date(fact: Date, pool: FactPool, rng: Random) -> Iterator[Draft]:
    clause = clause_of(fact, fact.date)
    stem = stems.milestone_stem(fact) or (stems.date_stem(clause, fact.date) if clause else None)
    if stem is None:
        return
    wrong = distractors.dates(fact, fact.date, pool, rng)
    yield from _drafted(fact, fact.date, stem, Option("", fact.date.text), wrong, None, _trust_in_date(fact, stem))


_TAKES_EFFECT = re.compile(
    "(?:零时)?起，?[^，。；]{0,16}(?:改[为成由按]|实行|执行|实施|启用|停[用止]|废[止掉]|取消|不再|一律|全面|统一|撤销|纳入|调整|提高到|降[为至到]|开通)"
)
"""7月1日起改为…: from when on something holds."""


def _trust_in_date(fact: Date, stem: str) -> float:
    if re.search("(?:施行|实施|生效|执行)？$", stem):
        return 0.52
    if stems.milestone_stem(fact) == stem:
        return 0.6
    after = fact.sent.view[located(fact.sent, fact.date)[1] :]
    due = re.match("(?:之?前|以前|底前|止|[0-9]{1,2}[时点]前)", after)
    if due or _TAKES_EFFECT.match(after):
        return 0.52
    return 0.45 if stems.is_event(stem) or stems.SINCE_WHEN.match(stem) else 0.35


def _of_code(fact: Code, pool: FactPool, rng: Random) -> Iterator[Draft]:
    clause = clause_of(fact, fact.code)
    if clause is None:
        yield from _of_counted_code(fact, rng)
        return
    noun, shown = code_names.noun_after_quotation(clause, fact.code), clause.put()

    def same_frame(candidate: Candidate) -> bool:
        text = candidate.part.text
        return f"{text}”{noun}" in candidate.sent.view if noun else code_stems.same_shape(text, fact.code.text)

    wrong = _first(distractors.alike(fact.code, pool, what="说法", shown=shown, where=same_frame))
    stem = stems.statement(clause.put((fact.code, BLANK)))
    yield from _drafted(fact, fact.code, stem, Option("", fact.code.text), wrong, rng, 0.45)


def _of_counted_code(fact: Code, rng: Random) -> Iterator[Draft]:
    """Yield a counted code (按照“三会一课”制度) in its own clause, beside others of the document made like it."""
    clause = own_clause(fact, fact.code)
    if clause is None:
        return
    stem = stems.statement(clause.put((fact.code, BLANK)))
    wrong = [Option("", text, "同文另一处说法") for text in fact.rivals if text not in fact.sent.view]
    yield from _drafted(fact, fact.code, stem, Option("", fact.code.text), wrong, rng, MOST_TRUST)


def _of_responsibility(fact: Responsibility, pool: FactPool, rng: Random) -> Iterator[Draft]:
    stem = duties.who_question(fact)
    if stem is None or duties.is_joint(fact.who.text):
        return

    def other_agent(candidate: Candidate) -> bool:
        return duties.is_in_charge(candidate) and duties.are_apart(candidate.part.text, fact.who.text)

    wrong = _first(distractors.alike(fact.who, pool, what="职责主体", shown=stem, where=other_agent))
    # Who is named beside the key, with a duty of their own, is surely wrong.
    trust = 0.62 if all(option.text in fact.sent.view for option in wrong) else 0.5
    yield from _drafted(fact, fact.who, stem, Option("", fact.who.text), wrong, rng, trust)


def _of_definition(fact: Definition, pool: FactPool, rng: Random) -> Iterator[Draft]:
    stem = stems.term_stem(fact)
    if stem is None:
        return
    term = fact.term.text

    def same_kind(candidate: Candidate) -> bool:
        text = candidate.part.text
        return "的" not in text and (text[-1] == term[-1] or abs(len(text) - len(term)) <= 1)

    wrong = _first(distractors.alike(fact.term, pool, what="术语", shown=stem, where=same_kind))
    yield from _drafted(fact, fact.term, stem, Option("", term), wrong, rng, 0.5)


def _first(options: Iterator[Option]) -> list[Option]:
    return list(islice(options, distractors.WANTED))


def _asked(fact: Fact, questions: Iterator[Question], rng: Random) -> Iterator[Draft]:
    """Yield the drafts of questions that the module of a kind of fact has worded."""
    for each in questions:
        right, order = Option("", each.right), None if each.in_order else rng
        yield from _drafted(fact, each.asked, each.stem, right, list(each.wrong), order, each.trust)


def _drafted(
    fact: Fact, asked: Part, stem: str, right: Option, wrong: list[Option], rng: Random | None, trust: float
) -> Iterator[Draft]:
    """Yield the draft unless distractors are few or the stem shows the key; without ``rng`` options are sorted."""
    wrong = distractors.distinct([right, *wrong])[1 : 1 + distractors.WANTED]
    if len(wrong) < distractors.FEWEST or stem.startswith(BLANK) or stems.leaks(stem, [right.text]):
        return
    if rng and stems.hints(stem, right.text, [option.text for option in wrong]):
        return
    options = [right, *wrong]
    shown = opts.shuffled(options, rng) if rng else opts.numbered(distractors.in_order(options))
    body = SingleChoice(shown, opts.ids_of(shown, [right.text]))
    yield Draft(fact=fact, stem=stem, body=body, asks=(asked,), trust=stems.trust_in(stem, trust, fact))
