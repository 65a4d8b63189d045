"""Where a plain list A、B、C begins and ends in running text. No parser: cue words, tags and the members' own make-up.

An edge is certain only by what stands there. To the left: punctuation, a word that leads lists, a preposition;
to the right: punctuation, 等, a count, a class noun, a modal. The weaker the left edge, the more alike the
members must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qbank.facts import _clauses as clauses
from qbank.facts import _collective as collective
from qbank.facts import _lexicon as lexicon
from qbank.facts import _members as members
from qbank.facts._members import Member
from qbank.facts._words import Words, is_verb

_STRETCH = re.compile(r"[^，。；：！？（）()“”《》‘’]+")
_GOES_ON = re.compile(r"(?:”|（[^（）]*）)?(?:、|，?(?:以及|及|和|与|或者?|还有))")
_NAMES_WITH_AND = re.compile(
    "人力资源和社会保障|住房和城乡建设|工业和信息化|文化和旅游|发展和改革|卫生和计划生育|规划和自然资源|自然资源和规划"
)
_COMPOSED = lexicon.listed("组成 构成")
_DENIES, _OF_DENIALS, _DENIED = "未不非无", "并绝", 2
_VERBS_OF_ONE = "设含分为即是有指"
_LOOSE_TAGS = ("d", "ad", "t", "r", "u")
_BEFORE_NOUNS = re.compile("(?:(?<![可加予得难所足])以|按照?)$")

Left = Literal["lead", "edge", "preposition", "verb", "loose", "any"]
Right = Literal["end", "open", "head", "count", "modal", "made"]


class Run(NamedTuple):
    """A list with what stands at its edges."""

    members: tuple[Member, ...]
    left: Left
    right: Right

    def texts(self, view: str) -> list[str]:
        """Return the words of the members."""
        return [view[slice(*member)] for member in self.members]


def plain_runs(view: str, words: Words) -> Iterator[Run]:
    """Yield the lists whose edges are certain, in order of position."""
    for stretch in _STRETCH.finditer(view):
        if "、" not in stretch[0]:
            continue
        for pieces in _chains(view, words, *stretch.span()):
            run = _best(view, words, pieces)
            if run is not None:
                yield _without_verb(view, run)


def _without_verb(view: str, run: Run) -> Run:
    """Return the run without a verb of one character that the segmenter took into its first member: 设岸桥操作、…."""
    first, *others = run.members
    longer = {first.end - first.start - 1} == {member.end - member.start for member in others}
    if not (longer and view[first.start] in _VERBS_OF_ONE):
        return run
    return run._replace(members=(Member(first.start + 1, first.end), *others), left="lead")


def _chains(view: str, words: Words, start: int, end: int) -> Iterator[list[clauses.Range]]:
    """Yield the pieces between 、, cut into chains where a piece ends one list and begins the next."""
    marks = [at for at in range(start, end) if view[at] == "、"]
    pieces = list(zip([start, *(at + 1 for at in marks)], [*marks, end], strict=True))
    chain = [pieces[0]]
    for piece in pieces[1:-1]:
        chain.append(piece)
        if not members.is_simple(view, words, *piece):
            yield chain
            chain = [piece]
    yield [*chain, pieces[-1]]


def _best(view: str, words: Words, pieces: Sequence[clauses.Range]) -> Run | None:
    """Return the list a chain holds, its outer pieces cut to members; None where the edges are not certain."""
    first, last = pieces[0], pieces[-1]
    middle = [Member(*piece) for piece in pieces[1:-1]]
    joined = _and(view, words, *last)
    if joined is not None and members.is_simple(view, words, last[0], joined[0]):
        middle.append(Member(last[0], joined[0]))
        last = (joined[1], last[1])
    if not members.FEWEST <= len(middle) + 2 <= members.MOST:
        return None
    heads = list(_heads(view, words, *first))
    tails = list(_tails(view, words, *last)) if heads else []
    runs = (Run((head, *middle, tail), left, right) for head, left in heads for tail, right in tails)
    good = [run for run in runs if _is_good(view, words, run)]
    return max(good, key=lambda run: _rank(view, run), default=None)


def _and(view: str, words: Words, start: int, end: int) -> clauses.Range | None:
    """Return the range of the first conjunction that is a word of its own."""
    word = words.after(start)
    while word is not None and word.end < end:
        if word.text in lexicon.CONJUNCTIONS and not _NAMES_WITH_AND.search(view, max(0, word.start - 4), word.end + 5):
            return word.start, word.end
        word = words.after(word.end)
    return None


def _heads(view: str, words: Words, start: int, end: int) -> Iterator[tuple[Member, Left]]:
    """Yield where the first member may begin, and why."""
    word = words.before(end)
    while word is not None and word.start >= max(start, end - members.LONGEST):
        if members.is_simple(view, words, word.start, end):
            left = _left(view, words, word.start)
            if left:
                yield Member(word.start, end), left
        word = words.before(word.start)


def _left(view: str, words: Words, start: int) -> Left | None:
    if start and view[start - 1] in _DENIES and (start < _DENIED or view[start - 2] not in _OF_DENIALS):
        # 未通水农户 without its 未 says the opposite.
        return None
    if not start or view[start - 1] in "，。；":
        return "edge"
    if view[start - 1] in "：“（":
        return "lead"
    word = words.before(start)
    if word is None:
        return None
    if word.text in lexicon.PREPOSITIONS or (word.tag == "p" and word.text not in {"按照", "除"}):
        return "preposition"
    if word.text in lexicon.LEADS:
        return "lead"
    if is_verb(word):
        # 以成交人次、…核定: after the preposition the verb is the first member's own.
        return None if _BEFORE_NOUNS.search(view, max(0, word.start - 2), word.start) else "verb"
    return "loose" if word.tag.startswith(_LOOSE_TAGS) else "any"


def _tails(view: str, words: Words, start: int, end: int) -> Iterator[tuple[Member, Right]]:
    """Yield where the last member may end, and why."""
    word = words.after(start)
    while word is not None and word.end <= min(end, start + members.LONGEST):
        if members.is_simple(view, words, start, word.end):
            right = _right(view, words, word.end, end)
            if right:
                yield Member(start, word.end), right
        word = words.after(word.end)


def _right(view: str, words: Words, at: int, end: int) -> Right | None:
    if collective.after(view, words, at):
        return "count"
    if collective.is_left_open(view, at):
        return "open"
    if at == end:
        return None if view[at : at + 1] in tuple("“《") or _GOES_ON.match(view, at) else "end"
    word = words.after(at)
    if word is None:
        return None
    if word.text in lexicon.MODALS:
        return "modal"
    if word.text in _COMPOSED:
        return "made"
    if word.text == "的" and view[at + 1 : at + 2] in tuple("，；"):
        return "end"
    head = collective.head_end(words, at)
    # In 住所、通讯方式等信息 the noun is the last member's own.
    return "head" if head > at and not collective.is_left_open(view, head) else None


def _is_good(view: str, words: Words, run: Run) -> bool:
    texts = run.texts(view)
    if not members.FEWEST <= len(texts) <= members.MOST or len(set(texts)) < len(texts):
        return False
    if run.left == "lead" and _is_counted(view, words, run):
        return members.are_twins(texts) or not _swallows_a_verb(words, run)
    quoted = view[run.members[0].start - 1 : run.members[0].start] == "“"
    if not (quoted and members.are_equal_long(texts)) and not members.are_alike(words, run.members):
        return False
    if _takes_the_lead(words, run):
        return False
    if run.left == "preposition" and run.right not in {"count", "open", "made"}:
        return False
    if not _ends_well(view, words, run, texts):
        return False
    if run.right != "modal" and (run.left in {"lead", "preposition"} or (run.right == "count" and run.left != "any")):
        return True
    if run.left == "any":
        return members.are_twins(texts) and run.right != "modal"
    if run.left == "verb":
        return members.are_equal_long(texts) and run.right != "modal"
    parallel = members.are_parallel(texts)
    if run.left == "edge":
        return parallel and (run.right != "end" or len(texts[0]) >= members.FEWEST)
    return parallel and run.right != "modal"


def _is_counted(view: str, words: Words, run: Run) -> bool:
    named = collective.after(view, words, run.members[-1].end) if run.right == "count" else None
    return named is not None and named.number == len(run.members)


def _takes_the_lead(words: Words, run: Run) -> bool:
    """Tell whether the first member alone begins with a verb that leads lists (分为自荐、推荐)."""
    first, *others = (words.within(*member)[0] for member in run.members)
    phrases = len({member.end - member.start for member in run.members}) == 1 and run.left == "lead"
    if phrases and run.members[0].end - run.members[0].start >= members.PHRASE:
        return False
    alone = len(words.within(*run.members[0])) > 1 and first.text in lexicon.LEADS
    return alone and any(each.text != first.text and not is_verb(each) for each in others)


def _swallows_a_verb(words: Words, run: Run) -> bool:
    """Tell whether the first member alone begins with any verb at all (填粗砂、石子)."""
    first, *others = (words.within(*member) for member in run.members)
    alone = len(first) > 1 and is_verb(first[0]) and not is_verb(first[-1])
    return alone and not any(each[0].tag.startswith("v") for each in others)


def _ends_well(view: str, words: Words, run: Run, texts: Sequence[str]) -> bool:
    """Tell whether the last member is neither short of its noun nor half of a phrase with 和."""
    *before, last = run.members
    joined = view[before[-1].end] != "、"
    *earlier, _, _ = texts
    phrases = len(earlier) > 1 and len(earlier[0]) >= members.PHRASE and members.are_equal_long(earlier)
    if joined and phrases and not members.are_equal_long(texts):
        return False
    if joined and texts[-1] in lexicon.HEADS and all(len(words.within(*member)) > 1 for member in before):
        return False
    shared = members.shared_ending(texts[:-1])
    if shared and shared in texts[-1] and not texts[-1].endswith(shared):
        return False
    if run.right != "head":
        return True
    if view[last.end] == "的":
        # In 名称、成分、存在的问题 the last verb belongs to the noun after it.
        return not _is_lone_verb(words, last) or any(_is_lone_verb(words, member) for member in before)
    head = view[last.end : collective.head_end(words, last.end)]
    if any(text.endswith(head) for text in texts):
        return False
    # The class noun follows at once: 择优方针 may be 择优 with 方针, but 幅度和决定机关 is not 决定 with 机关.
    parallel = members.are_equal_long(texts) or bool(members.shared_ending(texts))
    return parallel and (not joined or len(texts[-1]) >= members.PHRASE)


def _is_lone_verb(words: Words, member: Member) -> bool:
    terms = words.within(*member)
    return len(terms) == 1 and terms[0].tag.startswith("v")


def _rank(view: str, run: Run) -> tuple[bool, bool, bool, int]:
    texts = run.texts(view)
    spread = max(map(len, texts)) - min(map(len, texts))
    return run.right == "count", members.are_equal_long(texts), members.are_parallel(texts), -spread
