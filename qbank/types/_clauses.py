"""The stretch of a sentence that a stem is made of: cut at punctuation, its subject supplied."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from qbank.model.document import Sentence
from qbank.model.fact import Fact, Part

LONGEST = 80
COMFORTABLE = 48

Range = tuple[int, int]

_SEGMENT_END = re.compile(r"[；;。！!？?]")
_NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第?[一二三四五六七八九十]是|[①-⑳]|[-•·●◆■▪*]+|首先|其次|最后)[，,：:\s]*"
)
_OPENERS = re.compile(
    r"^(?:(?:截至|截止)?目前|同时(?!期)|与此同时|为此|此外|另外|其中|因此|所以|总之|具体来说|具体措施[：:]|具体要求[：:]|"
    r"而且|并且|但是|但(?!书)|并(?![联入轨网])|也|还(?!款|原)|要(?![求素点件闻害领塞])|应(?![当急用对付变该聘届激力邀])|再(?![生次])|"
    r"进一步|切实|认真|积极|大力|不断|继续)[，,]?"
)
_ASIDE = re.compile(r"[（(](?:以下|下文)?(?:简称|统称|下称|以下)[^（）()]*[）)]")
_RESULT = re.compile(
    r"并(?![联入轨网])|确保|推动|推进|要求|努力|切实|从而|进而|使|以便|营造|激发|形成|进一步|不断|全面|促进|提升|提高|拓宽|增强|"
    r"为[^期]|以此|让|实现|取得|保证|保障|着力|有效|有力|把|将|但|逾期|同时|其中|防止|避免|积极|最大|真正|充分|扎实|深入|"
    r"由(?!于)|且|而|不得|有关|情节"
)
_OPEN_ENDED = re.compile(
    r"(?:的|者|后|前|时|内|起|中|下|外|间|上|以来|为了[^，]*|情况|情形|等|满|达到?)$|"
    r"^(?:根据|按照|依照|依据|通过|为了?|因|自|在|经|由于|对于?|除|如果|结合|围绕|针对|随着|凡)[^，]*$"
)
_ADVERBIAL = re.compile(
    r"(?:为了?|根据|按照|依照|依据|通过|结合|围绕|针对|随着|由于|利用|依托|坚持|本着|在)[^，。；“”《》]{3,}，"
)
_DANGLING = re.compile(
    r"此(?!次|类|外)|该|其(?!他|它|余|中)|他们|她们|它们|他(?!人)|她|它|上述|前述|以上|以下|这|那(?!里)|之|对此|由此|据此|除此|有关规定|又|以及|及|和|或者?|等"
)
_ELSEWHERE = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]+[条款项章节编]|前[一二两三四五六]?[款项条]|本[条款项](?![例件目])|上述|前述|上一条|下列|如下|以下[^简统内方]|此规定"
)
_MODAL = re.compile(r"(?:应当|不得|可以|必须|须|有权|负责|具有|享有|禁止|应该)")
_BARE = re.compile(r"(?:应当|不得|可以|必须|须(?!知)|有权|享有|具有|具备|符合|履行|负责(?!人))")
_NO_SUBJECT = re.compile(
    r"(?:把|将(?!来)|对(?!口)|由(?!于)|给予|予以|处(?!理|置|分|罚)|责令|建立|搭建|组织(?!部|者|机构|架构|生活)|开展|强化|落实|推进|坚持|充分|每(?=[年月周天日季半两三])|共(?!产|同|青)|先后|"
    r"已(?!经?知)|累计|邀请|制定|完善|健全|深化|严格|及时|定期|统一|重点|全面|纳入|列入|是|为|有(?!限|色|机|害|毒|效|关|的|期|线|轨)|至少|不少于|超过|达到|参加(?!人)|发放|印发|举办|召开|成立)"
)
_LIST_CUE = re.compile(r"下列|以下|如下")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("‘", "’"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A window ``[start, end)`` of a sentence's view, and the words to put before it ("" for none)."""

    sent: Sentence
    start: int
    end: int
    before: str = ""

    @property
    def text(self) -> str:
        """Return the words of the window without what stands before it."""
        return self.sent.view[self.start : self.end]

    def put(self, *swaps: tuple[Part, str]) -> str:
        """Return the window with parts replaced, words before it supplied, asides such as （以下简称…） taken out."""
        text, at = self.before, self.start
        for start, end, words in sorted((*located(self.sent, part), words) for part, words in swaps):
            text += self.sent.view[at:start] + words
            at = end
        return _ASIDE.sub("", text + self.sent.view[at : self.end])

    def rest(self, *parts: Part) -> str:
        """Return the words of the window after the last of the parts."""
        return self.sent.view[max(located(self.sent, part)[1] for part in parts) : self.end]


