"""Lists, worded as a choice: 应当提交下列哪些材料？ Some members are right; wrong is what only passes for a member.

That is, in this order, a member of the document's other lists of the same class, one of the fact's own members with
a figure or a word in it changed, or a common member of the class. What is changed does not stand beside what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from qbank.model import wording
from qbank.model.fact import Enumeration, Fact, FactPool, HeadingList, Listing, Part, Points
from qbank.model.item import Option
from qbank.types import _heading_stems as heading_stems
from qbank.types import _list_stems as list_stems
from qbank.types import _of_listing as of_listing
from qbank.types._changed_members import altered
from qbank.types._folding import fold
from qbank.types._inventory import class_mates, usual_of
from qbank.types._lists import KINDS, Row, are_of_others, class_of, likeness, punishes, row_of
from qbank.types._options import overlap
from qbank.types._questions import OpenQuestion, SeveralRight

LONGEST = 40
"""Characters of a member that can be an option."""
_WRONG, _OPTIONS = 2, 5
_FEWEST, _FEWEST_KEYS, _MOST_KEYS = 3, 2, 4
_RUN, _ALIKE, _LENGTH, _SHORT = 4, 0.5, 4, 8
_OF_POINTS, _OF_HEADS, _OF_NAMED, _MOST = 0.72, 0.56, 0.7, 0.72
_OF_CASES, _OF_MATES, _OF_TWO_KEYS, _OF_ONE_END = 0.08, 0.06, 0.08, 0.2
_CASE = frozenset({"情形"})
# What is printed as a bare noun has to be one of the same kind; faults are not worded as measures are.
_THINGS, _FAULTS = frozenset({"材料", "内容", "数据", "设备", "人员", "费用"}), frozenset({"问题", "原因"})
# Cases of other matters, far away, have nothing to do with this one.
_FARTHEST = 1500
_SUBJECT = re.compile("有?(?:下列|以下)|遇有")
# 建设改造与养护并重 is one principle, not two.
_HALF = re.compile("^[^与和]*(?:并重|相?结合|相统一|相适应)$")
_OPENING = _ENDING = 2
_CATCH_ALL = re.compile("^其[他它]|其[他它][^，；]{0,8}$")
_POINTS_BACK = re.compile("本|该|其|此|上述|前述|有关|相关|各")
_COUNTED = re.compile(
    "(?<!第)哪(?P<n>[0-9一二三四五六七八九十两]+)(?P<unit>个方面的|个方面|个部分|大类|[个项种类条点级步样层方处件岗位支])(?P<noun>[\u4e00-\u9fff]*)"
)
_HOW_MANY = re.compile("有哪[一二三四五六七八九十]+[个项种类条]？$")
_NUMBER = re.compile("(?<=的)[0-9一二三四五六七八九十两]+(?:个方面的|[个项种类条])(?=[^，。]*有哪些？$)")
_HAVING = re.compile("(?P<what>[^，；：]{4,40}?)(?:主要)?有哪些？$")


def choices(fact: Fact, pool: FactPool, rng: Random) -> Iterator[SeveralRight]:
    """Yield a choice of a list's members where two wrong options can be found for it."""
    asked, row = _question(fact), row_of(fact)
    if asked is None or row is None or len(row.members) < _FEWEST:
        return
    members = [each for each in asked.asked if len(each.text) <= LONGEST and not _CATCH_ALL.search(each.text)]
    if len(members) < _FEWEST or any(wording.refers_elsewhere(each.text) for each in members):
        return
    closed = getattr(fact, "closed", True)
    lent = _lent(fact, row, members, asked.stem, pool, rng) if closed else []
    # A case of another matter may be one of this as well; a wrong figure is wrong.
    wrong = [] if row.of in _CASE else lent[:_WRONG]
    gone: list[Part] = []
    for option, part in altered(members, pool, rng, cases=row.of in _CASE):
        if len(wrong) == _WRONG or len(members) - len(gone) <= _FEWEST_KEYS:
            break
        wrong.append(option)
        gone.append(part)
    wrong += [each for each in lent if each not in wrong][: _WRONG - len(wrong)]
    mates = [] if len(wrong) == _WRONG or not closed else _mates(fact, row, members, rng)
    wrong += mates[: _WRONG - len(wrong)]
    left = [each for each in members if each not in gone]
    if len(wrong) < _WRONG or len(left) < _FEWEST_KEYS:
        return
    most = min(_MOST_KEYS, _OPTIONS - len(wrong))
    keys = tuple(left[at] for at in sorted(rng.sample(range(len(left)), min(len(left), most))))
    trust = min(asked.trust, _MOST) - _OF_CASES * (row.of in _CASE) - _OF_MATES * bool(mates)
    trust -= _OF_TWO_KEYS * (len(keys) == _FEWEST_KEYS) + _OF_ONE_END * _tell_by_end(keys, wrong)
    yield SeveralRight(among(asked.stem, some=len(keys) < len(row.members)), keys, tuple(wrong), trust)


