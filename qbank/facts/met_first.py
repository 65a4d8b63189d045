"""What has to be met before something may be done, of a case or a thing: 停飞半年的，须重新考核合格方可上岗."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts import _clauses as clauses
from qbank.facts import _deciders as deciders
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_noun
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_CUE = re.compile("[方才][可能准]")
_NORMS = frozenset({"law"})
"""Kinds whose articles ask their conditions in forms of their own."""
_PIECE = re.compile("[^。；！？：]+")
_CLAUSE = re.compile("(?:“[^“”]*”|（[^（）]*）|《[^《》]*》|[^，“”（）《》])+")
_MAY = re.compile(
    "(?P<met>[^，]*?)(?:的|(?:以|之)?后|(?<![小平及同])时)?(?:方可|方能|才能(?![力干])|才可以?|才准(?:许|予)?)(?P<do>[^，、]{2,18})(?:、.*)?"
)
_NUMBER = re.compile(
    rf"(?:第[{numerals.CHINESE}]+条\s*|[（(][0-9{numerals.CHINESE}]+[）)]|[0-9]+(?:\.[0-9]+)*[.．、]?\s*(?=[\u4e00-\u9fff])(?![年月日号个项条类级种天次名家处岁元万分倍度人时小]))"
)
_CASE = re.compile("[^，]{3,}(?:的|(?<![小平及同学])时|(?<![今此随先最然前背])后)|[^，]{4,}前")
# 作业结束后要由测风员实测: a case, and no comma behind it.
_INNER_CASE = re.compile(f"(?P<case>[^，]{{2,}}?(?:后|(?<![小平及同学])时))(?={wording.MUST})")
_WHEN = re.compile("[^，]{0,8}(?:[后时]|期间|[以之]前)")
_SAYS = re.compile("约定|规定|要求|建议|明确|提出|强调|有(?!效)|是|为")
_THING = re.compile("[^，]{2,}的[^，的]{2,14}|[^，的]{4,12}")
_MUST = re.compile(wording.MUST)
_OPENS = re.compile(f"(?:{wording.MUST}|一律|均|都)*(?:先|再|还|并且?|且)?")
_BOUND = re.compile(f"(?:{wording.MUST}|一律|均|都)*")
# 停业整顿, 隔离三十天: what is in force until the condition is met.
_STOPPED = re.compile(
    "(?:一律|应当?|须|必须|立即|责令)*(?:暂停|停止|停业|停岗|停职|停工|停运|停用|封闭|关停|隔离(?!间|室)|扣留|冻结)"
)
_MEASURE = re.compile(
    f"[0-9{numerals.CHINESE}]|合格|批准|同意|签字|审[核查批]|验收|公示|培训|登记|备案|评估|复核|取得|达到|通过|完成|缴|评议|检[测查验]|到场|到岗|确认|考核|更换|测"
)
_NO_RULE = re.compile(
    "只有|怎[样么]|如何|唯有|我|你|[他她它这那此该其]|因为|由于|越|最|真正|更|人心|群众|过去|往往|常常|已经?(?![满知])|了(?!解)|曾|当时|后来|去年|[今前上]年(?!度)|目前|发现|原来|多久|多长|"
    "[0-9]+月[0-9]+日|[0-9]+时(?:[0-9]|许)|记者|据|[吗呢吧]"
)
_BEGINS_NO_TOPIC = re.compile(
    "[一二三四五六七八九十]是|持|凭|核对|检查|确认|(?!一[名户家])[0-9一二两三四五六七八九十]|不|未|再|对症|要|应|须|必须|由|经|把|将|与|和|及|或|等|从|在|按|每|各自|双方|两[者方]|但|并|而|也"
)
# A rule of its own before the condition (驾驶员应当立即报告), and a mere wait (三个月后方可补考).
_OWN_RULE = re.compile(
    f"立即|不得|必要时|视为|降低|责令|处以|罚款|关停|停业|增加|减少|扩大|(?:^|，)[^，]+(?<!还)(?<!后){wording.MUST}[^，]*，"
)
_WAIT = re.compile(f"(?:.*，)?(?:满|至少)?[0-9{numerals.CHINESE}]+(?:天|日|个月|年|小时|分钟)")
# 整改合格, 检查完毕: what anybody would say; 达到设计强度的80%, 至少五次: how much it is, is asked by itself.
_SAYS_LITTLE = re.compile(f"[^，0-9{numerals.CHINESE}]{{,6}}|达到[^，]*|.*至少.*")
# 隔离观察一夜，次日方可上岗
_THEN = re.compile("次日|第二天|当[日天]|随后|然后")
_NEW = frozenset({"新", "老"})
_BEFORE_NOUNS = frozenset({"a", "d"})
_BY = frozenset("经由用凭")
_GOES_ON, _NO_NAME = frozenset("ufcmqrtnxw"), frozenset({"vn", "s", "an"})
_TIMES = frozenset({"t", "f", "m", "q", "r"})
_LONGEST_MET, _LEAST_MET, _LONGEST_LEAD, _LEAST_TOPIC = 60, 4, 40, 2
_MOST_UNBOUND = 2


class MetFirstPattern:
    """Conditions that must be met first, with the case or the thing that the same piece of the sentence opens with."""

    name = "met_first"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences, one a piece between semicolons."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a condition of a case, one of a thing, and one of somebody in a single clause."""
        text = (
            "离岗满半年的，应当重新培训并考试合格，方可上岗。新到的苗木，先在隔离圃观察三十天，确认无虫害后方可定植。"
            "保管员在岗满两年才能接触一等藏品。"
        )
        return text, (
            ("上岗", "重新培训并考试合格"),
            ("定植", "在隔离圃观察三十天，确认无虫害"),
            ("接触一等藏品", "在岗满两年"),
        )

    def counter_example(self) -> str:
        """Return a maxim, a condition of nothing named, and a story."""
        return "只有心里装着群众才能做好工作。经两部门复核合格方可恢复。他跑了三趟才能办完。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for piece in _PIECE.finditer(sent.view):
            spans = [match.span() for match in _CLAUSE.finditer(sent.view, *piece.span())]
            for at, span in enumerate(spans):
                may = _MAY.fullmatch(sent.view, *span)
                if may is None:
                    continue
                found = _condition(sent.view, words, spans[: at + 1], may)
                if found:
                    lead, met = found
                    yield Essence(
                        sent=sent,
                        pattern=self.name,
                        name=part(sent, *may.span("do")),
                        said=part(sent, *met),
                        lead=lead,
                    )
                break


