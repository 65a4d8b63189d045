"""Which items a list of answers is for that bears a name (B卷参考答案): those below the title of that name.

Lists need not stand in the order of their papers, so a name that heads no items, or several, leaves all in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.formats.texts._read_raw import Raw

Titles = Sequence[tuple[str, Raw | None]]
"""Lines that may be titles, and the item each stands behind: None above the first one."""
MOST = 2_000
"""No file has more titles; what is beyond them is not known, and lists of such names are refused."""
_LONGEST = 40
_ENDS = frozenset("。?!;,:、")
_HEADING = re.compile(r"(?P<name>.*?)\s*的?(?:参考|标准|正确)?答案.*", re.S)
_EDGE = " \t-=*#[]:"
_EACH = re.compile(r"(?:附件?|附录|试题|题库|[练复]?习题|[考测]试|题目|各题|本|上述|以上|全部|[、:和及\s])*")
"""Words of which none tells one list from another."""
_COUNTING = "[0-9A-Za-z一二三四五六七八九十]"


def name_of(folded: str) -> str:
    """Return what a heading of answers names besides them: B卷 of B卷参考答案; "" where it names nothing."""
    found = _HEADING.fullmatch(folded.strip(_EDGE))
    name = found["name"].strip(_EDGE) if found else ""
    return "" if _EACH.fullmatch(name) else _squeezed(name)


def may_be_title(folded: str) -> bool:
    """Tell whether a folded line may be what a list of answers is named by."""
    text = folded.strip()
    return 0 < len(text) <= _LONGEST and text[-1] not in _ENDS


def is_title(folded: str, titles: Titles) -> bool:
    """Tell whether a folded line says just what a title above items says."""
    return _squeezed(folded) in {_squeezed(text) for text, _ in titles}


def parts(items: Sequence[Raw], names: Sequence[str], titles: Titles) -> dict[str, list[Raw]] | None:
    """Return for each name the items below its title, up to the next title that is a name; None where one is unclear.

    Args:
        items: in their order.
        names: what the lists are named, each once.
        titles: in their order.
    """
    at = {item: number for number, item in enumerate(items, 1)}
    begins = {name: {at.get(before, 0) if before else 0 for before in _below(name, titles)} for name in names}
    if any(len(each) != 1 for each in begins.values()):
        return None
    starts = sorted((number, name) for name, each in begins.items() for number in each)
    ends = [start for start, _ in starts[1:]] + [len(items)]
    return {name: list(items[start:end]) for (start, name), end in zip(starts, ends, strict=True)}


def _below(name: str, titles: Titles) -> list[Raw | None]:
    """Return what the titles of a name stand behind: those that say just the name, else those that hold it."""
    same = [before for text, before in titles if _squeezed(text) == name]
    within = re.compile(rf"(?<!{_COUNTING}){re.escape(name)}(?!{_COUNTING})")
    return same or [before for text, before in titles if within.search(_squeezed(text))]


def _squeezed(folded: str) -> str:
    return "".join(folded.split())
