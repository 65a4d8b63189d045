"""Fill in the blank (填空题): one or more gaps, each with its accepted answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from qbank.errors import Problem
from qbank.model import numerals
from qbank.model.fact import Code, Definition, Enumeration, Fact, FactPool, Inclusion, Parallel, Part, Quantity
from qbank.model.item import BLANK, Block, Difficulty, Interaction, Item, Response, SampleResponse, TextEntry
from qbank.model.numerals import chinese, plain, value_of
from qbank.model.type_words import label_of
from qbank.types import _code_stems as code_stems
from qbank.types import _fields as fields
from qbank.types import _of_parallel as of_parallel
from qbank.types import _series as series
from qbank.types import _stems as stems
from qbank.types._amount_stems import trust_in_amount
from qbank.types._amount_worth import can_be_left_out, clause_to_ask
from qbank.types._clause_around import clause_of, cut_after
from qbank.types._clauses import Clause, located
from qbank.types._contract import TYPES, Draft
from qbank.types._folding import fold, same_wording
from qbank.types._layout import paragraphs
from qbank.types._options import unreadable
from qbank.types._own_clause import MOST_TRUST, own_clause
from qbank.types._phrases import is_norm

MOST_BLANKS = 3
_SHARE_OF_STEM, _SHORT_TERM = 0.25, 2
_OF_PARALLEL = 0.4
# 东站、南站、中心医院三个点。, 从第三周起，机电、汽修、服装三个专业。: of which nothing is said.
_ONLY_COUNTED = re.compile(
    "(?:[从自在到截对按][^，]{1,12}，)?等?[一二两三四五六七八九十0-9]+[个项种类条点名样处][\u4e00-\u9fff]{0,4}。?"
)
_NAME = re.compile("(?![一二两三四五六七八九十百千万几半])[\u4e00-\u9fff]{3,8}")
# 兼顾当前与长远 is one thing.
_SPLIT_PAIR = re.compile(f"{BLANK}[与和及]|(?:兼顾|统筹)[^，。；、]{{0,8}}[与和及]{BLANK}")


@TYPES.add("fill_blank")
@dataclass(frozen=True, slots=True)
class FillBlank:
    """Accepted answers of each blank, the one to print first.

    ``any_order`` says that the blanks are members of one list, right in whatever order they are given.
    """

    type_name: ClassVar[str] = "fill_blank"
    label: ClassVar[str] = label_of("fill_blank")
    uses: ClassVar[frozenset[str]] = frozenset({
        "enumeration",
        "code",
        "quantity",
        "definition",
        "inclusion",
        "parallel",
    })
    difficulty: ClassVar[Difficulty] = "medium"
    seconds: ClassVar[int] = 60

    key: tuple[tuple[str, ...], ...]
    any_order: bool = False

    @classmethod
    def draft(cls, fact: Fact, pool: FactPool, rng: Random) -> Iterator[Draft]:
        """Yield the clause with a member, a code, a number or a term left out."""
        match fact:
            case Enumeration(closed=True):
                yield from _of_enumeration(fact, rng)
            case Code() if not code_stems.names_another(fact):
                yield from _of_code(fact)
            case Quantity():
                yield from _of_quantity(fact)
            case Definition():
                yield from _of_definition(fact)
            case Parallel():
                yield from _of_parallel(fact)
            case Inclusion():
                yield from _drafted(fact, (fact.frame,), 0.4 if is_norm(fact.sent.view) else 0.2)

    def check(self) -> Iterator[Problem]:
        """Yield faults: no blanks, a blank without an answer; more than three blanks is a warning."""
        if not self.key:
            yield Problem("key-missing")
        if len(self.key) > MOST_BLANKS:
            yield Problem("blanks-many", severity="warning", values={"found": len(self.key), "most": MOST_BLANKS})
        for n, accepted in enumerate(self.key, 1):
            if not accepted or not all(fold(answer) for answer in accepted):
                yield Problem("blank-without-answer", values={"n": n})
            if any(BLANK in answer for answer in accepted):
                yield Problem("answer-holds-blank", values={"n": n})
        if self.any_order and len({fold(accepted[0]) for accepted in self.key if accepted}) < len(self.key):
            yield Problem("answers-repeated")

    def blocks(self, stem: str) -> tuple[Block, ...]:
        """Return the stem with lines to write on, as wide as the answers."""
        return paragraphs(stem, [len(accepted[0]) if accepted else 0 for accepted in self.key])

    def interaction(self) -> TextEntry:
        """Return the accepted answers of each gap."""
        return TextEntry(self.key)

    def key_text(self) -> str:
        """Return the first accepted answer of each blank."""
        return "；".join(accepted[0] for accepted in self.key if accepted)

    def key_strings(self) -> tuple[str, ...]:
        """Return every accepted wording once, whatever its width and quotes."""
        wordings = {fold(answer): answer for accepted in self.key for answer in reversed(accepted)}
        return tuple(wordings.values())

    def score(self, response: Response) -> float | Problem:
        """Return the share of blanks filled rightly; one text will do where there is one blank."""
        given = [response] if isinstance(response, str) else response
        if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
            return unreadable(response, "texts")
        if len(given) > len(self.key):
            return unreadable(response, "texts")
        return self._right(given) / len(self.key) if self.key else 0.0

    def responses(self) -> Iterator[SampleResponse]:
        """Yield the printed answers, the last accepted ones, one blank right, none, and a number."""
        blanks = len(self.key)
        yield SampleResponse([accepted[0] for accepted in self.key], 1.0)
        yield SampleResponse([accepted[-1] for accepted in self.key], 1.0)
        yield SampleResponse([self.key[0][0], *["没有这个答案"] * (blanks - 1)], 1 / blanks)
        yield SampleResponse([""] * blanks, 0.0)
        yield SampleResponse(1, None)

    @classmethod
    def example(cls) -> Item:
        """Return two members of a closed list."""
        stem = f"值班人员应当做到不脱岗、{BLANK}、{BLANK}。"
        body = cls((("不串岗",), ("不睡岗",)), any_order=True)
        return Item(id="example-fill-blank", stem=stem, body=body)

    def to_dict(self) -> dict[str, Any]:
        """Return ``key``, one list of accepted answers per blank, and ``any_order``."""
        return {"key": [list(accepted) for accepted in self.key], "any_order": self.any_order}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> FillBlank:
        """Return the body of ``to_dict``; raises ValueError naming the field."""
        if "key" not in data:
            raise ValueError("key: missing")
        key = tuple(tuple(fields.strings({"key": each}, "key")) for each in fields.rows(data, "key"))
        return cls(key, fields.flag(data, "any_order", False))

    @classmethod
    def of_interaction(cls, interaction: Interaction, rules: Mapping[str, Any]) -> FillBlank | None:
        """Return the body with this interaction, None for an interaction of another type."""
        if not isinstance(interaction, TextEntry):
            return None
        return cls(interaction.accepted, fields.flag(rules, "any_order", False))

    def _right(self, given: Sequence[str]) -> int:
        if not self.any_order:
            return sum(_accepts(accepted, each) for accepted, each in zip(self.key, given, strict=False))
        open_blanks = list(self.key)
        for each in given:
            filled = next((accepted for accepted in open_blanks if _accepts(accepted, each)), None)
            if filled is not None:
                open_blanks.remove(filled)
        return len(self.key) - len(open_blanks)


def _accepts(accepted: Sequence[str], answer: str) -> bool:
    return bool(fold(answer)) and any(same_wording(answer, each) for each in accepted)


def _of_enumeration(fact: Enumeration, rng: Random) -> Iterator[Draft]:
    """Leave out one member in three, the first never: what stands left tells what kind of thing is wanted."""
    if len(fact.members) < 3 or not series.can_lose_members(fact.members) or stems.is_in_brackets(fact, fact.run):
        return
    short = [each for each in fact.members[1:] if series.can_be_blanked(each, fact.members)]
    wanted = min(2 if len(fact.members) > 3 else 1, len(short))
    if not wanted:
        return
    at = rng.randrange(len(short) - wanted + 1)
    trust = series.trust_in_list(fact, norm=is_norm(fact.sent.view))
    if series.has_own_verbs(fact):
        # Each verb tells which of them it wants, so as many are left out as the clause can bear.
        yield from _alone(fact, fact.members[-MOST_BLANKS:], trust, any_order=False)
        return
    drafts = list(_drafted(fact, tuple(short[at : at + wanted]), trust))
    yield from drafts or (
        _alone(fact, short[at : at + wanted], trust) if series.is_formula(fact) and not fact.count else ()
    )


def _of_parallel(fact: Parallel) -> Iterator[Draft]:
    """Leave out the second words of like clauses, where the clause before them says what they are said of."""
    blanked = tuple(right for _, right in fact.rows)
    before = of_parallel.opening(fact)
    if before and len(blanked) <= MOST_BLANKS:
        start, end = located(fact.sent, fact.run)
        yield from _of_clause(fact, blanked, Clause(fact.sent, start, end, before), _OF_PARALLEL, any_order=False)


def _of_code(fact: Code) -> Iterator[Draft]:
    """Leave a code out of its clause, unless that breaks off in the midst of what the code stands for."""
    clause = clause_of(fact, fact.code)
    first, last = located(fact.sent, fact.gloss) if fact.gloss and fact.below is None else (0, 0)
    if clause is not None and not first < clause.end < last:
        yield from _of_clause(fact, (fact.code,), clause, _trust_in_code(fact))


def _trust_in_code(fact: Code) -> float:
    """Return the share of blanked codes kept: a counted one (“八防”) is told by the list that follows."""
    if fact.gloss is None:
        return 0.25
    return 0.2 if numerals.counts(fact.code.text, len(code_stems.gloss_points(fact))) else 0.4


def _of_quantity(fact: Quantity) -> Iterator[Draft]:
    clause = clause_to_ask(fact, fact.number)
    if clause and value_of(fact.number.text) is not None and can_be_left_out(fact):
        yield from _of_clause(fact, (fact.number,), clause, trust_in_amount(clause, fact, 0.3))


def _of_definition(fact: Definition) -> Iterator[Draft]:
    term = fact.term.text
    # “一读”，由播音员通读: of a term of a number and a character the character tells.
    counted = len(term) == _SHORT_TERM and term[0] in stems.NUMERALS
    told = counted and term[1] in fact.meaning.text
    if not told and not stems.shares_words(term, fact.meaning.text):
        yield from _drafted(fact, (fact.term,), 0.55)


def _alone(fact: Enumeration, blanked: Sequence[Part], trust: float, *, any_order: bool = True) -> Iterator[Draft]:
    """Yield a list that is learned by heart in its own clause if need be, with fewer blanks where that is short."""
    for first in range(len(blanked)):
        part = tuple(blanked[first:])
        for clause, most in ((clause_of(fact, fact.run), trust), (own_clause(fact, *part), min(trust, MOST_TRUST))):
            drafts = list(_of_clause(fact, part, clause, most, any_order=any_order))
            if drafts:
                yield from drafts
                return


def _drafted(fact: Fact, blanked: tuple[Part, ...], trust: float) -> Iterator[Draft]:
    around = (fact.run,) if isinstance(fact, Enumeration) else blanked
    yield from _of_clause(fact, blanked, clause_of(fact, *around), trust)


def _of_clause(
    fact: Fact, blanked: tuple[Part, ...], clause: Clause | None, trust: float, *, any_order: bool = True
) -> Iterator[Draft]:
    """Yield the draft unless a blank would open the stem, show elsewhere, or too much would be blank."""
    if clause is None:
        return
    if isinstance(fact, Enumeration) and series.is_formula(fact):
        # What comes after 的原则 is another rule.
        clause = cut_after(clause, fact.run)
    if isinstance(fact, Enumeration) and _ONLY_COUNTED.fullmatch(clause.put((fact.run, ""))):
        return
    stem = stems.statement(clause.put(*((each, BLANK) for each in blanked)))
    answers = [each.text for each in blanked]
    most = _SHARE_OF_STEM * len(clause.put())
    if _SPLIT_PAIR.search(stem):
        return
    if (
        stem.startswith(BLANK)
        or sum(map(len, answers)) > most
        or stems.leaks(stem, answers)
        or _taken_up(stem, answers)
    ):
        return
    body = FillBlank(tuple(_accepted(text) for text in answers), any_order=any_order and len(answers) > 1)
    yield Draft(fact=fact, stem=stem, body=body, asks=blanked, trust=stems.trust_in(stem, trust, fact))


def _taken_up(stem: str, answers: Sequence[str]) -> bool:
    """Tell whether a stem goes on with the noun of its answer: 列入____，列入名录的不得更改 (保护名录)."""
    after = stem.partition(BLANK)[2].partition("，")[2]
    return any(_NAME.fullmatch(each) and each[-2:] in after for each in answers)


def _accepted(text: str) -> tuple[str, ...]:
    """Return the answer as printed, without its quotes, and a number in the other script."""
    value, other = value_of(text), ""
    if value is not None:
        other = plain(value) if not text.isascii() else chinese(int(value)) if value == int(value) else ""
    return tuple(dict.fromkeys(filter(None, (text, stems.unquoted(text), other))))
