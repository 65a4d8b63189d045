"""What stands around an item in a row: difficulty, chapter, tags, whom it is for, proof lines, marking rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qbank.formats.tables._joins import alike, join, one_line, part
from qbank.formats.tables._layout import Layout, Texts, Unreadable, first
from qbank.formats.tables._profile_records import Levels, Named
from qbank.formats.tables._words import difficulty_of
from qbank.locale import LANGS, Lang, say
from qbank.model.folding import folded
from qbank.model.item import Difficulty, Item
from qbank.model.portable import Portable

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_PAGE = re.compile(r"\d+(?:[-–~—]\d+)?")
NAMED: Mapping[Named, str] = {
    "tags": "标签：", "audience": "适用对象：", "difficulty": "难度：", "chapter": "章节：",
}  # fmt: skip
"""Names before what stands among tags or in a remark: those systems speak Chinese, whoever exports."""
_LEVELS: Mapping[Difficulty, tuple[str, ...]] = {"easy": ("易",), "medium": ("中",), "hard": ("难",)}
"""What levels are called there where a layout has no words of its own for them."""
_SPACES = re.compile(r"[ \t\r\n,]+")
_LIST = "、"


# --- into cells ---------------------------------------------------------------------------------------


def put(portable: Portable, layout: Layout, lang: Lang) -> dict[str, list[str]]:
    """Return the cells of what is not asked; what the sheet has no column for is told elsewhere or not at all."""
    item, profile, sheet = portable.item, layout.profile, layout.sheet
    cells = {
        "id": [item.id],
        "stimulus": [portable.stimulus],
        "rationale": [_rationale(portable, layout)],
        "difficulty": [_word(item.difficulty, profile.levels)],
        "tags": [_join_tags([*item.tags, *_among_tags(item, layout)], profile.tag_separator)],
        "audience": [join([one_line(each) for each in item.audience], profile.tag_separator)],
        "proof": ["\n".join(map(one_line, portable.proof))],
        "remark": ["\n".join(_named(item, profile.remark_names, layout))],
    }
    chapter = one_line(item.chapter)
    head, _, rest = chapter.partition("/") if sheet.room("section") else (chapter, "", "")
    path = f"/{head}" if profile.chapter_path and head else head
    return {**cells, "chapter": [path], "section": [rest.strip()], "rules": [rules_text(item, lang)]}


def _rationale(portable: Portable, layout: Layout) -> str:
    label, told, most = layout.profile.proof_label, portable.item.rationale, layout.profile.limits.rationale
    if label and not layout.sheet.room("proof"):
        told = "\n".join(filter(None, [told, *(f"{label}{one_line(line)}" for line in portable.proof)]))
    return told if not most or len(told) <= most else ""


def _word(difficulty: Difficulty, levels: Levels) -> str:
    words = levels.words.get(difficulty, ())
    if words or not levels.numbers:
        return words[0] if words else ""
    low, high = levels.scale
    share = {"easy": 0.0, "medium": 0.5, "hard": 1.0}[difficulty]
    share = 1 - share if levels.numbers == "larger is easier" else share
    return f"{low + share * (high - low):g}"


def _join_tags(tags: Sequence[str], separator: str) -> str:
    lines = [one_line(each) for each in tags]
    if separator == " ":
        return " ".join(_SPACES.sub("_", line) for line in lines)
    return join(lines, separator)


def _among_tags(item: Item, layout: Layout) -> Iterator[str]:
    if not layout.sheet.room("tags"):
        return iter(())
    return _named(item, layout.profile.tag_names, layout)


def _named(item: Item, names: Sequence[Named], layout: Layout) -> Iterator[str]:
    """Yield what has no column here with its name before it."""
    levels = {**_LEVELS, **layout.profile.levels.words}
    said: Mapping[Named, str] = {
        "tags": _LIST.join(alike(one_line(each), _LIST) for each in item.tags),
        "audience": _LIST.join(alike(one_line(each), _LIST) for each in item.audience),
        "difficulty": levels[item.difficulty][0],
        "chapter": one_line(item.chapter),
    }
    return (f"{NAMED[name]}{said[name]}" for name in names if said[name])


def rules_text(item: Item, lang: Lang) -> str:
    """Return in words how an item is marked beyond its key; "" for the usual way."""
    data = item.body.to_dict()
    table = data.get("marking", {}).get("table", []) if isinstance(data.get("marking"), dict) else []
    if table:
        shares = "、".join(f"{share * 100:.12g}%" for share in table)
        return say("table-rule-part", lang, shares=shares)
    return say("table-rule-any-order", lang) if data.get("any_order") else ""


# --- out of cells -------------------------------------------------------------------------------------


def take(texts: Texts, layout: Layout) -> dict[str, Any]:
    """Return what ``_incoming.portable_of`` is given beside the stem and the interaction.

    Raises:
        Unreadable: a word for the difficulty or a marking rule is not known; ``doubts`` tells these as warnings.
    """
    profile = layout.profile
    rationale, proof = _parted("\n".join(filter(None, texts.get("rationale", ()))), profile.proof_label)
    tags, named = _unnamed(_part_tags(first(texts, "tags"), profile.tag_separator), profile.tag_names)
    tags += _points(texts)
    _, remarks = _unnamed(first(texts, "remark").split("\n"), profile.remark_names)
    named = {**remarks, **named}
    audience = part(first(texts, "audience"), profile.tag_separator) or _listed(named.get("audience", ""))
    return {
        "item_id": first(texts, "id"),
        "rationale": rationale,
        "difficulty": difficulty(first(texts, "difficulty") or named.get("difficulty", ""), profile.levels) or "medium",
        "chapter": _chapter(texts, layout) or named.get("chapter", ""),
        "tags": tuple(dict.fromkeys((*tags, *_listed(named.get("tags", ""))))),
        "audience": audience,
        "stimulus": first(texts, "stimulus"),
        "proof": (*_proof(texts), *proof),
    }


def doubts(texts: Texts, layout: Layout) -> Iterator[Unreadable]:
    """Yield what around an item is not understood; the item is none the worse for it."""
    word = first(texts, "difficulty")
    if word and difficulty(word, layout.profile.levels) is None:
        yield Unreadable("table-difficulty-unknown", "difficulty", found=word)
    rule = first(texts, "rules")
    if rule and not rules_from(rule):
        yield Unreadable("table-rule-unknown", "rules", found=rule)


def difficulty(word: str, levels: Levels) -> Difficulty | None:
    """Return the difficulty that a word or number says, None for one that says nothing here."""
    wanted = folded(word)
    own = next((level for level, words in levels.words.items() if wanted in map(folded, words)), None)
    if own or not _NUMBER.fullmatch(wanted):
        return own or difficulty_of(word)
    low, high = levels.scale
    if not levels.numbers or not low <= float(wanted) <= high:
        return None
    share = (float(wanted) - low) / (high - low)
    share = 1 - share if levels.numbers == "larger is easier" else share
    return "easy" if share < 0.375 else "hard" if share > 0.625 else "medium"


def _parted(rationale: str, label: str) -> tuple[str, list[str]]:
    """Return a rationale and the proof lines at its end."""
    lines = rationale.split("\n")
    proof: list[str] = []
    while label and lines and lines[-1].startswith(label) and lines[-1][len(label) :].strip():
        proof.insert(0, lines.pop()[len(label) :].strip())
    return "\n".join(lines).strip(), proof


def _part_tags(cell: str, separator: str) -> list[str]:
    if separator == " ":
        return [piece for piece in _SPACES.split(cell) if piece]
    return part(cell, separator)


def _points(texts: Texts) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;；\n]", first(texts, "point")) if piece.strip()]


def _unnamed(lines: Sequence[str], names: Sequence[Named]) -> tuple[list[str], dict[Named, str]]:
    """Return lines without a name before them, and by name what stands behind one; of two the last, as it is put in."""
    named: dict[Named, str] = {}
    rest: list[str] = []
    for line in reversed(lines):
        name = next((each for each in names if line.startswith(NAMED[each]) and line != NAMED[each]), None)
        if name is None or name in named:
            rest.append(line)
        else:
            named[name] = line[len(NAMED[name]) :].strip()
    return rest[::-1], named


def _listed(said: str) -> list[str]:
    return [piece.strip() for piece in said.split(_LIST) if piece.strip()]


def _chapter(texts: Texts, layout: Layout) -> str:
    chapter, section = first(texts, "chapter"), first(texts, "section")
    if layout.profile.chapter_path:
        chapter = chapter.lstrip("/").strip()
    return "/".join(filter(None, (chapter, section)))


def _proof(texts: Texts) -> list[str]:
    lines = [line.strip() for line in first(texts, "proof").split("\n") if line.strip()]
    page = first(texts, "page")
    if not page:
        return lines
    place = f"第{page}页" if _PAGE.fullmatch(page) else page
    return [*lines[:-1], f"{lines[-1]}（{place}）"] if lines else [place]


def rules_from(text: str) -> dict[str, Any]:
    """Return the marking rules that a cell says, none for words that are not understood."""
    wanted = folded(text)
    if any(wanted == folded(say("table-rule-any-order", lang)) for lang in LANGS):
        return {"any_order": True}
    starts = (folded(say("table-rule-part", lang, shares="")) for lang in LANGS)
    start = next((start for start in starts if wanted.startswith(start)), None)
    shares = [float(share) / 100 for share in _PERCENT.findall(text)]
    rest = _PERCENT.sub("", wanted[len(start) :]).strip("、,;") if start is not None else "?"
    return {"marking": {"rule": "part", "table": shares}} if shares and not rest else {}
