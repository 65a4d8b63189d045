"""What else of a document could stand where a key stands, by what the key is: an agent, a title, a grade, a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from qbank.model import numerals
from qbank.model.fact import Candidate, Fact, Part, Rows, Treatment
from qbank.model.item import Option
from qbank.types import _code_stems as code_stems
from qbank.types import _distractors as distractors
from qbank.types import _duties as duties
from qbank.workbench.shelf import Known

HERE = "同文另一处"
"""How the reason of an option begins that the document itself lends."""
TITLE = re.compile(r"《[^《》]{2,40}》")
WHAT = {
    "quantity": "数量", "range": "数量", "fraction": "数量", "tariff": "数量", "date": "日期", "deadline": "时限",
    "period": "时间", "organ": "职责主体", "post": "职责主体", "person": "职责主体", "duty": "职责", "term": "术语",
    "code": "说法", "member": "列举", "point": "列举", "head": "列举", "frame": "去向", "start": "起算点",
    "indicator": "指标", "title": "文件名称",
}  # fmt: skip
"""What things of a label are called in reasons, by the label before its colon."""
_OF_ROWS = {"amount": "数量", "limit": "数量", "grade": "等次", "treatment": "处理", "period": "时间"}
_AGENTS = frozenset({"organ", "post", "person"})
_FIGURE = re.compile(numerals.NUMERAL)


def titles(known: Known) -> Iterator[Option]:
    """Yield the titles that a document names."""
    for sent in known.study.outline.body():
        for match in TITLE.finditer(sent.view):
            yield Option("", match.group(), f"{HERE}{WHAT['title']}")


def counterparts(fact: Rows, key: Part, facts: Sequence[Fact]) -> Iterator[Option]:
    """Yield what stands to other things as the key does to its own: another treatment, grade, amount or period."""
    for other in facts:
        if isinstance(other, Rows) and other.relation == fact.relation:
            rights = [right.text for _, right in other.rows]
        elif isinstance(other, Treatment) and fact.relation == "treatment":
            rights = [other.then.text]
        else:
            continue
        for text in rights:
            apart = abs(len(text) - len(key.text)) > max(3, len(key.text) // 2)
            if not apart and (fact.relation not in {"amount", "limit"} or text[-1] == key.text[-1]):
                yield Option("", text, f"{HERE}{_OF_ROWS[fact.relation]}")


def agrees(key: Part, keys: Sequence[str], issued: str) -> Callable[[Candidate], bool]:
    """Return what must hold of a candidate.

    Agents exclude each other, points and members of no named kind end alike, time limits have one
    form, codes one shape.
    """

    def is_in_form(candidate: Candidate) -> bool:
        text = candidate.part.text
        made_alike = _FIGURE.sub("#", text) == _FIGURE.sub("#", key.text)
        return made_alike and distractors.in_time(text, key.text, issued) and distractors.is_near(text, key.text)

    if key.label == "deadline":
        return is_in_form
    if key.label == "code":
        return lambda candidate: code_stems.same_shape(candidate.part.text, key.text)
    if key.label in _AGENTS:
        return lambda candidate: duties.are_apart(candidate.part.text, key.text)
    if key.label in {"member", "member:", "point"}:
        return lambda candidate: candidate.part.text[-1] in {each[-1] for each in keys}
    return lambda _candidate: True
