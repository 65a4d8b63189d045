"""Counting anew finds every rule that a paper breaks, and by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from blueprints import DAY

from qbank.assembly.verifying import gaps
from qbank.model.blueprint import Band, Blueprint, Cell, Section
from qbank.model.candidate import Candidate

BANK = {
    each.id: each
    for each in (
        Candidate(id="a", type="single_choice", key="A", chapter="一", facility=0.9, words=100, seconds=30),
        Candidate(id="b", type="single_choice", key="B", chapter="一", facility=0.5, words=100, seconds=30),
        Candidate(id="c", type="single_choice", key="A", chapter="二", facility=0.1, words=100, seconds=30),
        Candidate(id="t", type="true_false", chapter="二", difficulty="hard", words=10, seconds=10, verdict="true"),
        Candidate(id="f", type="true_false", verdict="false"),
        *(Candidate(id=name, type="multiple_choice", rights=int(name[1])) for name in ("m2", "m22", "m3")),
        Candidate(id="old", type="single_choice", key="C", last_used=DAY - timedelta(days=5), uses=4),
        Candidate(id="wrong", type="single_choice", key="C", miskeyed=True),
        Candidate(id="later", type="single_choice", key="C", last_used=DAY + timedelta(days=3)),
        Candidate(id="post", type="single_choice", key="D", audience=("护林员",), document="甲.txt"),
        Candidate(id="s1", type="single_choice", key="C", stimulus="材料"),
        Candidate(id="s2", type="single_choice", key="D", stimulus="材料"),
        Candidate(id="five", type="single_choice", marks=5.0),
    )
}
PLAIN = Blueprint(
    name="小",
    sections=(Section(type="single_choice", number=2, marks=2), Section(type="true_false", number=1, marks=1)),
)
GOOD = (("a", "b"), ("t",))


def _found(paper: object, **change: object) -> list[tuple[str, str, float]]:
    asked = {name: change.pop(name) for name in ("enemies", "others") if name in change}
    found = gaps(replace(PLAIN, **change), paper, BANK, DAY, **asked)  # type: ignore[arg-type]
    return [(gap.rule, gap.name, round(gap.amount, 6)) for gap in found]


@pytest.mark.parametrize(
    ("paper", "change", "expected"),
    [
        (GOOD, {}, []),
        ((("a",), ("t",)), {}, [("section", "单选题", 1)]),
        ((("a", "b", "c"), ("t",)), {}, [("section", "单选题", 1)]),
        ((("a", "a"), ("t",)), {}, [("twice", "a", 1)]),
        ((("a", "zz"), ("t",)), {}, [("unknown", "zz", 1)]),
        ((("a", "t"), ("t",)), {}, [("twice", "t", 1), ("type", "t", 1)]),
        ((("a", "five"), ("t",)), {}, [("type", "five", 1)]),
        (GOOD, {"cells": (Cell(least=1, chapters=("二",), types=("single_choice",)),)}, [("cell", "二·单选题", 1)]),
        (GOOD, {"cells": (Cell(least=0, most=3, unit="marks", chapters=("一",)),)}, [("cell", "一", 1)]),
        (GOOD, {"cells": (Cell(least=1, marks=2, chapters=("二",)),)}, [("cell", "二·每题2分", 1)]),
        (GOOD, {"keys": Band(0, 0.5)}, []),
        (GOOD, {"keys": Band(0.1, 0.5)}, [("key", "C", 0.1), ("key", "D", 0.1)]),
        ((("a", "c"), ("t",)), {"keys": Band(0, 0.5)}, [("key", "A", 0.5)]),
        (GOOD, {"trues": Band(0.5, 1)}, []),
        ((("a", "b"), ("f",)), {"trues": Band(0.4, 0.6)}, [("trues", "", 0.4)]),
        ((("a", "m2"), ("m3",)), {"rights": 0.5}, [("type", "m2", 1), ("type", "m3", 1)]),
        ((("a", "m2"), ("m22",)), {"rights": 0.5}, [("type", "m2", 1), ("type", "m22", 1), ("rights", "2", 0.5)]),
        (GOOD, {"facility": Band(0.6, 0.7)}, []),  # (2×0.9 + 2×0.5 + 1×0.2) / 5
        (GOOD, {"facility": Band(0.4, 0.5)}, [("facility", "", 0.1)]),
        (GOOD, {"words": Band(0, 200)}, [("words", "", 10)]),
        (GOOD, {"seconds": Band(80, 99)}, [("seconds", "", 10)]),
        (GOOD, {"pinned": ("c",)}, [("pinned", "c", 1)]),
        (GOOD, {"pinned": ("s1",)}, [("pinned", "s1", 1), ("pinned", "s2", 1)]),
        (GOOD, {"banned": ("a",)}, [("banned", "a", 1)]),
        ((("a", "old"), ("t",)), {"rested": 30}, [("rested", "old", 25)]),
        ((("a", "wrong"), ("t",)), {}, [("miskeyed", "wrong", 1)]),
        ((("a", "wrong"), ("t",)), {"pinned": ("wrong",)}, []),
        ((("a", "later"), ("t",)), {}, []),
        ((("a", "later"), ("t",)), {"rested": 5}, [("rested", "later", 8)]),
        ((("a", "old"), ("t",)), {"rested": 5, "uses": 3}, [("uses", "old", 2)]),
        ((("a", "post"), ("t",)), {"audiences": ("司机",)}, [("audience", "post", 1)]),
        ((("a", "post"), ("t",)), {"audiences": ("护林",)}, []),
        ((("a", "post"), ("t",)), {"documents": ("甲.txt",)}, [("document", "a", 1), ("document", "t", 1)]),
        (GOOD, {"enemies": [("a", "b", "c")]}, [("enemies", "a、b", 1)]),
        ((("a", "s1"), ("t",)), {}, [("stimulus", "材料", 1)]),
        ((("a", "s1"), ("t",)), {"stimulus_least": 1}, []),
        (GOOD, {"others": [("a", "c"), ("x",)]}, [("overlap", "", 1)]),
        (GOOD, {"others": [("a", "c")], "overlap": 0.34}, []),
        (GOOD, {"others": [("a", "c")], "pinned": ("a",)}, []),
        (GOOD, {"cells": (Cell(least=4, scope="common"),)}, [("cell", "公共基础", 1)]),
        ((("a", "post"), ("t",)), {"cells": (Cell(least=1, scope="special", audiences=("护林",)),)}, []),
    ],
)
def test_each_broken_rule_is_found(paper: object, change: dict[str, object], expected: list[object]) -> None:
    """A paper that breaks one rule is told that rule, what it is about and by how much."""
    assert _found(paper, **change) == expected
