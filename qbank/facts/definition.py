"""A term and its meaning: X是指Y, 本办法所称X，是指Y, X（即Y）, Y，称为X, and X是…的 with a class noun at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts._agents import kind_of
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_noun
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Definition, Fact, part

_CALLED = r"(?:[^，。；：]{0,12}(?:所称的?|中的|下列用语)|所谓)?"
_MEANS = re.compile(
    rf"^{_CALLED}(?P<term>[^，。；：]{{2,24}}?)(?:[（(][^（）()]*[）)])?，?(?:是指|指的是|系指|即指|，指)(?P<meaning>[^：]{{6,240}}?)(?:；[^，；：]{{2,12}}(?:是指|指的是|指|即|为|是)[^：]*)?(?:，(?:好比|就好比|就像|好像|打个比方)[^。；]*)?[。；]?$"
)
# 所谓倒气，就是用大瓶向小瓶私自灌装，旁边往往还堆着满瓶: what is seen of it is no part of what it is.
_SO_CALLED = re.compile(
    r"^所谓(?P<term>“[^“”]{2,12}”(?=，?(?:就?是|也就是))|[^，。；：“”的]{2,12}?(?=，?(?:就是|也就是)))，?(?:就是说?|也就是|是)"
    r"(?P<meaning>(?!不是|说)[^：]{6,120}?)(?:；(?:所谓|“)[^：]*|，(?:没有(?=[^，]*的，)|往往|旁边|通常|一般|常常|现在|目前)[^；：]*)?[。；]?$"
)
_IS_A = re.compile(
    r"^(?P<term>[^，。；：的是]{2,14})是(?P<meaning>[^，。；：]{10,60}的[^，。；：的]{0,10}"
    r"(?:组织|机构|活动|单位|团体|凭证|人员|工作|过程|文件|规范|平台))。$"
)
_THAT_IS = re.compile(r"^(?P<term>[^，。；：、]{2,12})，即(?P<meaning>[^，。；：“”]{4,40})。$")
# 冷风不经过服务器就回到空调，叫“短路”; 按下按钮后没有点火的，称为未发火弹: one a piece.
_IS_CALLED = re.compile(
    r"(?:^|(?<=[；：]))(?!答：|[这那此它他你我但而再老]|所以|还有|此外|其中|有[一个句种]|原因|当然|反过来)"
    r"(?:通常|一般)?"
    r"(?P<meaning>[^；：“”？！]{9,70}?)(?<![时后候])的?，(?:我们|一般|通常|医学上|行话|统|就)?(?:叫做?|叫作|称为|称作|称之为)"
    r"(?P<term>“[^“”，]{2,8}”|[\u4e00-\u9fffA-Z]{2,8}(?<!也好))(?=[；。]|$)"
)
_NO_MEANING = re.compile(
    "有[一个句种条门]|读者|对的|口号|规矩|名字|外号|老话|大家|我们|[你我他]|被|反映|什么|谁|要求|的，是|不叫|怕|结果就是"
)
_CUE = re.compile(r"指|是|即|叫|称")
_NOT_A_TERM = re.compile(
    r"^(?:这|那|此|该|其|它|他|她|我|前款|上述|以上|以下|下列|目的|关键|重点|问题|原因|目前|主要)|谁|什么|怎[么样]|(?:不|就|也|都|仍|还|则|既|正)$|属于|应当|可以"
)
# “四单”是指学习清单、问题清单…，不认可的不得销号: its members are asked for, and nothing else belongs to them.
_COUNTED_NAME = re.compile("“[二两三四五六七八九十][^“”，]{1,4}”")
# 成堆的整车隔离，叫值班长: whom to call.
_WHOM = re.compile("(?:班|[员工师手长医]|[一二两三四]个?人)$")
# 即 explains a term only where a thing follows; 即由…行使 says what happens with it.
_SAYS_WHAT_HAPPENS = re.compile("由|应当?|可以?|负责|行使|必须|不得|视为|是|将|要|按|予以")
_HEAD, _NEAR, _LEAST_MEANT = 2, 6, 8
# 一级隐患是指漏气、…等情形，安检员应当立即关阀停气: what is to be done is no part of what it is.
_DUTY = re.compile("，[^，。；：、的]{2,8}(?:应当|必须|须|不得)(?:立即|马上|当场|在|于)[^，。；：]{2,}")
_MARK = re.compile("[，：]")
_SECOND_TERM = re.compile("”(?:是指|是|指)|，是指")


class DefinitionPattern:
    """Definitions that fill their sentence."""

    name = "definition"
    yields = frozenset({"definition"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield definitions, at most one a sentence."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a legal definition and a class with its difference."""
        text = "本办法所称夜间值守，是指每日二十时至次日六时的在岗守候。议事会是居民自我协商、自我管理的群众组织。"
        return text, (
            ("夜间值守", "每日二十时至次日六时的在岗守候"),
            ("议事会", "居民自我协商、自我管理的群众组织"),
        )

    def counter_example(self) -> str:
        """Return a judgement, a lead-in and a pronoun."""
        return "关键是要把工作落到实处。本办法所称材料是指：登记表和名册。这是大家共同努力的工作。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Definition]:
        for form in (_MEANS, _SO_CALLED, _IS_A, _THAT_IS):
            match = form.match(sent.view)
            if match and _is_term(sent.view, words, form, match):
                start, end = _unquoted(sent.view, *match.span("term"))
                yield Definition(
                    sent=sent,
                    pattern=self.name,
                    term=part(sent, start, end, "term"),
                    meaning=part(sent, match.start("meaning"), _own_end(match), "meaning"),
                )
                return
        yield from self._called(sent, words)

    def _called(self, sent: Sentence, words: Words) -> Iterator[Definition]:
        for match in _IS_CALLED.finditer(sent.view):
            meaning, term = match["meaning"], match["term"].strip("“”")
            # 称为 right after a verb of the meaning would split a word; a term that its meaning shows tells nothing.
            told = _NO_MEANING.search(meaning) is None and not wording.dangling_word(meaning)
            if (
                told
                and term not in meaning
                and not (_NOT_A_TERM.search(term) or kind_of(term) or _WHOM.search(term))
                and words.is_cut(match.end("meaning"))
            ):
                start, end = _unquoted(sent.view, *match.span("term"))
                yield Definition(
                    sent=sent,
                    pattern=self.name,
                    term=part(sent, start, end, "term"),
                    meaning=part(sent, *match.span("meaning"), "meaning"),
                )


