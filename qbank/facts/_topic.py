"""What a sentence without a subject is about: the subject of the one before or of its lead-in, or its section."""

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
# 按规定，每天至少巡一遍: who must, was said in the sentence before.
_DUTY = re.compile(
    "(?:按照?(?:有关)?(?:规定|要求|制度)，?)?(?:每(?:[天日周月季年次班]|个?(?:工作日|星期|季度))|至少|必须|须(?!知)|不得|不准|不许|严禁)"
)
_WHO = re.compile(
    "(?P<who>[^，。；：、“”《》的了是在把将由从对给向0-9]{1,9}?(?:员|者|人|户|站|所|队|组|部|局|单位|部门|学校|企业|公司|医院|中心|村|社区|街道|乡镇|窗口|值班室))"
    "(?:每|必?须|应当?|要(?![求点素])|不得|不准|负责|实行|统一|一律|上岗|到岗|值班)"
)
_TELLS = re.compile("了(?!解)|已(?!经?满)|去年|今年|当时|曾|说|我|他|她|你")
_EMPTY_TITLE = re.compile(r"^(?:总则|附则|其他|结束语|前言|引言|概述|目录|附件|正文|基本情况)$|^第.{1,4}[章节编条]")


def topic_of(outline: Outline, sent: Sentence, terms: TermsOf) -> str:
    """Return words to put before a sentence whose subject is missing, "" when it needs none or none is safe."""
    if _DUTY.match(sent.view):
        return _of_earlier(outline, sent)
    words = terms(sent)
    if not words or not (is_verb(words[0]) or words[0].text in _BARE_START) or _SUBJECTLESS.match(sent.view):
        return ""
    return _of_lead(outline, sent, terms) or _of_section(outline, sent)


def _of_earlier(outline: Outline, sent: Sentence) -> str:
    """Return who must do what, by how the sentence before it in its paragraph begins, "" where that tells a story."""
    before = outline.sentences[sent.index - 1] if sent.index else None
    if before is None or before.role != "body" or before.paragraph != sent.paragraph:
        return ""
    found = _WHO.match(before.view)
    return found["who"] if found and not _TELLS.search(before.view) else ""


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
