"""Where limits of use are the cause of a shortage, it says so, with the nearest limit that would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from blueprints import DAY
from hypothesis import given, settings
from hypothesis import strategies as st

import qbank.types  # noqa: F401 - registers the types
from qbank.assembly.selecting import assemble
from qbank.assembly.shortages import Shortage
from qbank.model.blueprint import Blueprint, Cell, Section
from qbank.model.candidate import Candidate

_USED = st.tuples(st.integers(0, 4), st.none() | st.integers(0, 40), st.sampled_from([False, False, True]))


def _bank(used: list[tuple[int, int | None, bool]]) -> list[Candidate]:
    return [
        Candidate(
            id=f"q{at}",
            type="true_false",
            document="甲.txt",
            chapter="总则",
            uses=uses,
            last_used=None if days is None else DAY - timedelta(days=days),
            miskeyed=wrong,
        )
        for at, (uses, days, wrong) in enumerate(used)
    ]


def _asked(number: int, uses: int | None, rested: int) -> Blueprint:
    section = Section(type="true_false", number=number, marks=1)
    return Blueprint(name="卷", sections=(section,), uses=uses, rested=rested)


def _short(blueprint: Blueprint, bank: list[Candidate]) -> tuple[Shortage, ...]:
    return assemble(blueprint, bank, seed="1", day=DAY).shortages


@settings(deadline=None)
@given(st.lists(_USED, max_size=8), st.integers(1, 6), st.none() | st.integers(0, 4), st.integers(0, 45))
def test_the_limit_told_would_do_and_a_stricter_one_would_not(
    used: list[tuple[int, int | None, bool]], number: int, uses: int | None, rested: int
) -> None:
    """Told exactly where the bank has enough items that were used too often or too lately, or whose keys are wrong."""
    bank, asked = _bank(used), _asked(number, uses, rested)
    short = _short(asked, bank)
    if not short:
        return
    kept = short[0].kept
    assert (kept is not None) == (len(bank) >= number)
    if kept is None:
        assert short[0].problem.code == "assembly-short-section"
        return
    assert kept.amount + kept.miskeyed == len(bank) - short[0].have
    mended = [replace(each, miskeyed=False) for each in bank]
    assert kept.enough_keys == (not _short(asked, mended))
    loose = replace(asked, uses=None, rested=0)
    assert bool(kept.miskeyed) == any(each.miskeyed for each in bank)
    assert short[0].problem.code == (
        "assembly-short-miskeyed" if kept.enough_keys
        else "assembly-short-rested" if kept.enough_rested is not None
        else "assembly-short-uses" if kept.enough_uses is not None
        else "assembly-short-kept" if kept.miskeyed
        else "assembly-short-used"
    )  # fmt: skip
    assert not _short(loose, mended)
    for field, enough in (("uses", kept.enough_uses), ("rested", kept.enough_rested)):
        if enough is None:
            none = {"uses": None} if field == "uses" else {"rested": 0}
            assert _short(replace(asked, **none), bank)
        else:
            stricter = enough - 1 if field == "uses" else enough + 1
            assert not _short(replace(asked, **{field: enough}), bank)
            assert _short(replace(asked, **{field: stricter}), bank)


def test_a_limit_that_leaves_nothing_is_told_as_the_cause() -> None:
    """All 12 items are there: none has to be written."""
    bank = _bank([(1, 10, False)] * 12)
    (short,) = _short(_asked(10, 0, 0), bank)
    told = short.problem.message("zh")
    assert "题库里共 12 道，其中 12 道已用满 0 次" in told
    assert "请把 0 次改为 2 次" in told
    (short,) = _short(_asked(10, None, 30), bank)
    assert "12 道在最近 30 天内用过" in short.problem.message("zh")
    assert "请把 30 天缩短到 10 天" in short.problem.message("zh")
    (short,) = _short(_asked(10, 1, 30), bank)
    assert "请把两项都放宽" in short.problem.message("zh")
    assert "relax both" in short.problem.message("en")


def test_the_cause_of_a_short_cell_is_told_too() -> None:
    """A cell counts its own items; others of the bank do not help it."""
    bank = [*_bank([(0, None, False)] * 5), replace(_bank([(3, None, False)])[0], id="r", chapter="附则")]
    cell = Cell(chapters=("附则",), least=1)
    short = _short(replace(_asked(3, 2, 0), cells=(cell,)), bank)
    assert [each.problem.code for each in short] == ["assembly-short-uses"]
    assert "请把 2 次改为 4 次" in short[0].problem.message("zh")


def test_wrong_keys_are_told_as_the_cause() -> None:
    """Mended keys would do, or they and the limits together; pinned, such an item is used all the same."""
    bank = _bank([(0, None, True)] * 2 + [(0, None, False)] * 2)
    (short,) = _short(_asked(3, None, 0), bank)
    assert "题库里共 4 道，其中 2 道考试证明答案有误" in short.problem.message("zh")
    assert "2 are left out because an exam showed" in short.problem.message("en")
    assert not _short(replace(_asked(3, None, 0), pinned=("q0",)), bank)
    (short,) = _short(_asked(3, 1, 0), [*bank[:2], *(replace(each, uses=2) for each in bank[2:])])
    assert short.problem.code == "assembly-short-kept"
    assert "2 道考试证明答案有误，不参加抽题，2 道因为用过" in short.problem.message("zh")
