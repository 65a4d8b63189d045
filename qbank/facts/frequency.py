"""How often something is to be done: 每季度测一次内阻, 每两年修订一次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Frequency, part

_UNIT = "年|季度?|月|周|星期|天|日|学期|学年|小时|分钟"
_COUNTED = f"半|{numerals.NUMERAL}"
_CUE = re.compile(f"每隔?(?:{_COUNTED})?个?(?:{_UNIT})")
# No other number and no other thing counted.
_DONE_ONCE = re.compile(
    rf"(?P<period>每(?:{_COUNTED})?个?(?:{_UNIT})(?![初底末中度内报刊票均级份龄头]))"
    rf"(?P<act>[^，。；：、的了每0-9{numerals.CHINESE}]{{0,12}}[1一]次)(?![性的])"
)
_OFTEN = re.compile(f"每(?:{_COUNTED})?个?(?:{_UNIT})")
_BESIDE = re.compile(f"[，、][^，。；：、]{{0,4}}{_OFTEN.pattern}")
_GOES_ON = re.compile("[\u4e00-\u9fff]")
_LIMITED = re.compile("不得?[少低]于|最[多少]|不超过")
# 每年年初征集一次, 每天早晚补一次: when in the period is told as well, and reads ill after 多长时间.
_AT_A_TIME = re.compile("[早晚上下中][晚午班]|[年月周季][初底末中]|[^，]{0,6}(?:[前后期]|[0-9]点)(?!限)")


class FrequencyPattern:
    """Periods, labelled ``frequency``, with what is done once in each."""

    name = "frequency"
    yields = frozenset({"frequency"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the frequencies of body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return one frequency with its act."""
        return "值班员每季度测一次内阻，并做好记录。", (("每季度", "测一次"),)

    def counter_example(self) -> str:
        """Return a count of more than one, two frequencies in one breath, and one inside a title."""
        return "每月检查两次。每周小扫一次、每月大扫一次。公司修订了《每季度开展一次检查的规定》。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Frequency]:
        closed = clauses.quotations(sent.view)
        for match in _DONE_ONCE.finditer(sent.view):
            if clauses.is_inside(closed, *match.span()) or _is_elsewhere(sent.view, match):
                continue
            if _is_one_of_two(sent.view, *match.span()) or not words.is_cut(match.start()):
                continue
            yield Frequency(
                sent=sent,
                pattern=self.name,
                period=part(sent, *match.span("period"), "frequency"),
                act=part(sent, *match.span("act")),
            )


PATTERNS.add(FrequencyPattern.name)(FrequencyPattern())


def _is_elsewhere(view: str, match: re.Match[str]) -> bool:
    """Tell whether a frequency stands in an aside, is a limit of another kind, or says when in the period."""
    before = view[: match.start()]
    in_brackets = before.rfind("（") > before.rfind("）")
    act = match["act"]
    # 每季度一次高温演习 has no verb, 由每年一次改为半年一次 two frequencies.
    bare = len(act) == len("一次") and _GOES_ON.match(view, match.end()) is not None
    return (
        in_brackets
        or bare
        or before.endswith("由")
        or _LIMITED.search(act) is not None
        or _AT_A_TIME.match(act) is not None
    )


def _is_one_of_two(view: str, start: int, end: int) -> bool:
    """Tell whether another frequency stands in the clause or right beside it: 每周一次，每月至少两次."""
    first = max(view.rfind(stop, 0, start) for stop in "，。；：") + 1
    last = min((at for stop in "，。；：" if (at := view.find(stop, end)) >= 0), default=len(view))
    following = _BESIDE.match(view, last)
    return following is not None or len(_OFTEN.findall(view, first, last)) > 1
