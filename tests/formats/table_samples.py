"""Rows of tables that several tests read, and what is told of them or written."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.tables import format as xlsx
from qbank.model.portable import Portable

STEM = "柳湾泵站的值班记录应当保存多少年？"
MANY = "交接班时应当交接哪些内容？"
TRUE = "值班人员不得擅自离岗。"
BLANK = "值班人员应当每____小时巡查一次。"
KEPT = "值班人员应当每____小时巡查一次。"
ESSAY = "简述交接班的要求。"
SINGLE = ("single_choice", STEM, ["三年"])
MULTIPLE = ("multiple_choice", MANY, ["钥匙", "记录"])
VERDICT = ("true_false", TRUE, ["正确"])
FILLED = ("fill_blank", KEPT, [["两"]])
WRITTEN = ("short_answer", ESSAY, ["当面清点"])
HEAD = ["题型", "题干", "选项A", "选项B", "选项C", "答案"]
GOOD = ["判断题", "值班人员不得擅自离岗。", None, None, None, "对"]
FOUR = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案"]
WORDED = ["单选题", "由哪个科保存？", "甲科", "乙科", "丙科", "丁科", "乙科"]
LETTERED = ["单选题", "由哪个科登记？", "甲科", "乙科", "丙科", "丁科", "C"]


def codes(problems: Sequence[Problem]) -> list[str]:
    """Return the codes of problems."""
    return [problem.code for problem in problems]


def written(portables: list[Portable], settings: Settings) -> bytes:
    """Return the workbook of held items."""
    stream = BytesIO()
    xlsx.write(iter(portables), stream, settings)
    return stream.getvalue()