def located(sent: Sentence, part: Part) -> Range:
    """Return where a part stands in the view of its sentence; raises ValueError if it stands elsewhere."""
    if sent.offsets is None:
        start, end = part.start - sent.start, part.end - sent.start
    else:
        start, end = bisect_left(sent.offsets, part.start), bisect_left(sent.offsets, part.end)
    if start < 0 or sent.view[start:end] != part.text:
        raise ValueError(f"part {part.text!r} does not stand in {sent.view!r}")
    return start, end


def clause_of(fact: Fact, *parts: Part, open_end: bool = False) -> Clause | None:
    """Return the clause around the parts that can stand alone in at most 80 characters, None if none can.

    It runs from one full stop or semicolon to the next, loses numbering, 目前/同时/其中 and the like, and
    clauses after the parts that only tell the result; it never ends inside a condition or a quotation.
    With ``open_end`` it may say 下列 and end in a colon, for a list follows it.
    """
    sent = fact.sent
    spans = [located(sent, part) for part in parts]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    start, end = _segment(sent.view, first, last)
    clause = Clause(sent, _head(sent.view, start, first), _tail(sent.view, start, last, end))
    clause = _with_subject(_shortened(clause, first), fact.topic, start)
    return clause if _stands_alone(clause, open_end=open_end) else None


def _segment(view: str, first: int, last: int) -> Range:
    start = max((match.end() for match in _SEGMENT_END.finditer(view, 0, first)), default=0)
    stop = _SEGMENT_END.search(view, last)
    return start, stop.start() if stop else len(view)


def _head(view: str, start: int, first: int) -> int:
    for pattern in (_NUMBERING, _OPENERS, _OPENERS):
        match = pattern.match(view[start:first])
        start += match.end() if match else 0
    return start


def _tail(view: str, start: int, last: int, end: int) -> int:
    for match in re.finditer("，", view[last:end]):
        cut = last + match.start()
        head = view[start:cut]
        if _RESULT.match(view, cut + 1) and not _OPEN_ENDED.search(head) and is_balanced(head):
            return cut
    return end


def _shortened(clause: Clause, first: int) -> Clause:
    """Drop leading adverbial clauses (为…，根据…，) while the clause is longer than is comfortable."""
    while clause.end - clause.start > COMFORTABLE:
        match = _ADVERBIAL.match(clause.sent.view, clause.start, first)
        if match is None:
            break
        clause = replace(clause, start=match.end())
    return clause


def _with_subject(clause: Clause, topic: str, segment: int) -> Clause:
    view = clause.sent.view
    if segment and _BARE.match(clause.text):
        return replace(clause, before=_subject(view) or topic)
    if topic and (_BARE.match(clause.text)):
        return replace(clause, before=topic)
    if topic and (clause.start == 0 or _NO_SUBJECT.match(clause.text)) and topic not in clause.text:
        return replace(clause, before=f"在“{topic}”方面，" if "“" not in topic else f"在{topic}方面，")
    return clause


def _subject(view: str) -> str:
    """Return what stands before the first 应当, 可以 … of the sentence, if that is short enough to be a subject."""
    match = _MODAL.search(view)
    words = view[: match.start()] if match else ""
    return words if 2 <= len(words) <= 20 and not re.search(r"[，。；：的]", words) else ""


def _stands_alone(clause: Clause, *, open_end: bool) -> bool:
    text = clause.before + clause.text
    said = _LIST_CUE.sub("", text) if open_end else text
    vetoed = clause.sent.is_vetoed(clause.sent.locate(clause.start, clause.end)) if clause.text else True
    return not (
        vetoed
        or len(_ASIDE.sub("", text)) > LONGEST
        or _DANGLING.match(text)
        or refers_elsewhere(said)
        or (not clause.before and (_BARE.match(text) or _NO_SUBJECT.match(text)))
        or not is_balanced(text)
        or (text.endswith(("：", ":")) and not open_end)
    )


def refers_elsewhere(text: str) -> bool:
    """Tell whether a text points at another article, paragraph or list and so says little by itself."""
    return _ELSEWHERE.search(text) is not None


def is_balanced(text: str) -> bool:
    """Tell whether every quotation and bracket is opened and closed in the text."""
    return all(text.count(left) == text.count(right) for left, right in _PAIRS)
