"""A case told after the clause that says what it is a case of: 培训不少于三天，考核不合格的不得上岗.

Or after the piece that says whose it is: 货车司机须提前预约；一个月内爽约三次的，暂停预约资格.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts import _leads as leads
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_noun, is_verb
from qbank.facts.case_rule import DONE, FACTS, GOES_ON, VAGUE
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Treatment, part

_CUE = re.compile(f"的，|一旦|的(?=[^，。；]*(?:{DONE}))")
_NORMS = frozenset({"law"})
_PIECE = re.compile("[^。；！？]+")
_CLAUSE = re.compile("(?:“[^“”]*”|（[^（）]*）|[^，“”（）])+")
_ACTED = f"(?:{DONE}|先|当[日场天]|立即|就地)"
_STARTS = rf"(?:{_ACTED}|[^，。；的]{{2,10}}?(?:{wording.MUST}|有权|就地|补[植交报办]))"
# 考核不合格的，不得上岗; 两次抽检不合格的清退出平台. In 交流区的讨论活动须登记 the 的 only joins two nouns.
_CASE = re.compile(
    r"(?P<case>[^，。；：]{4,26}的|[^，。；：的]{3,20}的[^，。；：的]{0,6}(?:县区|乡镇|街道|单位|企业|公司|学校|医院|食堂|人员|干部|部门|商户|网点|点位|项目|车辆|船只))"
)
_GRIPPED = re.compile(rf"(?P<case>[^，。；：的]{{3,22}}的)(?={_ACTED})(?P<then>[^，。；：]{{3,30}})")
_THING = re.compile("[^，。；：]{1,6}(?:事故|事件|故障|情况|现象|问题)(?:，.*)?")
_THEN = re.compile(rf"{_STARTS}[^。；：]{{2,44}}")
# After words that lay something down whatever follows is what is done: 施工单位补植.
_ANY = re.compile(
    "(?!是|有(?!权)|占|就|也|都|大多|多|不(?!再|予|得|准)|以|在|却|达|共|仅|只|主要|则|为|比|更|还|与|和)[^。；：]{4,46}"
)
# 到校中心温度低于60度的 says itself what it is about.
_SELF = re.compile(
    "(?!一|两|三|连续|再|仍|与|和|同|对|如|若)[^，。；：]{4,}?(?:低于|高于|高出|超过|不足|不满|少于|未达)[^，。；：]{2,}的|[^，。；：的]{4,}的[^，。；：的]{2,}"
)
# 库存一旦低于4天，由血站启动预警
_ONCE = re.compile("(?!如|若|但|而|因此)[^，。；：的]{3,16}一旦[^，。；：的]{3,20}")
# 不得入场，共退回17人: what came of it.
_ANOTHER = re.compile(
    f"，(?:[这那谁]|任何人|(?:共|累计|先后|已)[\u4e00-\u9fff]{{1,4}}[0-9]+[人名家起台辆件]|[^，。；：的]{{3,22}}的(?={_ACTED}))"
)
_LIMIT = re.compile("(?:低于|高于|高出|超过|不足|不满|少于|未达)[0-9一二两三四五六七八九十百]")
_TRUSTED_SUBJECT = re.compile(
    r"(?P<who>[^，。；、：的为对在把将由从按“《]{2,12}?(?:人|者|员|户|司机|企业|单位|学校|商户|部门|机构|公司|店|站|馆|网点)|[^，。；、：的]{0,6}(?:司机|商户))(?:须(?!知)|必须|应当?|要(?![求点素])|可以|不得)"
)
_OF_NOUN = re.compile("的(?P<who>[^，。；的]{2,8}(?:企业|单位|学校|公司|部门|机构|人员|站|户|商|网点))，由?")
_ADJECTIVE = re.compile(
    "(?:有|没有|主要|重要|不同|相关|有关|存在|新|好|大|所有|全部|部分|自己|一定|具体)的$|(?:家|里|上|下|中|内)的$"
)
# 最高额抵押, 无声电话: no sentence yet.
_NAME = re.compile(
    "(?!同时|此外|另外|其中|目前|今后|原则上|特别|例如|比如|对|在|由|按|把|将|[0-9]|[一二三四五六七八九十]是)[\u4e00-\u9fff]{3,10}"
)
_NUMBERS = "0123456789一二两三四五六七八九十几各每"
_LONGEST = 62


class LedCasePattern:
    """Cases with what is done in them that say by the words before them what they are cases of."""

    name = "led_case"
    yields = frozenset({"treatment"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the first such case of each piece between semicolons."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a case after its clause, and one after the piece that says whose it is."""
        text = (
            "护工每年培训不少于三天，考核不合格的不得上岗。"
            "货车司机须提前两小时预约，一个月内爽约三次的，暂停预约资格七天。"
        )
        return text, (
            ("考核不合格的", "不得上岗"),
            ("一个月内爽约三次的", "暂停预约资格七天"),
        )

    def counter_example(self) -> str:
        """Return a story, a speaker, and a case that stands alone."""
        return "去年县里查了十家店，不合格的停业整顿。我们每周去看一次，做得不好的当场指出。考核不合格的，不得上岗。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Treatment]:
        who = ""
        for piece in _PIECE.finditer(sent.view):
            fact = self._fact(sent, words, piece, who)
            if fact is not None and GOES_ON.match(sent.view, piece.end()) is None:
                yield fact
            who = _who(piece.group()) or who

    def _fact(self, sent: Sentence, words: Words, piece: re.Match[str], who: str) -> Treatment | None:
        spans = [match.span() for match in _CLAUSE.finditer(sent.view, *piece.span())]
        for at, (begins, end) in enumerate(spans):
            start = begins + bool(at and sent.view.startswith("但", begins))
            found = _case(sent.view, start, end, piece.end())
            if found is None:
                continue
            case, then = (start, found), (_after_comma(sent.view, found), _said_until(sent.view, found, piece.end()))
            texts = sent.view[slice(*case)], sent.view[slice(*then)]
            lead = (
                who if at == 0 else leads.before(sent.view, words, spans[:at]) or _topic(sent.view, words, spans[:at])
            )
            if (
                _HOW_OFTEN.search(lead)
                or not _stand(*texts)
                or not words.is_cut(found)
                or len(lead) + len(texts[0]) > _LONGEST
            ):
                return None
            if _ONCE.fullmatch(texts[0]) or (
                _SELF.fullmatch(texts[0]) and (_THEN.fullmatch(texts[1]) or _LIMIT.search(texts[0]))
            ):
                lead = ""
            elif not lead or _is_plain(lead, texts[0]):
                return None
            known, done, whole = (part(sent, *span) for span in (case, then, (start, piece.end())))
            return Treatment(
                sent=sent,
                pattern=self.name,
                case=known,
                then=done,
                whole=whole,
                lead=lead + "，" * (at > 0 and lead != ""),
            )
        return None


