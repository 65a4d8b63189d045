"""Whose part a thing or a case is, told by 由: 分馆图书由总馆统一采购; 夜间做实验的，由导师签字."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _agents as agents
from qbank.facts import _deciders as deciders
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_noun, is_verb
from qbank.model import wording
from qbank.model.document import Outline, Sentence, Term
from qbank.model.fact import Approval, Fact, Office, part

_CUE = re.compile("由(?<![理缘自事来经不]由)(?![于此来])")
_MODAL = "(?:应当?|必须|须|要|一律|均|都|统一|全部)?"
# From where a sentence begins to say something: what is done comes before who does it.
_SAID = re.compile(
    rf"(?:^|(?<=[。；]))(?P<matter>[^。；：“”]{{4,{deciders.LONGEST_MATTER}}}?)(?P<by>，?{_MODAL}由)"
    r"(?P<rest>[^，。；：]{4,40})(?=[，。；]|$)"
)
_JOINED = re.compile("或者|会同|[、和与及或]")
_NO_NAME = re.compile("^值班$|逐|^[某各]?(?:责任)?(?:部门|单位|个人)$|[0-9]|^[一二两三四五六七八九十]|[按在从把将对]")
_IN_NAMES = re.compile("分管|主管|值班|发展|管理|服务|监督|监察|检查|执法|培训|督导|协调|保障|评估|公共")
_GOES_ON = re.compile("或|[且并又仍也]|经|[但而]")
_SETS = re.compile("[的时后前]$|或者?$")
_COUNTED = re.compile("^[一二三四五六七八九十]是")
_MOST_MORE, _LONG_CASE, _SHORTEST_CASE = 5, 8, 7
_LONGEST_WHO, _SHORTEST_ACT, _LONGEST_ACT = 20, 2, 24
_ACTS = frozenset({"v", "d", "ad", "p", "b", "t", "m", "vn"})
_ORGANIZES = frozenset({"组织", "代表", "领导"})
_NOBODYS = re.compile(
    "^(?:[到至]|延长|分管|指定的|[^，]{1,4}的(?!标准)|组成|构成|决定的|引起|造成|产生|导致|改为|变为|转为|提高|降|增|减|减少|压缩|调整为|升)|解释$|的$|^(?:来|去|为主|所)|不得|了(?!解)|、[^、]*(?:[局所站]|单位|部门)"
)
_CASE = re.compile("[^，]{4,}的$|(?:[^，]{2,}(?:以?[前后]|时|期间))$")
_THING = re.compile("[^，的]{4,}$|[^，]{2,}的[^，的]{2,8}$")
_STATES = re.compile("，[^，]*(?:[是有占达为]|不得|可以|必须|[须应要])[^，]*$")
_NO_THING = re.compile(
    "^(?:本|其余|剩下|另|其中|最后|目前|此[后前]|以后|今后|同时|这|那|并|但|而|也|再|仍|还|不|未|如|若|现|由|对此|为此|我|他|她|你|今年|去年|明年|近年|当时|一般|一个?是)|"
    "(?:不|[是有为将把对在被给从按]|必须|不得|不能|只能|则|确实|须|应|要|交|凭[^，]*|成立|[当每本][日天月年]|[0-9][日天月年]|早晨|[上下]午|[早晚]上|分别|主要|最后|仍|均|都|全|先|再|后|就|也|还|已|但|并|而|以后|期间|然后|可|能)$"
)
_TOLD = re.compile(
    "了(?!解)|过去|(?<![超通经])过(?![程去期大高低多少长度量])|已经?(?!满)|曾|去年|原先|原来|以前|当时|本来|截至|其中|没有|[0-9]{4}年"
)


class ByWhomPattern:
    """One step that one office or person takes, with the thing or the case before it."""

    name = "by_whom"
    yields = frozenset({"approval"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences; a law says in another paragraph whose matter it is."""
        if outline.document.kind != "law":
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a thing and a case with whose they are."""
        text = "分馆图书由总馆统一采购、编目。夜间确需做实验的，由指导教师和学院院长签字。"
        return text, (("分馆图书", "总馆"), ("夜间确需做实验的", "指导教师和学院院长"))

    def counter_example(self) -> str:
        """Return where something comes from, what something is made of, what happened, and a case of nobody."""
        return (
            "库存由30吨增加到50吨。调查组由安监、工会等部门人员组成。去年的断电时间由核查组抽签决定。"
            "费用由承运方出。本办法由办公室负责解释。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Approval]:
        for match in _SAID.finditer(sent.view):
            matter = _matter(match["matter"], match["by"])
            who = _who_ends(words, match.start("rest"), match.end("rest")) if matter else None
            if who is None or _TOLD.search(match.group()):
                continue
            start = match.end("matter") - len(matter)
            does = sent.view[who : match.end("rest")]
            if not _SHORTEST_ACT <= len(does) <= _LONGEST_ACT or _NOBODYS.search(does) or not _is_plain(does):
                continue
            named = part(sent, match.start("rest"), who, deciders.label_of(sent.view[match.start("rest") : who]))
            yield Approval(
                sent=sent,
                pattern=self.name,
                matter=part(sent, start, match.end("matter")),
                offices=(Office(named, part(sent, who, match.end("rest"))),),
                whole=part(sent, start, match.end("rest")),
            )


PATTERNS.add(ByWhomPattern.name)(ByWhomPattern())


def _who_ends(words: Words, start: int, end: int) -> int | None:
    """Return where who is named ends: the first words that name somebody and are followed by what is done."""
    term, text = words.after(start), ""
    while term is not None and term.end <= end and term.end - start <= _LONGEST_WHO:
        text += term.text
        after = words.after(term.end)
        if after is not None and _acts(after) and _names(text):
            stop = _past_name(words, term.end, text)
            return stop if not any(map(_is_act, words.within(start, stop))) else None
        term = after
    return None


def _acts(term: Term) -> bool:
    return term.tag in _ACTS or term.text in _ORGANIZES


def _is_act(term: Term) -> bool:
    """Tell whether a word inside a name is an act: 段|报请|当地政府 names nobody."""
    return is_verb(term) and _IN_NAMES.fullmatch(term.text) is None and not deciders.is_who(term.text)


def _names(text: str) -> bool:
    """Tell whether a text names one or several who can take a step, and no amount of them."""
    pieces = _JOINED.split(text)
    return _NO_NAME.search(text) is None and all(len(each) > 1 and deciders.is_who(each) for each in pieces)


def _past_name(words: Words, end: int, text: str) -> int:
    """Return where a name really ends whose first words are one already: 教师|发展中心, 单位|分管负责人."""
    at, name = words.after(end), text
    for _ in range(_MOST_MORE):
        if at is None or not (is_noun(at) or at.tag in ("b", "vn") or _IN_NAMES.fullmatch(at.text)):
            break
        name += at.text
        if is_noun(at) and at.tag != "vn" and agents.kind_of(name) in ("organ", "post"):
            end = at.end
        at = words.after(at.end)
    return end


def _matter(text: str, by: str) -> str:
    """Return the words before 由 that are a case or a thing to be asked about by itself, "" if they are none.

    Of several clauses a case is the last, unless it goes on from the one before.
    """
    case = by.startswith("，")
    before, comma, last = text.rpartition("，")
    if comma and case and len(last) >= _LONG_CASE and not (_GOES_ON.match(last) or _SETS.search(before)):
        text = last
    elif comma and not case and not _SETS.search(before):
        return ""
    if _NO_THING.search(text) or wording.dangling_word(text) or not _is_plain(text):
        return ""
    text = _COUNTED.sub("", text)
    if case:
        return text if _CASE.search(text) and len(text) >= _SHORTEST_CASE else ""
    stands = _THING.search(text) and not _STATES.search(text) and deciders.is_matter(text)
    return text if stands else ""


def _is_plain(does: str) -> bool:
    return wording.is_balanced(does) and not wording.refers_elsewhere(does) and not wording.dangling_word(does)
