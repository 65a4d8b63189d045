"""The mechanical item-writing rules: what is wrong with an item, whoever wrote it.

Run on every draft and on every save; what is to be accepted must break none. Rules that concern the
body alone live with the item type.

Source: Haladyna, Downing & Rodriguez (2002), A review of multiple-choice item-writing guidelines;
the thresholds are measured on published Chinese banks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from qbank.drafting.naming import unnamed
from qbank.drafting.verbatim import is_said
from qbank.errors import Problem, Severity
from qbank.model.item import BLANK, Choice, ExtendedText, Interaction, Item, Match, TextEntry, answer_texts, is_verdict
from qbank.model.wording import dangling_word, in_common, is_balanced, may_be_open
from qbank.text.redaction import may_be_redacted, redactions

LONGEST_STEM = 80
LARGEST_BLANK_SHARE = 0.25
_GRAM, _TELLING = 4, 3

_FURNITURE = re.compile(
    r"ICP备|公网安备|版权所有|您的位置|责任编辑|上一篇|下一篇|网站维护|扫一扫|点击(?:下载|查看)|本网讯|建议(?:学习)?(?:时间|学时|用时)|https?://|www\."
)
NAMES_KEY = re.compile(r"答案：(?P<key>.*?)。依据：", re.DOTALL)
"""How a rationale as drafting words it begins."""
_UNMARKED_NEGATIVE = re.compile(r"(?:不属于|不包括|不正确|错误)的(?:是|有)")


def check(item: Item) -> tuple[Problem, ...]:
    """Return everything that is wrong with an item; an ``error`` keeps a draft from being offered."""
    asked = item.body.interaction()
    found = [problem for rule in _RULES for problem in rule(item, asked)]
    found.extend(item.body.check())
    return tuple([_placed(problem, item.id) for problem in found])


def _placed(problem: Problem, item_id: str) -> Problem:
    return Problem(problem.code, problem.file, problem.place or item_id, problem.values, problem.severity)


def _stem_present(item: Item, _asked: Interaction) -> Iterator[Problem]:
    if not item.stem.strip():
        yield Problem("stem-empty")


def _stem_length(item: Item, _asked: Interaction) -> Iterator[Problem]:
    length = len(item.stem.replace(BLANK, ""))
    if length > LONGEST_STEM:
        yield Problem("stem-too-long", values={"length": length, "most": LONGEST_STEM}, severity=_drafted(item))


def _drafted(item: Item) -> Severity:
    """Matters of style refuse a draft, but only warn an editor about an item of their own."""
    return "error" if item.pattern else "warning"


def _stem_stands_alone(item: Item, _asked: Interaction) -> Iterator[Problem]:
    word = dangling_word(item.stem)
    if word:
        yield Problem("stem-dangling", values={"word": word}, severity=_drafted(item))


def _texts_clean(item: Item, asked: Interaction) -> Iterator[Problem]:
    texts = (item.stem, *answer_texts(asked))
    together = "\n".join(texts)
    yield from _quotes_closed(texts) if may_be_open(together) else ()
    yield from _no_redaction(texts) if may_be_redacted(together) else ()
    yield from _no_furniture(texts) if _FURNITURE.search(together) else ()


def _quotes_closed(texts: Sequence[str]) -> Iterator[Problem]:
    for text in texts:
        if not is_balanced(text):
            yield Problem("quotes-open", values={"text": text})


def _no_redaction(texts: Sequence[str]) -> Iterator[Problem]:
    for text in texts:
        bare = text.replace(BLANK, "\n")
        for span in redactions(bare, 0):
            yield Problem("item-redacted", values={"found": bare[span.start : span.end], "text": text})


def _no_furniture(texts: Sequence[str]) -> Iterator[Problem]:
    for text in texts:
        match = _FURNITURE.search(text)
        if match:
            yield Problem("item-furniture", values={"found": match.group(), "text": text})


def _key_hidden(item: Item, asked: Interaction) -> Iterator[Problem]:
    visible = item.stem.replace(BLANK, "\n")
    keys = item.body.key_strings()
    listed = isinstance(asked, ExtendedText) and len(keys) > 1
    # “四项专项整治”: what stands in every point tells none of them, and words of a title tell no list.
    asks = unnamed(visible) if listed else visible
    for common in in_common(keys) if listed else ():
        asks = asks.replace(common, "\n")
    firsts = [key.partition("，")[0] for key in keys] if listed else []
    told = [first for first in firsts if len(first) >= _TELLING and first in visible]
    if 2 * len(told) > len(keys):
        # 《…“强党性、正赛风、优服务”主题活动的通知》: the title tells the list.
        yield Problem("key-visible", values={"key": "；".join(told), "shown": "；".join(told)})
    for key in keys:
        shown = key if len(key) > 1 and key in visible else _shown(key, asks)
        if shown:
            yield Problem("key-visible", values={"key": key, "shown": shown})


def _shown(key: str, visible: str) -> str:
    """Return a run of ``_GRAM`` characters of the key that stands in the visible text, "" if none does."""
    grams = (key[start : start + _GRAM] for start in range(len(key) - _GRAM + 1))
    return next((gram for gram in grams if gram in visible), "")


def _blanks_counted(item: Item, asked: Interaction) -> Iterator[Problem]:
    wanted, found = _blanks_wanted(asked), item.stem.count(BLANK)
    if found not in wanted:
        yield Problem("blanks-wrong", values={"found": found, "wanted": " / ".join(map(str, sorted(wanted)))})


def _blanks_wanted(asked: Interaction) -> frozenset[int]:
    match asked:
        case TextEntry(accepted=accepted):
            return frozenset({len(accepted)})
        case ExtendedText() | Match():
            return frozenset({0})
        case _:
            return frozenset({0, 1})


def _blanks_fair(item: Item, asked: Interaction) -> Iterator[Problem]:
    if not isinstance(asked, TextEntry):
        return
    hidden = sum(len(accepted[0]) for accepted in asked.accepted if accepted)
    shown = len(item.stem.replace(BLANK, ""))
    if hidden > LARGEST_BLANK_SHARE * (hidden + shown):
        yield Problem("blanks-large", values={"share": round(100 * hidden / (hidden + shown))}, severity=_drafted(item))
    if item.stem.startswith(BLANK):
        yield Problem("blank-first", severity=_drafted(item))


def _negative_marked(item: Item, _asked: Interaction) -> Iterator[Problem]:
    match = _UNMARKED_NEGATIVE.search(item.stem)
    if match:
        yield Problem("stem-negative", values={"found": match.group()}, severity="warning")


def _false_is_false(item: Item, asked: Interaction) -> Iterator[Problem]:
    """Look whether a statement that is said to be false is what its proof line says, word for word."""
    stated = isinstance(asked, Choice) and is_verdict(asked)
    if stated and item.body.to_dict().get("key") is False and is_said(item):
        yield Problem("key-false-but-said")


def _rationale_agrees(item: Item, _asked: Interaction) -> Iterator[Problem]:
    """Look whether a rationale as drafting words it still names the key, after somebody changed one of the two."""
    named = NAMES_KEY.match(item.rationale)
    if named and named["key"] != item.body.key_text():
        yield Problem("rationale-other-key", values={"named": named["key"]}, severity="warning")


def _proof_given(item: Item, _asked: Interaction) -> Iterator[Problem]:
    if item.pattern and not item.sources:
        yield Problem("proof-missing")
    for source in item.sources:
        if len(source.text) != source.end - source.start:
            yield Problem("proof-broken", source.document, values={"start": source.start, "end": source.end})


def check_proof(item: Item, text_of: Callable[[str, str], str | None]) -> tuple[Problem, ...]:
    """Return the proof lines that the documents do not bear out.

    Args:
        item: the item.
        text_of: (document name, digest) → the document's text, None if it is not in the bank.
    """
    problems = []
    for source in item.sources:
        text = text_of(source.document, source.digest)
        if text is not None and text[source.start : source.end] != source.text:
            problems.append(
                Problem("proof-wrong", source.document, item.id, {"start": source.start, "end": source.end})
            )
    return tuple(problems)


_RULES: tuple[Callable[[Item, Interaction], Iterator[Problem]], ...] = (
    _stem_present,
    _stem_length,
    _stem_stands_alone,
    _texts_clean,
    _key_hidden,
    _blanks_counted,
    _blanks_fair,
    _negative_marked,
    _false_is_false,
    _rationale_agrees,
    _proof_given,
)
