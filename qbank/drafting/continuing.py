"""How a stem takes up what the words before it named (预约时限由…, 每人每月…), and what they lend it."""

from __future__ import annotations

import re
from itertools import takewhile

from qbank.drafting.later_piece import CASE, StemPlace, Whole
from qbank.drafting.study import Study
from qbank.facts._words import Words, is_noun, is_verb, words_of
from qbank.model import wording
from qbank.model.document import Term
from qbank.types import _phrases as phrases

_SHORTEST_NAME, _LONGEST_NAME = 2, 12
# 聘请护路联防员68人，每人每月补贴多少元: of whom each is one. 全员参加: of what.
_EACH = re.compile(
    "每[人户家名](?:每|补|奖|至少|最[多少高低长短]|不[少超低高]|不得|应|须|限|各)|"
    "人均(?:不|每|至少)|(?:全员|全体|人人|双方|三方|各方)(?:参加|参与|均|都|应当?|必须|须)"
)
# 组员包括…, 时限缩短为…: a part or a measure, and nothing it is one of.
_MEASURES = "期限|时限|时长|期间|比例|占比|金额|数额|频次|分值|得分|总分|有效期|任期|额度"
_PART = re.compile(
    f"(?:组员|成员|组长|队长|人数|{_MEASURES})"
    "(?:包括|由|从|为|不|应|须|必须|至少|最[多少高低长短]|控制|提高|降|缩短|延长|一般|原则上|达)"
)
# 预约时限, 调用期间, 到岗以后: what was said to be done, and then when, how long or of what kind.
_TAKEN_UP = re.compile(
    f"(?P<what>[\u4e00-\u9fff]{{2,3}}?)(?:(?:的)?(?:时间|内容|标准|范围|结果|费用|次数|方式|周期|指数|{_MEASURES}|"
    "[\u4e00-\u9fff]{0,2}率)|[以之]?后|[以之]前|仍)"
)
# 有两套住房，或者使用过两次贷款的，: a case of one or more clauses.
_CASES = re.compile("[^。；：]{2,40}?的，")
# 每月组织一次演练, 接到通知后2小时内锁定…: whoever was spoken of does so.
_GOES_ON = re.compile("每(?:半年|季度|[年季月周天日])(?:至少|应当?|须|必须|可以|要)?|[接收]到[^，。；]{2,12}[时后]")


def takes_up(place: StemPlace) -> bool:
    """Tell whether a stem opens with what means nothing without the clause before it in its sentence."""
    if place.mark != "，":
        return False
    again = _TAKEN_UP.match(place.stem)
    said = again is not None and again["what"] in place.sent.view[: place.at]
    return said or is_part(place.stem)


def is_part(stem: str) -> bool:
    """Tell whether a stem opens with each one, all, a part or a measure of something that it does not name."""
    return _EACH.match(stem) is not None or _PART.match(stem) is not None


def of_same_verb(place: StemPlace, _study: Study) -> Whole | None:
    """两个结果相差在0.1以内，…；相差超过0.1，…: what the verb was said of in the first piece."""
    if place.stem[:_SHORTEST_NAME] not in place.sent.view[_SHORTEST_NAME : 2 * _LONGEST_NAME]:
        return None
    verb = place.words.after(place.at)
    if verb is None or not is_verb(verb) or len(verb.text) < _SHORTEST_NAME:
        return None
    name = place.sent.view[: place.sent.view.find(verb.text)]
    terms = place.words.within(0, len(name)) if len(name) <= _LONGEST_NAME else ()
    named = bool(terms) and all(map(_is_of_name, terms)) and any(map(is_noun, terms))
    return Whole(f"{name}{place.stem}") if named and not wording.dangling_word(name) else None


def of_doer(place: StemPlace, _study: Study) -> Whole | None:
    """责任人逾期不检测的，限期15日；拒不处置的，…: whose the first case is, the later ones are."""
    case = CASE.match(place.sent.view) if _CASES.match(place.stem) else None
    first = place.words.after(place.at) if case is not None else None
    # 发现…的: whoever finds out, and not who is told of.
    if case is None or first is None or not is_verb(first) or first.text.startswith(("发现", "经")):
        return None
    name = _opening_name(place.words)
    does = len(name) < case.end("case") and phrases.says_who(name) and not name.startswith("跨")
    return Whole(f"{name}{place.stem}") if does else None


def of_doer_before(place: StemPlace, study: Study) -> Whole | None:
    """各场馆一月通过验收。每月组织一次演练: who does it, opens the sentence before."""
    goes_on = _GOES_ON.match(place.stem) if place.sent.index else None
    before = study.outline.sentences[place.sent.index - 1]
    if goes_on is None or before.role != "body" or before.paragraph != place.sent.paragraph:
        return None
    does = place.words.after(goes_on.end())
    if goes_on.group().startswith("每") and (does is None or not (is_verb(does) or does.tag == "p")):
        return None
    name = _opening_name(words_of(before, study.terms_of))
    acts = phrases.says_who(name) or name.startswith("各")
    return Whole(f"{name}{place.stem}", before) if acts else None


def _opening_name(words: Words) -> str:
    """Return the noun phrase that a sentence opens with, "" where it opens otherwise or another one follows."""
    terms = list(takewhile(_is_of_name, words.terms))
    name = "".join(term.text for term in terms)
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or not is_noun(terms[-1]):
        return ""
    follows = words.terms[len(terms)].text if len(terms) < len(words.terms) else ""
    return "" if follows in {"", "、", "和", "及", "或", "（"} or wording.dangling_word(name) else name


def _is_of_name(term: Term) -> bool:
    """Tell whether a word can stand in a noun phrase with a count in front: 任何一个测温点, 各场馆."""
    return is_noun(term) or term.tag in {"m", "q"} or term.text == "的" or (term.tag == "r" and term.text[0] in "各任")
