"""Quoted code words: “12345”机制，即…; “X”（即…）; and the X of 落实“X”, 按照“X”制度 without a gloss."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from qbank.facts import _clauses as clauses
from qbank.facts import _listed_items as items
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear, over_body, position
from qbank.facts._words import Words
from qbank.facts.coded_list import CODE
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Code, Fact, Part, part

_CODE = re.compile(r"“(?P<code>[^“”，。；：！？、]{2,14})”")
_VERB = re.compile(
    r"(?:按照|坚持|实行|落实|树立|建立|推行|实施|执行|贯彻|践行|构建|打造|搭建|健全|完善|推广|遵循|增强|坚定|做到|弘扬|创建|深化|运用|开展)"
    r"(?:好|了|起)?$"
)
_TAIL = r"[^，。；：“”（）、]{0,12}"
_GLOSS = re.compile(
    rf"(?:{_TAIL}[，]?(?:(?P<means>就是指(?![派导挥标数明出引令纹])|就是(?=指[派导挥引])|是指|指的是|指(?![定示导挥标数南明出派引配向令望纹点控认责]))|也就是|即)[：，]?|{_TAIL}：|[^，。；：“”（）、]{{0,6}}（(?:即|指)?[：，]?)(?P<gloss>.+)",
    re.DOTALL,
)
# 所谓“三点”，就是…；所谓“两段”，就是….
_SO_CALLED, _EXPLAINED = re.compile("所谓的?“$"), re.compile("，?(?P<means>就?是)[：，]?(?P<gloss>[^；。]+)")
_BRACKETED = re.compile(r"^[^（]*（")
_SIDE_BY_SIDE = re.compile(r"”(?:、|和|与|及|以及)?$")
_ANOTHER_MATTER = re.compile("；(?:同时|此外|另外|并且?)|[，；]其中")
# 指扣减以后的金额，十万的百分之五是五千: a worked example is no part of the meaning.
_WORKED = re.compile(
    f"[，；](?:例如|比如|如(?!果)|[^，；。]{{0,4}}[0-9{numerals.CHINESE}][^，；。]{{0,12}}(?:[是为]|等于)[0-9{numerals.CHINESE}])"
)
# 在“温馨提示”一栏里写了一句：…: what was written there once.
_WRITTEN_IN = re.compile("[写添记印贴刻说][了着]")
# 系统里的“意愿”一栏：显示…: a field, and no name of what is done.
_FIELD = re.compile("一?[栏格列](?!杆)|字样|按[钮键]|菜单|选项|页面|窗口里")
_NEXT_CODE = re.compile(r"[，；、]“[^“”]+”(?:是指|指|即|是|，即)")
_OUTSIDE = re.compile(r"“[^“”]*”|（[^（）]*）|《[^《》]*》|(?P<stop>[，；。])")
_NOT_A_GLOSS = re.compile(r"^(?:以下|下同|简称|见|详见|附|共|含)|^(?:可|使|将|刻|便|时|日)")
_COUNTED_HEADING = re.compile(r"“(?P<code>[一二三四五六七八九十两0-9][^“”，。；：]{1,10})”$")
_ALONE = re.compile(r"“(?P<code>[^“”，。；：！？、]{2,14})”[^，。；：“”]{0,8}。?")
_TAKES_UP = re.compile("(?:也就是|就是指|是指|指的是|即)[：:，]?")
_LEAST, _MOST, _RARELY = 4, 160, 2
_SUM = re.compile(r"[1-9](?:\+[1-9]){1,4}")
_FIGURES = re.compile("[1-9]{2,5}")
# “2”是指接报后2小时内响应, up to the next figure; “1”即一本责任清单，….
_FIGURE_MEANS = re.compile(
    "“(?P<figure>[1-9])”(?:就?是指|就是|指的是|即指?|是|指)[：，]?(?P<means>[^“”。；]{4,60}?)(?=[，；]“[1-9]”|[。；]|$)"
)
_OPEN_SUM = re.compile("[1-9](?:[+][1-9])*(?:[+][NXnx])+")
_COUNTED = re.compile(r"“(?P<code>(?P<number>[一二两三四五六七八九十])[^“”，。；：！？、]{2,11})”")
_MEMBERS, _JOINED = re.compile("[、，]"), re.compile("[、和与及]")
_FEWEST_ADDED, _REACH, _MOST_RIVALS = 2, 5, 12


class CodePattern:
    """Quoted codes; a code without a gloss is found where the document first puts it into force."""

    name = "code_gloss"
    yields = frozenset({"code"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield codes: with a gloss each time, without one only once and only if the document is not full of it."""
        stale, counted = _well_known(outline), _counted(outline)
        found = [*over_body(outline, terms, _CODE, self._read), *filter(is_clear, self._headings(outline))]
        found += filter(is_clear, self._taken_up(outline))
        for each in sorted(found, key=position):
            fact, code = _spelled_out(_added_up(each, outline), outline), each.parts()[0].text
            if len(fact.parts()) > 1 or code not in stale:
                yield _with_rivals(fact, counted)
            stale.add(code)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a code with its gloss and one without."""
        text = "窗口推行“三个一”服务，即一次告知、一窗受理、一次办结。各股室要落实“首问负责”制度。"
        return text, (("三个一", "一次告知、一窗受理、一次办结"), ("首问负责",))

    def counter_example(self) -> str:
        """Return a quoted saying and an abbreviation."""
        return "大家笑着说“辛苦了”，镇便民服务中心（以下简称“中心”）挂出了“今日休息”的牌子。"

    def _headings(self, outline: Outline) -> Iterator[Code]:
        """Yield headings that are nothing but a counted code, with the one sentence below them as the gloss."""
        for sent in outline.sentences:
            match = _COUNTED_HEADING.match(sent.view) if sent.role == "heading" else None
            below = _only_sentence(outline, sent) if match else None
            if match and below:
                end = len(below.view.rstrip("。；！"))
                code, gloss = part(sent, *match.span("code"), "code"), part(below, 0, end)
                yield Code(sent=sent, pattern=self.name, code=code, gloss=gloss, below=below)

    def _taken_up(self, outline: Outline) -> Iterator[Code]:
        """Yield codes that fill a sentence, with the gloss that the next one opens with 即: “四前”工作法。即…."""
        for sent, below in pairwise(outline.sentences):
            match = _ALONE.fullmatch(sent.view) if sent.view.startswith("“") and below.role == "body" else None
            opening = _TAKES_UP.match(below.view) if match and below.section == sent.section else None
            if match is None or opening is None:
                continue
            end = len(below.view.rstrip("。；！"))
            if _LEAST <= end - opening.end() <= _MOST and wording.is_balanced(below.view[opening.end() : end]):
                code, gloss = part(sent, *match.span("code"), "code"), part(below, opening.end(), end)
                yield Code(sent=sent, pattern=self.name, code=code, gloss=gloss, below=below)

    def _read(self, sent: Sentence, words: Words) -> Iterator[Code]:
        view = sent.view
        closed = clauses.titles(view)
        for match in _CODE.finditer(view):
            if clauses.is_inside(closed, *match.span()):
                continue
            # After “A”和“B”，即… nobody can tell whose gloss it is.
            shared = _SIDE_BY_SIDE.search(view[max(0, match.start() - 3) : match.start()])
            gloss = None if shared else _gloss(sent, match.end(), match["code"])
            if gloss is not None or _VERB.search(view[max(0, match.start() - 6) : match.start()]):
                yield Code(sent=sent, pattern=self.name, code=part(sent, *match.span("code"), "code"), gloss=gloss)


PATTERNS.add(CodePattern.name)(CodePattern())


def _added_up(fact: Fact, outline: Outline) -> Fact:
    """Return a code that adds up numbers with the counted codes it stands for, if they follow in their order."""
    numbers = [int(each) for each in fact.parts()[0].text.split("+") if each.isdigit()]
    if not isinstance(fact, Code) or len(numbers) < _FEWEST_ADDED or not _SUM.fullmatch(fact.code.text):
        return fact
    near = [each for each in outline.sentences[fact.sent.index : fact.sent.index + _REACH] if each.role == "body"]
    found = [
        (sent, match)
        for sent in near
        for match in _COUNTED.finditer(sent.view)
        if sent.locate(*match.span("code")).start > fact.code.end
    ][: len(numbers)]
    if [numerals.value_of(match["number"]) for _, match in found] != numbers:
        return fact
    members = tuple(part(sent, *match.span("code")) for sent, match in found)
    later = {sent.index: sent for sent, _ in found if sent.index != fact.sent.index}
    whole = replace(fact, gloss=None, members=members, rests_on=tuple(later.values()))
    return whole if is_clear(whole) else fact


def _spelled_out(fact: Fact, outline: Outline) -> Fact:
    """Return a code of figures with what each is said to mean: “246”承诺，“2”是指接报后2小时内响应，“4”是指….

    The figures must follow in the order of the code, in its sentence or the next ones of its paragraph.
    """
    if not isinstance(fact, Code) or not _FIGURES.fullmatch(fact.code.text):
        return fact
    near = [
        each
        for each in outline.sentences[fact.sent.index : fact.sent.index + _REACH]
        if each.role == "body" and each.paragraph == fact.sent.paragraph
    ]
    found = [
        (sent, match)
        for sent in near
        for match in _FIGURE_MEANS.finditer(sent.view)
        if sent.locate(*match.span("figure")).start > fact.code.end
    ][: len(fact.code.text)]
    if "".join(match["figure"] for _, match in found) != fact.code.text:
        return fact
    members = tuple(part(sent, *match.span("means")) for sent, match in found)
    later = {sent.index: sent for sent, _ in found if sent.index != fact.sent.index}
    whole = replace(fact, gloss=None, members=members, rests_on=tuple(later.values()))
    return whole if is_clear(whole) else fact


def _counted(outline: Outline) -> dict[int, tuple[str, ...]]:
    """Return length → the counted codes of the body that are so long, each once, the first so many."""
    found: dict[int, dict[str, None]] = {}
    for sent in outline.body():
        for match in _COUNTED.finditer(sent.view):
            alike = found.setdefault(len(match["code"]), {})
            if len(alike) < _MOST_RIVALS:
                alike[match["code"]] = None
    return {length: tuple(codes) for length, codes in found.items()}


def _with_rivals(fact: Fact, counted: dict[int, tuple[str, ...]]) -> Fact:
    """Return a counted code with the document's other counted codes of its length, in order of position."""
    if not isinstance(fact, Code) or not _COUNTED.fullmatch(f"“{fact.code.text}”"):
        return fact
    rivals = tuple(each for each in counted.get(len(fact.code.text), ()) if each != fact.code.text)
    return replace(fact, rivals=rivals) if rivals else fact


