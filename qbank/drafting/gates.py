"""Gates that need the place in the document: what a draft must not touch. What must not be true is in ``also_true``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from qbank.drafting.asking import is_broken, is_no_question
from qbank.drafting.blame import is_blamed
from qbank.drafting.candidate import Candidate
from qbank.drafting.lending import is_bare_limit
from qbank.drafting.naming import unnamed
from qbank.drafting.study import Study
from qbank.model import numerals
from qbank.model.fact import HeadingList
from qbank.model.item import Choice, ExtendedText, is_verdict
from qbank.model.wording import MUST
from qbank.types._phrases import is_leaning

# 《方案》将其划分为哪三类, 关于它怎样伤害材料: what it is, was said before.
_OF_IT = re.compile("(?:《[^《》]*》)?(?:将|把|对|使|与)其(?!他|它|余|中|实)|[^，。；《》]{0,4}它(?!们|山)")
# 抽查了其中的400份, 为什么会出现这样低的压力, 这类设备: of what, was said before.
_OF_THOSE = re.compile(
    "[这那](?:类(?!人)|[张根块台座辆棵扇](?!是))|其中的[0-9一二两三四五六七八九十]|这样[高低大小多少长短快慢]的"
)
# 对在外务工的船员，则由家属代收，本人必须…: the half of a contrast.
_THEN, _IF = re.compile("则(?<![^，]则)(?=[由应须要可不按将把])"), re.compile("如|若|凡|一旦|只要|当|的，|[时后]，")
_TOLD, _TIMED = frozenset({"news", "report"}), frozenset({"time_limit"})
_LAID_DOWN = re.compile(
    f"{MUST}|不得|不准|可以|由|每|不[少低高超迟]|至少|最[多长迟]|以[内上下]|之内|一律|均|统一|规定|标准|制度|办法|方案|目标|要求|将|计划|明确|实行|原则上|前"
)
_SO_MANY = re.compile(f"哪(?P<number>{numerals.NUMERAL})[个项条点类种件大道步处家样招]")
_CELL_SIGN = re.compile("[ |｜│①-⑳]")
_CELLS = re.compile("[\u4e00-\u9fff%％℃] [\u4e00-\u9fff]|[^ ][|｜│]|[①-⑳]")

# 请于5月10日前将实施计划和名单，于6月5日前将总结报市局: the first piece has no verb of its own.
_SHARED_VERB = re.compile(
    "[^，。；]*(?:将|把)(?![^，。；]*(?:报(?![名告])|送|交(?![通])|发|移|传|录|列|入|完成|公[布示开]|[存备]|到位))[^，。；]{2,30}(?=，[于在][^，。；]{2,14}(?:将|把))"
)


def refused_by(candidate: Candidate, study: Study) -> list[str]:
    """Return the codes of the gates that a draft does not pass; empty if it may be offered."""
    return [code for code, gate in _GATES.items() if gate(candidate, study)]


def _touches_redaction(candidate: Candidate, _study: Study) -> bool:
    sents = [sent for sent in candidate.draft.fact.sentences() if sent.vetoes]
    if not sents:
        return False
    return any(sent.is_vetoed(ask.span) for sent in sents for ask in candidate.draft.asks) or any(
        _quotes(candidate.item.stem, sent.text[veto.start - sent.start : veto.end - sent.start])
        for sent in sents
        for veto in sent.vetoes
    )


def _quotes(stem: str, redacted: str) -> bool:
    return bool(redacted.strip()) and redacted.strip() in stem


def _outside_body(candidate: Candidate, study: Study) -> bool:
    """Tell whether an asked part lies in page furniture, a byline or the like."""
    return any(study.is_aside(ask.span) for ask in candidate.draft.asks)


def _is_nobodys(candidate: Candidate, _study: Study) -> bool:
    """Tell whether a task on what stands below the stem (请将下列…) names neither document nor section nor case."""
    return candidate.item.stem.startswith("请将下列")


def _leans(candidate: Candidate, _study: Study) -> bool:
    """Tell whether a stem says 据此 or 因此 of what it has not told, 没有杆子的十七处 of what, or is broken off."""
    if is_broken(candidate.item.stem):
        return True
    stem = unnamed(candidate.item.stem)
    told = is_leaning(stem) or _OF_IT.match(stem) is not None or _OF_THOSE.search(stem) is not None
    return told or is_bare_limit(stem) or (_THEN.search(stem) is not None and _IF.search(stem) is None)


def _is_no_question(candidate: Candidate, _study: Study) -> bool:
    """Tell whether a stem that ends in a question mark is no question: 自投入使用之日起多少日内？."""
    return is_no_question(candidate.item.stem)


def _miscounts(candidate: Candidate, _study: Study) -> bool:
    """Tell whether a stem asks for another number of things than its key has: 哪四道手续 with three."""
    asked = candidate.asked
    several = isinstance(asked, ExtendedText) or (isinstance(asked, Choice) and asked.multiple)
    told = _SO_MANY.search(unnamed(candidate.item.stem)) if several else None
    return told is not None and numerals.value_of(told["number"]) != len(candidate.item.body.key_strings())


def _is_row(candidate: Candidate, _study: Study) -> bool:
    """Tell whether a stem quotes cells or points printed as one line: 酒精试验      72%阴性; ①广播②清人."""
    stem = unnamed(candidate.item.stem)
    return _CELL_SIGN.search(stem) is not None and _CELLS.search(stem) is not None


def _is_blamed(candidate: Candidate, study: Study) -> bool:
    """Tell whether the text calls wrong what is asked as if it were the rule."""
    return is_blamed(candidate.draft, study)


def _tells_a_story(candidate: Candidate, study: Study) -> bool:
    """Tell whether a statement of a report or of news says how long something took, and lays nothing down."""
    told = study.document.kind in _TOLD and candidate.draft.fact.pattern in _TIMED
    asked = candidate.asked
    stated = told and isinstance(asked, Choice) and is_verdict(asked)
    return stated and _LAID_DOWN.search(unnamed(candidate.item.stem)) is None


def _is_in_part(candidate: Candidate, study: Study) -> bool:
    """Tell whether what is said to be none of a part's headings stands somewhere in that part."""
    fact, asked = candidate.draft.fact, candidate.asked
    if not isinstance(fact, HeadingList) or not isinstance(asked, Choice):
        return False
    sections = study.outline.sections
    last = bisect_right(sections, fact.heads[-1].start, key=lambda each: each.start) - 1
    after = (each.start for each in sections[last + 1 :] if each.level <= sections[last].level)
    told = study.document.text[fact.heads[0].start : next(after, len(study.document.text))]
    return any(option.text in told for option in asked.options if option.id not in asked.keys)


def _lacks_verb(candidate: Candidate, _study: Study) -> bool:
    """Tell whether the verb of what is asked stands with a later piece: 于5日前将计划，于6日前将总结报市局."""
    sent = candidate.draft.fact.sent
    return any(
        any(found.start() <= ask.start - sent.start < found.end() for found in _SHARED_VERB.finditer(sent.view))
        for ask in candidate.draft.asks
    )


_GATES: dict[str, Callable[[Candidate, Study], bool]] = {
    "touches-redaction": _touches_redaction,
    "outside-body": _outside_body,
    "nobodys-task": _is_nobodys,
    "stem-leans": _leans,
    "no-question": _is_no_question,
    "counted-wrong": _miscounts,
    "row-of-a-table": _is_row,
    "blamed-practice": _is_blamed,
    "story": _tells_a_story,
    "also-in-the-part": _is_in_part,
    "verb-elsewhere": _lacks_verb,
}
