"""Items that the tests of answer files share."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from qbank.model.item import Item, Option
from qbank.types.fill_blank import FillBlank
from qbank.types.matching import Matching
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.ordering import Ordering
from qbank.types.single_choice import SingleChoice
from qbank.types.true_false import TrueFalse

Write = Callable[..., Path]


def single(name: str, stem: str, texts: Sequence[str], key: int = 0) -> Item:
    """Return a single choice; its key is the option with that place."""
    options = tuple(Option(f"o{at}", text) for at, text in enumerate(texts, 1))
    return Item(id=name, stem=stem, body=SingleChoice(options=options, key=(f"o{key + 1}",)))


def paper() -> list[Item]:
    """Return an item of each type."""
    many = tuple(Option(f"o{at}", text) for at, text in enumerate(("消防通道", "安全出口", "疏散楼梯", "普通仓库"), 1))
    left = tuple(Option(f"l{at}", text) for at, text in enumerate(("火警", "匪警"), 1))
    right = tuple(Option(f"r{at}", text) for at, text in enumerate(("110", "119"), 1))
    pairs = (("l1", "r2"), ("l2", "r1"))
    accepted = (("权利",), ("法律", "法规"))
    steps = tuple(Option(f"o{at}", text) for at, text in enumerate(("出警", "接警", "归档"), 1))
    return [
        single("Q-one", "值班民警接到报警后应当在多少分钟内到达现场？", ("五分钟", "十分钟", "三十分钟", "一小时"), 1),
        Item(id="Q-many", stem="下列哪些场所必须保持畅通？", body=MultipleChoice(options=many, key=("o1", "o2", "o3"))),
        Item(id="Q-true", stem="灭火器应当每月检查一次。", body=TrueFalse(key=True)),
        Item(id="Q-fill", stem="____是宪法的核心，____是法治的基础。", body=FillBlank(key=accepted)),
        Item(
            id="Q-match",
            stem="把报警种类与电话连起来。",
            body=Matching(left=left, right=right, key=pairs),
        ),
        Item(id="Q-order", stem="请排列处警的先后顺序。", body=Ordering(options=steps, key=("o2", "o1", "o3"))),
    ]


def bank(count: int, seed: int = 0) -> list[Item]:
    """Return many single choices with stems of their own."""
    rng = random.Random(seed)
    signs = "安全生产责任制度管理规定应当及时报告检查人员设备现场处置程序依法执行公共秩序维护群众利益保障监督"
    items = []
    for at in range(count):
        stem = "".join(rng.choice(signs) for _ in range(rng.randint(18, 40)))
        texts = [f"{''.join(rng.choice(signs) for _ in range(6))}{place}" for place in range(4)]
        items.append(single(f"b{at:05}", stem, texts, rng.randrange(4)))
    return items
