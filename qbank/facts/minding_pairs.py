"""Who minds what, as one speaks: 水利局管堤防，应急局管队伍，教育局盯停课."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _agents as agents
from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, position
from qbank.facts._words import Words, words_of
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_WATCHES = re.compile("[管盯]")
_MINDS = re.compile(
    r"(?:^|(?<=[。；，]))(?P<who>[^，。；：、]{1,11}?(?:[局委办队部厅处院会]|部门|公司))"
    r"(?P<what>[管盯](?!理|控|辖|道|网|线)[^。；，：]{2,26})(?=[，。；]|$)"
)


class MindingPairsPattern:
    """Three or more offices in one sentence, each with what it minds."""

    name = "minding_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows of single body sentences."""
        found: list[Fact] = []
        for sent in outline.body():
            if len(sent.view) > LONGEST or len(_WATCHES.findall(sent.view)) < rows.LEAST:
                continue
            if len(_MINDS.findall(sent.view)) >= rows.LEAST:
                columns = list(_minding(sent, words_of(sent, terms)))
                found += rows.pairs(columns, self.name, ("部门", "职责"), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return what three offices mind."""
        text = "水利局管水库、管堤防；应急局管队伍和物资；教育局盯学生上学路。"
        return text, (("水利局", "管水库、管堤防", "应急局", "管队伍和物资", "教育局", "盯学生上学路"),)

    def counter_example(self) -> str:
        """Return two offices, and people who are none."""
        return "水利局管水库，应急局管队伍。老大管账，老二管货，老三管车。"


PATTERNS.add(MindingPairsPattern.name)(MindingPairsPattern())


def _minding(sent: Sentence, words: Words) -> Iterator[rows.Row]:
    for match in _MINDS.finditer(sent.view):
        if agents.label_of(match["who"]) == "organ" and words.is_cut(match.start("who")):
            yield rows.row(sent, match.span("who"), match.span("what"))
