"""Letters of options in a rationale (“A项错误”): where a receiver may shuffle, they are told in the options' words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from qbank.errors import Problem
from qbank.model.item import Choice, Option
from qbank.model.portable import Portable

_ONE = "[A-HＡ-Ｈ]"
_MANY = rf"{_ONE}(?:\s*[、，,和及与]?\s*{_ONE})*"
_EDGE = r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9])", r"(?![A-Za-zＡ-Ｚａ-ｚ0-9])"
_MENTION = re.compile(
    rf"(?P<before>选项|故选|应选|选择|答案(?:为|是|选)?[：:]?|选)\s*(?P<first>{_MANY}){_EDGE[1]}(?P<tail>\s*(?:[两三四]?个?(?:选)?项)?)"
    rf"|{_EDGE[0]}(?P<second>{_MANY})\s*(?P<after>[两三四]?个?(?:选项|项)|(?=(?:都|均|皆|是|为)?(?:正确|错误|不正确|不对|不选|对(?![于外])|错|不符|符合)))"
)
_ALONE = re.compile(rf"{_EDGE[0]}{_ONE}{_EDGE[1]}(?![类级组区栋座型款股轮证照门口楼厅馆室票线版面等岗段超])")
_LETTER = re.compile(_ONE)
_QUOTED = re.compile("“[^“”]{3,}”|《[^《》]*》")
"""Words of a document; what is in them are not our options. “A” between quotes may well be one."""


def unlettered(portable: Portable) -> Portable | Problem:
    """Return the portable with the options its rationale names by letter named by their words.

    A letter that may or may not be an option's cannot be rewritten: that is a Problem, and nothing is guessed.
    """
    interaction = portable.item.body.interaction()
    rationale = portable.item.rationale
    if not isinstance(interaction, Choice) or not _LETTER.search(rationale):
        return portable
    told = _outside_quotes(
        rationale, lambda text: _MENTION.sub(lambda found: _in_words(found, interaction.options), text)
    )
    # Words of options are not searched: 维生素A may well be one.
    rest = _ALONE.search(_QUOTED.sub("", _outside_quotes(rationale, lambda text: _MENTION.sub("", text))))
    if rest and _at(rest.group()) < len(interaction.options):
        values = {"letter": rest.group(), "id": portable.item.id}
        return Problem("letter-unclear", place=portable.item.id, values=values)
    if told == rationale:
        return portable
    return replace(portable, item=replace(portable.item, rationale=told))


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    """Return the text with all that is not quoted changed."""
    pieces, at = [], 0
    for quoted in _QUOTED.finditer(text):
        pieces += [change(text[at : quoted.start()]), quoted.group()]
        at = quoted.end()
    return "".join((*pieces, change(text[at:])))


def _in_words(mention: re.Match[str], options: tuple[Option, ...]) -> str:
    letters = _LETTER.findall(mention["first"] or mention["second"])
    if any(_at(each) >= len(options) for each in letters):
        return mention.group()
    named = "、".join(f"“{options[_at(each)].text}”" for each in letters)
    if mention["first"]:
        return f"{mention['before']}{named}"
    return f"{named}{'各项' if len(letters) > 1 and mention['after'] else ''}"


def _at(letter: str) -> int:
    return "ABCDEFGH".index(letter) if letter.isascii() else "ＡＢＣＤＥＦＧＨ".index(letter)
