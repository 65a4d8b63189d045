"""What the digits of a code stand for: “1234”工作法，即“1个平台、2支队伍、3项机制、4类服务”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_PIECE = r"[1-9][0-9]?(?:个|支|条|项|种|大|类|本|张|套|部|名|次|轮|级|步)?[^0-9、，。；：“”（）]{2,12}"
_LIST = re.compile(
    r"“(?P<code>[0-9+]{3,12})”\s*(?P<noun>[^，。；：“”（）]{0,14})[，：]?(?:即|就是|是指|指)?[，：]?[“（]?(?:即)?"
    rf"(?P<list>{_PIECE}(?:、{_PIECE}){{2,8}})(?=[”）。；，]|$)"
)
_ONE = re.compile(
    r"(?P<number>[1-9][0-9]?)(?:个|支|条|项|种|大|类|本|张|套|部|名|次|轮|级|步)?(?P<word>[^0-9、]{2,12})"
)


class NumberedWordsPattern:
    """Codes of digits with the words that the digits count or number, in the order of the code."""

    name = "numbered_words"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the digits of each code with their words."""
        found: list[Fact] = []
        for sent in outline.body():
            for match in _LIST.finditer(sent.view) if "“" in sent.view else ():
                columns = list(_rows(sent, match))
                case = f"“{match['code']}”{match['noun']}中"
                found += rows.pairs(columns, self.name, ("数字", "含义"), outline, case=case, everywhere=True)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a code of three digits."""
        text = "青溪镇推行“123”工作法，即“1个平台、2支队伍、3项机制”，全年化解纠纷四十余件。"
        return text, (("1", "平台", "2", "队伍", "3", "机制"),)

    def counter_example(self) -> str:
        """Return amounts after a number that is no code of theirs, and a hotline."""
        return "活动中，镇里配发“110”宣传品，即“3本手册、5张海报、8套用具”。群众可拨打“12345”热线。"


PATTERNS.add(NumberedWordsPattern.name)(NumberedWordsPattern())


def _rows(sent: Sentence, match: re.Match[str]) -> Iterator[rows.Row]:
    """Yield the rows of a list whose numbers, read in a row, are the code; nothing otherwise."""
    found = list(_ONE.finditer(sent.view, *match.span("list")))
    if "".join(each["number"] for each in found) == match["code"].replace("+", ""):
        yield from (rows.row(sent, each.span("number"), each.span("word")) for each in found)
