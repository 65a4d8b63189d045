"""Lists that a class noun closes: 坚持“原材料、原形制、原工艺”的原则, 监测水位、倾角、振动三项数据."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear, over_body, position
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Listing, part

_MEASURE = "(?:个|种|项|大|类|条|件|道|大类|个方面)"
_NOUN = (
    "原则|思路|办法|方法|机制|制度|要求|方针|模式|格局|体系|方式|工作法|理念|标准|路径|策略|措施|形式|流程|布局|防线|服务|数据|部分|环节|"
    "阶段|内容|指标|程序|工序|关口|手续|举措|渠道|途径|手段|行动|工程|活动|责任|任务|目标|类型|类别|等次|课程|项目|功能|事|系数|岗位"
)
_QUOTED = re.compile(
    r"“(?P<list>[^“”，。；：、+]{2,16}(?:[、+][^“”，。；：、+]{2,16}){1,6})”(?:的|[三四五]位一体)?"
    rf"(?:(?P<number>[两二三四五六七八九十])(?={_MEASURE}))?(?P<of>[^“”，。；：、的]{{0,10}}?(?:{_NOUN}))(?P<then>[^，。；：“”、]{{0,18}})(?=[，。；]|$)"
)
# 主题教育的总要求是“学思想、强党性、重实践、建新功”; 教育启动以来，…紧扣“…”总要求.
_REQUIRED = "(?P<of>总要求|总目标|总思路|总体思路|工作思路|工作方针|根本任务)"
_MEMBERS = "“(?P<list>[^“”，。；：、]{2,12}(?:、[^“”，。；：、]{2,12}){2,5})”"
_REQUIREMENTS = (
    re.compile(rf"(?:^|[，；：])(?:这次|此次|本次|开展)?(?P<what>[^，。；：“”]{{2,14}}?)的{_REQUIRED}[是为]{_MEMBERS}"),
    re.compile(
        r"^自?(?P<what>[^，。；：“”]{2,14}?)(?:启动|开展|部署|实施)?以来，[^。；]*?"
        rf"(?:把握|紧扣|坚持|贯彻|落实|践行|围绕|按照){_MEMBERS}的?{_REQUIRED}"
    ),
)
_PLAIN = re.compile(
    r"(?P<rest>(?:、[^“”，。；：、（）《》]{2,8}?){2,6})(?:"
    rf"“(?P<code>(?P<n>[两二三四五六七八九十])[^“”，。；：、]{{1,6}})”(?P<noun>(?:{_NOUN})?)(?=[，。；是]|$)|"
    rf"(?P<number>[两二三四五六七八九十])(?P<of>{_MEASURE}[^“”，。；：、]{{0,8}}?(?:{_NOUN}))(?=[，。；]|$))"
)
# What such a list is put after; else the list only qualifies the noun: 开展“筑牢忠诚、…”教育整顿活动.
_PUTS = re.compile(
    "(?:坚持|遵循|推行|推出|建立|建立起|实行|实施|形成|构建|构筑|打造|落实|采取|采用|探索|创新|健全|完善|提出|设立|设置|制定|确立|运用|执行|"
    "按照?|本着|分为|包括|总结|提炼|摸索)(?:了|出)?$"
)
_BY = re.compile("(?:按照?|本着)$")
_NEXT = re.compile(r"，(?P<act>[^，。；：“”]{6,36})(?=[，。；]|$)")
_VERB_LIKE = re.compile("^(?:和|与|及|为|的|等|是|以)")
_CUE = re.compile("[、+]")
_HEADED = re.compile("“(?P<code>(?P<number>[二两三四五六七八九])个?(?P<word>[^“”，。；：]{1,3}))”")
_MOST = 8
_SPREAD, _LONGEST_BEFORE = 3, 120
# Of two members only a pair of set phrases is a list: “保本微利、先烘后付”.
_FEWEST, _OF_TWO = 3, 4


class QuotedListPattern:
    """Lists in one quotation before a class noun, and plain lists of equal members that a number counts."""

    name = "quoted_list"
    yields = frozenset({"listing"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the lists of body sentences, and those of codes that stand in the heading above them."""
        found = [*over_body(outline, terms, _CUE, self._read), *filter(is_clear, self._below_headings(outline))]
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a quoted list and a counted one."""
        text = "廊桥修复坚持“原材料、原形制、原工艺”的原则，历时九个月。系统实时监测水位、倾角、振动、火情四项数据。"
        return text, (("原材料", "原形制", "原工艺"), ("水位", "倾角", "振动", "火情"))

    def counter_example(self) -> str:
        """Return a quotation without a class noun, a wrong count, and members of unlike length."""
        return (
            "大家喊着“快点、快点、再快点”往前跑。系统监测水位、倾角、振动四项数据。包括走访、召开座谈会、发函三种方式。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Listing]:
        for match in _QUOTED.finditer(sent.view):
            fact = self._quoted(sent, match)
            if fact:
                yield fact
        for form in _REQUIREMENTS:
            required = form.search(sent.view)
            if required:
                yield self._required(sent, required)
        for match in _PLAIN.finditer(sent.view):
            fact = self._plain(sent, words, match)
            if fact:
                yield fact

    def _below_headings(self, outline: Outline) -> Iterator[Listing]:
        """Yield 底数清、问题清、责任清 for a “三个清” in the heading of its section: as many, each with its word."""
        for head, below in pairwise(outline.sentences):
            code = _HEADED.search(head.view) if "“" in head.view and head.section == below.section else None
            if code is None or below.role != "body" or "“" + code["code"] in below.view:
                continue
            number = int(numerals.value_of(code["number"]) or 0)
            said = 1 < number <= min(_MOST, below.view.count(code["word"]))
            found = _each_with(code["word"], number).search(below.view) if said else None
            if found is None:
                continue
            spans = _pieces(below.view, *found.span("list"))
            yield Listing(
                sent=head,
                pattern=self.name,
                heads=tuple(part(below, *span, "point") for span in spans),
                of=f"“{code['code']}”",
                rests_on=(below,),
            )

    def _quoted(self, sent: Sentence, match: re.Match[str]) -> Listing | None:
        spans = _pieces(sent.view, *match.span("list"))
        lengths = [end - start for start, end in spans]
        counted = match["number"] is not None
        if len(spans) < _FEWEST and (len(set(lengths)) > 1 or lengths[0] < _OF_TWO):
            return None
        if counted and numerals.value_of(match["number"]) != len(spans):
            return None
        if not counted and max(lengths) - min(lengths) > _SPREAD:
            return None
        before, then = _segment(sent.view, match.start()), match["then"]
        if before is None or _VERB_LIKE.match(then) or not _PUTS.search(sent.view[slice(*before)]):
            return None
        act = _NEXT.match(sent.view, match.end())
        if _BY.search(sent.view[before[0] : before[1]]):
            if not then and act is None:
                return None
            then = then or f"，{act['act']}" if act else then
        elif then:
            return None
        return Listing(
            sent=sent,
            pattern=self.name,
            heads=tuple(part(sent, *span, "point") for span in spans),
            of=match["of"],
            number=match["number"] or "",
            before=part(sent, *before),
            then=then,
        )

    def _required(self, sent: Sentence, match: re.Match[str]) -> Listing:
        return Listing(
            sent=sent,
            pattern=self.name,
            heads=tuple(part(sent, *span, "point") for span in _pieces(sent.view, *match.span("list"))),
            of=match["of"],
            before=part(sent, *match.span("what")),
        )

    def _plain(self, sent: Sentence, words: Words, match: re.Match[str]) -> Listing | None:
        spans = _pieces(sent.view, match.start("rest") + 1, match.end("rest"))
        length = spans[0][1] - spans[0][0]
        first = (match.start("rest") - length, match.start("rest"))
        if first[0] < 0 or any(end - start != length for start, end in spans) or not words.is_cut(first[0]):
            return None
        spans = [first, *spans]
        texts = [sent.view[slice(*span)] for span in spans]
        if numerals.value_of(match["n"] or match["number"]) != len(spans) or re.search("[，。；：“”（）]", texts[0]):
            return None
        before = _segment(sent.view, first[0])
        inside = clauses.is_inside(clauses.quotations(sent.view), *first)
        if before is None or inside or len(set(texts)) < len(texts):
            return None
        code = f"“{match['code']}”{match['noun']}" if match["code"] else ""
        return Listing(
            sent=sent,
            pattern=self.name,
            heads=tuple(part(sent, *span, "point") for span in spans),
            of=code or match["of"],
            number="" if code else match["number"],
            before=None if code else part(sent, *before),
        )


PATTERNS.add(QuotedListPattern.name)(QuotedListPattern())


@cache
def _each_with(word: str, number: int) -> re.Pattern[str]:
    """Return the form of so many short members that all end in a word."""
    piece = rf"[^，。；：、“”（）]{{1,6}}{re.escape(word)}"
    said = "(?:做到|实现|坚持|确保|达到|落实)"
    return re.compile(rf"(?:[，：]{said}?|{said})(?P<list>{piece}(?:、{piece}){{{number - 1}}})(?=[，。；]|$)")


def _pieces(view: str, start: int, end: int) -> list[clauses.Range]:
    """Return where the pieces between 、 lie."""
    pieces, at = [], start
    for text in re.split("[、+]", view[start:end]):
        pieces.append((at, at + len(text)))
        at += len(text) + 1
    return pieces


def _segment(view: str, end: int) -> clauses.Range | None:
    """Return what stands before a list in its piece between full stops, None where that says nothing or too much."""
    start = max(view.rfind(stop, 0, end) for stop in "。；：") + 1
    text = view[start:end]
    return (start, end) if 2 <= len(text) <= _LONGEST_BEFORE and wording.is_balanced(text) else None
