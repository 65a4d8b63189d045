"""The fixed parts of a page: frame, style and script in one text, and the hashes that let only them run."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from qbank.locale import Lang, say

_PRACTICE = (
    "folding", "marking", "dom", "drawing", "choosing", "filling", "arranging", "wording", "question", "keeping",
    "results", "home", "one", "paper", "review",
)  # fmt: skip
_STAGE = ("practice_dom", "practice_drawing", "practice_choosing", "practice_filling", "practice_wording",
          "stage_showing")  # fmt: skip
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "practice": tuple(f"practice_{name}" for name in _PRACTICE),
    "deck": _STAGE,
    "contest": (*_STAGE, "practice_keeping", "contest_score"),
}
"""Modules of each page, each after those it uses; the page's own, by its name, comes last."""
_STYLES: Mapping[str, str] = {"practice": "practice.css", "deck": "stage.css", "contest": "stage.css"}
_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function) )", re.MULTILINE)
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_LANGUAGES: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en"}


@cache
def script(page: str = "practice") -> str:
    """Return the script of a page: all modules one after the other, in one scope."""
    return "".join(_EXPORT.sub("", _IMPORT.sub("", _static(f"{name}.js"))) for name in (*_SCRIPTS[page], page))


def frame(title: str, lang: Lang, page: str = "practice") -> tuple[bytes, bytes]:
    """Return what stands before and behind the data of a page: "practice", "deck" or "contest"."""
    style = _static(_STYLES[page])
    values = {
        "lang": _LANGUAGES[lang],
        "title": escape(title),
        "opening": escape(say("practice-opening", lang)),
        "style": style,
        "style_hash": _hash(style),
        "block": f"qbank-{page}",
        "script": script(page),
        "script_hash": _hash(script(page)),
    }
    before, _, behind = _static("practice.html").partition("{{data}}")
    filled = [_SLOT.sub(lambda slot: values[slot[1]], part).encode() for part in (before, behind)]
    return filled[0], filled[1]


def _static(name: str) -> str:
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
