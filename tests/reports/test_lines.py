"""Items as lines of text: letters are made for the eye."""

import pytest

from qbank.reports.lines import key_line, paper_lines
from qbank.types import Matching, Ordering, SingleChoice, TrueFalse


@pytest.mark.parametrize(
    ("item_type", "key"),
    [
        (SingleChoice, "C（30日）"),
        (TrueFalse, "错误"),
        (Matching, "1—C、2—A、3—B（信息科——系统维护；财务科——经费拨付；督查科——明察暗访）"),
        (Ordering, "CADB（动员部署阶段→自查自纠阶段→集中整治阶段→总结验收阶段）"),
    ],
)
def test_the_key_line_has_the_letters_of_the_paper(item_type, key):
    """Letters and numbers of the key are those that stand before the options."""
    assert key_line(item_type.example()) == key


def test_a_matching_item_has_numbers_left_and_letters_right():
    """Both columns stand below the stem, each with its own marks."""
    _, *rows = paper_lines(Matching.example())
    assert rows == ["  1. 信息科", "  2. 财务科", "  3. 督查科", "  A. 经费拨付", "  B. 明察暗访", "  C. 系统维护"]
