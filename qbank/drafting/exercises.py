"""The exercises of study material (思考题, 自测题及答案): what a learner is asked there is nothing the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model.document import Outline, Sentence

_WORD = re.compile("[题练测考]")
_TASKS = "(?:(?:学习|复习|课后|延伸)?思考题?|思考与练习|课后作业|(?:课后|复习)?(?:练习|自测|测试|复习)题?)"
_OPENS = re.compile(f"(?:附[：:]?)?{_TASKS}(?:[及和与、](?:参考)?答案)?(?:（[^（）]*）)?[：:]?")
_LED = re.compile("(?:思考|自测|练习|复习|测试)题[：:]")
_LONGEST = 24
_COUNTED = re.compile("[0-9（(①-⑳]")


def exercises_of(outline: Outline) -> Iterator[Sentence]:
    """Yield the sentences of exercises, in order: from their heading or the line that announces them to the next part.

    Under a heading they end with its section; numbers in figures count the exercises and begin no part.
    """
    sents, until, inside = outline.sentences, -1, False
    for sent in sents:
        if inside and sent.start >= until and sent.role == "heading" and not _COUNTED.match(sent.label):
            inside = False
        if not inside and _announces(sent):
            inside = True
            until = outline.sections[sent.section].end if sent.role == "heading" else -1
        if inside:
            yield sent


def _announces(sent: Sentence) -> bool:
    """Tell whether a sentence is a line that says exercises follow, or opens them: 思考题：1.为什么…？."""
    view = sent.view
    if _WORD.search(view, 0, _LONGEST) is None:
        return False
    return (len(view) <= _LONGEST and _OPENS.fullmatch(view) is not None) or _LED.match(view) is not None
