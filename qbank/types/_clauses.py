"""The stretch of a sentence that a stem is made of: cut at punctuation, its subject supplied."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from qbank.model.document import Sentence
from qbank.model.fact import Fact, Part

LONGEST = 80
COMFORTABLE = 48
_SHORTEST = 12

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
# What follows a comma and cannot be left away: a consequence, or the rest of a condition (…的，).
_COMPLETED_BY = re.compile(
    r"(?:可以?|应当?|不得|必须|须|方可|即可|有权|视为|处|给予|予以|责令|由|依法|并处|才|即|是|均|都|也|仍|或者?|以及|及|和|但不|但是?应)|"
    r"[^；。]*的(?:，|$)|[^，；。]*[者时后前]，"
)
_OPEN_ENDED = re.compile(
    r"(?:的|者|后|前|时|内|起|中|下|外|间|上|以来|为了[^，]*|情况|情形|等|满|达到?)$|"
    r"^(?:根据|按照|依照|依据|通过|为了?|因|自|在|经|由于|对于?|除|如果|结合|围绕|针对|随着|凡)[^，]*$|"
    r"(?:^|，)[^，应须]{0,8}(?:通过|按照|根据|为了|围绕|结合)[^，应须]*$"
)
_ADVERBIAL = re.compile(
    r"(?:紧紧|充分|认真|深入|始终|主动|积极)?(?:为了?|根据|按照|依照|依据|通过|结合|围绕|针对|随着|由于|利用|依托|坚持|本着|在)[^，。；“”《》]{3,}(?<![的时后前内起中上下])，"
)
_DANGLING = re.compile(
    r"此(?!次|类|外)|该|其(?!他|它|余|中)|他们|她们|它们|他(?!人)|她|它|上述|前述|以上|以下|这|那(?!里)|之|对此|由此|据此|除此|有关规定|又|以及|及|和|或者?|等"
)
_ELSEWHERE = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]+[条款项章节编]|前[一二两三四五六]?[款项条]|本[条款项](?![例件目])|上述|前述|具体办法|另行|(?:遵守|适用)本|上一条|下列|如下|以下[^简统内方]|此规定"
)
_MODAL = re.compile(r"(?:应当|不得|可以|必须|须|有权|负责|具有|享有|禁止|应该)")
_BARE = re.compile(r"(?:应当|不得|可以|必须|须(?!知)|有权|享有|具有|具备|符合|履行|负责(?!人))")
_NO_SUBJECT = re.compile(
    r"(?:把|将(?!来)|对(?!口)|由(?!于)|给予|予以|处(?!理|置|分|罚)|责令|每(?=[年月周天日季半两三])|共(?!产|同|青)|先后|已(?!经?知)|累计|"
    r"至少|不少于|超过|达到|是|为|有(?!限|色|机|害|毒|效|关|的|期|线|轨)|充分|严格|及时|定期|统一|重点|全面|"
    r"建立|搭建|组织(?!部|者|机构|架构|生活)|开展|强化|落实|推进|坚持|邀请|制定|完善|健全|深化|纳入|列入|参加(?!人)|发放|印发|举办|召开|成立|"
    r"下发|上报|报送|印制|编印|编写|出台|修订|签订|走访|排查|整改|化解|查处|收集|征求|征集|梳理|召集|听取|接待|受理|办理|解决|完成|实现|投入|"
    r"安排|拨付|配备|配发|购置|购买|新增|培训|慰问|帮扶|督导|督查|抽查|通报|约谈|表彰|评选|推荐|选派|抽调|动员|宣讲|宣传|张贴|悬挂|播放|拍摄|撰写|"
    r"刊发|营造|打造|创新|创建|利用|依托|采取|实行|实施|推行|运用|通过|围绕|按照|根据|结合|以(?!上|下|内|外|及))"
)
# Norms may begin with a verb: what follows is a condition, or the one meant is whoever it concerns.
_NORM = re.compile(r"应当|不得|可以|必须|的，|须")
_ITEM_LABEL = re.compile(r"[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]|[①-⑳]|[一二三四五六七八九十]是")
_LAYS_DOWN = re.compile(
    r"应当|应(?=[于在由按自当])|不得|可以|必须|须|每[年月周日天季半届两]|每[^，。]{1,4}[年月周日天季]|至少|不少于|不低于|不超过|期限|有效期|任期|以内|之内|日内|年内|月内|之日起|"
    r"的，|禁止|负责|实行|处[^，]*(?:罚|刑|拘留)|满|有权|包括|分为|是指|原则|遵循|由[^，]*[任担]"
)
_REPORTS = re.compile(r"目前|以来|共(?!同|青|产)|累计|先后|已(?!经?[满知婚])|了(?!解)|全年|上半年|今年|去年")
_AGENT = re.compile(
    r"(?!特别|例如|比如|尤其|包括)[^，。；：“”《》的为对在向把将以从由等各每及与和用通过有被让给到了并]{0,14}(?:局|部(?!署)|厅|处(?!理|置)|科(?!技|学)|室|队(?!伍)|中心|单位|部门|组(?!织|成|建)|"
    r"委员会|党委|党组|支部|政府|学校|医院|公司|企业|社区|街道|镇|乡|村|民警|干部|党员|人员|学员|群众|同志|负责人|书记|主任|经理|机关|机构)(?![的是和与、之])"
)
# Later pieces of a rule that mean nothing without the case before them.
_LATER_CASE = re.compile(
    r"(?:拒不|逾期|情节|构成|造成|有违法|没有违法|货值|仍|屡|再次|并|取得|未取得违法|对直接负责|给他人)|[^，；。]*除外"
)
# 其 and the like as the object of the first clause: who it is was said before.
_WHOSE = re.compile(r"[^，；。]*(?:认定|对|向|为|与|将|把|使|给|由|取得|经|按)其(?!他|它|余|中)")
_EMPTY_TALK = re.compile("让我们|不懈奋斗|衷心|祝愿|谢谢|新的更大贡献")
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
    if start and _LATER_CASE.match(sent.view, start):
        return None
    clause = Clause(sent, _head(sent.view, start, first), _tail(sent.view, start, last, end))
    if _goes_on_from_colon(sent.view, start) or _is_bare_item(clause, fact.topic):
        return None
    clause = _with_subject(_shortened(clause, first), fact.topic, start)
    return clause if _stands_alone(clause, open_end=open_end) else None


def _segment(view: str, first: int, last: int) -> Range:
    start = max((match.end() for match in _SEGMENT_END.finditer(view, 0, first)), default=0)
    stop = _SEGMENT_END.search(view, last)
    return start, stop.start() if stop else len(view)


def _is_bare_item(clause: Clause, topic: str) -> bool:
    """Tell whether a clause is an item of a list that means nothing without its lead-in."""
    return _ITEM_LABEL.match(clause.sent.label) is not None and not topic and "的，" not in clause.text


def _goes_on_from_colon(view: str, start: int) -> bool:
    """Tell whether a stretch is a later piece of what a colon opened: 期限为：警告，六个月；记过，十二个月."""
    return "：" in view[_head(view, 0, start) : start]


def _head(view: str, start: int, first: int) -> int:
    for pattern in (_NUMBERING, _OPENERS, _OPENERS):
        match = pattern.match(view[start:first])
        start += match.end() if match else 0
    return start


def _tail(view: str, start: int, last: int, end: int) -> int:
    """Return where to stop: the first comma after the parts that ends a whole statement."""
    for match in re.finditer("，", view[last:end]):
        cut = last + match.start()
        if not _COMPLETED_BY.match(view, cut + 1, end) and _is_whole(view[start:cut]):
            return cut
    return end


def _is_whole(head: str) -> bool:
    return len(head) >= _SHORTEST and is_balanced(head) and not _OPEN_ENDED.search(head)


def _shortened(clause: Clause, first: int) -> Clause:
    """Drop what stands before the parts while the clause is longer than is comfortable.

    Leading adverbial clauses (为…，根据…，) go first; of a report, then, all but the clause of the parts
    itself, with the agent before it as its subject.
    """
    view = clause.sent.view
    while clause.end - clause.start > COMFORTABLE:
        match = _ADVERBIAL.match(view, clause.start, first)
        if match is None:
            break
        clause = replace(clause, start=match.end())
    if clause.end - clause.start <= COMFORTABLE or _NORM.search(view, clause.start, clause.end):
        return clause
    last = view.rfind("，", clause.start, first) + 1
    if not last:
        return clause
    agents = [_AGENT.match(view, at) for at in _chunk_starts(view, clause.start, last)]
    agent = next((match.group() for match in reversed(agents) if match), "")
    if _AGENT.match(view, last):
        return replace(clause, start=last)
    return replace(clause, start=last, before=agent) if agent and is_balanced(view[last : clause.end]) else clause


def _chunk_starts(view: str, start: int, end: int) -> list[int]:
    return [start, *(at + 1 for at in range(start, end - 1) if view[at] == "，")]


def _with_subject(clause: Clause, topic: str, segment: int) -> Clause:
    view = clause.sent.view
    if segment and _BARE.match(clause.text):
        return replace(clause, before=_subject(view) or topic)
    if topic and (_BARE.match(clause.text)):
        return replace(clause, before=topic)
    if (
        not clause.before
        and topic
        and (clause.start == 0 or _NO_SUBJECT.match(clause.text))
        and topic not in clause.text
    ):
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
        or _WHOSE.match(clause.text)
        or refers_elsewhere(said)
        or _lacks_subject(clause)
        or not is_balanced(text)
        or ("：" in text and not open_end)
        or _EMPTY_TALK.search(clause.sent.view)
    )


def _lacks_subject(clause: Clause) -> bool:
    bare = _BARE.match(clause.text) or (_NO_SUBJECT.match(clause.text) and not _NORM.search(clause.text))
    return not clause.before and bare is not None


def is_laid_down(clause: Clause, part: Part) -> bool:
    """Tell whether a part is what a rule lays down, and not its subject or its case: a modal stands before it, or none does."""
    start, _ = located(clause.sent, part)
    before, after = clause.sent.view[clause.start : start], clause.rest(part)
    return _MODAL.search(before) is not None or (_MODAL.search(after) is None and not in_condition(clause, part))


def in_condition(clause: Clause, part: Part) -> bool:
    """Tell whether a part stands in a condition: 超过三十日的，…; 届满三十日后，…."""
    return re.match(r"[^，。；]*[的时后前内者]，", clause.rest(part)) is not None


def is_norm(text: str) -> bool:
    """Tell whether a text lays something down: a duty, a limit, a right; and does not report what happened."""
    return _LAYS_DOWN.search(text) is not None and _REPORTS.search(text) is None


def refers_elsewhere(text: str) -> bool:
    """Tell whether a text points at another article, paragraph or list and so says little by itself."""
    return _ELSEWHERE.search(text) is not None


def is_balanced(text: str) -> bool:
    """Tell whether every quotation and bracket is opened and closed in the text."""
    return all(text.count(left) == text.count(right) for left, right in _PAIRS)
