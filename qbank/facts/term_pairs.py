"""Terms of one document with their meanings: definitions, 长哨一声表示集合，短哨三声表示撤离，…, 红色用于生料，…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.facts.definition import DefinitionPattern
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Definition, Fact

_LONGEST = 60
_CODE = re.compile(r"“(?P<left>[^“”，。；：]{2,10})”(?:是指|就是|即|指)(?P<right>[^，。；“”：]{2,40})(?=[，。；]|$)")
_VERBS = {
    "表示": ("标志", "含义"),
    "代表": ("标志", "含义"),
    "用于": ("种类", "用途"),
    "管的是": ("做法", "所管的内容"),
    "解决的是": ("做法", "所解决的问题"),
    "回答": ("内容", "所回答的问题"),
}
"""What one sentence says of several things in one and the same verb, and how its two columns are called."""
# 村民代表会议, 三分之二以上的代表参加: those who stand for others, and no sign of anything.
_NO_DEPUTY = "(?<![的民工员大主生众长会东]代表)(?!大?会议?|参加|出席|到会|过半|[团人])"
_SIGN = re.compile(
    rf"(?:^|[，；：。])(?:其中)?(?P<left>[^，。；：]{{2,12}}?)则?(?P<verb>{'|'.join(_VERBS)}){_NO_DEPUTY}(?P<right>[^，。；：]{{2,20}})(?=[，。；]|$)"
)
# 看封，是核对号码；看门，是看螺栓；看货，是抽九个点
_GLOSS = re.compile(
    "(?:^|(?<=[。；：]))(?!首先|其次|再次|最后|另|难|重|关键|目的|原因|结果|前提|基础|核心|根本|特点|[优缺]点|不足|有的|主要|具体|[这那其它他我你])"
    "(?P<left>[\u4e00-\u9fff]{2,6}?)，?(?:就是|即|指的是|是指|是)(?P<right>[^；。：]{4,60})(?=[；。]|$)"
)
_NO_TERM = re.compile("的|^[0-9一二三四五六七八九十]")
_LAW = re.compile("本(?:法|条例|办法|规定|细则)|[《》]|的规定|简称|统称")
_SIGNAL = re.compile("[声弹旗灯哨铃号]")


class TermPairsPattern:
    """Definitions gathered over the document, quoted codes and signs explained in one sentence."""

    name = "term_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the signs of a sentence, its codes, and the definitions of the document."""
        found: list[Fact] = []
        for sent in outline.body():
            if sent.view.count("；") >= rows.LEAST - 1:
                glossed = [each for each in _matched(sent, _GLOSS) if _NO_TERM.search(each.left.text) is None]
                if len({len(each.left.text) for each in glossed}) == 1:
                    found += rows.pairs(glossed, self.name, ("说法", "含义"), outline)
            if "”" in sent.view:
                found += rows.pairs(list(_matched(sent, _CODE)), self.name, ("用语", "含义"), outline)
            for verb, names in _VERBS.items():
                if sent.view.count(verb) >= rows.LEAST:
                    said = list(_matched(sent, _SIGN, verb))
                    found += rows.pairs(said, self.name, (_called(said) or names[0], names[1]), outline)
        defined = [_defined(fact) for fact in DefinitionPattern().find(outline, terms) if isinstance(fact, Definition)]
        short = [each for each in defined if _is_plain(each)]
        found += rows.pairs(short, self.name, ("用语", "含义"), outline, everywhere=True)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return three signals."""
        text = "现场信号统一规定如下：长哨一声表示集合，短哨三声表示撤离，连续锣声表示转移。"
        return text, (("长哨一声", "集合", "短哨三声", "撤离", "连续锣声", "转移"),)

    def counter_example(self) -> str:
        """Return people who say something, and one definition alone."""
        return "与会代表表示赞同。本办法所称夜间值守，是指每日二十时至次日六时的在岗守候。"


PATTERNS.add(TermPairsPattern.name)(TermPairsPattern())


def _matched(sent: Sentence, form: re.Pattern[str], verb: str = "") -> Iterator[rows.Row]:
    for match in form.finditer(sent.view):
        if not verb or match["verb"] == verb:
            yield rows.row(sent, match.span("left"), match.span("right"))


def _called(said: list[rows.Row]) -> str:
    """Return what all left sides are, colours or signals; "" for others."""
    lefts = [each.left.text for each in said]
    if all(left.endswith("色") for left in lefts):
        return "颜色"
    return "信号" if all(map(_SIGNAL.search, lefts)) else ""


def _is_plain(each: rows.Row) -> bool:
    """Tell whether a definition is short and says what it says by itself: no 本法, no other law."""
    meaning = each.right.text
    return len(meaning) <= _LONGEST and _NO_TERM.search(each.left.text) is None and _LAW.search(meaning) is None


def _defined(fact: Definition) -> rows.Row:
    return rows.Row(fact.term, fact.meaning, (fact.sent,))