def _tell_by_end(keys: Sequence[Part], wrong: Sequence[Option]) -> bool:
    """Tell whether the keys, and they alone, end in one word: 便民原则、保密原则 beside 回访质量."""
    ends = {key.text[-_ENDING:] for key in keys}
    return len(ends) == 1 and not any(option.text.endswith(tuple(ends)) for option in wrong)


def _question(fact: Fact) -> OpenQuestion | None:
    """Return the question that a whole list answers, None where it has none of its own."""
    match fact:
        case Points():
            return _asked(list_stems.points_stem(fact), list_stems.points_of(fact), _OF_POINTS)
        case HeadingList():
            return _asked(heading_stems.headings_stem(fact), fact.heads, _OF_HEADS)
        case Enumeration(closed=True) if not any(_HALF.search(each.text) for each in fact.members):
            asked = list_stems.list_question(fact)
            if asked:
                return _asked(asked, fact.members, _OF_NAMED)
            return next(of_listing.enumeration_questions(fact), None)
        case Listing(before=Part()):
            return next(of_listing.open_questions(fact), None)
    return None


def _asked(stem: str | None, parts: tuple[Part, ...], trust: float) -> OpenQuestion | None:
    return OpenQuestion(stem, tuple(each.text for each in parts), parts, trust) if stem else None


def among(stem: str, *, some: bool) -> str:
    """Return a question without the number it tells, and with 下列 where only some members are shown.

    哪三种方式 → 哪些方式, 哪三点 → 哪几点: who knows how many are right need not know which.
    """

    def bare(found: re.Match[str]) -> str:
        unit, noun = found["unit"], found["noun"]
        if unit.startswith("个") and len(unit) > 1:
            return f"哪些{unit[1:]}{noun}"
        return f"哪些{noun}" if noun else f"哪几{unit}"

    plain = _COUNTED.sub(bare, _NUMBER.sub("", _HOW_MANY.sub("有哪些？", stem)))
    if not some:
        return plain
    having = _HAVING.fullmatch(plain)
    if having and not plain.endswith(("具有哪些？", "含有哪些？")):
        return f"下列哪些属于{having['what']}？"
    return re.sub("(?<!下列)(?=哪[些几])", "下列", plain, count=1)


def _lent(fact: Fact, row: Row, members: Sequence[Part], stem: str, pool: FactPool, rng: Random) -> list[Option]:
    """Return members of the document's other lists of the class, of lists that are about something else."""
    if not row.of or not row.lead or punishes(fact.sent.view):
        return []
    shown = "".join(sent.view for sent in fact.sentences())
    taken = [stem, *(each.text for each in row.members)]
    first: list[Option] = []
    second: list[Option] = []
    for other in pool.around(KINDS, row.members[0]):
        theirs = row_of(other)
        alike = theirs is not None and (theirs.of == row.of or _are_heads(fact, other))
        if theirs is None or not alike or not are_of_others(row.lead, theirs.lead):
            continue
        if row.of in _CASE and not _are_near(row, theirs):
            continue
        for turn in (first, second):
            text = _fitting(theirs, other, row, members, shown, taken, rng)
            if text:
                turn.append(Option("", text, "同文另一处列举"))
                taken.append(text)
    return [*first, *second]