def _only_sentence(outline: Outline, head: Sentence) -> Sentence | None:
    """Return the body sentence of a heading's section where that holds just one of some length."""
    below = [each for each in outline.sentences[head.index + 1 : head.index + 3] if each.section == head.section]
    whole = len(below) == 1 and below[0].role == "body" and _LEAST <= len(below[0].view) <= _MOST
    return below[0] if whole and wording.is_balanced(below[0].view) else None


def _well_known(outline: Outline) -> set[str]:
    """Return the codes that a reader meets everywhere: often, in a heading or in the first sentence."""
    times = Counter(match["code"] for match in _CODE.finditer(outline.document.text))
    shown = [sent.view for sent in outline.sentences if sent.role in {"heading", "title"}]
    shown += [sent.view for sent in outline.body()[:1]]
    named = {match["code"] for view in shown for match in _CODE.finditer(view)}
    return named | {code for code, found in times.items() if found > _RARELY}


def _gloss(sent: Sentence, after: int, code: str) -> Part | None:
    """Return what the sentence says a code, which ends before ``after``, stands for."""
    match = _GLOSS.match(sent.view, after)
    explained = None if match else _explained(sent.view, after, code)
    if explained is not None:
        return part(sent, *explained)
    if match is None:
        return None
    start = match.start("gloss")
    if match["means"] is None and _WRITTEN_IN.search(sent.view[after + 1 : start].partition("（")[0]):
        return None
    if _FIELD.match(sent.view, after + 1):
        return None
    if match["means"] is None and sent.view.startswith("“", start) and numerals.value_of(code[:1]) is None:
        # “港拖3”船长刚开始嫌麻烦：“…”: what somebody said of it.
        return None
    bracketed = _BRACKETED.match(sent.view[after:start]) is not None
    # A code that opens its sentence has all the rest for its gloss.
    opens = sent.view.rfind("“", 0, after) == 0
    whole = opens or match["means"] is not None or sent.view[start - 1] == "："
    end = _closing(sent.view, start) if bracketed else _end(sent.view, start, to_the_end=whole)
    end = _counted_off(sent.view, start, end, code)
    end = max(end, _of_clauses(sent, start, code), _added_clauses(sent.view, start, code))
    text = sent.view[start:end]
    if (
        text.startswith(code)
        or not _LEAST <= len(text) <= _MOST
        or _NOT_A_GLOSS.match(text)
        or not wording.is_balanced(text)
    ):
        return None
    return part(sent, start, end)


