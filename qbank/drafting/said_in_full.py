"""How a noun is said in the words before: bare, or as the end of a name (“一船一码”平台, 明湖医院二期项目)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qbank.drafting.study import Study
from qbank.facts._lexicon import listed
from qbank.facts._words import Words, is_noun, words_of
from qbank.model import wording
from qbank.model.document import Sentence, Term
from qbank.types._phrases import says_who

_LEVELS = "省市县区州镇乡村校院局"
"""Words of one character that can be part of a name."""
_CLOSED_BY = {"“": "”", "《": "》"}
# 同一病人, 合格站点, 新建书房: which of them, and no name.
_WHICH = re.compile(
    "[该各每全此某何几多新旧老原前后上下大小单两双首次另内外]|同[一类级]|[部其][分他它余中]|所有|任[何一]|有关|相关|不?合格|个别|先行|专项|主要|一般|普通|"
    "特殊|优秀|重点|现[有行]|人工|辖区|有限|股份|本[地市县区]"
)
# 会同市文化中心, 前报市中心, 推行总分馆制: an act, cut as if it were part of the name.
_ACT = re.compile("[向由被把将和与及在对于的给让请问报为了]|会同|所属|主持|推行|实施|总结|设立|建立|建设新")
_ENDS_A_WORD = listed(
    "的 了 在 由 向 对 是 为 从 到 把 将 被 经 让 请 有 按 以 等 并 用 设 建 每 ： ， ； 。 （ ） ” 》 — ？ ！"
)
_SETS_UP = listed("成立 设立 组建")
# Ⅲ、分馆管理员: no list.
_NUMBERED = re.compile("[^\u4e00-\u9fff]{1,3}、")
_PART_OF_BODY = re.compile("(?:公司|集团|中心|局)$")


class Noun(NamedTuple):
    """A noun said bare: whether it names what is founded once (平台, 公司), and whether it says an act (清点)."""

    text: str
    founded: bool = False
    act: bool = False


class Told(NamedTuple):
    """The sentence that tells a name, and whether it is surely the whole name and no more than that."""

    sent: Sentence
    sure: bool


Reach = Iterable[tuple[Sentence, int]]
"""Sentences, each with how many characters of its view are looked at."""


def names_in(reach: Reach, noun: Noun, study: Study) -> dict[str, Told]:
    """Return each name that ends in a noun and who tells it; none surely if the noun stands bare before any."""
    names: dict[str, Told] = {}
    for sent, end in reach:
        if noun.text not in sent.view:
            continue
        for name, sure in _said(noun, words_of(sent, study.terms_of), sent.view, end):
            if name == noun.text and not names:
                return {name: Told(sent, sure=False)}
            if name != noun.text and not (name in names and names[name].sure):
                names[name] = Told(sent, sure)
    return names


def is_short_for(name: str, longer: str) -> bool:
    """Tell whether one name leaves out words of another and changes none: 白石滩林场 of 白石滩治沙林场."""
    rest = iter(longer)
    return all(char in rest for char in name)


def _said(noun: Noun, words: Words, view: str, end: int) -> Iterator[tuple[str, bool]]:
    """Yield how a noun is said each time before a position, and whether that is surely all of it."""
    at = view.find(noun.text, 0, end)
    while at >= 0:
        stop = at + len(noun.text)
        if _is_word(words, at, stop) and not _goes_on(noun, words.after(stop)):
            start = _start_of_name(words.terms, at, view, founded=noun.founded)
            if _CLOSED_BY.get(view[start - 1 : start], "？") == view[stop : stop + 1]:
                # 一间“寄养服务中心”, 编的《木材查验手册》
                yield view[start - 1 : stop + 1], True
            elif start == at or view[start] == "本":
                yield noun.text, True
            elif not _WHICH.match(view, start):
                yield view[start:stop], _is_name(view[start:at], noun) and _is_whole(words, start, view)
        at = view.find(noun.text, stop, end)


def _is_word(words: Words, start: int, stop: int) -> bool:
    """Tell whether a noun is cut out as words are, or ends one (服务中心): 配库 and 管员 hold no 库管员."""
    last = words.before(stop)
    return last is not None and (last.start <= start or words.is_cut(start))


def _goes_on(noun: Noun, after: Term | None) -> bool:
    """Tell whether a noun is part of a longer one: 平台数据, and not 平台建设; of 管理员名单 the name is theirs."""
    return after is not None and is_noun(after) and after.tag != "vn" and not noun.text.endswith("员")


def _is_name(told: str, noun: Noun) -> bool:
    return _ACT.search(told) is None and wording.is_balanced(told) and not (noun.act and says_who(told))


def _is_whole(words: Words, start: int, view: str) -> bool:
    """Tell whether no part of a name was left before where it starts: 临 of 临津市, 环境投诉受理 of 中心调研组."""
    before, first = words.before(start), words.after(start)
    cut = before is not None and (before.tag == "nr" or (len(before.text) == 1 and before.text not in _ENDS_A_WORD))
    cut = cut and _NUMBERED.fullmatch(view, 0, start) is None
    return not cut and first is not None and _PART_OF_BODY.search(first.text) is None


def _start_of_name(terms: Sequence[Term], at: int, view: str, *, founded: bool) -> int:
    """Return where the name that goes on at a position begins; the position itself where nothing names the noun."""
    last = next(nth for nth, term in enumerate(terms) if term.end > at)
    first = last
    while first:
        before = terms[first - 1]
        if before.text == "”":
            opened = view.rfind("“", 0, before.start)
            return opened if opened >= 0 else at
        if not (before.tag.startswith(("n", "vn", "b", "j", "eng", "l")) or before.text in _LEVELS):
            break
        if before.tag.startswith("nr") and not (founded and len(before.text) > 1):
            # Of what is founded, 明湖 is a place that was read as a person.
            break
        first -= 1
    # 成立合规文化建设领导小组: the verb stands before it, and all that follows is the name.
    set_up = first > 0 and terms[first - 1].text in _SETS_UP
    while first < last and not set_up and _is_verb_before(terms[first], terms[first + 1]):
        first += 1
    # 值夜班 is one word: one character names nothing.
    return terms[first].start if terms[first].start + 1 < at else at


def _is_verb_before(term: Term, following: Term) -> bool:
    """Tell whether a word is a verb before its object (检查种子, 测宽度): 水权 is one word in two."""
    return term.tag == "vn" or (len(term.text) == 1 and len(following.text) > 1 and term.text not in _LEVELS)
