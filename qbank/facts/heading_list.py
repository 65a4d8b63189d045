"""The equal-level headings under one heading, where they are of one form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from qbank.facts import _marks as marks
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear
from qbank.model import numerals
from qbank.model.document import Outline, Section, Sentence
from qbank.model.fact import Fact, HeadingList, Part, part

_LAW_LABEL = re.compile(r"第.{1,6}[编章节条款]|附件")
_MARK = re.compile("^[一二三四五六七八九十]是")
_ALOUD = re.compile("(?P<nth>[一二三四五六七八九十]{1,3})，")
_STOP = "。：:；; "
_LEAST, _MOST, _LONGEST, _LONGEST_LEAD = 2, 10, 32, 40
_NEAR = 3
_BIDS, _SHORTLY = "要须应不", 16
_COUNTED = re.compile(r"(?P<number>[二两三四五六七八九十]|[0-9]{1,2})(?:个|项|件|种|类|条|点|大|步|方面)")

_CODE = re.compile(r"“(?P<code>(?P<number>[二两三四五六七八九十])(?:个|项|种|大)?(?P<noun>[^“”，。；：]{1,6}))”")


class HeadingListPattern:
    """Lists made of headings; chapters and articles of a law are no list worth asking."""

    name = "heading_list"
    yields = frozenset({"heading_list"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield one fact for each heading with two or more headings of equal level under it."""
        sents = {sent.start: sent for sent in outline.sentences if sent.role == "heading"}
        title = next((sent for sent in outline.sentences if sent.role == "title"), None)
        children: defaultdict[int, list[Section]] = defaultdict(list)
        for section in outline.sections:
            if section.parent is not None:
                children[section.parent].append(section)
        for index, sections in sorted(children.items()):
            parent = sents.get(outline.sections[index].start) if index else title
            heads = [sents[section.start] for section in sections if section.start in sents]
            if len(heads) != len(sections) or not _is_list(sections) or not _counts_through(outline, heads, sections):
                continue
            coded = _counted_before(outline, heads, sections)
            if coded and is_clear(coded):
                yield coded
                continue
            if parent is None or _goes_before(outline, parent, heads):
                continue
            parts = [_head(sent, section) for sent, section in zip(heads, sections, strict=True)]
            lead = _lead(outline, parent, heads[0], len(heads))
            rests_on = (*((lead,) if lead else ()), *heads)
            said = part(lead, 0, len(lead.view.rstrip(_STOP))) if lead else None
            fact = HeadingList(sent=parent, pattern=self.name, heads=tuple(parts), rests_on=rests_on, lead=said)
            if is_clear(fact):
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a plan with measures under one heading."""
        text = (
            "一、总体要求\n全镇各单位要高度重视，认真抓好各项任务的落实。\n"
            "二、保障措施\n（一）加强组织领导\n镇里成立工作专班，统筹推进各项任务。\n"
            "（二）落实工作经费\n财政所按季度拨付工作经费，确保及时足额到位。\n"
            "三、有关要求\n各单位按月报送进展情况，重要情况随时报告。\n"
        )
        return text, (("加强组织领导", "落实工作经费"),)

    def counter_example(self) -> str:
        """Return numbered sentences that are no headings."""
        return "一、请各单位于每月底前报送进展情况，并对数据的真实性负责，逾期不报的予以通报。"


PATTERNS.add(HeadingListPattern.name)(HeadingListPattern())


def _counted_before(outline: Outline, heads: Sequence[Sentence], sections: Sequence[Section]) -> HeadingList | None:
    """Return the list under a sentence that counts the heads by a quoted code: “五个结合”, 结合 in each of them."""
    first = heads[0].index
    shortly = outline.sentences[max(first - _NEAR, 0) : first]
    before = next((sent for sent in reversed(shortly) if sent.role == "body"), None)
    for match in _CODE.finditer(before.view) if before else ():
        counts = numerals.value_of(match["number"]) == len(heads)
        if before and counts and all(match["noun"] in head.view for head in heads):
            parts = tuple(_head(head, section) for head, section in zip(heads, sections, strict=True))
            lead = part(before, *match.span("code"))
            return HeadingList(
                sent=before, pattern=HeadingListPattern.name, heads=parts, rests_on=tuple(heads), lead=lead
            )
    return None


def _lead(outline: Outline, parent: Sentence, first: Sentence, count: int) -> Sentence | None:
    """Return the last body sentence between a heading and its first child, if it states how many there are."""
    between = [each for each in outline.sentences[parent.index + 1 : first.index] if each.role == "body"]
    if not between or len(between[-1].view) > _LONGEST_LEAD:
        return None
    counted = _COUNTED.search(between[-1].view)
    return between[-1] if counted and numerals.value_of(counted["number"]) == count else None


def _goes_before(outline: Outline, parent: Sentence, heads: Sequence[Sentence]) -> bool:
    """Tell whether a paragraph before unnumbered heads opens as they do: 书记要像个书记的样子。… above 考核要改."""
    shared = set.intersection(*({char for char in head.view if char in _BIDS} for head in heads))
    between = outline.sentences[parent.index + 1 : heads[0].index]
    return any(
        each.role == "body" and len(each.view) <= _SHORTLY and shared & set(each.view)
        for each in between
        if outline.opening_of(each) is each
    )


def _head(sent: Sentence, section: Section) -> Part:
    """Return the words of a heading without its number and its stop."""
    title = _MARK.sub("", section.title.rstrip(_STOP))
    start = max(sent.view.rfind(title), 0)
    return part(sent, start, min(start + len(title), len(sent.view)), "head")


def _is_list(sections: Sequence[Section]) -> bool:
    titles = [section.title.rstrip(_STOP) for section in sections]
    if not _LEAST <= len(titles) <= _MOST or len(set(titles)) < len(titles):
        return False
    if any(
        not title or len(title) > _LONGEST or _LAW_LABEL.match(section.label)
        for title, section in zip(titles, sections, strict=True)
    ):
        return False
    return (len({bool(section.label) for section in sections}) == 1 and bool(sections[0].label)) or _share_form(titles)


def _counts_through(outline: Outline, heads: Sequence[Sentence], sections: Sequence[Section]) -> bool:
    """Tell whether numbered heads are all there are: （一）to the last, with no （五）below that is no heading."""
    numbered = [marks.ordinal(section.label or _spoken(section.title)) for section in sections]
    counted = [nth for nth, _ in numbered]
    if not all(counted):
        return True
    end = next((each.start for each in outline.sections if each.start > heads[-1].start), None)
    later = (each for each in outline.sentences[heads[-1].index + 1 :] if end is None or each.start < end)
    goes_on = any(marks.ordinal(each.label) == (len(counted) + 1, numbered[-1][1]) for each in later)
    return counted == list(range(1, len(counted) + 1)) and not goes_on


def _spoken(title: str) -> str:
    """Return the number that a heading begins with as one counts aloud: 二，油枪拉断."""
    counted = _ALOUD.match(title)
    return counted["nth"] if counted else ""


def _share_form(titles: Sequence[str]) -> bool:
    """Tell whether unnumbered heads are made alike: one opening, one ending, or one rhythm of clauses."""
    rhythms = {tuple(map(len, re.split("[，,、:： ]", title))) for title in titles}
    return len(rhythms) == 1 or len({title[:2] for title in titles}) == 1 or len({title[-2:] for title in titles}) == 1
