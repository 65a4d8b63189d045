"""An item of every type, and what a layout of running text writes of items."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from qbank.formats._contract import Settings
from qbank.formats.texts import format as text_bank
from qbank.formats.texts.layout import layout, names
from qbank.model.item import BLANK, Item, MarkingPoint, Option
from qbank.model.portable import Portable
from qbank.types.fill_blank import FillBlank
from qbank.types.matching import Matching
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.ordering import Ordering
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice
from qbank.types.true_false import TrueFalse

ALL = names()
every_layout = pytest.mark.parametrize("name", ALL)


def options_of(*texts: str, letter: str = "o") -> tuple[Option, ...]:
    """Return options with ids that count."""
    return tuple(Option(f"{letter}{n}", text) for n, text in enumerate(texts, 1))


ONE = Portable(
    item=Item(
        id="q1",
        stem=f"险情应当在{BLANK}内报告。",
        body=SingleChoice(options_of("30分钟", "2小时", "1日"), ("o1",)),
        rationale="见第三条。",
        difficulty="hard",
        chapter="第一章",
        tags=("险情", "报告"),
        audience=("值班员",),
    ),
    proof=("《值班办法》第三条",),
)
MANY = Portable(
    item=Item(id="q2", stem="应当登记哪些内容？", body=MultipleChoice(options_of("姓名", "事由", "爱好"), ("o1", "o2")))
)
VERDICT = Portable(item=Item(id="q3", stem="值班期间可以饮酒。", body=TrueFalse(False), difficulty="easy"))
BLANKS = Portable(
    item=Item(
        id="q4", stem=f"应当做到{BLANK}、{BLANK}。", body=FillBlank((("不脱岗", "不离岗"), ("不睡岗",)), any_order=True)
    )
)
FREE = Portable(
    item=Item(id="q5", stem="有哪些措施？", body=ShortAnswer((MarkingPoint("加强领导", 2.0), MarkingPoint("落实经费"))))
)
ORDER = Portable(
    item=Item(id="q6", stem="请排序。", body=Ordering(options_of("复查", "自查", "整改"), ("o2", "o3", "o1")))
)
PAIRS = (("l1", "r2"), ("l2", "r1"), ("l3", "r3"))
MATCH = Portable(
    item=Item(
        id="q7",
        stem="请匹配。",
        body=Matching(
            options_of("甲科", "乙科", "丙科", letter="l"),
            options_of("经费", "检查", "维护", letter="r"),
            PAIRS,
        ),
    )
)
BANK = (ONE, MANY, VERDICT, BLANKS, FREE, ORDER, MATCH)


def written(name: str, *items: Portable, title: str = "") -> bytes:
    """Return the file of items that a layout holds."""
    asked = Settings(profile=name, title=title)
    kept = [held for each in items if isinstance(held := text_bank.hold(each, asked), Portable)]
    stream = BytesIO()
    text_bank.write(iter(kept), stream, asked)
    return stream.getvalue()


def lines(name: str, *items: Portable, title: str = "") -> list[str]:
    """Return the lines, or the paragraphs of Word, that a layout writes."""
    data = written(name, *items, title=title)
    if layout(name).file == "txt":
        assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
        return data.decode("utf-8-sig").split("\r\n")[:-1]
    if layout(name).cell:
        cells = [cell.value for row in load_workbook(BytesIO(data)).active.iter_rows() for cell in row]
        return [line for cell in cells[1:] for line in cell.split(layout(name).cell.between)]
    from docx import Document

    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]