def _are_near(row: Row, theirs: Row) -> bool:
    """Tell whether two lists of cases lie near each other and have like subjects or none."""
    one, other = (_SUBJECT.split(each.lead)[0] for each in (row, theirs))
    like = one == other or any(one[at : at + 2] in other for at in range(len(one) - 1))
    return like and abs(theirs.members[0].start - row.members[0].start) <= _FARTHEST


def _fitting(
    theirs: Row, other: Fact, row: Row, members: Sequence[Part], shown: str, taken: Sequence[str], rng: Random
) -> str | None:
    """Return a member of another list that passes for one of this and says nothing that is taken."""
    for each in rng.sample(theirs.members, len(theirs.members)):
        vetoed = any(sent.is_vetoed(each.span) for sent in other.sentences())
        made = row.of not in _THINGS or each.text[-1] in {member.text[-1] for member in members}
        fits = made and not vetoed and _passes(each.text, members, shown)
        if fits and not _tells(each.text, taken[0]) and not any(_near(each.text, text) for text in taken[1:]):
            return each.text
    return None


def _are_heads(one: Fact, other: Fact) -> bool:
    """Tell whether both list what a document sets out to do: 重点任务 and 保障措施."""
    return all(
        isinstance(each, HeadingList)
        and heading_stems.is_telling(each)
        and class_of(each.sent.view.strip("。：")) not in _FAULTS
        for each in (one, other)
    )


def _passes(text: str, members: Sequence[Part], shown: str) -> bool:
    """Tell whether a wording passes for a member: as long, made alike, saying by itself what it is."""
    texts = [each.text for each in members]
    opening, ending = texts[0][:_OPENING], texts[0][-_ENDING:]
    # 坚持边查边改、坚持实战实训 beside 开展“四查四看” tell themselves.
    if all(each.startswith(opening) for each in texts) and not text.startswith(opening):
        return False
    if all(each.endswith(ending) for each in texts) and not text.endswith(ending):
        return False
    lengths = [len(each) for each in texts]
    slack = 1 if max(lengths) <= _SHORT else min(_LENGTH, min(lengths) // 2)
    cases = {each.endswith("的") for each in texts}
    bans = {each.startswith(("不得", "严禁", "不准")) for each in texts}
    return (
        min(lengths) - slack <= len(text) <= max(lengths) + slack
        and len(text) <= LONGEST
        and text not in shown
        and text.endswith("的") in cases
        and text.startswith(("不得", "严禁", "不准")) in bans
        and not _POINTS_BACK.match(text)
        and not _CATCH_ALL.search(text)
        and not wording.refers_elsewhere(text)
        and not wording.dangling_word(text)
    )


def _tells(text: str, stem: str) -> bool:
    """Tell whether a wording shares a run of characters with a stem, and so names what is asked about."""
    return any(text[at : at + _RUN] in stem for at in range(len(text) - _RUN + 1))


def _near(one: str, other: str) -> bool:
    """Tell whether two members may say the same: one holds the other, or they share much of their wording."""
    return overlap(fold(one), fold(other)) or _tells(one, other) or likeness(one, other) > _ALIKE


def _mates(fact: Fact, row: Row, members: Sequence[Part], rng: Random) -> list[Option]:
    """Return common members of the class that share no character pair with the document's own."""
    texts = [each.text for each in row.members]
    noun = fact.noun if isinstance(fact, Points) else fact.of if isinstance(fact, Listing) else ""
    noun = noun or members[0].label.partition(":")[2] or row.of
    shown = "".join(sent.view for sent in fact.sentences())
    usual = usual_of(texts, class_of(noun)) or class_mates(texts, class_of(noun) or noun)
    kept: list[str] = []
    for word in rng.sample(usual, len(usual)):
        if word not in shown and not any(_alike(word, text) for text in (*texts, *kept)):
            kept.append(word)
    return [Option("", word, "同类常见说法，文中未列") for word in kept[:_WRONG]]


def _alike(one: str, other: str) -> bool:
    """Tell whether two common members may say the same: of short ones, whether they share a character."""
    return bool(set(one) & set(other)) if max(len(one), len(other)) < _SHORT else _near(one, other)
