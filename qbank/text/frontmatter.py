"""The editor's own words about documents: front matter in a file, ``corpus.toml`` beside them.

Both know the same keys, by their English or Chinese names (``KEYS``). Front matter is the
part of YAML that people write by hand (``key: value``, ``key: [a, b]``, ``- item``) and nothing
else of it: no tags, anchors or nesting.
"""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

from qbank.errors import Problem
from qbank.locale import brief
from qbank.model.dates import only_day
from qbank.model.document import Kind
from qbank.text.content import warning
from qbank.text.files import METADATA_FILE, os_problem

KEYS = {
    "title": ("标题", "题名"),
    "kind": ("类别", "文种"),
    "date": ("日期",),
    "audience": ("岗位", "对象"),
    "chapter": ("章节", "专题"),
    "tags": ("标签",),
    "verbatim": ("原文锁定",),
}
"""What an editor may say of a document, with the Chinese names that mean the same."""

KINDS = {
    "law": ("法规", "制度", "规定"),
    "plan": ("方案", "计划"),
    "notice": ("通知",),
    "speech": ("讲话", "发言"),
    "news": ("新闻", "报道"),
    "report": ("报告", "总结"),
    "handbook": ("手册", "指南"),
    "other": ("其他",),
}
_LISTS = ("audience", "tags")
_YES_OR_NO = {"是": True, "开": True, "true": True, "否": False, "关": False, "false": False}
_UNREADABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\n(?:(.*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
# Openings that mean something else in YAML than the text itself.
_YAML_ONLY = ("!", "&", "*", "|", ">", "{", "%", "@", "`")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of ``corpus.toml``: what holds for the documents whose name fits a glob.

    ``*`` in a glob also crosses ``/``, so ``通知/*`` means everything below that folder.
    """

    match: tuple[str, ...]
    values: Mapping[str, object]

    def fits(self, name: str) -> bool:
        """Tell whether a document's name fits one of the globs, however either spells its accents."""
        return any(fnmatchcase(_nfc(name), _nfc(glob)) for glob in self.match)


def load_metadata(folder: Path) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """Return the rules of ``folder/corpus.toml`` and what is wrong with it; nothing if it is not there.

    The file has one ``[[documents]]`` table a rule: ``match`` is a glob or a list of globs, the other
    keys are those of ``KEYS``. Where two rules fit a document, the later one wins key by key.
    """
    path = folder / METADATA_FILE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (os_problem(error, str(path)),)
    except (ValueError, RecursionError) as error:  # bad UTF-8, bad TOML (both say where), or nesting without end
        return (), (Problem("bad-corpus-toml", file=str(path), values={"reason": str(error)}),)
    rules, problems = _rules(entries)
    return rules, tuple(Problem(p.code, str(path), p.place, p.values, p.severity) for p in problems)


def _rules(entries: Mapping[str, object]) -> tuple[tuple[Rule, ...], list[Problem]]:
    problems = [_unknown(key, ("documents",)) for key in entries if key != "documents"]
    tables = entries.get("documents", [])
    rules = []
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], start=1):
        globs = _words(table.get("match", "")) if isinstance(table, dict) else ()
        if not globs:
            problems.append(warning("rule-without-match", number=number))
            continue
        values, wrong = understand({key: value for key, value in table.items() if key != "match"})
        problems += wrong + [_unknown(key, KEYS) for key in values if key not in KEYS]
        rules.append(Rule(globs, {key: value for key, value in values.items() if key in KEYS}))
    return tuple(rules), problems


def applied(rules: Iterable[Rule], name: str) -> dict[str, object]:
    """Return what the rules say of a document, the later ones over the earlier."""
    merged: dict[str, object] = {}
    for rule in rules:
        if rule.fits(name):
            merged.update(rule.values)
    return merged


def split_front_matter(text: str) -> tuple[dict[str, object], str, list[Problem]]:
    r"""Return the front matter of a Markdown text, the text after it, and warnings.

    Args:
        text: with ``\n`` line ends.

    Returns:
        Known keys carry checked values, other keys what the file says. A line that cannot be read
        gives ``bad-front-matter`` and the rest goes on.
    """
    fence = _FENCE.match(text)
    if fence is None:
        return {}, text, []
    block = fence.group(1) or ""
    if block.strip() and not any(_entry(line)[0] for line in block.split("\n") if line):
        return {}, text, []  # two rules drawn with dashes, not front matter
    raw, problems = _pairs(block)
    values, wrong = understand(raw)
    near = [_unknown(key, KEYS) for key in values if key not in KEYS and get_close_matches(key, KEYS)]
    return values, text[fence.end() :], problems + wrong + near


def understand(raw: Mapping[str, object]) -> tuple[dict[str, object], list[Problem]]:
    """Return the values with English keys and checked types, and a warning for each that was left out.

    ``audience`` and ``tags`` become tuples of str, ``verbatim`` a bool, ``date`` an ISO date, ``kind`` one of
    ``model.document.Kind``; unknown keys pass as they are.
    """
    values: dict[str, object] = {}
    problems = []
    for written, value in raw.items():
        key = next((key for key, aliases in KEYS.items() if written == key or written in aliases), written)
        checked = _checked(key, value)
        if checked is None:
            problems.append(warning("bad-metadata-value", key=written, value=_shown(value), allowed=_allowed(key)))
        else:
            values[key] = checked
    return values, problems


def _checked(key: str, value: object) -> object | None:
    """Return the value as it is kept, None where it is of the wrong kind or holds what nobody can read."""
    kept = _typed(key, value)
    words = kept if isinstance(kept, list | tuple) else (kept,)
    return None if any(_UNREADABLE.search(str(word)) for word in (key, *words)) else kept


def _typed(key: str, value: object) -> object | None:
    if key not in KEYS:
        return value
    if key in _LISTS:
        return _words(value)
    if key == "verbatim":
        return _YES_OR_NO.get(str(value).strip().lower())
    if isinstance(value, datetime.date):
        return value.isoformat()[:10] if key == "date" else None
    if not isinstance(value, str | int | float):
        return None
    word = str(value).strip()
    if key == "kind":
        return next((kind for kind, names in KINDS.items() if word == kind or word in names), None)
    return (only_day(word) or None) if key == "date" else word


def _words(value: object) -> tuple[str, ...] | None:
    """Return a list of words from a list or from one string with commas."""
    if isinstance(value, str):
        value = re.split("[、，,;；]", value)
    if not isinstance(value, Sequence) or not all(isinstance(word, str | int | float) for word in value):
        return None
    return tuple(word for word in (str(word).strip() for word in value) if word)


def _allowed(key: str) -> str:
    return {"kind": "、".join(get_args(Kind)), "date": "2026-03-08", "verbatim": "是、否"}.get(key, "…")


def _shown(value: object) -> str:
    return brief(str(value))


def _unknown(key: str, known: Iterable[str]) -> Problem:
    near = get_close_matches(key, list(known), n=1)
    return warning("unknown-key", key=key, known=", ".join(near or known))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _pairs(block: str) -> tuple[dict[str, object], list[Problem]]:
    raw: dict[str, object] = {}
    items: list[str] | None = None
    problems = []
    for number, line in enumerate(block.split("\n"), start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, value = _entry(line)
        if value is None or (not key and items is None):
            problems.append(warning("bad-front-matter", line=number, found=brief(line.strip())))
        elif key:
            items = None if value else []
            raw[key] = _value(value) if value else items
        elif items is not None:
            items.append(_unquoted(value))
    return {key: value if value != [] else "" for key, value in raw.items()}, problems


def _entry(line: str) -> tuple[str, str | None]:
    """Return key and value of a ``key: value`` line, "" and the item of a ``- item`` line, else no value."""
    mark = re.search("：|:(?= |$)", line)
    if line.lstrip().startswith("- "):
        key, value = "", line.lstrip()[2:].strip()
    elif mark and not line[0].isspace() and line[: mark.start()].strip():
        key, value = _unquoted(line[: mark.start()]), line[mark.end() :].strip()
    else:
        return "", None
    return key, None if value.startswith(_YAML_ONLY) else value


def _value(text: str) -> object:
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(word) for word in re.split("[,，]", text[1:-1]) if word.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'" else text