PATTERNS.add(MetFirstPattern.name)(MetFirstPattern())


def _condition(
    view: str, words: Words, spans: Sequence[clauses.Range], may: re.Match[str]
) -> tuple[str, clauses.Range] | None:
    """Return what the condition is one of, as the stem begins with it, and where the condition stands."""
    start, end = spans[0][0], may.end("met")
    number = _NUMBER.match(view, start)
    start = number.end() if number else start
    if end == may.start() or deciders.is_who(may["met"]) or _THEN.fullmatch(may["met"]):
        # …考试合格，方可上岗; 由班长绕车看过，驾驶员才可起步
        end = spans[-2][1] if len(spans) > 1 else start
        ended = re.search("(?:的|(?:以|之)?后|(?<![小平及同])时)$", view[start:end])
        end = start + ended.start() if ended else end
    if _NO_RULE.search(view[start : may.end()]) or _BEGINS_NO_TOPIC.match(view, start):
        return None
    topic = _topic(view, words, start, spans)
    if topic is None:
        return None
    lead, first = topic
    first = next(
        (opens.end() for form in (_OPENS, _BOUND) if (opens := form.match(view, first)) and words.is_cut(opens.end())),
        first,
    )
    met = view[first:end]
    if _OWN_RULE.search(met) or _WAIT.fullmatch(met) or _SAYS_LITTLE.fullmatch(met):
        return None
    fits = _LEAST_MET <= len(met) <= _LONGEST_MET and len(lead) <= _LONGEST_LEAD and _MEASURE.search(met)
    whole = wording.is_balanced(met) and wording.is_balanced(lead) and not wording.dangling_word(lead)
    if not fits or not whole or wording.refers_elsewhere(view[start : may.end()]) or wording.dangling_word(met):
        return None
    return lead, (first, end)