PATTERNS.add(DefinitionPattern.name)(DefinitionPattern())


def _is_term(view: str, words: Words, form: re.Pattern[str], match: re.Match[str]) -> bool:
    term, meaning = match["term"], match["meaning"]
    if _NOT_A_TERM.search(term) or not (wording.is_balanced(term) and wording.is_balanced(meaning)):
        return False
    if (
        _SECOND_TERM.search(meaning)
        or re.search("[“”]", term[1:-1])
        or wording.refers_elsewhere(term)
        or not words.is_cut(match.start("meaning"))
    ):
        return False
    if _COUNTED_NAME.fullmatch(term) and "、" in meaning:
        return False
    if form is _THAT_IS and _SAYS_WHAT_HAPPENS.search(meaning):
        return False
    return form in {_MEANS, _SO_CALLED} or (
        all(map(is_noun, words.within(*match.span("term")))) and words.is_cut(match.end("term"))
    )


def _own_end(match: re.Match[str]) -> int:
    """Return where a meaning ends, before what is said of the term's like: 危急缺陷是指…；严重缺陷处理时限…."""
    duty = _DUTY.search(match["meaning"])
    if duty and duty.start() >= _LEAST_MEANT:
        return match.start("meaning") + duty.start()
    like = match["term"].strip("“”‘’")[-_HEAD:]
    first, *others = match["meaning"].split("；")
    end = match.start("meaning") + len(first)
    for piece in others:
        at = piece.find(like, 0, _NEAR + len(like))
        if at >= 0 and not _MARK.search(piece, 0, at):
            return end
        end += 1 + len(piece)
    return match.end("meaning")


def _unquoted(view: str, start: int, end: int) -> clauses.Range:
    return (start + 1, end - 1) if view[start] in "“‘" and view[end - 1] in "”’" else (start, end)
