"""How the words before a stem lend it what it lacks: a topic, an occasion, a full name. One rule each, surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qbank.drafting.continuing import of_doer, of_doer_before, of_same_verb, takes_up
from qbank.drafting.full_name import of_full_name
from qbank.drafting.later_piece import CASE, PIECE_RULES, STOPS, Rule, StemPlace, Whole
from qbank.drafting.study import Study
from qbank.facts._words import Words, is_noun, is_verb
from qbank.model import wording
from qbank.model.item import BLANK
from qbank.model.numerals import NUMERAL
from qbank.types import _phrases as phrases
from qbank.types._code_names import owner

# 严重缺陷：有较大威胁的缺陷。7天内处理。: what is done, of what its paragraph is labelled.
_FIGURE = rf"(?:(?:{NUMERAL}|多少|几)个?(?:小时|分钟|工作日|[天日月年周])|{BLANK}[^，。]{{0,3}})"
LIMIT = rf"{_FIGURE}[之以]?内[\u4e00-\u9fff]{{2,4}}"
"""Within how long what is done, without an object: 7天内处理."""
# 两小时内联系，二十四小时内完成。
_BARE_LIMIT = re.compile(rf"{LIMIT}(?:，{LIMIT})?[。？]")
# 一般：灯不亮、门禁失灵。: of which class.
_CLASS = re.compile("一般|普通|紧急|特急|重大|较大|严重|轻微|其他|复杂|简单")
_PARTED = re.compile("(?:按照?|根据|依据)[^，。；：]{2,20}?(?:分为|分成|划分|划为)")
_CLASSED = re.compile(
    "对(?P<what>[^，。；：]{2,12}?)(?:实行|实施|进行|开展)[^，。；：]{0,6}(?:分[级类等档][^，。；：]{0,6}|评级|评定)。?"
)
_LONGEST_WORDS = 40
_OPENS_BARE = re.compile("[将把]|逐|用(?!户)|要(?![求点素])|应(?![急对付])|须(?!知)|不(?!动产|锈钢|良)")
# 使用单位应当, 预约时限由: a verb that is part of a noun.
_OPENS_WITH_NOUN = re.compile(f"[^，。；：]{{3,10}}?(?:{wording.MUST}|不得|由|不[超少低高][于过]|[中内后时]|率)")
# 使用单位应当在到期前30日提出申请, 退还所收的费用: for what, was said before.
_OBJECTLESS = re.compile("(?:提出申请|申报|备案|补[正办记交录报]|更新|复核|答复)[？。]$|所[收交缴]的")
_REPORT = re.compile(
    f"{phrases.REPORTED}|[^，。；：]{{2,12}}(?:最后|还|进一步)说，|(?:为此|对此|据悉|据介绍|今后|目前|当前|此外|同时|原则上|其中|因此)，|"
    "(?:根据|按照|针对|为了?|围绕|对照)[^，。；：]{2,24}，|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[句条点项]?，|"
    "[从自到]?[^，。；：]{0,8}(?:[年月日]|个月|阶段|时候)[起底初前]?，|[^，。；：]{2,6}(?:表明|显示|明确)，|下一步，"
)
# One case more of the same list, and a story.
_ANOTHER_CASE = re.compile(
    "的(?:[，自]|一律|视|不|予|由|应|须|可)|以[上下]的|后来|曾|当时|[0-9一二三]+起(?!始|点)|占[0-9]|呢|(?:推进|实施)，$"
)
_SHORTEST_TOPIC, _LONGEST_TOPIC = 3, 20
_WHEN = re.compile(
    "(?:[时后前中内里上下]|期间|方面|情况|阶段|以来|其中|原因|目标|规定|要求)$|^(?:对|在|从|自|由|经|按|把|将|以|因|凡|如|若|当)"
)
_DUE = re.compile(f"(?:^|(?<=[，；。：]))(?P<due>{phrases.BY_WHEN})")
_ANOTHER = re.compile("后来|曾|当时|了(?!解)|[。；]")
_KINDS_OF_PAPER = "办法|规定|方案|规程|细则|条例|制度|意见|规划|计划|指南|标准|规范|通知|清单|预案|章程|公约|协议"
_PAPER = re.compile(
    f"(?P<kind>{_KINDS_OF_PAPER})(?=[把将对从按由]|明确|规定(?!的)|要求(?!的)|提出|设[定立有]?|分为?|划分|列|确[定立]|还|共|新增)"
)
_TITLED = re.compile(f"《[^《》]{{2,30}}?(?P<kind>{_KINDS_OF_PAPER})(?:（[^（）]{{2,8}}）)?》")


def _segment(place: StemPlace) -> int:
    """Return where the stretch between full stops, semicolons and colons that a stem stands in begins."""
    return max(place.sent.view.rfind(stop, 0, place.at) for stop in STOPS) + 1


def _opening(place: StemPlace) -> int:
    """Return where that stretch begins to say something: after who said it, when, 第四 and the like."""
    start = _segment(place)
    while opened := _REPORT.match(place.sent.view, start, place.at):
        start = opened.end()
    return start


def _of_code(place: StemPlace, _study: Study) -> Whole | None:
    """送气工每次上门必须完成的“五步法”: whose a quoted code is, by the clause that it ends."""
    if not place.stem.startswith("“"):
        return None
    whose = owner(place.sent.view[: place.at])
    # 实行的“静音清单”，具体做法是什么: no 的 after another.
    stem = place.stem.replace("”的具体做法", "”，具体做法")
    return Whole(f"{whose}{stem}") if whose and "的" not in stem.rpartition("”")[2] else None


def _of_label(place: StemPlace, study: Study) -> Whole | None:
    """严重缺陷：有较大威胁的缺陷。7天内处理。: of what, says the label of the paragraph."""
    if not is_bare_limit(place.stem):
        return None
    first = study.opening_of(place.sent)
    label = phrases.LINE_LABEL.match(first.view) if first is not place.sent else None
    if label is None:
        return None
    of = f"{label['name']}：" if _CLASS.fullmatch(label["name"]) else label["name"]
    return Whole(f"{of}{place.stem}", first)


def is_bare_limit(stem: str) -> bool:
    """Tell whether a stem is no more than what is done within how long: 7天内处理。"""
    return _BARE_LIMIT.fullmatch(stem) is not None


def _of_topic(place: StemPlace, _study: Study) -> Whole | None:
    """通过初审的家庭，要参加不少于24学时的培训: of whom, was said as the topic in front."""
    start = _opening(place)
    topic = place.sent.view[start : place.at - 1]
    if not _is_topic(topic, place.words, start):
        return None
    return Whole(f"{topic}，{place.stem}")


def _is_topic(text: str, words: Words, start: int) -> bool:
    """Tell whether a piece is a noun phrase: nouns only after its last 的, or nouns, and no time or place."""
    if not _SHORTEST_TOPIC <= len(text) <= _LONGEST_TOPIC or "，" in text or _WHEN.search(text):
        return False
    terms = words.within(start, start + len(text))
    if terms and is_verb(terms[0]) and not phrases.ACTOR.search(text):
        # 建立科学的评价体系: an act; 通过初审的家庭: who did it.
        return False
    of = max((at for at, term in enumerate(terms) if term.text == "的"), default=-1)
    nouns = terms[of + 1 :]
    counted = [term for term in nouns if term.tag not in {"m", "q"}]
    return bool(nouns) and nouns[-1].tag in {"n", "nz"} and all(is_noun(term) or term.text == "、" for term in counted)


def _of_deadline(place: StemPlace, _study: Study) -> Whole | None:
    """到2031年底，每个街道至少有一家药店…: an aim is nothing without its date."""
    if "到" not in place.sent.view:
        return None
    due = list(_DUE.finditer(place.sent.view, _segment(place), place.at))
    if not due or _DUE.search(place.stem):
        return None
    return Whole(f"{due[-1]['due']}{place.stem}")


def _of_clause(place: StemPlace, _study: Study) -> Whole | None:
    """公司修订了《办法》，把旅客细分为六类: a clause without a subject is asked with those before it."""
    if not _is_subjectless(place):
        return None
    start = _opening(place)
    if start == place.at:
        return None
    for begin in reversed([start, *_after_commas(place.sent.view, start, place.at - 1)]):
        lead = place.sent.view[begin : place.at]
        if len(lead) > _LONGEST_WORDS or _ANOTHER_CASE.search(place.sent.view, max(begin - 2, 0), place.at):
            return None
        first = place.words.after(begin)
        if first is not None and is_noun(first) and first.tag != "i":
            return Whole(f"{lead}{place.stem}")
    # 坚持“应转尽转”，明确…: no more is known than without.
    bare = phrases.NO_SUBJECT.match(lead) and lead[0] not in "对每"
    return None if bare else Whole(f"{lead}{place.stem}")


def _is_subjectless(place: StemPlace) -> bool:
    if place.kind == "listing" or _OBJECTLESS.search(place.stem):
        return True
    if takes_up(place):
        return True
    case = CASE.match(place.stem)
    if case is not None:
        return not phrases.says_who(f"{case['case']}{place.stem[case.end() :].removesuffix('应如何处理？')}")
    return is_bare(place)


def is_bare(place: StemPlace) -> bool:
    """Tell whether a stem begins in mid-sentence, and with what somebody does or what is done to something."""
    inside = place.mark == "，" and _opening(place) < place.at
    if not inside or CASE.match(place.stem):
        return False
    first = place.words.after(place.at)
    bare = _OPENS_BARE.match(place.stem) or phrases.NO_SUBJECT.match(place.stem) or phrases.OF_NOTHING.match(place.stem)
    verb = first is not None and is_verb(first) and _OPENS_WITH_NOUN.match(place.stem) is None
    return bare is not None or verb


def _after_commas(view: str, start: int, end: int) -> Iterator[int]:
    at = view.find("，", start, end)
    while at >= 0:
        yield at + 1
        at = view.find("，", at + 1, end)


def _of_case(place: StemPlace, _study: Study) -> Whole | None:
    """凡发生碰撞的，驾驶员应当立即报告: a duty is nothing without its case."""
    if place.sent.view[place.at - 2 : place.at - 1] != "的":
        return None
    lead = place.sent.view[_opening(place) : place.at]
    return Whole(f"{lead}{place.stem}") if lead and _ANOTHER.search(lead) is None else None


def _of_document(place: StemPlace, study: Study) -> Whole | None:
    """印发了《繁育季管理办法（试行）》。办法把繁育季划分为四个阶段: which, says the one title that ends so."""
    said = _PAPER.match(place.stem)
    if said is None or study.document.title.endswith(said["kind"]):
        return None
    earlier = [sent for sent in study.outline.sentences[: place.sent.index] if said["kind"] in sent.view]
    named = {
        match.group(): sent
        for sent in earlier
        for match in _TITLED.finditer(sent.view)
        if match["kind"] == said["kind"]
    }
    if len(named) != 1:
        return None
    title, sent = named.popitem()
    return Whole(f"{title}{place.stem[said.end('kind') :]}", sent)


def _of_classed(place: StemPlace, study: Study) -> Whole | None:
    """对服务点实行分级管理。按照活动情况分为三级: what is parted, the sentence before says that announces it."""
    if _PARTED.match(place.stem) is None or not place.sent.index:
        return None
    before = study.outline.sentences[place.sent.index - 1]
    classed = _CLASSED.fullmatch(before.view) if before.paragraph == place.sent.paragraph else None
    return Whole(f"{classed['what']}{place.stem}", before) if classed else None


_ANYWHERE: Sequence[Rule] = (_of_document, of_full_name)
_BEHIND: Mapping[str, Sequence[Rule]] = {
    "": (_of_code, _of_label, *_ANYWHERE, of_doer_before, _of_classed),
    "；": (_of_code, *PIECE_RULES, of_same_verb, of_doer, *_ANYWHERE),
    "，": (_of_code, _of_deadline, _of_topic, _of_clause, _of_case, *_ANYWHERE),
}
"""Mark → the rules that hold for a stem right behind it; "" is the start of a sentence."""


def rules_for(place: StemPlace) -> Sequence[Rule]:
    """Return the rules by which words before a place may lend its stem what it lacks, surest first."""
    return _BEHIND.get(place.mark, (_of_code, *_ANYWHERE))
