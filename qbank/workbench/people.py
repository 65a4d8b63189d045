"""What a workspace can say of people: departments of an exam and who sits it again, and one person's record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qbank.analysis.classical import total_figures
from qbank.analysis.counts import Sitting, counted
from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.model.sitting import ABSENT, Sheet, SittingHead
from qbank.reports.key_doubts import key_doubts, untaught
from qbank.reports.lines import key_line
from qbank.reports.person_report import LostMarks, PersonRecord, lost_marks
from qbank.reports.results import Rules, by_department, groups, record, rest, sit_again, spread, whole, wrong_items
from qbank.reports.results_report import Results
from qbank.sittings import Sittings


def results_of(
    store: Sittings, sitting: str, bank: Bank, lang: Lang, *, rules: Rules | None = None, depth: int = 1
) -> Results:
    """Return what an exam that is kept shows of its people; what was wrong is told of keys that hold.

    Args:
        store: the file of answers.
        sitting: the exam's id, or its name where that is only one's.
        bank: whose items it asked, with what exams showed about them.
        lang: the language.
        rules: marks and limits.
        depth: how many levels of the tree tell departments apart.

    Raises:
        QbankError: no such exam, or several of the name.
    """
    found = [head for head in store.sittings() if sitting in (head.id, head.name)]
    if len(found) != 1:
        code = "people-exams-several" if found else "people-exam-unknown"
        raise QbankError(Problem(code, str(store.path), values={"found": sitting}))
    (head,) = found
    sheets = store.sheets(head.id)
    items = {item.id: item for item in bank.items(Query())}
    doubts = key_doubts(head, items, bank.evidence([each.item for each in head.asked]), bank.version, lang)
    hidden = untaught(doubts)
    chapters = {each: item.chapter for each, item in items.items()}
    parts, limits = groups(head, sheets, chapters, rules, depth=depth), rules or Rules()
    shown = {each.department for each in parts if each.mean is not None}
    return Results(
        head=head,
        groups=parts,
        whole=whole(head, sheets, chapters, rules),
        again=sit_again(head, sheets, _error_of(head, sheets), rules),
        wrong={
            name: [each for each in wrong_items(head, own, rules) if each.asked.item not in hidden]
            for name, own in by_department(sheets, depth).items()
            if name in shown
        },
        doubts=doubts,
        stems={each.item: items[each.item].stem for each in head.asked if each.item in items},
        keys={each.item: key_line(items[each.item]) for each in head.asked if each.item in items},
        lang=lang,
        limit=limits.passed,
        least=limits.least,
        rest=rest(head, sheets, chapters, parts, rules, depth=depth),
        spread=spread(head, sheets, rules),
    )


def _error_of(head: SittingHead, sheets: Sequence[Sheet]) -> float | None:
    """Return the standard error of measurement of an exam in marks, None where it has none."""
    rows = [sheet.marks for sheet in sheets if sheet.state != ABSENT and len(sheet.marks) == len(head.asked)]
    if not rows or not head.asked:
        return None
    marks = np.array([[np.nan if mark is None else mark for mark in row] for row in rows], float)
    names = tuple(str(at) for at in range(len(head.asked)))
    return total_figures(counted(Sitting(names, marks, np.array([each.most for each in head.asked])))).sem


def record_of(store: Sittings, code: str, bank: Bank, lang: Lang) -> PersonRecord:
    """Return a person's record, the latest exam first.

    Args:
        store: the file of answers.
        code: whose.
        bank: whose items the exams asked.
        lang: the language.

    Raises:
        QbankError: nobody of that code.
    """
    own = store.of_person(code)
    if not own:
        raise QbankError(Problem("people-unknown", str(store.path), values={"found": code}))
    items = {item.id: item for item in bank.items(Query())}
    chapters = {each: item.chapter for each, item in items.items()}
    lost: list[LostMarks] = []
    for head, sheet in own:
        here = [each.item for each in head.asked if each.item in items]
        doubts = key_doubts(head, items, bank.evidence([each.item for each in head.asked]), bank.version, lang)
        stems = {each: items[each].stem for each in here}
        lost += lost_marks(head, sheet.marks, stems, {each: key_line(items[each]) for each in here}, untaught(doubts))
    exams = ((head, sheet, store.sheets(head.id)) for head, sheet in own)
    return PersonRecord(own[0][1].person, record(exams, chapters), lost, lang, Rules().passed)
