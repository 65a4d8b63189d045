"""A measure with a name of its own and how it works: 实行“双机复检”，农民有异议的当场换机重测."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, context_of, is_clear
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_NORMS = frozenset({"law"})
_FOUNDS = (
    "推行|推出|实行|试行|实施|设(?:立|置|(?![备施计想法定有在于]))|建立(?:健全)?|创办|开办|(?<=[\u4e00-\u9fff])办|开设|开通|启用|组建|探索|"
    "推广|搭建|创新|改[为成](?=“[^“”]+”(?:：|，即))|开展(?=“[^“”]+”：)|(?<![树确成独鉴决认评约稳])[定立]下?|开(?=了)"
)
_NAMED = re.compile(
    rf"(?:(?:^|(?<=[，。；：]))(?P<before>[^，。；：“”]{{0,24}}?)(?P<verb>{_FOUNDS})(?:了|起)?(?P<what>[^，。；：“”0-9]{{0,6}})|"
    r"(?:^|(?<=[。；：]))(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，))"
    r"(?P<name>“[^“”，。；：！？]{3,16}”(?P<noun>[^，。；：“”（）0-9一二两三四五六七八九十]{0,6}))(?=[，。：])"
)
# 原来实行“雪停出车”, 没有建立“…”: no rule of today.
_NOT_NOW = re.compile("没|未|不|原[来先]|过去|以前|曾|取消|停止|改变|如果|是否|能否|去年|拟")
_SUBJECT = re.compile(
    "(?![一二三四五六七八九十]|对|在|从|由|把|将|按|为|与|和|并|还|也|又|再|要|已|全面|今|[0-9])[\u4e00-\u9fffA-Z]{2,12}"
)
# “一盘棋”思想, “居民自管小组”: no measure. “一人一档”: says itself how it works.
# “四不两直”: a code.
_NO_MEASURE = re.compile(
    "小组|专班|队|委员会|一[^一”]{1,2}一|^“[二两三四五六七八九十][^”]{1,4}”|思想|意识|理念|精神|观念|导向|作风|目标|形象|格局|氛围"
)
_COUNTS = re.compile(f"[{numerals.CHINESE}2-9双+]")
# What lays down how it works.
_LAYS_DOWN = re.compile(
    f"{wording.MUST}|由(?!于)|凭|每(?!年增)|可(?![见是能])|不得|不再|不准|不许|一律|统一|至少|不少于|不超过|以内|之内|按(?!揭)|全部|免[费收]|扣|轮流|"
    "定期|随机|双人|两人|一[人户校村镇班车][^，]*一|登记|当场|先[^，]+[后再]|分别|各(?!地|级)|机动|逐"
)
# How it went, who said so and what it is good for: no part of how it works.
_STORY = re.compile(
    "了(?!解)|目前|已(?![有知])|现有|至今|截[至止]|累计|共[0-9]|首批|增长|下降|增加到|减少到|占[^，]*[0-9]|说(?![明服情])|我|你|他们|大家|记者|当时|"
    "后来|去年|今年|由[0-9]+[^，]{0,8}(?:压缩|缩短|提[高升]|下降|减少|增加|降低)[至到]|效果|反映|优点|短处|不为|试点|曾|名单|由原来"
)
# What else belongs to it follows: of 叫应 the 应.
_GOES_ON = re.compile("；(?!另|同时|此外|[一二三四五六七八九十]是|第)")
# 需要说明的是，…: another matter; 碰到这类事情: which, was said before.
_ELSEWHERE = re.compile("^(?:[还特]?需?要?(?:说明|强调|指出|注意|提醒)的是|但|不过|只是|可惜)|这[类种些样]")
_AIM = re.compile("(?:确保|以便|为(?!主)|做到|进一步|营造|推动|力争|切实|有效)")
_SHORTEST, _LONGEST_SAID = 14, 96


class NamedWayPattern:
    """Quoted names of measures that are put into force, with the clauses after them that say how they work."""

    name = "named_way"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield each name once, with the rest of its sentence or the sentence after it in the same paragraph."""
        if outline.document.kind in _NORMS:
            return
        known: set[str] = set()
        body = outline.body()
        for at, sent in enumerate(body):
            if "“" not in sent.view or len(sent.view) > LONGEST:
                continue
            for match in _NAMED.finditer(sent.view):
                after = body[at + 1] if at + 1 < len(body) and body[at + 1].paragraph == sent.paragraph else None
                fact = self._fact(outline, sent, match, after)
                if fact is not None and fact.name.text not in known and is_clear(fact):
                    known.add(fact.name.text)
                    yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a measure told in its sentence, and one told in the next."""
        text = (
            "水分检测实行“双机复检”，农民有异议的当场换机重测，费用由错的一方承担。\n"
            "二是设“夜间购药点”。每个县区至少选两家药店，夜间由执业药师值守，目前已有三家。\n"
        )
        return text, (
            ("“双机复检”", "农民有异议的当场换机重测，费用由错的一方承担"),
            ("“夜间购药点”", "每个县区至少选两家药店，夜间由执业药师值守"),
        )

    def counter_example(self) -> str:
        """Return what came of a measure, what is no longer done, and a mere name."""
        return (
            "镇里推行“积分超市”，去年参加的农户增加到三百户。原来实行“雪停出车”，每班由班长决定。"
            "各村建立“关爱清单”，做到底数清、情况明。"
        )

    def _fact(self, outline: Outline, sent: Sentence, match: re.Match[str], after: Sentence | None) -> Essence | None:
        if (
            _NO_MEASURE.search(match["name"])
            or _NOT_NOW.search(match["before"] or "")
            or wording.dangling_word(match["before"] or "")
        ):
            return None
        goes_on = sent.view.startswith(("，", "："), match.end())
        if sent.view.startswith("：", match.end()) and _COUNTS.search(match["name"]):
            # “三不拒”：… is a code, which its gloss spells out.
            return None
        # Of “先试用、再采购”， what follows may tell one part; behind a colon it tells all.
        if "、" in match["name"] and not sent.view.startswith(("：", "，即"), match.end()):
            return None
        if not goes_on and sent.view[match.end() :].strip("。"):
            return None
        told, start = (sent, match.end() + 1) if goes_on else (after, 0)
        start += told is not None and told.view.startswith("即", start)
        end = _said_until(told.view, start, "；。" if told is sent else "。") if told else 0
        if told is None or not _SHORTEST <= end - start <= _LONGEST_SAID:
            return None
        if _GOES_ON.match(told.view, end):
            return None
        text = told.view[start:end]
        leans = wording.dangling_word(text) or wording.refers_elsewhere(text) or _ELSEWHERE.search(text)
        if not _LAYS_DOWN.search(text) or leans:
            return None
        if not wording.is_balanced(text) or match["name"].strip("“”") in text:
            return None
        changed = (match["verb"] or "").startswith("改")
        subject = None if changed else _SUBJECT.fullmatch(match["before"] or "")
        return Essence(
            sent=sent,
            pattern=self.name,
            name=part(sent, *match.span("name")),
            said=part(told, start, end),
            lead=f"{subject.group()}{match['verb']}的" if subject else "",
            rests_on=() if told is sent else (told,),
            context=context_of(outline, sent),
        )


PATTERNS.add(NamedWayPattern.name)(NamedWayPattern())


def _said_until(view: str, start: int, stops: str) -> int:
    """Return where the clauses that say how it works end: before the first that tells a story or an aim."""
    stop = min((at for at in (view.find(mark, start) for mark in stops) if at >= 0), default=len(view))
    end = at = start
    for clause in re.split("[，；]", view[start:stop]):
        if _STORY.search(clause) or _AIM.match(clause):
            break
        at += len(clause)
        end = at
        at += 1
    return end