def _explained(view: str, after: int, code: str) -> tuple[int, int] | None:
    """Return where the piece stands that 所谓 says a code, which ends before ``after``, is; None for no such piece."""
    told = _EXPLAINED.match(view, after)
    if told is None or _SO_CALLED.search(view, 0, after - len(code) - 1) is None:
        return None
    start, end = told.span("gloss")
    return (start, end) if _LEAST <= end - start <= _MOST and wording.is_balanced(view[start:end]) else None


def _counted_off(view: str, start: int, end: int, code: str) -> int:
    """Return where a gloss has as many members as its code counts, if it goes on with another matter after ；.

    “五有”：有人员、有设备、有记录、有考核、有退出；每20座水库配备2人.
    """
    number = numerals.value_of(code[:1])
    if number is None or number < _FEWEST_ADDED or re.search(f"[{numerals.CHINESE}]", code[1:]):
        return end
    if len(view[start:end].split("；")) == number:
        # 一是…每周一、三、五…；二是…；三是…: the three days are no members.
        return end
    for mark, parts in (("；", _MEMBERS), ("，", _JOINED)):
        stop = view.find(mark, start, end)
        counted = stop > 0 and len(parts.split(view[start:stop])) == number
        pieces = view[start:end].split(mark)
        alike = len({piece[:1] for piece in pieces}) == 1 or mark == "；" or number == _FEWEST_ADDED
        if counted and not (len(pieces) == number and alike):
            return stop
    return end


