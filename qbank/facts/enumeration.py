"""A、B、C: closed and open lists, with the name or number the text gives them.

A list is found only where both its edges are certain: before it punctuation, a verb or 的, after it punctuation,
等, a class noun or a count; and where its members are built alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts import _clauses as clauses
from qbank.facts import _collective as collective
from qbank.facts import _members as members
from qbank.facts import _runs as runs
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._members import Member
from qbank.facts._runs import Run
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Enumeration, Fact, part

_CUE = re.compile("[、”》]")
_MARKED = re.compile(
    r"(?:“[^“”]{2,24}”(?:、|和|与|及|以及)?){2,}“[^“”]{2,24}”|(?:《[^《》]{2,40}》(?:、|和|与|及|以及)?){2,}《[^《》]{2,40}》"
)
_EACH_MARKED = re.compile(r"“(?P<quoted>[^“”]+)”|(?P<title>《[^《》]+》)")
# A surname, a given name, and what somebody of that name is: 王建国同志, “张建国家庭”.
_PERSON = re.compile(
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方邹孟"
    "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤娄齐][\u4e00-\u9fff]{1,2}(?:家庭|同志|先生|女士|老师|工作室)"
)
_LED = re.compile(r"(?:[\u4e00-\u9fff]{1,4}“[^“”，。；]{2,14}”、){2,}[\u4e00-\u9fff]{1,4}“[^“”，。；]{2,14}”")


class EnumerationPattern:
    """Lists of three and more, quoted, led by verbs, or plain."""

    name = "enumeration"
    yields = frozenset({"enumeration"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the lists of body sentences whose edges are certain."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a list with its quoted name, an open one, and a closed one before 的原则."""
        text = (
            "严格落实岗前教育、警示教育、廉洁教育“三项教育”。"
            "登记表应当载明单位名称、联系方式、办公地址等内容。"
            "调解工作遵循自愿、平等、诚信的原则。"
        )
        return text, (
            ("岗前教育", "警示教育", "廉洁教育", "三项教育"),
            ("单位名称", "联系方式", "办公地址"),
            ("自愿", "平等", "诚信"),
        )

    def counter_example(self) -> str:
        """Return subjects that share a noun, a list that goes on, and members of no common kind."""
        return (
            "省、自治区、直辖市人民政府可以制定实施办法。"
            "会议研究了预算、人员编制、办公用房的调整，以及其他事项。"
            "依照本办法第三条、第五条、第七条办理。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Enumeration]:
        for run in (*_marked(sent.view), *runs.plain_runs(sent.view, words)):
            fact = self._fact(sent, words, run)
            if fact is not None:
                yield fact

    def _fact(self, sent: Sentence, words: Words, run: Run) -> Enumeration | None:
        if _names_people(sent.view, words, run):
            return None
        view, (start, end) = sent.view, _extent(sent.view, run)
        named = collective.after(view, words, end) or collective.before(view, start)
        is_open = collective.is_left_open(view, end)
        count = named.number if named else None
        if count is not None and count != len(run.members):
            if not is_open:
                return None
            named = count = None
        return Enumeration(
            sent=sent,
            pattern=self.name,
            members=tuple(part(sent, *member, _label(view, words, run, end)) for member in _trimmed(view, run.members)),
            run=part(sent, start, end),
            name=part(sent, *named.name) if named and named.name else None,
            count=count,
            closed=not is_open or count is not None,
        )


PATTERNS.add(EnumerationPattern.name)(EnumerationPattern())


def _trimmed(view: str, found: Sequence[Member]) -> Sequence[Member]:
    """Return members without the 这 that takes them up: 限速器、钢丝绳这两个部位."""
    last = found[-1]
    return (*found[:-1], last._replace(end=last.end - 1)) if view[last.start : last.end].endswith("这") else found


def _names_people(view: str, words: Words, run: Run) -> bool:
    """Tell whether most members are names of persons: who was there is not worth knowing by heart."""
    texts = run.texts(view)
    named = [
        text
        for text, member in zip(texts, run.members, strict=True)
        if _PERSON.fullmatch(text) or any(term.tag == "nr" for term in words.within(*member))
    ]
    return 2 * len(named) > len(run.members)


def _extent(view: str, run: Run) -> clauses.Range:
    """Return the range of the whole list, with the quotation marks of its first and last member."""
    start, end = run.members[0].start, run.members[-1].end
    quoted = view[start - 1 : start] == "“" and view[run.members[0].end] == "”"
    return (start - 1, end + 1) if quoted else (start, end)


def _label(view: str, words: Words, run: Run, end: int) -> str:
    """Return the label of the members: what they are called together, or how they all end."""
    if run.right in {"head", "open"}:
        head = view[end : collective.head_end(words, end)]
        if head:
            return f"member:{head[-2:]}"
    ending = members.shared_ending(run.texts(view))
    return f"member:{ending}" if ending else ""


def _marked(view: str) -> Iterator[Run]:
    """Yield lists of quotations or titles: “A”、“B”和“C”, 增强“A”、坚定“B”、做到“C”."""
    for match in (*_MARKED.finditer(view), *_LED.finditer(view)):
        found = tuple(
            Member(*each.span(each.lastgroup or 0)) for each in _EACH_MARKED.finditer(view, match.start(), match.end())
        )
        goes_on = view[match.start() - 1 : match.start()] == "、" or re.match(
            r"[^，。；：“《]{0,6}、", view[match.end() :][:7]
        )
        if any(members.is_number(view[slice(*member)]) for member in found):
            continue
        if not goes_on and len({view[slice(*member)] for member in found}) == len(found) <= members.MOST:
            yield Run(found, "lead", "end")
