"""A、B、C: closed and open lists, with the name or number the text gives them.

A list is found only where both its edges are certain: before it punctuation, a verb or 的, after it punctuation,
等, a class noun or a count; and where its members are built alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qbank.facts import _clauses as clauses
from qbank.facts import _collective as collective
from qbank.facts import _members as members
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._members import Member
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_verb
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Enumeration, Fact, part

_CUE = re.compile("[、”》]")
_STRETCH = re.compile(r"[^，。；：！？（）()“”《》‘’]+")
_MARKED = re.compile(
    r"(?:“[^“”]{2,24}”(?:、|和|与|及|以及)?){2,}“[^“”]{2,24}”|(?:《[^《》]{2,40}》(?:、|和|与|及|以及)?){2,}《[^《》]{2,40}》"
)
_EACH_MARKED = re.compile(r"“(?P<quoted>[^“”]+)”|(?P<title>《[^《》]+》)")
_LED = re.compile(r"(?:[\u4e00-\u9fff]{1,4}“[^“”，。；]{2,14}”、){2,}[\u4e00-\u9fff]{1,4}“[^“”，。；]{2,14}”")
_AND = frozenset("和 与 及 以及 或 或者".split())
_GOES_ON = re.compile(r"(?:”|（[^（）]*）)?(?:、|[，]?(?:以及|及|和|与|或者?|还有))")
_LEADS = frozenset(
    "包括 包含 分为 分 有 具有 具备 即 是 为 指 含 涵盖 遵循 坚持 贯彻 实行 建立 健全 完善 载明 注明 列明 说明 提供 提交 设立 设置 配备 采取 采用 "
    "做到 践行 强化 加强 突出 抓好 落实 推行 开展 弘扬 树立 遵守 恪守 出示 公布 公开 记载 填写 收集 如 例如 充分利用 利用 "
    "构建 形成 营造 提高 提升 增强 培养 培育 保障 保护 维护 促进 推进 推动 发扬 享受 享有 打造 严禁 禁止 按照 不得 应当 必须 分别 依次 危害 损害 侵害 侵犯 涉及 约定 违反 "
    "取得 征求 听取 接受 承担 参与 参加 发布 出具 防止 防范 规范 鼓励 支持".split()
)
# What follows such a list must be seen, for a verb may hang on its last member (由A、B、C签名).
_PREPOSITIONS = frozenset("由 从 对 在 向 以 用 通过 经".split())
_NAMES_WITH_AND = re.compile("人力资源和社会保障|住房和城乡建设|工业和信息化|文化和旅游|发展和改革|卫生和计划生育|农业和农村|规划和自然资源")
_MODALS = frozenset("应当 应 必须 可以 不得 须 要".split())
_PHRASE = 4
_COMPOSED = frozenset("组成 构成".split())

_LOOSE_TAGS = ("d", "ad", "t", "r", "u")

Left = Literal["lead", "edge", "preposition", "verb", "loose", "any"]
Right = Literal["end", "open", "head", "count", "modal", "made"]


class _Run(NamedTuple):
    """A list with what stands at its edges."""

    members: tuple[Member, ...]
    left: Left
    right: Right


class EnumerationPattern:
    """Lists of three and more, quoted, led by verbs, or plain."""

    name = "enumeration"
    yields = frozenset({"enumeration"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the lists of body sentences whose edges are certain."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a list with its quoted name, an open one, and a closed one before 的原则."""
        text = (
            "严格落实岗前教育、警示教育、廉洁教育“三项教育”。"
            "登记表应当载明单位名称、联系方式、办公地址等内容。"
            "调解工作遵循自愿、平等、诚信的原则。"
        )
        return text, (
            ("岗前教育", "警示教育", "廉洁教育", "三项教育"),
            ("单位名称", "联系方式", "办公地址"),
            ("自愿", "平等", "诚信"),
        )

    def counter_example(self) -> str:
        """Return subjects that share a noun, a list that goes on, and members of no common kind."""
        return (
            "省、自治区、直辖市人民政府可以制定实施办法。"
            "会议研究了预算、人员编制、办公用房的调整，以及其他事项。"
            "依照本办法第三条、第五条、第七条办理。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Enumeration]:
        for run in (*_marked(sent.view), *_plain(sent.view, words)):
            fact = self._fact(sent, words, run)
            if fact is not None:
                yield fact

    def _fact(self, sent: Sentence, words: Words, run: _Run) -> Enumeration | None:
        view, (start, end) = sent.view, _extent(sent.view, run)
        named = collective.after(view, words, end) or collective.before(view, start)
        is_open = view.startswith("等", end)
        count = named.count if named else None
        if count is not None and count != len(run.members):
            if not is_open:
                return None
            named = count = None
        return Enumeration(
            sent=sent,
            pattern=self.name,
            members=tuple(part(sent, *member, _label(view, words, run, end)) for member in run.members),
            run=part(sent, start, end),
            name=part(sent, *named.name) if named and named.name else None,
            count=count,
            closed=not is_open or count is not None,
        )


PATTERNS.add(EnumerationPattern.name)(EnumerationPattern())


def _extent(view: str, run: _Run) -> clauses.Range:
    """Return the range of the whole list, with the quotation marks of its first and last member."""
    start, end = run.members[0].start, run.members[-1].end
    quoted = view[start - 1 : start] == "“" and view[run.members[0].end] == "”"
    return (start - 1, end + 1) if quoted else (start, end)


def _label(view: str, words: Words, run: _Run, end: int) -> str:
    """Return the label of the members: what they are called together, or how they all end."""
    if run.right in {"head", "open"}:
        head = view[end : collective.head_end(words, end)]
        if head:
            return f"member:{head[-2:]}"
    ending = members.shared_ending([view[slice(*member)] for member in run.members])
    return f"member:{ending}" if ending else ""


def _marked(view: str) -> Iterator[_Run]:
    """Yield lists of quotations or titles: “A”、“B”和“C”, 增强“A”、坚定“B”、做到“C”."""
    for match in (*_MARKED.finditer(view), *_LED.finditer(view)):
        found = tuple(
            Member(*each.span(each.lastgroup or 0)) for each in _EACH_MARKED.finditer(view, match.start(), match.end())
        )
        goes_on = view[match.start() - 1 : match.start()] == "、" or re.match(r"[^，。；：“《]{0,6}、", view[match.end() :][:7])
        if any(members.is_number(view[slice(*member)]) for member in found):
            continue
        if not goes_on and len({view[slice(*member)] for member in found}) == len(found) <= members.MOST:
            yield _Run(found, "lead", "end")


def _plain(view: str, words: Words) -> Iterator[_Run]:
    for stretch in _STRETCH.finditer(view):
        if "、" not in stretch[0]:
            continue
        for pieces in _chains(view, words, *stretch.span()):
            run = _best(view, words, pieces)
            if run is not None:
                yield run


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


def _best(view: str, words: Words, pieces: Sequence[clauses.Range]) -> _Run | None:
    """Return the list a chain holds, its outer pieces cut to members; None where the edges are not certain."""
    first, last = pieces[0], pieces[-1]
    middle = [Member(*piece) for piece in pieces[1:-1]]
    joined = _and(view, words, *last)
    if joined is not None and members.is_simple(view, words, last[0], joined[0]):
        middle.append(Member(last[0], joined[0]))
        last = (joined[1], last[1])
    runs = [
        _Run((head, *middle, tail), left, right)
        for head, left in _heads(view, words, *first)
        for tail, right in _tails(view, words, *last)
    ]
    good = [run for run in runs if _is_good(view, words, run)]
    return max(good, key=lambda run: _rank(view, run), default=None)


def _and(view: str, words: Words, start: int, end: int) -> clauses.Range | None:
    """Return the range of the first conjunction that is a word of its own."""
    word = words.after(start)
    while word is not None and word.end < end:
        if word.text in _AND and not _NAMES_WITH_AND.search(view, max(0, word.start - 4), word.end + 5):
            return word.start, word.end
        word = words.after(word.end)
    return None


def _heads(view: str, words: Words, start: int, end: int) -> Iterator[tuple[Member, Left]]:
    """Yield where the first member may begin, and why."""
    word = words.before(end)
    while word is not None and word.start >= start:
        if members.is_simple(view, words, word.start, end):
            left = _left(view, words, word.start)
            if left:
                yield Member(word.start, end), left
        word = words.before(word.start)


def _left(view: str, words: Words, start: int) -> Left | None:
    if not start or view[start - 1] in "，。；":
        return "edge"
    if view[start - 1] in "：“（":
        return "lead"
    word = words.before(start)
    if word is None:
        return None
    if word.text in _PREPOSITIONS or (word.tag == "p" and word.text not in {"按照", "除"}):
        return "preposition"
    if word.text in _LEADS:
        return "lead"
    if is_verb(word):
        return "verb"
    return "loose" if word.tag.startswith(_LOOSE_TAGS) else "any"


def _tails(view: str, words: Words, start: int, end: int) -> Iterator[tuple[Member, Right]]:
    """Yield where the last member may end, and why."""
    word = words.after(start)
    while word is not None and word.end <= end:
        if members.is_simple(view, words, start, word.end):
            right = _right(view, words, word.end, end)
            if right:
                yield Member(start, word.end), right
        word = words.after(word.end)


def _right(view: str, words: Words, at: int, end: int) -> Right | None:
    if collective.after(view, words, at):
        return "count"
    if view.startswith("等", at):
        return "open"
    if at == end:
        return None if view[at : at + 1] in tuple("“《") or _GOES_ON.match(view, at) else "end"
    word = words.after(at)
    if word is None:
        return None
    if word.text in _MODALS:
        return "modal"
    if word.text in _COMPOSED:
        return "made"
    if word.text == "的" and view[at + 1 : at + 2] in tuple("，；"):
        return "end"
    return "head" if collective.head_end(words, at) > at else None


def _is_good(view: str, words: Words, run: _Run) -> bool:
    texts = [view[slice(*member)] for member in run.members]
    if not members.FEWEST <= len(texts) <= members.MOST or len(set(texts)) < len(texts):
        return False
    if not members.are_alike(words, run.members):
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


def _ends_well(view: str, words: Words, run: _Run, texts: Sequence[str]) -> bool:
    """Tell whether the last member is neither short of its noun nor half of a phrase with 和."""
    *before, last = run.members
    joined = view[before[-1].end] != "、"
    *earlier, _, _ = texts
    phrases = len(earlier) > 1 and len(earlier[0]) >= _PHRASE and members.are_equal_long(earlier)
    if joined and phrases and not members.are_equal_long(texts):
        return False
    if joined and texts[-1] in collective.HEADS and all(len(words.within(*member)) > 1 for member in before):
        return False
    if run.right != "head":
        return True
    if view[last.end] == "的":
        # In 名称、成分、存在的问题 the last verb belongs to the noun after it.
        return not _is_lone_verb(words, last) or all(_is_lone_verb(words, member) for member in before)
    # The class noun follows at once: 择优方针 may be 择优 with 方针, but 幅度和决定机关 is not 决定 with 机关.
    parallel = members.are_equal_long(texts) or bool(members.shared_ending(texts))
    return parallel and (not joined or len(texts[-1]) >= _PHRASE)


def _is_lone_verb(words: Words, member: Member) -> bool:
    terms = words.within(*member)
    return len(terms) == 1 and is_verb(terms[0])


def _rank(view: str, run: _Run) -> tuple[bool, bool, int]:
    texts = [view[slice(*member)] for member in run.members]
    spread = max(map(len, texts)) - min(map(len, texts))
    return members.are_equal_long(texts), members.are_parallel(texts), -spread
