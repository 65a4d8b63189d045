"""Labels with their amounts: 学习教育占20分、查摆整改占40分、…; 警告，六个月；记过，十二个月；…"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.facts._words import Words, is_noun, words_of
from qbank.model import numerals
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_UNITS = {
    "分": "分值",
    "%": "比例",
    "％": "比例",
    "学时": "学时",
    "课时": "课时",
    "日": "期限",
    "天": "期限",
    "个工作日": "期限",
    "工作日": "期限",
    "个月": "期限",
    "年": "期限",
    "小时": "时限",
    "分钟": "时限",
}
_LIMITS = {"少于": "最低", "低于": "最低", "超过": "最高"}
_WHO = re.compile("[员长者师工]$|领导$|人员$|干部$")
_THING = "项目"
_MARKED = re.compile("考核|考评|评估|测评|评比|考试")
_NUMBER = re.compile("[0-9一二三四五六七八九十①-⑳]")
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_PIECE = re.compile(
    rf"(?P<label>[^，。；：、0-9占为不全]{{2,12}}?)(?P<link>(?:[，：])?(?:占|为|各占|(?:全年|每年)?不(?:得)?(?:少于|超过|低于))?)"
    rf"(?P<amount>{numerals.NUMERAL}(?P<unit>{_UNIT})(?!以|[余多至到]))"
)
_CUE = re.compile(rf"[0-9{numerals.CHINESE}](?:{_UNIT})")
_CUT = re.compile("[、，；。]|$")
_AHEAD = re.compile(r"其中[，：]?|[：，。；]|^")


class LabelPairsPattern:
    """Labels with amounts of one measure, three or more in a row or one each in neighbouring items."""

    name = "label_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the runs inside a sentence, then the items that begin alike."""
        groups: list[list[rows.Row]] = []
        alike: defaultdict[tuple[object, ...], list[rows.Row]] = defaultdict(list)
        for sent in outline.body():
            amounts = len(_CUE.findall(sent.view))
            if amounts < rows.LEAST and not (amounts and sent.label):
                continue
            words = words_of(sent, terms)
            run = list(_run(sent, words))
            groups.append(run)
            match = _PIECE.match(sent.view) if sent.label and len(run) < rows.LEAST else None
            if match and _CUT.match(sent.view, match.end()) and _is_label(words, *match.span("label")):
                alike[sent.section, _NUMBER.sub("", sent.label), match["link"], match["unit"]].append(_row(sent, match))
        found = [
            fact
            for group in (*groups, *alike.values())
            if group and len({numerals.in_figures(each.right.text) for each in group}) == len(group)
            for fact in rows.pairs(group, self.name, group[0].names, outline)
            if fact.topic or fact.names[0] != _THING
        ]
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the shares of an examination."""
        text = "考核实行百分制，其中学习教育占20分、查摆整改占50分、群众评议占30分。"
        return text, (("学习教育", "20分", "查摆整改", "50分", "群众评议", "30分"),)

    def counter_example(self) -> str:
        """Return amounts of different measures, and one amount given twice."""
        return "培训会3天，发放手册200份，参训90人。理论考试占50分、实操考核占50分。"


PATTERNS.add(LabelPairsPattern.name)(LabelPairsPattern())


def _row(sent: Sentence, match: re.Match[str]) -> rows.Row:
    limit = next((word for cue, word in _LIMITS.items() if cue in match["link"]), "")
    marked = _MARKED.search(sent.view, 0, match.start())
    thing = "人员" if _WHO.search(match["label"]) else f"{marked.group()}项目" if marked else _THING
    names = (thing, limit + _UNITS[match["unit"]])
    return rows.row(sent, match.span("label"), match.span("amount"), names)


def _run(sent: Sentence, words: Words) -> Iterator[rows.Row]:
    """Yield the rows of the longest run of labels with amounts of one measure, joined by one kind of link."""
    best: list[re.Match[str]] = []
    for ahead in _AHEAD.finditer(sent.view):
        run: list[re.Match[str]] = []
        at = ahead.end()
        while match := _PIECE.match(sent.view, at):
            if run and (match["unit"], match["link"]) != (run[0]["unit"], run[0]["link"]):
                break
            if not _is_label(words, *match.span("label")):
                break
            run.append(match)
            at = match.end() + 1
            if sent.view[match.end() : at] not in {"、", "，", "；"}:
                break
        best = max(best, run, key=len)
    if len(best) >= rows.LEAST and _CUT.match(sent.view, best[-1].end()):
        yield from (_row(sent, match) for match in best)


def _is_label(words: Words, start: int, end: int) -> bool:
    terms = words.within(start, end)
    return bool(terms) and all(is_noun(term) or term.tag.startswith(("v", "a", "k", "m", "f", "t")) for term in terms)
