"""Keys without a pattern: of statements half are true, multiple choices differ in how many options are right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from blueprints import DAY
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.assembly.selecting import Outcome, Paper, assemble
from qbank.assembly.wishes import as_wished, even_keys, uneven
from qbank.model.blueprint import Band, Blueprint, Cell, Section
from qbank.model.candidate import Candidate

_JUDGED, _MULTIPLE = "true_false", "multiple_choice"
_BANKS = st.tuples(*[st.integers(0, 12)] * 2, *[st.integers(0, 9)] * 3)


def _bank(true: int, false: int, *by_rights: int) -> list[Candidate]:
    statements = ["true"] * true + ["false"] * false
    numbers = [number for number, count in enumerate(by_rights, 2) for _ in range(count)]
    return [
        *(Candidate(id=f"s{at:02}", type=_JUDGED, verdict=each) for at, each in enumerate(statements)),  # type: ignore[arg-type]
        *(Candidate(id=f"m{at:02}", type=_MULTIPLE, rights=each) for at, each in enumerate(numbers)),
    ]


def _asked(statements: int, multiple: int) -> Blueprint:
    counts = ((_JUDGED, statements), (_MULTIPLE, multiple))
    return Blueprint(
        name="卷", sections=tuple(Section(type=name, number=number, marks=1) for name, number in counts if number)
    )


def _found(blueprint: Blueprint, bank: list[Candidate], seed: str = "1", forms: int = 1) -> tuple[Blueprint, Outcome]:
    return as_wished(
        blueprint, even_keys(blueprint, bank), lambda each: assemble(each, bank, seed=seed, day=DAY, forms=forms)
    )


def _counts(paper: Paper, bank: list[Candidate]) -> tuple[int, Counter[int]]:
    taken = [each for each in bank if each.id in {item for section in paper for item in section}]
    return sum(each.verdict == "true" for each in taken), Counter(each.rights for each in taken if each.rights)


@settings(max_examples=120)
@given(_BANKS, st.integers(1, 10), st.integers(0, 8), st.integers(0, 99))
def test_keys_are_as_even_as_the_bank_allows(
    counts: tuple[int, ...], statements: int, multiple: int, seed: int
) -> None:
    """There is a paper exactly where there are items enough; half are true, or as near to half as there can be."""
    bank, blueprint = _bank(*counts), _asked(statements, multiple)
    true, false, *by_rights = counts
    kept, outcome = _found(blueprint, bank, str(seed))
    assert bool(outcome.papers) == (true + false >= statements and sum(by_rights) >= multiple)
    if not outcome.papers:
        assert {each.gap.rule for each in outcome.shortages} == {"section"}
        return
    found, rights = _counts(outcome.papers[0], bank)
    if statements >= 3:
        possible = range(max(0, statements - false), min(true, statements) + 1)
        nearest = min(abs(each - statements / 2) for each in possible)
        assert abs(found - statements / 2) <= max(1, nearest)
    if multiple >= 3:
        most = (multiple + 1) // 2
        assert max(rights.values()) <= max(most, *(multiple - sum(by_rights) + each for each in by_rights))
    told = {each.code for each in uneven(blueprint, outcome.papers, {each.id: each for each in bank})}
    assert ("papers-uneven-trues" in told) == (statements >= 3 and abs(found - statements / 2) > 1)
    assert ("papers-uneven-rights" in told) == (multiple >= 3 and max(rights.values()) > (multiple + 1) // 2)
    assert (kept == replace(blueprint, **even_keys(blueprint, bank))) == (not told)


def test_what_is_asked_is_never_given_up_for_what_is_wished() -> None:
    """Cells that leave only true statements are kept, and the paper is told to be uneven."""
    bank = [
        Candidate(id=f"q{at:02}", type=_JUDGED, verdict="true" if at < 9 else "false", chapter="一" if at < 9 else "二")
        for at in range(20)
    ]
    blueprint = replace(_asked(10, 0), cells=(Cell(least=8, chapters=("一",)),))
    _, outcome = _found(blueprint, bank)
    assert _counts(outcome.papers[0], bank)[0] == 8  # as few as the cell allows
    (told,) = uneven(blueprint, outcome.papers, {each.id: each for each in bank})
    assert told.values == {"name": "A", "true": 8, "false": 2, "number": "", "same": 0, "count": 0}
    assert "8" in told.message("zh") and "8" in told.message("en")


def test_a_share_that_is_asked_for_is_no_wish() -> None:
    """Where the blueprint says how many are true, that is kept, or it is told what is missing; nothing is wished."""
    bank = _bank(9, 9)
    few = replace(_asked(10, 0), trues=Band(0.1, 0.2))
    assert "trues" not in even_keys(few, bank)
    assert _counts(_found(few, bank)[1].papers[0], bank)[0] in {1, 2}
    (short,) = _found(replace(few, trues=Band(1, 1)), bank)[1].shortages
    assert (short.gap.rule, short.gap.limit, round(short.gap.found, 6), short.have) == ("trues", 1, 0.9, 9)
    assert "90 %" in short.problem.message("zh") and "90 %" in short.problem.message("en")
    (alike,) = _found(replace(_asked(0, 4), rights=0.5), _bank(0, 0, 9, 1))[1].shortages
    assert (alike.gap.rule, alike.gap.name, alike.gap.found, alike.have) == ("rights", "2", 0.75, 1)
    assert "75 %" in alike.problem.message("zh") and "75 %" in alike.problem.message("en")


def test_forms_without_common_items_are_all_even() -> None:
    """Three forms of a bank with few true statements share these out, none has more than it must."""
    bank = _bank(12, 40)
    papers = _found(_asked(10, 0), bank, forms=3)[1].papers
    assert [_counts(paper, bank)[0] for paper in papers] == [4, 4, 4]
