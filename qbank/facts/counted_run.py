"""A plain list that a number closes in its clause: 把消防通道、食堂、校车、围墙、门卫五个地方过一遍."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._lexicon import LEADS, PREPOSITIONS, listed
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_verb
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Listing, part

_NORMS = frozenset({"law"})
_CUE = re.compile("、[^，。；：]*[两二三四五六七八九十2-9][个项类种大方处家部层级所条步道边]")
_UNIT = "(?:个(?!月|小时|百分|工作日|人)|项|类|种|大|方|处|家|部(?!分)|层|级|所|条|步|道)"
_COUNT = re.compile(
    rf"(?<![第十百千万0-9.%几])(?P<number>[两二三四五六七八九十]|[2-9])(?P<of>{_UNIT}[^，。；：、“”《》0-9]{{0,22}})(?=[，。；])"
)
_NAMED = re.compile(r"(?:这|等)?“(?P<code>(?P<number>[两二三四五六七八九十])[^“”，。；：]{1,6})”")
_MEMBER = re.compile("[^，。；：、“”《》（）0-9]{1,16}|“[^“”]{2,16}”")
_AND = re.compile("以及|和|与|及")
_LINKS = listed("把 将 对 与 从 在 由 按 按照 为 向 以 经 会同 有 是 成 到 给 跟 的 归并为 分为 包括 涉及 覆盖")
_ACTS = listed(
    "实施 实行 推行 开展 建立 制定 解决 抓好 突出 紧盯 聚焦 围绕 坚持 做到 达到 实现 落实 整治 清理 "
    "设 设立 设置 配备 提供 列出 形成 拉出 梳理 梳理出 编制 明确 签订 推出 构建 用好 完善 出台"
)
_FIRST_WORDS = LEADS | PREPOSITIONS | _LINKS | _ACTS
_THEN = re.compile(
    r"，(?P<then>(?:[^，。；]{2,20}，)?[^，。；]{0,12}(?:不得|不准|不许|禁止|必须|应当|一律|要|须)[^，。；]{2,20})(?=[。；])"
)
_RANKS = frozenset("ⅠⅡⅢⅣⅤⅥ一二三四五六甲乙丙丁戊特初高中低轻重大小上下左右前后早晚")
# 供电等部门责令全县(3家企业): the list ended before, and left open.
_OPEN, _GLUED = re.compile("等(?:$|部门|单位|[0-9多各有相])"), re.compile("[经由与和从把将在向对按]")
# 主要是增加了电器管理、异常报告、巡查登记三个部分: the verb is that of all.
_DONE = re.compile("[\u4e00-\u9fff]{1,2}了(?!解)")
# 对米: the segmenter takes the preposition into the first member.
_GLUED_IN = re.compile("(?P<lead>[^，。；]*[对把将与从由按])(?=[^，。；]{1,6}$)")
# 其中职务犯罪、金融犯罪、涉黑犯罪这“三类罪犯”
_OF_THEM = re.compile("(?:其中|特别是|尤其是)(?=.)")
_BEGUN = re.compile("[\u4e00-\u9fff]{2,4}(?:考|含|包含|查|练|测|分|看)[\u4e00-\u9fff]{2,}")
_BESIDE = re.compile("[\u4e00-\u9fff]{2,6}?(?:以及|[和及与])")
_SPREAD, _LITTLE, _FEWEST = 4, 1, 3


class _Members(NamedTuple):
    spans: list[tuple[int, int]]
    start: int


class CountedRunPattern:
    """Lists of as many members as the number says that stands right after them."""

    name = "counted_run"
    yields = frozenset({"listing"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return places, and a name of four."""
        text = (
            "各校要把消防通道、食堂、校车、围墙和门卫五个地方过一遍。"
            "高压线下、坟头周边、公路两侧、景区步道这“四边”，三月底前清一遍。"
        )
        return text, (
            ("消防通道", "食堂", "校车", "围墙", "门卫"),
            ("高压线下", "坟头周边", "公路两侧", "景区步道"),
        )

    def counter_example(self) -> str:
        """Return a list of another length, one left open, and a time."""
        return "各校要把食堂、校车、门卫五个地方过一遍。抽查食堂、校车等两个地方。采购、验收、留样三个月一查。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Listing]:
        for form in (_COUNT, _NAMED):
            for match in form.finditer(sent.view):
                if form is _COUNT and match["of"].endswith(("之外", "以外", "之间", "之内", "以内", "之中", "当中")):
                    continue
                number = int(numerals.value_of(match["number"]) or 0)
                found = _members(sent.view, words, match.start(), number) if number >= _FEWEST else None
                if found is not None:
                    yield self._listing(sent, match, found)

    def _listing(self, sent: Sentence, match: re.Match[str], found: _Members) -> Listing:
        named = match.re is _NAMED
        heads = tuple(part(sent, *span, "point") for span in found.spans)
        first = heads[0]
        begins = max(sent.view.rfind(stop, 0, found.spans[0][0]) for stop in "。；：") + 1
        then = _THEN.match(sent.view, match.end()) if not named and found.start == found.spans[0][0] else None
        return Listing(
            sent=sent,
            pattern=self.name,
            heads=heads,
            of=f"“{match['code']}”" if named else match["of"],
            number="" if named else match["number"],
            before=None if named or begins >= found.spans[0][0] else part(sent, begins, found.spans[0][0]),
            then=f"，{then['then']}" if then and first else "",
        )


