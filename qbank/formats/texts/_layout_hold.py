"""What a layout keeps of an item: what it has no place for goes, and words that would be read as marks are changed.

The reader has the last word: an item is held as it is found when its own lines are read again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import Any

from qbank.errors import Problem
from qbank.formats._held import as_short_answer, with_stimulus_in_stem, without
from qbank.formats.tables.column import BREAK, MOST_CHARACTERS, is_too_long
from qbank.formats.texts import _read_stems as stems
from qbank.formats.texts._layout_lines import CIRCLED, JOINT, explanation_of, group_of, half_width, lines_of, stem_of
from qbank.formats.texts._layout_words import defused, joined, lined, mapped
from qbank.formats.texts._read import read_lines
from qbank.formats.texts._read_fold import PICTURE, tidy
from qbank.formats.texts._read_lines import of_lines
from qbank.formats.texts.layout import Layout, kind_of
from qbank.locale import Lang, brief
from qbank.model.item import (
    Choice,
    ExtendedText,
    Interaction,
    Match,
    Option,
    Order,
    TextEntry,
)
from qbank.model.portable import FIELDS, Portable, differences
from qbank.types._contract import label_of

_COLUMNS = ("左列", "右列")
"""Names of the columns of a matching item in its stem: those systems speak Chinese, whoever exports."""
_SIGNS = re.compile(r"[\W_]+")
"""An explanation of signs only: a reader takes it for a line between items, and it says nothing."""
_QUOTED = re.compile(r"(?P<place>.+?)\s*[：:]\s*“(?P<words>.+)”", re.DOTALL)


def hold(portable: Portable, layout: Layout, lang: Lang) -> Portable | Problem:
    """Return what a layout keeps of an item, or why the item cannot go into it."""
    placed = _placed(portable, layout, lang)
    if isinstance(placed, Problem):
        return placed
    kept = mapped(_reduced(placed, layout), _tidied)
    kept = mapped(kept, _unbroken) if layout.cell else kept
    kept = _settled(mapped(kept, half_width) if layout.half_width else kept)
    too_long = _too_long(kept, layout)
    if too_long:
        return too_long
    kept = _shortened(kept, layout)
    spared = (lined(without(kept, "rationale"), layout),) if _SIGNS.fullmatch(kept.item.rationale) else ()
    for changed in chain((lined(kept, layout), joined(kept, layout)), defused(kept, layout), spared):
        found = _as_read(changed, layout)
        if found is not None:
            return _in_cell(found, layout)
    return Problem("text-words-clash", place=portable.item.id, values={"stem": brief(portable.item.stem, 30)})


def _in_cell(found: Portable, layout: Layout) -> Portable | Problem:
    """Refuse an item that is longer than a cell can be."""
    if layout.cell and is_too_long(text := layout.cell.between.join(lines_of(found, 1_000_000, layout))):
        return Problem("text-too-long", place=found.item.id, values={"found": len(text), "most": MOST_CHARACTERS})
    return found


# --- what has a place ------------------------------------------------------------------------------


def _placed(portable: Portable, layout: Layout, lang: Lang) -> Portable | Problem:
    """Return the item as a type the layout has, its passage in its stem if that has no place of its own."""
    interaction = portable.item.body.interaction()
    if not layout.keeps("stimulus"):
        portable = with_stimulus_in_stem(portable)
    if kind_of(interaction) not in layout.types:
        if "free" not in layout.types:
            values = {"format": f"text/{layout.name}", "type": label_of(portable.item.type, lang)}
            return Problem("loss-item-not-held", place=portable.item.id, values=values)
        portable = as_short_answer(portable, _with_lists(portable.item.stem, interaction, layout))
    return _counted(portable, layout)


def _with_lists(stem: str, interaction: Interaction, layout: Layout) -> str:
    # A reader may take short lines for one: the sign parts them even so.
    between = f"{JOINT}\n" if layout.lines == "asked" else JOINT
    match interaction:
        case Choice(options=options) | Order(options=options):
            return f"{stem}\n{_list(options, between)}"
        case Match(left=left, right=right):
            begin = "\n" if layout.lines == "asked" else ""
            columns = (
                f"{name}：{begin}{_list(each, between)}" for name, each in zip(_COLUMNS, (left, right), strict=True)
            )
            return "\n".join((stem, *columns))
        case _:
            return stem


def _list(options: tuple[Option, ...], between: str) -> str:
    return between.join(option.text.replace("\n", " ") for option in options)


def _counted(portable: Portable, layout: Layout) -> Portable | Problem:
    """Refuse an item with more of anything than there are letters or numbers for."""
    interaction = portable.item.body.interaction()
    match interaction:
        case Choice(options=options) | Order(options=options):
            found, most = len(options), layout.option.most
        case Match(left=left, right=right):
            found, most = max(len(left), len(right)), min(layout.option.most, len(CIRCLED))
        case TextEntry(accepted=accepted):
            found, most = len(accepted), len(CIRCLED)
        case ExtendedText(points=points):
            found, most = len(points), len(CIRCLED)
    if found > most:
        return Problem("text-too-many", place=portable.item.id, values={"found": found, "most": most})
    return portable


def _reduced(portable: Portable, layout: Layout) -> Portable:
    names = [
        "spans",
        "reasons",
        *(part for part in ("rationale", "chapter", "tags", "audience", "proof", "id") if not layout.keeps(part)),
    ]
    if not layout.keeps("difficulty") or not layout.difficulty:
        names.append("difficulty")
    if not layout.keeps("rules"):
        names.append("rules")
    if not layout.blanks.accepted:
        names.append("accepted")
    kept = without(portable, *(name for name in names if FIELDS[name](portable)))
    return _told_once(kept) if "proof" in layout.tail else kept


def _told_once(portable: Portable) -> Portable:
    """Return the item with nothing but the place of a proof line whose words its explanation has quoted already."""
    told = _bare(portable.item.rationale)
    proof = []
    for line in portable.proof:
        found = _QUOTED.fullmatch(line)
        proof.append(found["place"] if found and _bare(found["words"]) in told else line)
    return replace(portable, proof=tuple(dict.fromkeys(proof)))


def _settled(portable: Portable) -> Portable:
    """Return the item with empty brackets in its stem as a reader takes them; a line to write on goes in at the end."""
    item = portable.item
    interaction = item.body.interaction()
    if isinstance(interaction, Choice | Order):
        judged = kind_of(interaction) == "verdict"
        item = replace(item, stem=stems.settled(item.stem, judged=judged))
    return replace(portable, item=item)


def _tidied(text: str) -> str:
    return tidy(text.replace(PICTURE, ""))


def _unbroken(text: str) -> str:
    """Return a text in which nothing ends a line of a cell but the ends of its lines."""
    return BREAK.sub(lambda found: found[0].replace("<", "＜").replace(">", "＞"), text)


def _too_long(portable: Portable, layout: Layout) -> Problem | None:
    """Return why an item cannot go in: its stem, with what stands around it, or an option is longer than it may be."""
    interaction = portable.item.body.interaction()
    options = interaction.options if isinstance(interaction, Choice | Order) else ()
    sizes = {
        "stem": len(stem_of(portable.item.stem, interaction, layout)),
        "option": max((len(option.text) for option in options), default=0),
    }
    for part, found in sizes.items():
        most = layout.limits.get(part, found)
        if found > most:
            return Problem("text-too-long", place=portable.item.id, values={"found": found, "most": most})
    return None


def _shortened(portable: Portable, layout: Layout) -> Portable:
    """Return the item with as much of its explanation as may be: what stands at its end goes first, then sentences."""
    most = layout.limits.get("rationale")
    for part in reversed(list(layout.tail)):
        if most is None or len(explanation_of(portable, layout)) <= most:
            return portable
        portable = without(portable, part)
    if most is None or len(portable.item.rationale) <= most:
        return portable
    end = portable.item.rationale[:most].rfind("。") + 1
    whole = portable.item.rationale[:end] or brief(portable.item.rationale, most)
    return replace(portable, item=replace(portable.item, rationale=whole))


# --- the reader's word ---------------------------------------------------------------------------------


def _as_read(portable: Portable, layout: Layout) -> Portable | None:
    """Return the item as it is found in its own lines; None where it is not itself any more."""
    for _ in range(3):
        found = _read(portable, layout)
        if found is None:
            return None
        if not any(differences(portable, found)):
            return portable
        if not _is_alike(portable, found):
            return None
        portable = replace(found, place=portable.place)
    return None


def _read(portable: Portable, layout: Layout) -> Portable | None:
    group = group_of(portable, layout)
    lines = [*([group] if group else []), *lines_of(portable, 1, layout)]
    found = list(read_lines(of_lines(lines, is_whole=layout.cell is not None)))
    return found[0] if len(found) == 1 and isinstance(found[0], Portable) else None


def _is_alike(one: Portable, other: Portable) -> bool:
    """Tell whether two items differ in nothing but white space and a semicolon at an end."""
    return all(_bare(value(one)) == _bare(value(other)) for value in FIELDS.values())


def _bare(value: Any) -> Any:  # noqa: ANN401 - a field's value
    if isinstance(value, str):
        return "".join(value.split()).rstrip("；;")
    return tuple(map(_bare, value)) if isinstance(value, tuple) else value
