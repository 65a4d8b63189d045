"""What of an item's key no page break divides: short pieces, for a heading above a long one is left alone."""

from __future__ import annotations

from itertools import groupby

import pytest
from formats.paper_samples import mixed, one

from qbank.formats._contract import Settings
from qbank.formats._incoming import choice
from qbank.formats.paper._key import key
from qbank.formats.paper._layout import Line, Together, texts, texts_of
from qbank.formats.paper.format import plan_of
from qbank.model.portable import Portable


def _several_proofs() -> Portable:
    proof = tuple(f"《值班办法》第{at}条：“原文{at}。”" for at in range(1, 5))
    return one("几分钟内上报？", choice(["5分钟", "10分钟"], [0], multiple=False), 30, proof=proof)


@pytest.mark.parametrize("with_items", [True, False])
def test_question_and_answer_stay_together_and_so_do_the_last_lines_but_not_all_between(*, with_items: bool) -> None:
    """Every item begins with one piece that holds its answer; the line that only editors read is never alone."""
    plan = plan_of([*mixed(), _several_proofs()], Settings(title="卷"))
    pages = key(plan, with_items=with_items).parts[0].blocks
    pieces = [list(texts_of(block)) for block in pages if isinstance(block, Together)]
    opening = [piece for piece in pieces if any("【答案】" in words or "【得分点】" in words for words in piece)]
    closing = [piece for piece in pieces if any("编号" in words for words in piece)]
    assert len(opening) == len(closing) == len(plan.entries)
    assert all(len(piece) > 1 for piece in closing)
    loose = [block for block in pages if isinstance(block, Line) and block.style == "more"]
    assert {"《值班办法》第2条：“原文2。”" in "".join(texts_of(line)) for line in loose} == {True, False}
    assert [piece for piece in opening if any("原文4" in words for words in piece)] == []


def test_pieces_say_all_in_order() -> None:
    """Answer, rationale, each proof line, and what editors look up: nothing is lost and nothing comes twice."""
    plan = plan_of([_several_proofs()], Settings(title="卷"))
    said = list(texts(key(plan, with_items=False)))
    proofs = [words[:9] for words in said if words.startswith("《值班办法》第")]
    assert proofs == [name for name, _ in groupby(proofs)] == [f"《值班办法》第{at}条" for at in range(1, 5)]