PATTERNS.add(CountedRunPattern.name)(CountedRunPattern())


def _members(view: str, words: Words, end: int, number: int) -> _Members | None:
    """Return the members of the list that ends at ``end``; None where it has more or fewer, or its start is open."""
    start = max(view.rfind(stop, 0, end) for stop in "，。；：") + 1
    # …进一步好转、…进一步增强的“四个进一步”: what joins the list to its name is no part of the last member.
    end -= view.startswith("的", end - 1)
    if _OPEN.search(view[start:end]):
        return None
    spans, at = [], start
    for piece in view[start:end].split("、"):
        spans.append((at, at + len(piece)))
        at += len(piece) + 1
    joined = _AND.search(view, *spans[-1]) if len(spans) == number - 1 else None
    if joined and spans[-1][0] < joined.start() and words.is_cut(joined.start()) and words.is_cut(joined.end()):
        spans[-1:] = [(spans[-1][0], joined.start()), (joined.end(), spans[-1][1])]
    if len(spans) != number:
        return None
    others = [stop - begin for begin, stop in spans[1:]]
    first = _start(view, words, spans)
    aside = _OF_THEM.match(view, first, spans[0][1])
    first = aside.end() if aside else first
    glued = _GLUED_IN.match(view, first, spans[0][1]) if spans[0][1] - first > max(others) + _LITTLE else None
    first = glued.end("lead") if glued else first
    done = _DONE.match(view, first, spans[0][1])
    first = done.end() if done and not any(_DONE.match(view, *span) for span in spans[1:]) else first
    whole = [(first, spans[0][1]), *spans[1:]]
    texts = [view[slice(*span)] for span in whole]
    if len(texts[0]) > _LITTLE + 1 and any(len(text) == 1 for text in texts[1:]):
        # 从车罐上、中、下三处: what the first word says of all.
        return None
    if any(len(text) == 1 and text.isascii() for text in texts) or set(texts) <= _RANKS:
        # A、B、C、D四级, 轻、中、重三级: mere names, which the number and 级 tell.
        return None
    if any(word.text in _ACTS for word in words.within(*whole[-1])):
        # 老、幼、孕、病动物建立“四类档案”: what is done with it stands behind the list.
        return None
    if _GLUED.match(texts[0]) and not any(map(_GLUED.match, texts[1:])):
        return None
    beside = _BESIDE.match(texts[0])
    if beside and len(set(others)) == 1 and len(texts[0]) - beside.end() == others[0]:
        # 办公室和学习教育、查纠整改、宣传信息三个组: the office is none of them.
        whole[0] = (first + beside.end(), spans[0][1])
        texts[0] = view[slice(*whole[0])]
    begun = _BEGUN.fullmatch(texts[0])
    if begun and len(texts[0]) > max(others):
        # 实操考开箱、找王、合并弱群三项: what is made up of them is no member.
        return None
    alike = len(texts[0]) <= max(others) + _SPREAD and len(set(texts)) == number
    if not alike or not all(map(_MEMBER.fullmatch, texts)):
        return None
    return _Members(whole, start) if not any(map(wording.dangling_word, texts)) else None


def _acts(words: Words, start: int, end: int) -> bool:
    """Tell whether a member begins with a verb and its object."""
    first = words.after(start)
    return first is not None and is_verb(first) and first.end < end


def _start(view: str, words: Words, spans: list[tuple[int, int]]) -> int:
    """Return where the first member begins: after the last preposition or leading word that is not its own."""
    start, stop = spans[0]
    at, word = stop, words.before(stop)
    while word is not None and word.start >= start:
        leads = word.text in _FIRST_WORDS or word.tag == "p"
        # 服务站有牌子没人手、政策有条文没人懂: what other members have as well is their own.
        own = any(word.text in view[slice(*span)] for span in spans[1:])
        # 列出问题、制定措施、落实责任三个步骤: each has a verb of its own.
        own = own or (word.text in _ACTS and all(_acts(words, *span) for span in spans[1:]))
        if word.end < stop and leads and not own:
            # 设置了受理、初审…
            return word.end + (view.startswith("了", word.end) and word.end + 1 < stop)
        at, word = word.start, words.before(word.start)
    return at