def _topic(view: str, words: Words, start: int, spans: Sequence[clauses.Range]) -> tuple[str, int] | None:
    """Return the words of a stem up to its question, with their comma, and where the condition begins."""
    end = spans[0][1]
    text = view[start:end]
    is_case = _CASE.fullmatch(text) is not None and (not text.endswith("的") or deciders.is_matter(text))
    if len(spans) > 1 and (is_case or _is_thing(words, text, start, end)):
        at = 1
        while at < len(spans) - 1 and _STOPPED.match(view, *spans[at]):
            at += 1
        return f"{view[start : spans[at - 1][1]]}，", spans[at][0]
    inner = _INNER_CASE.match(view, start, end)
    if inner is not None:
        return f"{inner['case']}，", inner.end()
    named = _bound(view, words, start, end) or _named(words, start, end)
    if named and _MUST.match(view, named) and any(_begins_with_thing(words, span[0]) for span in spans[1:]):
        # 处方药须凭处方销售，处方经药师审核后…: a rule, and then another.
        return None
    if named and len(spans) > 1 and _MUST.match(view, spans[1][0]) and not _MUST.search(text):
        # 北坡有裂缝三处，必须先加固
        return f"{text}，", spans[1][0]
    if not named or _WHEN.match(view, named, end) or _SAYS.match(view, named, end):
        return None
    if len(spans) > _MOST_UNBOUND and not _MUST.match(view, named):
        # 管理员按先进先出的原则拣货，出库时扫描，…: how the work goes, and a condition at its end.
        return None
    return f"{view[start:named]}{'，' * view.startswith('时', named - 1)}", named


def _begins_with_thing(words: Words, start: int) -> bool:
    """Tell whether a clause begins with a noun of things, not with what is done (考核合格)."""
    term = words.after(start)
    by = term is not None and term.text[0] in _BY
    return term is not None and is_noun(term) and term.tag != "vn" and not by


def _bound(view: str, words: Words, start: int, end: int) -> int:
    """Return where whoever or whatever a clause lays a duty on ends: 新上岗检验员须通过…; 0 where it names no one."""
    must = _MUST.search(view, start, end)
    text = view[start : must.start()].rstrip("均都") if must else ""
    if len(text) <= _LEAST_TOPIC:
        return 0
    named = deciders.is_who(text) or ("的" in text and _is_thing(words, text, start, start + len(text)))
    return start + len(text) if named else 0


def _is_thing(words: Words, text: str, start: int, end: int) -> bool:
    """Tell whether a clause is a thing and no more: 停用超过半月的设备, 新聘教师."""
    if _THING.fullmatch(text) is None or _MUST.search(text):
        return False
    last = text.rpartition("的")[2]
    inside = words.within(end - len(last), end)
    plain = all(is_noun(term) or term.tag in _BEFORE_NOUNS or term.text in "、和" for term in inside)
    return plain and bool(inside) and is_noun(inside[-1]) and inside[-1].tag not in _TIMES


def _named(words: Words, start: int, end: int) -> int:
    """Return where whoever or whatever a clause opens with ends, 0 where it opens with no plain name."""
    term, at = words.after(start), start
    if term is not None and term.text in _NEW:
        term = words.after(term.end)
    last = term
    while term is not None and term.end < end and is_noun(term) and term.tag not in ("l", "i"):
        at, last = term.end, term
        term = words.after(at)
    ends = term is not None and term.tag[0] not in _GOES_ON and last is not None and last.tag not in _NO_NAME
    return at if ends and at - start >= _LEAST_TOPIC else 0