PATTERNS.add(LedCasePattern.name)(LedCasePattern())


def _topic(view: str, words: Words, spans: Sequence[tuple[int, int]]) -> str:
    """Return the bare name that a piece opens with: 最高额抵押，债权尚未确定的，…; "" where it says more or less."""
    (start, end), *others = spans
    name, first = view[start:end], words.after(start)
    whole = first is not None and _NAME.fullmatch(name) is not None and words.is_cut(end)
    if not whole or others or leads.OPENS.match(name) or wording.dangling_word(name):
        return ""
    at = start
    while at < end:
        word = words.after(at)
        if word is None or word.end > end or not (is_noun(word) or is_verb(word) or word.tag in {"m", "b", "q", "j"}):
            return ""
        last, at = word, word.end
    return name if is_noun(last) or last.tag == "vn" else ""


def _case(view: str, start: int, end: int, last: int) -> int | None:
    """Return where the case that a clause is, or begins with, ends; None if it is none."""
    if _CASE.fullmatch(view, start, end):
        return end if _THEN.fullmatch(view, end + 1, last) or _ANY.fullmatch(view, end + 1, last) else None
    if _ONCE.fullmatch(view, start, end):
        return end if _THEN.fullmatch(view, end + 1, last) else None
    gripped = _GRIPPED.fullmatch(view, start, end)
    # 没有发生影响千户以上的停热事故: what 的 joins to a noun is no deed.
    return (
        gripped.end("case")
        if gripped
        and _THING.fullmatch(view, gripped.end("case"), last) is None
        and _THEN.fullmatch(view, gripped.end("case"), last)
        else None
    )


def _after_comma(view: str, at: int) -> int:
    return at + view.startswith("，", at)


def _is_plain(lead: str, case: str) -> bool:
    """Tell whether a case is only that what its lead calls for is not there: 要有公函，没有公函的."""
    lacking = re.fullmatch("(?:没有|未|不)(?P<what>[^，。；]{2,})的", case)
    return lacking is not None and lacking["what"] in lead


def _said_until(view: str, at: int, end: int) -> int:
    """Return where what is done ends: before a stress (，这一条没有商量余地) or another case (，违约3次的暂停7天)."""
    aside = _ANOTHER.search(view, at + 1, end)
    return aside.start() if aside else end


# 参加交底的必须有实际操作手: 的 names who takes part, and opens no case.
_OF_WHOM = re.compile(f"(?:{wording.MUST})有")


def _stand(case: str, then: str) -> bool:
    text = case + then
    return not (
        _OF_WHOM.match(then)
        or _ADJECTIVE.search(case)
        or leads.TELLS.search(text)
        or VAGUE.search(text)
        or FACTS.search(then)
        or leads.OPENS.match(case)
        or wording.refers_elsewhere(text)
        or not all(map(wording.is_balanced, (case, then)))
    )


# 公司级每月1次、车间级每周1次: how often, and not of whom.
_HOW_OFTEN = re.compile("每(?:半年|季度|[年季月周天日班])[^，、]{0,3}[0-9一二两三四五六]次、")


def _who(text: str) -> str:
    """Return who the case of the next piece is about, where a piece says it: 货车司机须…, …的供热企业，由…."""
    match = _TRUSTED_SUBJECT.match(text) or _OF_NOUN.search(text)
    if match is None or match["who"][0] in _NUMBERS or wording.dangling_word(match["who"]):
        return ""
    return "" if leads.TELLS.search(match.group()) else match["who"]
