"""Cells of a table that was printed as lines are no stems."""

from __future__ import annotations

import pytest

from qbank.drafting.draft import draft
from qbank.drafting.study import Tools, study
from qbank.model.document import Document
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))


def _stems(line: str) -> list[str]:
    text = f"云岭乳品厂作业手册\n一、检验\n{line}\n记录保存不少于3年。\n二、要求\n化验员应当在15分钟内报告班长。\n"
    studied = study(Document("手册.txt", "d" * 64, text, title="云岭乳品厂作业手册", kind="handbook"), TOOLS)
    return [item.stem for item in draft(studied).items]


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("酒精试验      化验员每月不少于4次             阳性退回", "酒精试验"),
        ("化验室|化验员每月抽查不少于4次|3月20日", "化验室"),
        ("停电：①化验员广播②班长应当在5分钟内清点③盖布不少于20块", "②"),
    ],
)
def test_cells_and_points_of_one_line_are_not_quoted(line: str, cell: str) -> None:
    """Spaces, bars and circled numbers part what is no sentence; the other sentences are asked."""
    stems = _stems(line)
    assert stems
    assert not any(cell in stem for stem in stems)


def test_a_date_before_its_row_is_closed_up() -> None:
    """12月9日     第一批返校汇报 is read on."""
    stems = _stems("12月9日     第一批化验员返校汇报，每人不超过8分钟")
    assert any("12月9日第一批化验员返校汇报" in stem for stem in stems)
