"""What is put into which frame: 把X纳入Y, X列入Y."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_verb
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Inclusion, Part, part

_VERB = re.compile(r"纳入|列入|计入|记入")
_NEGATED = re.compile(r"(?:[不未没]|不得|不再|未被|尚未|没有)(?:予以|依法|被)?$")
# Words between what and the verb that belong to neither.
_MANNER = re.compile(
    r"(?:应当|应|必须|要|可以|须|及时|一并|统一|全部|依法|依规|均|都|同时|分别|逐步|全面|逐条|一律|今年|首次|已经?|将|按规定|按照规定|按照有关规定|如实|定期|直接|予以|被|并)+$"
)
_WITH = re.compile(r"[将把]")
_PRONOUN = re.compile(r"^(?:由|一经|其|它|他|她|此|该|这)")
_NOUN_TAIL = re.compile(r"的(?:范围|内容|重要内容|重点内容|体系|目录|名单|议程|依据|指标|标准|成本|记录)$")
_ACCORDING = re.compile(r"按照?|依照|根据|依法")
_NOT_A_FRAME = re.compile(r"进行|予以|给予|加以|实行|实施|^[对的其]")
_MODAL = re.compile(r"应当|必须|可以|不得|应|负责|要")
_LEAST, _MOST = 2, 28


class InclusionPattern:
    """Frames that things are put into, labelled ``frame:VERB``."""

    name = "inclusion"
    yields = frozenset({"inclusion"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield inclusions stated in body sentences."""
        return over_body(outline, terms, _VERB, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return one thing put into a frame with 将, one without."""
        text = "各单位要将培训情况纳入年度绩效考核，所需经费列入单位年度预算。"
        return text, (("培训情况", "年度绩效考核"), ("所需经费", "单位年度预算"))

    def counter_example(self) -> str:
        """Return a frame that only qualifies a noun, and a negation."""
        return "依法纳入基金的其他资金由财政部门管理，加班时间不计入学时。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Inclusion]:
        view = sent.view
        closed = clauses.quotations(view)
        for match in _VERB.finditer(view):
            start = match.end() + view.startswith("了", match.end())
            end = clauses.clause_end(view, start)
            if clauses.is_inside(closed, *match.span()) or not words.is_cut(start) or not _is_frame(view[start:end]):
                continue
            before = clauses.clause_start(view, match.start())
            if _NEGATED.search(view[before : match.start()]):
                continue
            yield Inclusion(
                sent=sent,
                pattern=self.name,
                frame=part(sent, start, end, f"frame:{match[0]}"),
                verb=part(sent, *match.span()),
                what=_what(sent, words, before, match.start()),
            )


PATTERNS.add(InclusionPattern.name)(InclusionPattern())


def _is_frame(text: str) -> bool:
    if not _LEAST <= len(text) <= _MOST or not wording.is_balanced(text):
        return False
    if wording.refers_elsewhere(text) or _NOT_A_FRAME.search(text):
        return False
    if "》" in text and not text.endswith("》"):
        return False
    return "的" not in text or _NOUN_TAIL.search(text) is not None


def _what(sent: Sentence, words: Words, start: int, end: int) -> Part | None:
    """Return what goes into the frame: the object of 将 or 把, else a subject that is plainly a thing."""
    manner = _MANNER.search(sent.view, start, end)
    end = manner.start() if manner else end
    objects = list(_WITH.finditer(sent.view, start, end))
    moved = next(
        (match for match in reversed(objects) if words.is_cut(match.start()) and words.is_cut(match.end())), None
    )
    start = moved.end() if moved else start
    according = _ACCORDING.search(sent.view, start, end)
    end = according.start() if according else end
    start += len("对") if sent.view.startswith("对", start) else 0
    text = sent.view[start:end]
    if not _LEAST <= len(text) <= _MOST or _PRONOUN.match(text) or not wording.is_balanced(text):
        return None
    if moved is None and (_MODAL.search(text) or any(map(is_verb, words.within(start, end)[:1]))):
        return None
    return part(sent, start, end) if words.within(start, end) else None
