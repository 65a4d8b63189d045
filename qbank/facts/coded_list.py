"""What a counted code stands for, where each member bears the code's own word: 必须A，…；必须B，…。以上“两个必须”，….

Five places: the sentence before one that takes the list up, the sentence after one that is hardly more than the code
(打好“三张牌”。打好谈心谈话“情感牌”，…；…), a quotation beside it (“党组领学、…”，建立“四学联动”机制), the next
paragraphs (“八个一”活动), and figures that spell the code (“721工作法”，70%…，20%…，10%…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from qbank.facts import _listed_items as items
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, context_of, is_clear, position
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Listing, Part, part

_NUMBER = (
    "(?P<number>[二两三四五六七八九十])[个项种大条张次道件]?(?P<word>[^“”，。；：、0-9一二两三四五六七八九十]{1,6})"
)
CODE = re.compile(f"“(?P<code>{_NUMBER})”")
_TAKEN_UP = re.compile(f"(?:以上|上述|这)?“(?P<code>{_NUMBER})”")
_ALONE = re.compile(f"[—·]*[^，。；：“”]{{0,8}}“(?P<code>{_NUMBER})”[^，。；：“”]{{0,6}}[。：]?")
_SPELLED = re.compile("“(?P<code>(?P<digits>[1-9]{2,4})(?:工作法|法|机制|模式|制度|原则)?)”[^，。；：“”]{0,4}[，：]")
# “党组领学、支部研学、青年促学、个人自学”，该院建立“四学联动”机制
_LISTED = re.compile(
    "“(?P<list>[^“”，。；：]{6,60})”，[^“”。；]{0,12}“(?P<code>(?P<number>[三四五六七八九])(?P<word>[^“”，。；：、0-9])[^“”，。；：、]{0,3})”"
)
_OPENING = re.compile("^(?:即|也就是|就是)[：，]?")
_FIGURE = re.compile("[0-9]+")
_ONES = re.compile("“(?P<code>(?P<number>[二两三四五六七八九十])个一)”")
_FEWEST, _LONGEST_MEMBER, _LONGEST_OPENING = 2, 40, 20


class CodedListPattern:
    """Counted codes with as many members, each of which bears the code's word."""

    name = "coded_list"
    yields = frozenset({"listing"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences of one section, in order of position."""
        found = [*self._beside(outline), *self._below(outline), *self._spelled(outline)]
        yield from sorted(filter(is_clear, found), key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a code after its list, one before its list, and one in figures."""
        text = (
            "我们体会到：必须坚持学用结合，这是关键；必须坚持问题导向，这是路径。以上“两个必须”，今后要长期坚持。\n"
            "同时打好“两张牌”。打好谈心“情感牌”，逐级谈心；打好督察“震慑牌”，每周暗访。\n"
            "推行“73工作法”，70%的问题用服务手段解决，30%的问题用管理手段解决。\n"
        )
        return text, (
            ("必须坚持学用结合", "必须坚持问题导向"),
            ("打好谈心“情感牌”", "打好督察“震慑牌”"),
            ("70%的问题用服务手段解决", "30%的问题用管理手段解决"),
        )

    def counter_example(self) -> str:
        """Return a list of another length, one without the word, and other figures."""
        return (
            "必须坚持学用结合；必须坚持问题导向；必须坚持以上率下。以上“两个必须”，要长期坚持。"
            "打好“两张牌”。逐级谈心，每周一次；每周暗访，通报问题。推行“73工作法”，20%的问题用服务手段解决，80%用管理手段。"
        )

    def _beside(self, outline: Outline) -> Iterator[Listing]:
        for before, after in pairwise(outline.sentences):
            if not ("body" == before.role == after.role and before.section == after.section):
                continue
            if "“" not in before.view + after.view or max(len(before.view), len(after.view)) > LONGEST:
                continue
            taken_up, alone = _TAKEN_UP.match(after.view), _ALONE.fullmatch(before.view)
            for code, sent in ((taken_up, before), (alone, after)):
                heads = members(sent, 0, code) if code else ()
                if code and heads:
                    yield self._listing(outline, code["code"], heads, (before, after))

    def _below(self, outline: Outline) -> Iterator[Listing]:
        """Yield what opens the next paragraphs: “八个一”活动。 召开一次动员会。…观看一部警示片。…."""
        for sent in outline.body():
            for code in _ONES.finditer(sent.view) if "个一”" in sent.view and len(sent.view) <= LONGEST else ():
                number = int(numerals.value_of(code["number"]) or 0)
                below = list(islice(_openings(outline, sent), number))
                short = all("一" in each.view and len(each.view) <= _LONGEST_OPENING for each in below)
                if len(below) == number >= _FEWEST and below[0].index == sent.index + 1 and short:
                    heads = tuple(part(each, 0, len(each.view.rstrip("。；")), "point") for each in below)
                    yield self._listing(outline, code["code"], heads, (sent, *below))

    def _spelled(self, outline: Outline) -> Iterator[Listing]:
        for sent in outline.body():
            if "“" not in sent.view or len(sent.view) > LONGEST:
                continue
            listed = _LISTED.match(sent.view)
            if listed:
                spans = items.pieces(sent.view[: listed.end("list")], 1, "、")
                counted = numerals.value_of(listed["number"]) == len(spans)
                if counted and all(_bears(sent.view[slice(*span)], listed["word"]) for span in spans):
                    yield self._listing(
                        outline, listed["code"], tuple(part(sent, *span, "point") for span in spans), (sent,)
                    )
            for code in _SPELLED.finditer(sent.view):
                end = min(
                    (at for stop in "；。" if (at := sent.view.find(stop, code.end())) > 0), default=len(sent.view)
                )
                spans = [(a, min(b, end)) for a, b in items.pieces(sent.view, code.end(), "，") if a < end]
                first = [_FIGURE.match(sent.view, *span) for span in spans]
                if [each and each.group()[0] for each in first] == list(code["digits"]):
                    heads = tuple(part(sent, *span, "point") for span in spans)
                    yield self._listing(outline, code["code"], heads, (sent,))

    def _listing(self, outline: Outline, code: str, heads: tuple[Part, ...], sents: tuple[Sentence, ...]) -> Listing:
        first, *rest = sents
        return Listing(
            sent=first,
            pattern=self.name,
            heads=heads,
            of=f"“{code}”",
            rests_on=tuple(rest),
            context=context_of(outline, first),
        )


PATTERNS.add(CodedListPattern.name)(CodedListPattern())


def _openings(outline: Outline, sent: Sentence) -> Iterator[Sentence]:
    """Yield the first sentences of the paragraphs behind a sentence, run-in headings among them."""
    for at in range(sent.index + 1, len(outline.sentences)):
        each = outline.sentences[at]
        if each.role in {"body", "heading"} and outline.opening_of(each) is each:
            yield each


def members(sent: Sentence, start: int, code: re.Match[str]) -> tuple[Part, ...]:
    """Return as many pieces of a sentence as ``CODE`` counts, each with its word; () where that is not so.

    Of a piece its first clause is the member, unless that lacks the word.
    """
    number, word = int(numerals.value_of(code["number"]) or 0), code["word"]
    opened = _OPENING.match(sent.view[start:])
    colon = sent.view.find("：", start)
    for mark in "；，":
        spans = items.pieces(sent.view, max(start + (opened.end() if opened else 0), colon + 1), mark)
        bearing = [word in sent.view[slice(*span)] for span in spans]
        if number < _FEWEST or sum(bearing) != number or not all(bearing[:number]):
            continue
        heads = _aligned(sent, [_member(sent, *span, word) for span in spans[:number]])
        texts = {head.text for head in heads if head}
        if len(texts) == number and all(_bears(text, word) for text in texts):
            return tuple(head for head in heads if head)
    return ()


def _bears(text: str, word: str) -> bool:
    """Tell whether a member begins or ends with the code's word: “震慑牌”, 必须坚持学用结合; no 责任书182份."""
    text = text.strip("“”")
    return text.startswith(word) or text.endswith(word)


def _aligned(sent: Sentence, heads: list[Part | None]) -> list[Part | None]:
    """Return members of which the first begins as the others do: 要把整治与迎检相结合，与…相结合 → 与迎检相结合."""
    first, *others = heads
    begins = {head.text[0] for head in others if head}
    at = first.text.find(begin) if first and len(begins) == 1 and (begin := begins.pop()) else -1
    if first is None or at <= 0:
        return heads
    start = sent.view.index(first.text)
    return [part(sent, start + at, start + len(first.text), "point"), *others]


def _member(sent: Sentence, start: int, end: int, word: str) -> Part | None:
    text = sent.view[start:end].rstrip("。；")
    first = text.partition("，")[0]
    kept = first if word in first and wording.is_balanced(first) else text
    alone = len(kept) <= _LONGEST_MEMBER and wording.is_balanced(kept) and not wording.refers_elsewhere(kept)
    return part(sent, start, start + len(kept), "point") if alone and not wording.dangling_word(kept) else None
