"""The two note types of our decks and how their cards look, on a telephone first, by day and by night."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from qbank.formats.anki._schema import FIELD, NOTE_TYPE, TEMPLATE
from qbank.locale import Lang, say

LAID_OUT = 1_735_689_600
"""When fields, templates or style were last changed, in seconds since 1970: Anki takes over only what is newer."""

DATA = "数据"
_SHARED = ("解析", "出处", "材料", "题型", "编号", DATA)


class NoteType(NamedTuple):
    """A note type: its id is the same in every deck, so that Anki knows it again."""

    id: int
    name: str
    fields: tuple[str, ...]
    is_cloze: bool


QUESTION = NoteType(1_735_689_600_101, "qbank 选择与问答", ("题干", "选项", "答案", *_SHARED), is_cloze=False)
CLOZE = NoteType(1_735_689_600_102, "qbank 填空", ("题干", "也可填", *_SHARED), is_cloze=True)

_SHOWN = re.compile(r"\{\{(?:cloze:)?(\w+)\}\}")
_HEAD = """\
<p class="kind">{{题型}}</p>
{{#材料}}<div class="passage">{{材料}}</div>{{/材料}}
"""
_FOOT = """\
{{#解析}}<section><h2>%(rationale)s</h2>{{解析}}</section>{{/解析}}
{{#出处}}<section class="source"><h2>%(proof)s</h2>{{出处}}</section>{{/出处}}
"""
_QUESTION_FRONT = f"""<div class="item front">
{_HEAD}<div class="stem">{{{{题干}}}}</div>
{{{{选项}}}}
</div>
"""
_QUESTION_BACK = f"""<div class="item back">
{_HEAD}<div class="stem">{{{{题干}}}}</div>
{{{{选项}}}}
<hr id="answer">
<section class="answer"><h2>%(answer)s</h2>{{{{答案}}}}</section>
{_FOOT}</div>
"""
_CLOZE_FRONT = f"""<div class="item front">
{_HEAD}<div class="stem">{{{{cloze:题干}}}}</div>
</div>
"""
_CLOZE_BACK = f"""<div class="item back">
{_HEAD}<div class="stem">{{{{cloze:题干}}}}</div>
<hr id="answer">
{{{{#也可填}}}}<section><h2>%(others)s</h2>{{{{也可填}}}}</section>{{{{/也可填}}}}
{_FOOT}</div>
"""

_STYLE = """\
.card {
  --ink: #1f2328; --paper: #ffffff; --quiet: #6b7280; --line: #e2e5ea; --soft: #f4f6f8;
  --right: #147a43; --right-soft: #e5f5ec; --mark: #1a5fb4;
  margin: 0; padding: 12px 14px 32px; background: var(--paper); color: var(--ink);
  font-family: -apple-system, "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif;
  font-size: 18px; line-height: 1.7; text-align: left; overflow-wrap: anywhere;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e6e8eb; --paper: #1d1f23; --quiet: #9aa3af; --line: #3a3f47; --soft: #282b31;
  --right: #6fd39b; --right-soft: #1d3b2b; --mark: #7fb2f0;
}
.item { max-width: 40em; margin: 0 auto; }
.kind { display: inline-block; margin: 0 0 8px; padding: 0 8px; border: 1px solid var(--line); border-radius: 4px;
  color: var(--quiet); font-size: 13px; line-height: 1.6; }
.passage { margin: 0 0 12px; padding: 8px 12px; border-left: 3px solid var(--line); background: var(--soft);
  font-size: 16px; }
.stem { font-size: 19px; font-weight: 600; }
ol, ul { margin: 10px 0 0; padding: 0; }
ol.options { list-style: none; counter-reset: option; }
ol.options > li { position: relative; margin: 8px 0; padding: 8px 12px 8px 40px; border: 1px solid var(--line);
  border-radius: 8px; counter-increment: option; }
ol.options > li::before { content: counter(option, upper-alpha) "."; position: absolute; left: 14px;
  color: var(--quiet); }
.back ol.options > li.right { border-color: var(--right); background: var(--right-soft); font-weight: 600; }
.back ol.options > li.right::before { color: var(--right); }
.columns { display: flex; flex-wrap: wrap; gap: 0 16px; }
.columns > ol { flex: 1 1 14em; }
ol.left, ol.steps, ol.points { padding-left: 1.8em; }
ol.left > li { margin: 4px 0; }
ul.pairs, ul.proof, ul.others { list-style: none; }
.cloze { color: var(--mark); font-weight: 600; }
.back .cloze { color: var(--right); }
hr#answer { margin: 16px 0; border: 0; border-top: 1px solid var(--line); }
section { margin: 0 0 14px; }
section > h2 { margin: 0 0 2px; color: var(--quiet); font-size: 13px; font-weight: 400; }
section > ol, section > ul { margin-top: 0; }
section.answer { color: var(--right); font-weight: 600; }
section.source { color: var(--quiet); font-size: 15px; }
"""


def note_types(lang: Lang, deck: int) -> list[dict[str, Any]]:
    """Return both note types as Anki's JSON, headings in one language; ``deck`` is where Anki adds further notes."""
    words = {
        "answer": say("anki-answer", lang),
        "rationale": say("anki-rationale", lang),
        "proof": say("anki-proof", lang),
        "others": say("anki-others", lang),
    }
    card = {"name": say("anki-card", lang), "ord": 0, **TEMPLATE}
    return [
        _json_of(QUESTION, {**card, "qfmt": _QUESTION_FRONT, "afmt": _QUESTION_BACK % words}, deck),
        _json_of(CLOZE, {**card, "qfmt": _CLOZE_FRONT, "afmt": _CLOZE_BACK % words}, deck),
    ]


def _json_of(note_type: NoteType, card: dict[str, Any], deck: int) -> dict[str, Any]:
    in_front = set(_SHOWN.findall(card["qfmt"]))
    return {
        "id": note_type.id,
        "name": note_type.name,
        "type": int(note_type.is_cloze),
        "mod": LAID_OUT,
        "did": deck,
        "flds": [_field(at, name) for at, name in enumerate(note_type.fields)],
        "tmpls": [card],
        # There is a card if any of these says something.
        "req": [[0, "any", [at for at, name in enumerate(note_type.fields) if name in in_front]]],
        "css": _STYLE,
        **NOTE_TYPE,
    }


def _field(at: int, name: str) -> dict[str, Any]:
    """Return a field; the data stays folded in the editor and out of searches."""
    aside = {"collapsed": True, "excludeFromSearch": True, "plainText": True} if name == DATA else {}
    return {"name": name, "ord": at, **FIELD, **aside}
