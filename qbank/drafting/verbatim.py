"""The verbatim lock (原文锁定): what an item of a locked document calls right is worded as the document words it.

Checked on every draft, every save and every export, by the same function. Checked are keys, options marked
right, marking points, and statements keyed true; question frames, titles in 《》 and subjects supplied from
headings or lead-ins are free, and numbers may stand in either script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from qbank.drafting.naming import NAMED
from qbank.errors import Problem
from qbank.model.document import Document, Outline
from qbank.model.item import BLANK, Choice, ExtendedText, Item, Match, Order, TextEntry
from qbank.model.numerals import CHINESE, in_figures
from qbank.model.years import dated, year_of

LOCKED_KINDS = frozenset({"law", "speech", "notice"})
VERBATIM = "verbatim"
"""The name of the setting among a document's extensions: True or False; without it the kind decides."""

_FRAME = re.compile(NAMED.pattern + r"|(?:^|(?<=，))在(?P<topic>[^，。；]{1,26})方面，")
_TITLE = re.compile(r"《[^《》]*》")
_THIS = re.compile(r"该(?=法(?!院|定|人|律)|条例|规定|办法|细则|规则|章程|准则|制度|方案|通知|手册|标准)")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|\S")
_QUOTES = frozenset("“”‘’\"'")
_NUMERALS = frozenset(f"0123456789.{CHINESE}")
_FUNCTION = frozenset("的了和与或等在于对由为以将把被是之其")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a document lends to its items beside the proof lines: title, headings, lead-ins; and if it is locked.

    ``year`` is the one that it calls 今年, 0 where it leaves that open: an item may say 2024年 for it.
    """

    locked: bool
    supplied: str
    year: int = 0


def grounds_of(outline: Outline, kinds: frozenset[str]) -> Grounds:
    """Return the grounds of a document.

    Args:
        outline: the document.
        kinds: the kinds of documents that are locked unless they say otherwise.
    """
    document = outline.document
    lent = [document.title, *(section.title for section in outline.sections)]
    lent += [sent.view for sent in outline.body() if sent.view.endswith("：")]
    return Grounds(is_locked(document, kinds), "\n".join(lent), year_of(document))


def is_locked(document: Document, kinds: frozenset[str]) -> bool:
    """Tell whether a document is locked, by its own word or else by its kind."""
    said = document.extensions.get(VERBATIM)
    return said if isinstance(said, bool) else document.kind in kinds


def check_verbatim(item: Item, grounds_of_document: Callable[[str, str], Grounds | None]) -> tuple[Problem, ...]:
    """Return a Problem for each wording that should be the document's and is not.

    Args:
        item: the item; one without proof lines is exempt and gets a warning.
        grounds_of_document: (name, digest) → the grounds of a document, None if its text is not in the bank.
    """
    if not item.sources:
        return (Problem("verbatim-unproven", place=item.id, severity="warning"),)
    grounds = [grounds_of_document(source.document, source.digest) for source in item.sources]
    if not any(each and each.locked for each in grounds):
        return ()
    # Most wordings stand in the proof lines; the document's headings are looked at only for the rest.
    lines = ["".join(each.text.split()) for each in item.sources]
    proof = "\n".join(_with_years(lines, grounds))
    source = "\n".join([proof, *(each.supplied for each in grounds if each)])
    document = item.sources[0].document
    foreign = [
        Problem("not-verbatim", document, item.id, {"word": "、".join(words), "text": text})
        for text in _bound(item)
        if foreign_words(text, proof) and (words := foreign_words(text, source))
    ]
    strange = [Problem("blank-not-verbatim", document, item.id, {"word": text}) for text in _strange(item, source)]
    return (*foreign, *strange)


def _with_years(lines: list[str], grounds: Sequence[Grounds | None]) -> list[str]:
    """Return proof lines, and beside those that say 今年 or 明年 the same with the year that their document means."""
    said = (dated(line, each.year) for line, each in zip(lines, grounds, strict=True) if each)
    return [*lines, *(line for line in said if line not in lines)]


def _strange(item: Item, source: str) -> Iterator[str]:
    """Yield the answers that stand beside other words in their blank than anywhere in the source, on either side."""
    interaction = item.body.interaction()
    if not isinstance(interaction, TextEntry):
        return
    written = ("".join(source.split()), in_figures(source))
    for (before, after), accepted in zip(pairwise(item.stem.split(BLANK)), interaction.accepted, strict=False):
        word = "".join(accepted[:1])
        filled = [f"{side}{word}" for side in before.rstrip()[-1:] if not _is_mark(side)]
        filled += [f"{word}{side}" for side in after.lstrip()[:1] if not _is_mark(side)]
        if filled and not any(each in text for each in filled for text in written):
            yield word


def foreign_words(text: str, source: str) -> list[str]:
    """Return the runs of a wording that its source does not have: no two neighbours of it stand there side by side.

    Args:
        text: the wording.
        source: passages, a line each. A number agrees in either script.
    """
    if _stands_in(text, source):
        return []
    lines = [_tokens(in_figures(line)) for line in source.split("\n")]
    single = {token for line in lines for token in line}
    pairs = {pair for line in lines for pair in pairwise(line)}
    return _runs(_tokens(in_figures(text)), pairs, single)


def _stands_in(text: str, source: str) -> bool:
    """Tell whether a wording stands in its source as it is, and not as a piece of a longer number."""
    # Searched by hand, for every wording would be a pattern of its own to compile.
    at = source.find(text)
    while at >= 0:
        around = source[max(0, at - 1) : at] + source[at + len(text) : at + len(text) + 1]
        if not any(char in _NUMERALS for char in around):
            return True
        at = source.find(text, at + 1)
    return False


def _runs(tokens: list[str], pairs: set[tuple[str, str]], single: set[str]) -> list[str]:
    foreign = [not _is_from(tokens, at, pairs, single) for at in range(len(tokens))]
    runs = groupby(zip(tokens, foreign, strict=True), key=lambda each: each[1])
    return ["".join(token for token, _ in run) for is_foreign, run in runs if is_foreign]


def _is_from(tokens: list[str], at: int, pairs: set[tuple[str, str]], single: set[str]) -> bool:
    token = tokens[at]
    if token in _FUNCTION or _is_mark(token):
        return True
    beside = [token for token in tokens[max(0, at - 1) : at] + tokens[at + 1 : at + 2] if not _is_mark(token)]
    if token[0].isascii() or not beside:
        return token in single
    return any(pair in pairs for pair in pairwise(tokens[max(0, at - 1) : at + 2]))


def _is_mark(token: str) -> bool:
    """Tell whether a token is one sign that is no letter and no digit."""
    return len(token) == 1 and not token.isalnum()


def _tokens(text: str) -> list[str]:
    """Return characters, and numbers and Latin words as one; quotation marks and white space left away."""
    return [found for found in _TOKEN.findall(text) if found not in _QUOTES]


def _bound(item: Item) -> Iterator[str]:
    """Yield the wordings of an item that must be the document's."""
    match item.body.interaction():
        case Choice(options=options, keys=keys):
            key = item.body.to_dict()["key"]
            if isinstance(key, bool):
                yield from [statement(item.stem)] * key
            else:
                yield from (statement(option.text) for option in options if option.id in keys)
        case TextEntry(accepted=accepted):
            yield from (answers[0] for answers in accepted if answers)
        case ExtendedText(points=points):
            yield from (statement(point.text) for point in points)
        case Match(left=left, right=right, pairs=pairs):
            paired = {each for pair in pairs for each in pair}
            yield from (option.text for option in (*left, *right) if option.id in paired)
        case Order(options=options):
            yield from (option.text for option in options)


def is_said(item: Item) -> bool:
    """Tell whether a statement stands in its proof lines as it is."""
    proof = "\n".join(_TITLE.sub("《》", "".join(each.text.split())) for each in item.sources)
    said = statement(item.stem).rstrip("。；！")
    return bool(said) and said in proof


def statement(text: str) -> str:
    """Return a wording without the frame in front, without titles, and with 本办法 where the stem says 该办法."""
    bare = _FRAME.sub(lambda match: match["topic"] or "", text) if text else text
    return _THIS.sub("本", _TITLE.sub("《》", bare))
