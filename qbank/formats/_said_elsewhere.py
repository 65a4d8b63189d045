"""What an item that was read says of its key elsewhere: a letter in the stem's bracket, ticks at options, 故选B.

One rule for all readers; a reader of texts, where such a letter may be the only key, takes it out of the stem itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.errors import Problem
from qbank.formats._marked_options import marked
from qbank.formats.tables.language import Unreadable, folded, options_within
from qbank.formats.texts.language import choosing, judging
from qbank.locale import brief
from qbank.model.item import Choice, is_verdict
from qbank.model.lettering import claims
from qbank.model.letters import letter
from qbank.model.portable import Portable
from qbank.model.verdict import verdict_of

_OTHER_IN_STEM, _OTHER_MARKED, _OTHER_LIST = (
    "import-stem-other-key",
    "import-option-other-key",
    "import-stem-other-options",
)
OTHER_KEY = frozenset({_OTHER_IN_STEM, _OTHER_MARKED, _OTHER_LIST})
"""A key and what stands in the stem or at an option contradict each other: nobody can know which is meant."""
_OTHER_IN_RATIONALE = "import-rationale-other-key"
DOUBTED_KEY = frozenset({_OTHER_IN_RATIONALE})
"""A key that the rationale does not bear out: prose may speak of a letter for many reasons, so a person decides."""
_CLAIMS = re.compile(
    r"(?:答案\s*(?:为|是|应为)?\s*[:：]?|故|(?:本题|该题|此题|题干|题目)(?:的)?(?:说法|表述|叙述)?(?:是|为)?)\s*"
    r"(?P<not>不)?(?P<word>正确|错误|对|错|√|×)(?![误是的])"
)
_NAMED = re.compile(
    r"(?:[型级类表图区组方点座栋线角股证照岗系款式A-Za-z0-9]|方案|计划|附[件录]|公司|企业|单位|部门|等级|维生素|元素)"
    r"\s*[(（]\s*[A-ZＡ-Ｚ]{1,2}\s*[)）]"
)
"""血型（A）, 附件（B）, GPS(A): a name, and no answer."""
_SHORT = 30


def said_elsewhere(portable: Portable) -> Iterator[Problem]:
    """Yield that the stem's bracket or marks at options say another key (an error) or the key (a warning).

    A rationale that says another is a warning.
    """
    interaction = portable.item.body.interaction()
    if not isinstance(interaction, Choice):
        return
    key = _named(interaction)
    inside = _inside(portable.item.stem, interaction)
    if inside:
        values = {"found": _shown(inside), "key": _shown({key})}
        if inside == {key}:
            yield Problem("import-stem-tells", values=values, severity="warning")
        else:
            yield Problem(_OTHER_IN_STEM, values=values)
    yield from _at_options(interaction, key)
    yield from _listed(portable.item.stem, [option.text for option in interaction.options])
    claimed = _claimed(portable.item.rationale, interaction) - {key}
    if claimed:
        values = {"found": _shown(claimed), "key": _shown({key})}
        yield Problem(_OTHER_IN_RATIONALE, values=values, severity="warning")


def _at_options(interaction: Choice, key: str) -> Iterator[Problem]:
    """Yield that options bear marks of being right: those of the key, or others."""
    texts = [option.text for option in interaction.options]
    places = () if is_verdict(interaction) else marked(texts)
    if places:
        found = "".join(map(letter, places))
        values = {"found": found, "key": key, "text": brief(texts[places[0]], _SHORT)}
        yield (
            Problem("import-option-tells", values=values, severity="warning")
            if found == key
            else Problem(_OTHER_MARKED, values=values)
        )


def _listed(stem: str, options: Sequence[str]) -> Iterator[Problem]:
    """Yield that a stem lists the options, too: the same, or by other letters (an error: the key means two things).

    Options that are nothing but letters stand for what the stem lists; who shuffles them changes the key.
    """
    try:
        said = [folded(each) for each in options_within(stem)[1]]
    except Unreadable:
        return
    ours = [folded(each) for each in options]
    if said and said == ours:
        yield Problem("import-stem-lists-options", severity="warning")
    elif len(said) == len(ours) and (
        sorted(said) == sorted(ours) or ours == [*"abcdefghijklmnopqrstuvwxyz"[: len(ours)]]
    ):
        yield Problem(_OTHER_LIST)


def _named(interaction: Choice) -> str:
    """Return the key as letters, or as a verdict."""
    if is_verdict(interaction):
        return "对" if interaction.keys == ("true",) else "错"
    return "".join(letter(at) for at, each in enumerate(interaction.options) if each.id in interaction.keys)


def _inside(stem: str, interaction: Choice) -> set[str]:
    """Return what the brackets of a stem say; letters that no option has are words of the stem."""
    if is_verdict(interaction):
        return {"对" if each else "错" for each in judging(stem)[1]}
    found = {"".join(sorted(each)) for each in choosing(_NAMED.sub("", stem), has_key=True)[1]}
    last = letter(len(interaction.options) - 1)
    return found if all(max(each) <= last for each in found) else set()


def _claimed(rationale: str, interaction: Choice) -> set[str]:
    if is_verdict(interaction):
        found = _CLAIMS.finditer(rationale)
        return {"对" if verdict_of(each["word"]) != bool(each["not"]) else "错" for each in found}
    return claims(rationale, len(interaction.options))


def _shown(found: set[str]) -> str:
    return "、".join(sorted(found))
