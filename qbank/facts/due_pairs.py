"""What is due when, as a timetable lists it: 6月15日前，各站成立专班；6月20日前，名册报齐；7月底前，设备到位."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, position
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_DATED = re.compile("[0-9]月(?:[0-9]{1,2}[日号]|[底末]|[上中下]旬)")
_PIECE = re.compile("(?:^|[；。])(?:[①-⑳]|[（(]?[0-9]{1,2}[）).．、](?![0-9]))?")
_ROW = re.compile(
    r"(?P<when>(?:[0-9]{4}年|今年|明年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|[底末]|[上中下]旬)(?P<by>[之以]?前)?)[，：\s]?\s*"
    r"(?P<task>(?!前|后|起|至|到|[—\-~～]|以来|，)[^，。；：]{3,30})(?=[，。；]|$)"
)
# 第①类箱提离, 其余8家: which they are, was said before; 没有动工的 is a case.
_NO_TASK = re.compile("^其|其余|第[①-⑳]|前[0-9]+项|[的时后前]$|了(?!解)|已")
_PLANS = frozenset({"plan", "notice"})
"""Kinds in which a bare date is one to come."""
_FEWEST = 4
"""Three tasks are put into their order by anybody."""
_APART = 3
"""How many sentences on the next row of a timetable may stand: a row may have a second sentence."""


class DuePairsPattern:
    """Four or more tasks, each behind the date by which or on which it is due."""

    name = "due_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield one timetable for each run of neighbouring sentences of a section that begin with dates."""
        bare = outline.document.kind in _PLANS
        runs: list[list[rows.Row]] = []
        last: Sentence | None = None
        for sent in outline.body():
            found = list(_rows_of(sent, bare=bare)) if len(sent.view) <= LONGEST and _DATED.search(sent.view) else []
            if not found:
                continue
            near = last is not None and sent.section == last.section and sent.index - last.index <= _APART
            if near:
                runs[-1] += found
            else:
                runs.append(found)
            last = sent
        facts = [fact for run in runs for fact in rows.pairs(_told_once(run), self.name, _names(run), outline)]
        yield from sorted((fact for fact in facts if len(fact.left) >= _FEWEST), key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a timetable of four."""
        words = (
            *("6月15日前", "各站成立专班", "6月20日前", "名册全部报齐"),
            *("7月底前", "检测设备到位", "8月底前", "人员全部轮训"),
        )
        return "{}，{}；{}，{}；{}，{}；{}，{}。".format(*words), (words,)

    def counter_example(self) -> str:
        """Return three tasks, which anybody puts into their order, and days on which something happened."""
        return (
            "6月15日前，各站成立专班；6月20日前，名册全部报齐；7月底前，检测设备到位。"
            "5月28日，涵洞堵塞。7月21日，边坡溜坍。8月16日，钢轨胀轨。9月3日，涵洞再次堵塞。"
        )


PATTERNS.add(DuePairsPattern.name)(DuePairsPattern())


def _rows_of(sent: Sentence, *, bare: bool) -> Iterator[rows.Row]:
    for piece in _PIECE.finditer(sent.view):
        match = _ROW.match(sent.view, piece.end())
        if match and (bare or match["by"]) and _NO_TASK.search(match["task"]) is None:
            yield rows.row(sent, match.span("task"), match.span("when"))


def _told_once(run: list[rows.Row]) -> list[rows.Row]:
    """Return the rows whose date no other row has."""
    dates = [each.right.text for each in run]
    return [each for each in run if dates.count(each.right.text) == 1]


def _names(run: list[rows.Row]) -> tuple[str, str]:
    return ("工作任务", "完成时限") if all(each.right.text.endswith("前") for each in run) else ("工作安排", "时间")