def _of_clauses(sent: Sentence, start: int, code: str) -> int:
    """Return where the clauses end of which a counted code has as many, each with its word; 0 where they are not so.

    “两个提升”，即判断力、执行力明显提升，服务水平明显提升。
    """
    counted = CODE.fullmatch(f"“{code}”")
    if counted is None:
        return 0
    stop = next((match.start() for match in _OUTSIDE.finditer(sent.view, start) if match["stop"] in {"；", "。"}), 0)
    number, spans = int(numerals.value_of(counted["number"]) or 0), items.pieces(sent.view, start, "，")
    spans = [(a, min(b, stop or b)) for a, b in spans if not stop or a < stop]
    bearing = [counted["word"] in sent.view[slice(*span)] for span in spans]
    whole = number >= _FEWEST_ADDED and sum(bearing) == number and all(bearing[:number])
    return spans[number - 1][1] if whole else 0


def _added_clauses(view: str, start: int, code: str) -> int:
    """Return where the clauses end that hold as many members as a sum says, 0 where they do not.

    “3+2”，即干部必比、骨干必比、新人必比，专职队员抽签比、通信员抽签比。
    """
    figures = code.split("+") if _SUM.fullmatch(code) or _OPEN_SUM.fullmatch(code) else []
    spans = items.pieces(view, start, "，")[: len(figures)]
    if len(figures) < _FEWEST_ADDED or len(spans) < len(figures):
        return 0
    texts = [view[slice(*span)] for span in spans]
    held = [str(len(_MEMBERS.split(text))) for text in texts] == figures
    # “1+2+N”，即由1名干部包保，配2名劝导员，发动N名家长: each clause has the figure that stands for it.
    told = all(figure in text for figure, text in zip(figures, texts, strict=True))
    return spans[-1][1] if held or told else 0


def _closing(view: str, start: int) -> int:
    end = view.find("）", start)
    return start if end < 0 else end


def _end(view: str, start: int, *, to_the_end: bool) -> int:
    """Return where a gloss in running text ends: with the sentence, or at the next ， ； 。 outside quotations."""
    if to_the_end:
        following = None if view[start] == "“" else _NEXT_CODE.search(view, start)
        following = following or _ANOTHER_MATTER.search(view, start) or _WORKED.search(view, start)
        return following.start() if following else len(view.rstrip("。；！？"))
    stops = (match.start() for match in _OUTSIDE.finditer(view, start) if match["stop"])
    return next(stops, len(view))
