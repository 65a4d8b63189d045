"""What a sentence without a subject is about: the section's title or the subject of its lead-in."""

from __future__ import annotations

import re

from qbank.facts._contract import TermsOf
from qbank.facts._lexicon import listed
from qbank.facts._words import is_noun, is_verb
from qbank.model.document import Outline, Sentence

_LONGEST = 16
_LOOK_BACK = 40
_BARE_START = listed("要 应 应当 并 必须 须 不得 可以 可 还 也 将 把 由 对")
_MODAL = listed("应当 应 必须 须 不得 可以 有权 具有 享有 有 负责 履行 要 符合 具备")
_SUBJECTLESS = re.compile(r"^[^，。；]{0,40}的，|^(?:根据|为了?|因|凡|对于?|经|自|在|除|违反|未经|禁止|严禁)")
_NO_TOPIC = re.compile("[，,；！？（(0-9]")
_EMPTY_TITLE = re.compile(r"^(?:总则|附则|其他|结束语|前言|引言|概述|目录|附件|正文|基本情况)$|^第.{1,4}[章节编条]")


def topic_of(outline: Outline, sent: Sentence, terms: TermsOf) -> str:
    """Return words to put before a sentence whose subject is missing, "" when it needs none or none is safe."""
    words = terms(sent)
    if not words or not (is_verb(words[0]) or words[0].text in _BARE_START) or _SUBJECTLESS.match(sent.view):
        return ""
    return _of_lead(outline, sent, terms) or _of_section(outline, sent)


def _of_lead(outline: Outline, sent: Sentence, terms: TermsOf) -> str:
    if not sent.label.startswith(("（", "(")):
        return ""
    earlier = outline.sentences[max(0, sent.index - _LOOK_BACK) : sent.index]
    lead = next((each for each in reversed(earlier) if each.role == "body" and each.view.endswith(("：", ":"))), None)
    if lead is None or lead.section != sent.section:
        return ""
    return _subject(lead, terms)


def _subject(lead: Sentence, terms: TermsOf) -> str:
    end = 0
    for word in terms(lead):
        if word.text in _MODAL:
            return lead.view[:end] if end <= _LONGEST else ""
        if not is_noun(word):
            return ""
        end = word.end
    return ""


def _of_section(outline: Outline, sent: Sentence) -> str:
    section = outline.sections[sent.section]
    title = re.split("[：:]", section.title.rstrip("。：:"))[-1]
    if not 2 < len(title) <= _LONGEST or section.label.startswith("第") or _EMPTY_TITLE.match(title):
        return ""
    if _NO_TOPIC.search(title):
        return ""
    return title
