"""Passages that several drafts share (材料题, 共用题干): found where a document offers one, never made up.

A passage is one paragraph, or two neighbours, that tells an event or a case or states a rule with several
figures, and on which at least three good drafts rest. What the drafts ask is left blank in it, for it would be read
off else. The drafts get a reference and stay what they are: each can still stand alone. The first ten of a document do:
to readers a passage above a question that needs none is clutter.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from qbank.drafting.candidate import Candidate
from qbank.drafting.order import KEPT
from qbank.drafting.study import Study
from qbank.model.document import Sentence
from qbank.model.item import BLANK, Item, Source, answer_texts
from qbank.model.stimulus import Stimulus
from qbank.model.wording import dangling_word, is_balanced, refers_elsewhere
from qbank.text.redaction import redactions
from qbank.types._clauses import located

MOST_PASSAGES = 2
LEAST_DRAFTS, MOST_DRAFTS = 3, 5
SHORTEST, LONGEST = 80, 400
"""Characters of a passage: a shorter one gives its items away at a glance, a longer one is not read as one thing."""
_LEAST_FIGURES = 3
_FIGURES = frozenset({"quantity", "date"})

# When it was, and that it happened: together an event, a case, a situation.
_NUMBER = "[0-9一二三四五六七八九十]"
_WHEN = re.compile(rf"{_NUMBER}+(?:月[^，。；]{{0,3}}{_NUMBER}+日|年|日|时)|近日|日前|当[天日晚]|今年|去年")
_HAPPENED = re.compile(
    r"(?<![未为除])了(?!解)|已经?(?=[^知有])|发[生现](?=[^，。；]{0,20}[，。])|接到|接报|赶到|抵达|查明|经查|造成|导致|"
    r"召开|举[行办]|启动|救出|转移|受理|责令|处以|退还|获悉|印发|通过|完成|竣工|揭牌"
)
# A paragraph that counts on from others is a piece of their list.
_ORDINAL = re.compile(
    r"[一二三四五六七八九十]是|首先|其[次一二三]|再[次者]|最后|"
    r"第[一二三四五六七八九十](?:[，、：]|[件个点条项步方]{1,2}[，、：是])"
)
_DIGIT = "[0-9０-９.．两零〇一二三四五六七八九十百千万亿]"
_CLOSED = re.compile(r"[。！？][”’）)]?$")

Passage = tuple[tuple[Sentence, ...], ...]
"""Neighbouring sentences, a tuple a paragraph."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The stimuli of a document, in its order, and the ids of the items on each, by the id of the stimulus."""

    stimuli: tuple[Stimulus, ...]
    members: Mapping[str, tuple[str, ...]]

    def marked(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return the items in their order, those that belong to a stimulus with its id."""
        named = {item_id: stimulus for stimulus, ids in self.members.items() for item_id in ids}
        return tuple(replace(item, stimulus=named[item.id]) if item.id in named else item for item in items)


def group(ordered: Sequence[Candidate], study: Study) -> Grouping:
    """Return the passages that a document's drafts share, at most ``MOST_PASSAGES``, no two with a sentence in common.

    One paragraph goes before two, being of one piece; then the passage with most drafts, the shorter, the earlier.

    Args:
        ordered: the drafts that are offered beyond the first ten, best first; only those expected to be kept count.
        study: the document they were drafted from.
    """
    good = [each for each in ordered if each.draft.trust >= KEPT]
    asked = Counter(sent.index for each in good for sent in each.draft.fact.sentences())
    found = [(passage, together(_resting_on(passage, good))) for passage in _passages(study, asked)]
    found = [(passage, members) for passage, members in found if len(members) >= LEAST_DRAFTS]
    found.sort(key=lambda each: (len(each[0]), -len(each[1]), len(_text(each[0])), each[0][0][0].start))
    chosen: list[tuple[Passage, tuple[Candidate, ...]]] = []
    for passage, members in found:
        if len(chosen) < MOST_PASSAGES and not any(_share(passage, other) for other, _ in chosen):
            chosen.append((passage, members))
    chosen.sort(key=lambda each: each[0][0][0].start)
    made = [(_stimulus(passage, members, study), members) for passage, members in chosen]
    return Grouping(
        tuple(stimulus for stimulus, _ in made),
        {stimulus.id: tuple(each.item.id for each in members) for stimulus, members in made},
    )


# --- passages ---------------------------------------------------------------------------------------


def _passages(study: Study, asked: Mapping[int, int]) -> Iterator[Passage]:
    """Yield the paragraphs, alone and in neighbouring pairs, that could stand above items.

    ``asked`` counts the drafts on each sentence; where there are too few, no paragraph is looked at.
    """
    figures = _figures(study)
    paragraphs = _paragraphs(study)
    pairs = ((one, other) for one, other in pairwise(paragraphs) if _belong_together(one, other, study))
    for passage in (*((each,) for each in paragraphs), *pairs):
        drafts = sum(asked.get(sent.index, 0) for sents in passage for sent in sents)
        if drafts >= LEAST_DRAFTS and _stands_alone(passage) and (_is_event(passage) or _has_figures(passage, figures)):
            yield passage


def _paragraphs(study: Study) -> list[tuple[Sentence, ...]]:
    """Return the runs of body sentences that stand in one paragraph; headings and furniture cut a run."""
    runs = groupby(study.outline.sentences, key=lambda sent: (sent.paragraph, sent.section, sent.role))
    return [tuple(sents) for (_, _, role), sents in runs if role == "body"]


def _belong_together(one: Sequence[Sentence], other: Sequence[Sentence], study: Study) -> bool:
    """Tell whether two paragraphs are the first two under one heading: further down each may have its own topic."""
    first, section = one[0], one[0].section
    before = study.outline.sentences[first.index - 1] if first.index else None
    opens = section > 0 and (before is None or before.role == "heading" or before.section != section)
    return (
        opens
        and other[0].section == section
        and one[-1].index + 1 == other[0].index
        and not other[0].label
        and not _ORDINAL.match(other[0].view)
    )


def _stands_alone(passage: Passage) -> bool:
    """Tell whether a passage is whole and hides nothing: a length to read, closed, no word that points out of it."""
    sents = [sent for sents in passage for sent in sents]
    text = _text(passage)
    return (
        SHORTEST <= len(text) <= LONGEST
        and not any(sent.vetoes for sent in sents)
        and not redactions(text, 0)
        and all(_CLOSED.search(part[-1].view) for part in passage)
        and is_balanced(text)
        and not (dangling_word(sents[0].view) or _ORDINAL.match(sents[0].view))
        and not refers_elsewhere(text)
    )


def _is_event(passage: Passage) -> bool:
    text = _text(passage)
    return _WHEN.search(text) is not None and len(_HAPPENED.findall(text)) > 1


def _has_figures(passage: Passage, figures: Mapping[int, frozenset[str]]) -> bool:
    """Tell whether a passage states several different figures, as a graded rule does."""
    said = {words for sents in passage for sent in sents for words in figures.get(sent.index, ())}
    return len(said) >= _LEAST_FIGURES


def _figures(study: Study) -> dict[int, frozenset[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for fact in study.facts:
        if fact.kind in _FIGURES:
            found[fact.sent.index].update(each.text for each in fact.parts())
    return {index: frozenset(words) for index, words in found.items()}


def _text(passage: Passage) -> str:
    """Return a passage as it is read, a paragraph a line, without a number in front: that belongs to another list."""
    first = passage[0][0]
    lines = ["".join(sent.view if sent is first else sent.readable for sent in sents) for sents in passage]
    return "\n".join(lines)


def _blanked(passage: Passage, members: Sequence[Candidate]) -> str:
    """Return a passage in which what its drafts ask, and every other word that tells their keys, is blank."""
    words = {each.text for member in members for each in member.draft.asks}
    words |= {text for member in members for text in member.item.body.key_strings()}
    shown = "\n".join(sent.view for sents in passage for sent in sents)
    told = sorted((each for each in words if len(each) > 1 and each in shown), key=len, reverse=True)
    told_again = re.compile("|".join(map(_whole, told))) if told else None

    def blanked(sent: Sentence) -> Sentence:
        asked = {part for member in members for part in member.draft.asks if sent.start <= part.start < sent.end}
        spans = sorted(located(sent, part) for part in asked)
        pieces, at = [], 0
        for start, end in spans:
            if start >= at:
                pieces.append(sent.view[at:start])
                at = end
        left = [told_again.sub(BLANK, piece) if told_again else piece for piece in (*pieces, sent.view[at:])]
        return replace(sent, view=BLANK.join(left))

    return _text(tuple(tuple(map(blanked, sents)) for sents in passage))


def _whole(words: str) -> str:
    """Return the pattern of words, no figure of which goes on beyond them: 千元 is no part of 二千元."""
    before = f"(?<!{_DIGIT})" if re.match(_DIGIT, words) else ""
    behind = f"(?!{_DIGIT})" if re.match(_DIGIT, words[-1]) else ""
    return f"{before}{re.escape(words)}{behind}"


def _share(one: Passage, other: Passage) -> bool:
    return bool({sent.index for sents in one for sent in sents} & {sent.index for sents in other for sent in sents})


# --- the drafts on one passage ----------------------------------------------------------------------


def _resting_on(passage: Passage, candidates: Sequence[Candidate]) -> list[Candidate]:
    inside = {sent.index for sents in passage for sent in sents}
    return [each for each in candidates if all(sent.index in inside for sent in each.draft.fact.sentences())]


def together(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the drafts that can stand under one passage, best first: each asks its own, none tells another's key."""
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) < MOST_DRAFTS and all(_may_stand_together(candidate, other) for other in chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _may_stand_together(one: Candidate, other: Candidate) -> bool:
    same = any(a.span.touches(b.span) for a in one.draft.asks for b in other.draft.asks)
    return not (same or _gives_away(one, other) or _gives_away(other, one))


def _gives_away(one: Candidate, other: Candidate) -> bool:
    """Tell whether what answers ``other`` can be read in the stem or the options of ``one``.

    Of 判断 the asked part counts: another stem that states it settles whether the statement is true.
    """
    words = {*other.item.body.key_strings(), *(each.text for each in other.draft.asks)}
    shown = (one.item.stem, *answer_texts(one.item.body.interaction()))
    return any(word in text for word in words if word for text in shown)


def _stimulus(passage: Passage, members: Sequence[Candidate], study: Study) -> Stimulus:
    document, text = study.document, _blanked(passage, members)
    sources = tuple(_source(sents, study) for sents in passage)
    parts = (document.name, document.digest, *(f"{each.start}-{each.end}" for each in sources), text)
    minted = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:14]
    return Stimulus(id=f"s{minted}", text=text, sources=sources)


def _source(sents: Sequence[Sentence], study: Study) -> Source:
    document, start, end = study.document, sents[0].start, sents[-1].end
    return Source(document.name, document.digest, start, end, document.text[start:end])
