"""What has to be met with one and the same measure: 遇到能见度不足两百米、风力六级以上，或者江水涨过红线，一律停航."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Listing, part

_CUE = re.compile("遇")
_MET = re.compile(
    r"(?:^|(?<=[，。；：]))(?P<before>[^，。；：“”、的]{0,12}?(?:如遇到?|遇到|遇有|凡遇到?|遇(?![见险难事害上])))"
    r"(?P<cases>[^。；：“”]{4,80}?)(?:(?P<number>[两二三四五六七八])[个种类项])?(?P<of>(?:情况|情形|天气|险情|问题|事件)?)(?:的|时)?，"
    r"(?P<then>(?:[^，。；：、的]{2,8}?)?(?:一律|必须|应当?(?![急对付])|要(?![求素点])|须(?!知)|立即|不得|可以?)[^，。；：]{2,24})(?=[，。；]|$)"
)
# 六级及以上大风 is one.
_CASE = re.compile("(?:，?(?:或者?|以及|和|及(?!以[上下内外]))|[、，])(?!者)")
# 发布雷电黄色以上或者大风蓝色以上预警: what is issued is said once, of both.
_HALVES = re.compile("(?:发布|达到|出现|收到|接到)[^、，]*(?:或者?|以及|和|及)[^，]*(?:预警|信号|警报|响应|标准|条件)$")
# 遇到预警，不再接收游客，费用退还，不得…: one case, and three things to do.
_JOINED = re.compile("、|或|以及|和|与|及(?!以)")
_FEWEST, _SHORTEST, _LONGEST = 2, 2, 24
_LEANS = re.compile(
    # 留样冰箱由食堂经理贴封条: what somebody does is no case.
    "(?<=[^理自])由(?![于此])|等(?![级候待])|可(?!能|燃|疑)|但|须|最[多少]|不得|^(?:经(?!营)|提前|报|由|[高低大小多少短长]于|超过|不足|达到|此类|这|那|该|上述|其他|特殊|有关|困难|问题|突发|紧急|类似)|批准|[我你他她]"
)


class MetCasesPattern:
    """Two and more cases after 遇, and what is done in each of them."""

    name = "met_cases"
    yields = frozenset({"listing"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the cases of body sentences that say what follows in the next clause."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return three cases in which a ferry stays, and two in which paper is used."""
        text = (
            "遇到能见度不足两百米、风力六级以上，或者江水涨过红线，一律停航，任何人说情都不行。"
            "窗口人员遇停电、断网情况，应当改用纸质登记。"
        )
        return text, (
            ("能见度不足两百米", "风力六级以上", "江水涨过红线"),
            ("停电", "断网"),
        )

    def counter_example(self) -> str:
        """Return a single case, one said before, things that somebody met, and a bound whose subject was said once."""
        return (
            "遇到大雾，一律停航。遇此类情况、类似情况，必须报告。他遇到老同学、老邻居，聊了很久。"
            "遇气温低于零度、高于四十度，应当停工。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Listing]:
        for match in _MET.finditer(sent.view):
            heads, at = [], match.start("cases")
            parted = [each.span() for each in _CASE.finditer(match["cases"])]
            if not all(words.is_cut(at + place) for span in parted for place in span):
                # 危及人身安全 is one word and two, and no two cases.
                continue
            for end in [*parted, (len(match["cases"]),) * 2]:
                heads.append((at, match.start("cases") + end[0]))
                at = match.start("cases") + end[1]
            texts = [sent.view[start:end] for start, end in heads]
            if len(texts) < _FEWEST or not all(map(_is_case, texts)) or not wording.is_balanced(match["cases"]):
                continue
            if _HALVES.search(match["cases"]) or not _JOINED.search(match["cases"]):
                continue
            if match["number"] and numerals.value_of(match["number"]) != len(heads):
                continue
            if not words.is_cut(heads[-1][1]) or wording.dangling_word(match["before"]):
                continue
            yield Listing(
                sent=sent,
                pattern=self.name,
                heads=tuple(part(sent, *span) for span in heads),
                of=match["of"] or "情形",
                before=part(sent, *match.span("before")),
                then=f"，{match['then']}",
            )


PATTERNS.add(MetCasesPattern.name)(MetCasesPattern())


def _is_case(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and _LEANS.search(text) is None and not wording.refers_elsewhere(text)
