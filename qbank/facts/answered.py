"""Questions that a text asks and answers itself: 问：什么样的人可以献血？ 答：18至55周岁，….

Also headings that ask, with the section below them as the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Answered, Fact, part
from qbank.model.wording import ANSWERS, ASKS

_MARK = "？"
_SHORTEST, _LONGEST = 8, 50
_MOST_POINTS, _SHORTEST_POINT = 4, 2
_SHORTEST_ANSWER, _LONGEST_ANSWER = 7, 220
# 稀有血型呢？: what of them, was said before. 那怎么办？, 我家…怎么办？
_NO_QUESTION = re.compile(
    "[我你您咱俺]|这|那(?!么)|呢？|吗？|^(?:还|又|再|而|但|如果|对此|为此|怎么办|为什么[？])|记者"
)
# What an answer says of itself, of others, or of what has been.
_NO_ANSWER = re.compile(
    "[我你您咱]|说|记者|[他她]|同志|朋友|见《|详见|见附|谢谢|欢迎|比如|例如|举个|据|去年|上个?[周月]|大家|曾|当时"
)


class AnsweredPattern:
    """Questions with their answers: printed as turns (问：… 答：…), or as a heading over its section."""

    name = "answered"
    yields = frozenset({"answered"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield each question whose answer is a few sentences that can be learned."""
        sents = outline.sentences
        for at, sent in enumerate(sents):
            if not sent.view.endswith(_MARK) or not _SHORTEST <= len(sent.view) <= _LONGEST:
                continue
            if _NO_QUESTION.search(sent.view) or wording.dangling_word(sent.view):
                continue
            if sent.role == "heading":
                answer = _below(outline, at)
            elif sent.role == "body" and sent.label.startswith(ASKS):
                answer = _turn(outline, at)
            else:
                continue
            fact = self._fact(sent, answer)
            if fact is not None and is_clear(fact):
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return two turns."""
        text = "献血知识问答\n问：献血小板要隔多久才能再献？\n答：间隔不少于2周。一年不超过24次。\n"
        return text, (("献血小板要隔多久才能再献？", "间隔不少于2周", "一年不超过24次"),)

    def counter_example(self) -> str:
        """Return a question of somebody about his own affairs, and one that leans on what was said before."""
        own = "来信选登\n问：我家的账单为什么多了？\n答：请到窗口核对。\n"
        return own + "问：那么稀有血型呢？\n答：有需要时会打电话通知。\n"

    def _fact(self, sent: Sentence, answer: list[Sentence]) -> Answered | None:
        told = [each for each in answer if len(each.view) >= _SHORTEST_POINT]
        length = sum(len(each.view) for each in told)
        if not _SHORTEST_ANSWER <= length <= _LONGEST_ANSWER or len(told) > _MOST_POINTS:
            return None
        if any(_is_no_point(each) for each in told):
            return None
        return Answered(
            sent=sent,
            pattern=self.name,
            question=part(sent, 0, len(sent.view)),
            points=tuple(part(each, 0, len(each.view.rstrip("。；")), "point") for each in told),
            rests_on=tuple(told),
        )


PATTERNS.add(AnsweredPattern.name)(AnsweredPattern())


def _turn(outline: Outline, at: int) -> list[Sentence]:
    """Return the sentences of the answer to the question at ``at``: the turn after it; none where it has no label."""
    found: list[Sentence] = []
    # 问1：…: questions that are counted need no 答 below them.
    numbered = any(char.isdigit() for char in outline.sentences[at].label)
    for sent in _after(outline, at):
        if sent.role != "body" or sent.section != outline.sentences[at].section:
            break
        answers = sent.label.startswith(ANSWERS) or (not found and numbered and not sent.label)
        if answers == bool(found):
            # A second answer, or anything but an answer right after the question.
            break
        if found and sent.paragraph != found[0].paragraph:
            # An answer of several paragraphs is more than a point or two.
            return [] if not sent.label.startswith(ASKS) else found
        found.append(sent)
    return found


def _below(outline: Outline, at: int) -> list[Sentence]:
    """Return the body of the section that a heading opens; none where it has sections of its own."""
    own = outline.sentences[at].section
    found: list[Sentence] = []
    for sent in _after(outline, at):
        if sent.section != own:
            return [] if outline.sections[sent.section].parent == own else found
        if sent.role == "body":
            found.append(sent)
    return found


def _after(outline: Outline, at: int) -> Iterator[Sentence]:
    return (outline.sentences[place] for place in range(at + 1, len(outline.sentences)))


def _is_no_point(sent: Sentence) -> bool:
    return bool(
        _NO_ANSWER.search(sent.view)
        or sent.view.endswith(("？", "："))
        or not wording.is_balanced(sent.view)
        or wording.dangling_word(sent.view)
        or wording.refers_elsewhere(sent.view)
    )
