"""What the words of an item lean on or bear that no text shows: a figure, words struck out, stars of Markdown.

One rule for all readers: what their formats hold of it, they have taken out of the words before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.errors import Problem
from qbank.formats._held import wordings
from qbank.locale import brief
from qbank.model.item import Interaction, TextEntry
from qbank.model.portable import Portable

_STRUCK_OUT = "import-words-struck"
_FIGURE_MISSING = "import-figure-missing"
STRUCK_OUT = frozenset({_STRUCK_OUT})
"""Faults by which nobody can know what an item says."""
DOUBTED = frozenset({_FIGURE_MISSING, "import-words-starred", "import-answer-stroke"})
"""What a person has to look at before anybody answers the item."""
_NUMBER = r"\s?[0-9０-９一二三四五六七八九十]{1,2}(?:[-.－．][0-9０-９]{1,2})?"
_FIGURE = re.compile(
    r"(?<!例)(?:如|见|据|由|观察|参照|参看)(?:[上下左右附]|下列|下面|以下)?(?:示意)?图(?![书谋腾们利])(?:中|所示)?"
    r"|[上下左右]图(?:所示|中|的|是|为|标志|标识|[,，])"
    rf"|图{_NUMBER}\s*(?:所示|中|为|是|可知)"
    r"|图(?:[中示片像]|所示)的?(?:所示|标志|标识|设备|部位|部件|符号|人物|[A-Za-z0-9①-⑳])"
    rf"|(?:如|见|据|由)(?:[上下附]|下列|下面|以下)?表(?:{_NUMBER})?(?:中|所示|可知)"
    r"|听(?:下面|以下|下列)?(?:这段|一段|的)*(?:录音|音频|对话)|(?:观看|根据)(?:下面|以下|下列)?的?(?:视频|录像)"
    r"|(?:[Aa]s|is|are) shown (?:below|above|in the (?:figure|picture|diagram))"
    r"|[Tt]he (?:figure|picture|diagram) (?:below|above|shows)"
)
"""Words by which a stem points at a figure, a table or a recording: 如下图所示, 图2中, 见下表."""
_OF_TABLE = re.compile("表")
_ROWS = re.compile(r"[\t|│┃].*\n.*[\t|│┃]", re.DOTALL)
"""A table that stands in the words themselves."""
_STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]{1,80})(?<=[^\s~])~~")
_STARRED = re.compile(r"(?<![0-9A-Za-z*)\\])\*{1,3}(?=[^\s*])([^*\n]{1,60})(?<=[^\s*\\])\*{1,3}(?![0-9A-Za-z*(])")
_COUNTED = "[零〇一二两三四五六七八九十百千万亿]+"
_STROKE = re.compile(
    "(?<![/／])[\u4e00-\u9fff]{2,}[/／][\u4e00-\u9fff]{2,}"
    rf"|{_COUNTED}[\u4e00-\u9fff]?[/／][0-9０-９]|[0-9０-９][\u4e00-\u9fff]?[/／]{_COUNTED}(?![\u4e00-\u9fff]{{2}})"
)
"""Words on both sides: what counts in 元/吨 is shorter; a number in characters and one in figures (三十/30)."""
_SHORT = 30


def unshown(portable: Portable) -> Iterator[Problem]:
    """Yield what an item points at or bears and does not show: words struck out are an error, the rest are warnings."""
    texts = list(wordings(portable))
    struck = next(filter(None, map(_STRUCK.search, texts)), None)
    if struck:
        yield Problem(_STRUCK_OUT, values={"found": brief(struck[0], _SHORT)})
    starred = next(filter(None, map(_STARRED.search, texts)), None)
    if starred:
        yield Problem("import-words-starred", values={"found": brief(starred[0], _SHORT)}, severity="warning")
    yield from _with_stroke(portable.item.body.interaction())
    asked = f"{portable.stimulus}\n{portable.item.stem}"
    figure = _FIGURE.search(asked)
    if figure and not (_OF_TABLE.search(figure[0]) and _ROWS.search(asked)):
        yield Problem(_FIGURE_MISSING, values={"found": brief(figure[0], _SHORT)}, severity="warning")


def _with_stroke(interaction: Interaction) -> Iterator[Problem]:
    """Yield a warning where an answer of a blank may be two: 甲班/乙班."""
    accepted = interaction.accepted if isinstance(interaction, TextEntry) else ()
    found = next((text for texts in accepted for text in texts if _STROKE.search(text)), "")
    if found:
        yield Problem("import-answer-stroke", values={"found": brief(found, _SHORT)}, severity="warning")
