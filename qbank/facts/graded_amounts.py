"""What is laid down case by case as an amount: 900件以上的抽取40卷，300件以下的抽取10卷; 一般问题15日，工程类的60日."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Rows, part

_FIGURE = rf"[0-9{numerals.CHINESE}]"
_CUE = re.compile(rf"{_FIGURE}[^，；。：]{{1,10}}[，；]")
_PIECES = (re.compile("[^，；。：]+"), re.compile("[^；。：]+"))
_OUGHT = "(?:应当?|必须|须|要|可以?|一般|原则上)?"
_DOES = (
    "补[助贴]?|奖励?|扣[减除]?|[加计]|罚款?|收取?|发放?|给[予付]?|抽[查取检]|配备?|检查|巡[视查]|"
    "延长|保[存管留]|提前|安排"
)
_BOUND = "不(?:得|应)?(?:少于|低于|小于|超过|多于|高于|大于)|至少|最多|最[长短高低]"
# Looked at before each character of a case.
_LINK_BEGINS = f"，应必须要可一原每补奖扣加计罚收发给抽配检巡延保提安不至最按为0-9{numerals.CHINESE}"
_ROW = re.compile(
    rf"(?P<case>[^，；。：（）“”]{{2,26}}?)"
    rf"(?P<link>(?=[{_LINK_BEGINS}])(?:(?:(?<=的)|(?<=的..)|(?<=期间))，)?{_OUGHT}(?:每(?:[天日周月季年人户件宗例次个项处站台审]|人每月))?(?P<said>(?:{_DOES})?(?:{_BOUND})?|[按为]))"
    rf"(?P<amount>{numerals.NUMERAL}(?P<measure>{numerals.MEASURE}|[%％]|[\u4e00-\u9fff]$))(?P<tail>[^，；。：、的0-9{numerals.CHINESE}]{{0,8}}|一[次遍])"
)
_AMOUNT = rf"{numerals.NUMERAL}(?:{numerals.MEASURE}|[%％])?"
# What makes several cases of one thing: where a measure ends, how grave, how near, in which season.
_GRADE = re.compile(
    rf"{numerals.NUMERAL}[^，；。：0-9]{{0,5}}(?:以[上下内外]|之[内上下]|至|到|—)|(?:超过|不[足满]|满|[低高大小]于){_AMOUNT}|"
    "一般|普通|简[单易]|[较严]重|[较重]大|紧急|[加特急]急|急[件诊]|平件|疑难|复杂|常规|特殊|轻微|[首初再]次|成[人年]|儿童|未成年|白天|夜间|"
    "城[区市镇]|农村|[夏冬]季|非?汛期|平[时日]|节假日|周末|新[建设办]|[特一二三四五甲乙丙丁A-D][级类档等]|第[一二三四][档类级次]|"
    "[大中小]型|[重中轻]度|中等|[省市县乡村][区镇]?级|[最较]?[近远](?=的)"
)
_OPEN = re.compile("(?:[占有达只仅到约共了是]|合计|其中|平均)$|[率数]$")
_TIME_OR_MONEY = re.compile("元|分钟|小时|工作日|[天日]$|个月|年$")
_DUTY = re.compile("[之以]?内|前|办[结理]|完成|整改|到[岗场]|答复|处[置理]|上报|报告|一[次遍]|轮[点换]|掌握|计")
# 奖金并不算多：一等奖8000元
_REMARKED = re.compile("(?<=[\u4e00-\u9fff]{2})(?:并?不算?[多高少低]|很?有限|不菲)(?=，$)")
_STANDARD = re.compile(
    "标准|定额|补贴|补助|奖|[期年时]限|上限|下限|比例|间距|距离|周期|频次|次数|价格|津贴|费用?(?:为|按|，|$)"
)
_TOLD = re.compile("了(?!解)|已经?(?!满)|去年|同比|增长|下降|截至|分别[为是]|合计|拟(?!定)|正在")
_LED_OUT = re.compile("(?:如下|[为是]|分为[^，]{1,4}|分别[为是]?)?：$")
_WEAK = frozenset("按为")
_MEASURES_OF_RULES = frozenset({"%", "％", "米", "公里", "毫米", "厘米", "次", "学时", "课时"})
_CASED = re.compile("的(?:[\u4e00-\u9fff]{2})?$|期间$")
_NO_CASE = re.compile("其中|[但而并也又另再或其]|最[高多少]的")
_JOINS = re.compile("[和与及或、的在对由]$")
_SETS = re.compile("[的时后前内中]$")
_STATES = re.compile(f"{wording.MUST}|不(?:得|准|许|能)|[一二三四五六七八九十]项")
_ONE_OF = re.compile("^(?:另外?)?一[^，是]{0,2}是")
_AMOUNTS = re.compile(rf"{numerals.NUMERAL}(?:{numerals.MEASURE})|全[部都]")
_LONGEST_LEAD, _SHORTEST_LEAD, _FEWEST, _MOST, _LEAST_SHARED = 40, 4, 2, 6, 2


class _Row(NamedTuple):
    """The ranges of a case with its verb and of the amount, and what the pattern read between and behind them."""

    left: clauses.Range
    amount: clauses.Range
    read: re.Match[str]
    grade: int | None
    """Where in the case its grade stands, None where 的 alone makes it a case."""


class GradedAmountsPattern:
    """Two or more cases of one thing side by side, each with the amount that is laid down for it."""

    name = "graded_amounts"
    yields = frozenset({"rows"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield one table a row of cases of a body sentence; the first row holds what the others leave out."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return cases graded by a measure, and cases graded by how grave they are."""
        text = (
            "卷宗抽查数量按照办件量确定：办件量900件以上的抽取40卷，300件至900件的抽取20卷，300件以下的抽取10卷。"
            "整改期限，一般问题15日，工程类问题60日。"
        )
        return text, (("900件以上的抽取", "40卷", "300件至900件的抽取", "20卷", "300件以下的抽取", "10卷"),)

    def counter_example(self) -> str:
        """Return what was counted, equal amounts, and a single case."""
        return (
            "调处纠纷60件，其中一般纠纷41件，重大纠纷19件。一级站每站补助300元，二级站每站补助300元。"
            "去年一级路段处置率为97%，二级为88%。急件须在2小时内办结，并登记造册。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Rows]:
        taken: list[clauses.Range] = []
        for form in _PIECES:
            for rows in _runs(sent.view, words, form):
                whole = rows[0].left[0], rows[-1].amount[1]
                fact = None if clauses.is_inside(taken, *whole) else self._fact(sent, words, rows)
                if fact is not None:
                    taken.append(whole)
                    yield fact

    def _fact(self, sent: Sentence, words: Words, rows: Sequence[_Row]) -> Rows | None:
        view = sent.view
        texts = [view[slice(*row.amount)] for row in rows]
        lead = _lead(view, rows[0].left[0])
        if len(set(texts)) < len(texts) or lead is None or not _is_rule(view, lead, rows):
            return None
        shared = _shared(view, words, rows)
        (start, end), *others = (row.left for row in rows)
        lefts = [(start + shared, end), *others]
        return Rows(
            sent=sent,
            pattern=self.name,
            rows=tuple(
                (part(sent, *left), part(sent, *row.amount, "limit")) for left, row in zip(lefts, rows, strict=True)
            ),
            relation="limit",
            link=_link_of_all(rows),
            lead=lead + view[start : start + shared],
        )


PATTERNS.add(GradedAmountsPattern.name)(GradedAmountsPattern())


def _link_of_all(rows: Sequence[_Row]) -> str:
    """Return the verb that the first case says and all others leave out: 简单纠纷每件补助60元，一般纠纷150元."""
    first, *others = (row.read["link"] for row in rows)
    said = rows[0].read["said"] not in {"", *_WEAK} and "，" not in first
    return first if said and not any(others) else ""


def _runs(view: str, words: Words, form: re.Pattern[str]) -> Iterator[list[_Row]]:
    """Yield rows of neighbouring pieces with one measure."""
    run: list[_Row] = []
    for piece in form.finditer(view):
        row = _row(view, words, *piece.span())
        if row and run and row.read["measure"] == run[-1].read["measure"]:
            run.append(row)
            continue
        if _FEWEST <= len(run) <= _MOST:
            yield run
        run = [row] if row else []
    if _FEWEST <= len(run) <= _MOST:
        yield run


def _row(view: str, words: Words, start: int, end: int) -> _Row | None:
    """Return the row that fills a piece, None where its case is no grade of anything or only counts."""
    match = _ROW.fullmatch(view, start, end)
    if match is None or _NO_CASE.match(match["case"]) or _OPEN.search(match["case"]):
        return None
    grade = _GRADE.search(match["case"])
    if grade is None and _CASED.search(match["case"]) is None:
        return None
    stands = wording.is_balanced(match["case"]) and not wording.refers_elsewhere(match["case"])
    if not stands or wording.dangling_word(match["case"]) or not words.is_cut(match.start("amount")):
        return None
    return _Row((start, match.start("amount")), match.span("amount"), match, grade.start() if grade else None)


def _is_rule(view: str, lead: str, rows: Sequence[_Row]) -> bool:
    """Tell whether amounts are laid down and not counted: by the verb or bound of the first row, or by its noun."""
    first = rows[0].read
    if _TOLD.search(view, rows[0].left[0], rows[-1].amount[1]):
        return False
    if first["said"] and first["said"] not in _WEAK:
        return True
    of_kind = _TIME_OR_MONEY.search(first["measure"]) is not None or first["measure"] in _MEASURES_OF_RULES
    standard = _STANDARD.search(lead + first["case"]) is not None
    return of_kind and (standard or any(_DUTY.match(row.read["tail"]) for row in rows)) and not _TOLD.search(lead)


def _shared(view: str, words: Words, rows: Sequence[_Row]) -> int:
    """Return how long the words are that the first case says for all: 办件量 of 办件量900件以上, 300件以下."""
    at, *others = (row.grade for row in rows)
    if at is None or at < _LEAST_SHARED or any(other is None or other >= _LEAST_SHARED for other in others):
        return 0
    start = rows[0].left[0]
    joined = _JOINS.search(view, start, start + at) is not None
    return 0 if joined or not words.is_cut(start + at) else at


def _lead(view: str, start: int) -> str | None:
    """Return what stands before the rows and says what they are of, "" if nothing does, None if it cannot be told."""
    opens = max(view.rfind(stop, 0, start) for stop in "。；") + 1
    before = view[opens:start]
    if not before:
        return None if view[opens - 1 : opens] == "；" else ""
    if before[-1] not in "，：":
        return None
    led = before.endswith("：")
    before = _REMARKED.sub("", _LED_OUT.sub("，", before) if led else before)
    pieces = before.split("，")[:-1]
    kept = len(pieces) - 1
    while kept and (len(pieces[kept]) < _SHORTEST_LEAD or _SETS.search(pieces[kept - 1])):
        kept -= 1
    text = _ONE_OF.sub("", "，".join(pieces[kept:]) + "，")
    if not led and _STATES.search(text):
        return ""
    said = led or (_AMOUNTS.search(text) is None and "：" not in text)
    stands = wording.is_balanced(text) and not wording.dangling_word(text) and not wording.refers_elsewhere(text)
    return text if said and stands and len(text) <= _LONGEST_LEAD else None
