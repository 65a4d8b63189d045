"""Rows of acts that are forbidden, in one sentence or in the sentences of one item: 不得A，不得B，严禁C."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _agents as agents
from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._rows import title_above
from qbank.facts._search import LONGEST, context_of, is_clear, position
from qbank.facts._words import Words, is_noun, words_of
from qbank.model import wording
from qbank.model.document import Outline, Sentence, Term
from qbank.model.fact import Bans, Fact, Part, part
from qbank.model.numerals import counts

_WORD = "(?:一律|坚决|绝对)?(?P<word>不得(?![不已了])|不准(?!确)|不许(?!可)|严禁|禁止)"
_CUE = re.compile("[不严禁](?:(?<=不)(?:得(?![不已了])|准(?!确)|许(?!可))|(?<=严)禁|(?<=禁)止)")
"""That ``_WORD`` stands in a view, told several times faster."""
_BAN = re.compile(
    rf"(?:^|(?<=[，。；：、]))(?P<who>[^，。；：、“”《》（）]{{0,10}}?){_WORD}"
    r"(?P<act>[^，。；：]{2,40})(?=[，。；：]|$)"
)
_JOINED = re.compile(rf"、{_WORD}")
_ALLOWED = re.compile(
    r"(?:^|(?<=[，。；]))(?P<who>[^，。；：、“”《》（）]{0,10}?)(?P<word>可以|可(?![能见想望谓行信靠持]))(?P<act>[^，。；：]{3,30})(?=[，。；]|$)"
)
# A ban with a way out, and an act that only a condition makes one, are no members of a plain row.
_WAY_OUT = re.compile("，?(?:确|但|除|特殊|如需|必须|因)|，[^，。；]{0,16}(?:的除外|除外)")
_ADVERB = re.compile("^(?:简单|擅自|随意|私自|变相|再|一味)")
_CASE = re.compile("(?:^|[，；])[^，；不严禁]*[的时后前内]，$")
_ON_CONDITION = re.compile("，?(?:但|须|应|并|且|不得|必须|需)")
_NO_ACT = re.compile(
    "^(?:不|用于$|超过|少于|低于|高于|大于|小于|早于|晚于|晚于|多于)|[0-9]+[%％]|以上述|该行为|上述|有下列|下列|以下"
)
_POINTING = re.compile("^(?:其|该|此|本|这|那|它|他|上述|一律|坚决|也|又|更|并|且|均|都|还|但)|的$|[后前]$")
SETTING = re.compile("(?:[^其此]内|里|中|上|时|时候|期间|，)$")
"""How words end that say where or when an act is forbidden, and not to whom."""
_MATTER = re.compile("[^，。；：、“”《》（）不可要应须]{2,6}[^，。；：、“”《》（）不可要应须的时后前内]，")
_SUBJECT = re.compile(
    "(?:^|(?<=[，。；]))(?P<who>[^，。；：、“”《》（）]{2,8}?)(?:应当?(?![急对付])|必须|须(?!知)|可以|要(?![求点素]))"
)
_ORDERS = frozenset({"禁止", "严禁"})
"""What somebody does to others: 国家禁止…, so that who stands before it is not whom it is forbidden to."""
_ACTORS = re.compile("(?:[员者生长人师工户客民]|单位|学校|企业|部门|干部|学员|家属|村|社区|班组)$")
_HOUSE, _LONGEST_HOUSE = re.compile("[校院司店厂站馆园企](?!员|长)"), 4
_PERSON = re.compile("[员者生长人师工户客民主]$")
_TOLD = frozenset({"news", "report"})
"""Kinds that tell of rules; whose they are and whether they hold is not theirs to say."""
_UNNAMED = frozenset({"law", "speech"})
"""Kinds whose headings no stem names."""
_DURING = re.compile("(?:期间|过程中|时)，?$")
_EVERYBODY = re.compile("^(?:各|全体|所有|每[个名位])|(?:人员|员工|职工|干部|民警|司机|驾驶员)$")
_KIN = {word: frozenset({"不得", "不准", "不许"}) for word in ("不得", "不准", "不许")}
_LEAST, _MOST, _LONGEST_ACT, _ASIDE = 2, 7, 40, 14
_ROW, _SHORTEST_MEMBER, _FEW, _LOOK_BACK = 3, 4, 3, 20
# Of anybody, of any two and of any county a few acts are never all.
_GENERAL = re.compile(
    "^(?:任何|有关|相关)|^[一二两三几]人$|^各?[省市州县区乡镇村]+$|^(?:工作|有关|相关)?人员$|^(?:单位|个人|当事人)$"
)


# 落实“六个严禁”，把作风改实
_CALLED = re.compile("“(?P<code>[二两三四五六七八九十]+[个条项]?(?:严禁|不准|不得|不许|禁止|必禁|禁令|禁))”")


class _Ban(NamedTuple):
    at: int
    sent: Sentence
    who: str
    word: str
    act: tuple[int, int]
    leans: bool
    """Whether a case or a time stands before it, or a way out behind it."""


class BansPattern:
    """Two or more acts forbidden to the same ones in a row, and what the document lets these do."""

    name = "bans"
    yields = frozenset({"bans"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows in order of position."""
        if outline.document.kind in _TOLD:
            return
        body = [sent for sent in outline.body() if len(sent.view) <= LONGEST]
        bans = [ban for at, sent in enumerate(body) if _CUE.search(sent.view) for ban in _bans(at, sent, terms)]
        allowed = list(_allowed(body, terms)) if bans else []
        found = []
        for run in _runs(bans):
            fact = _fact(run, bans, allowed, outline)
            if fact is not None and is_clear(fact):
                found.append(fact)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return what readers must not do, beside what they may, and bans that name nobody."""
        text = (
            "读者可以携带水杯入内。读者不得携带食品入内，不得在书刊上批注，不得以物品占座。\n\n"
            "严禁转借账号，严禁批量下载。"
        )
        return text, (
            ("携带水杯入内", "携带食品入内", "在书刊上批注", "以物品占座"),
            ("转借账号", "批量下载"),
        )

    def counter_example(self) -> str:
        """Return a single ban, limits, a ban for a case, and a ban with a way out."""
        return (
            "考生不得提前离场。经费不得超过五万元，不得少于三万元。未取得上岗证的，不得上岗，不得带徒。\n\n"
            "监护人不得擅离岗位，不得饮酒，确需离开的，应当停止作业。"
        )


PATTERNS.add(BansPattern.name)(BansPattern())


def _bans(at: int, sent: Sentence, terms: TermsOf) -> Iterator[_Ban]:
    words = words_of(sent, terms)
    closed = clauses.quotations(sent.view)
    who, piece = "", -1
    for match in _BAN.finditer(sent.view):
        if clauses.is_inside(closed, match.start("word"), match.end("word")):
            continue
        start = sent.view.rfind("。", 0, match.start()) + 1
        before = sent.view[start : match.start()]
        if start != piece:
            who, piece = "", start
        named = match["who"]
        who = named or who or _subject(words, sent.view, start, match.start())
        # A row of which one member cannot be read is no whole row.
        unread = bool(named) and (
            not _is_name(words.within(*match.span("who")), named)
            or sent.view[match.start() - 1 : match.start()] == "、"
            or (match["word"] in _ORDERS and not SETTING.search(named))
        )
        leans = unread or bool(_CASE.search(before)) or _WAY_OUT.match(sent.view, match.end()) is not None
        for act in _acts(match):
            yield _Ban(at, sent, who, match["word"], act, leans)


def _acts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the acts of one clause: 吸烟、不准拨打手机 are two."""
    members = _members(match["act"])
    if members:
        at = match.end("act") - sum(len(member) + 1 for member in members) + 1
        for member in members:
            yield at, at + len(member)
            at += len(member) + 1
        return
    at = match.start("act")
    for joined in _JOINED.finditer(match.string, *match.span("act")):
        yield at, joined.start()
        at = joined.end()
    yield at, match.end("act")


def _subject(words: Words, view: str, start: int, end: int) -> str:
    """Return whom the clauses before a ban are about: 学员应当按时上课，不得迟到; or what they are: 检查执法，不准…."""
    matter = _MATTER.fullmatch(view, start, end)
    if matter and not _CUE.search(matter.group()):
        return matter.group()
    last = None
    for match in _SUBJECT.finditer(view, start, end):
        acts = agents.kind_of(match["who"]) is not None or _ACTORS.search(match["who"]) is not None
        last = match if acts and _is_name(words.within(*match.span("who")), match["who"]) else last
    return last["who"] if last else ""


def _members(act: str) -> list[str]:
    """Return the members of an act that is a row of acts of one frame: 以会代训、以签代考、以转代学; else nothing."""
    first, *others = act.split("、")
    pieces = [_ADVERB.sub("", first), *others]
    alike = 1 in (len({piece[:1] for piece in pieces}), len({piece[-2:] for piece in pieces}))
    return pieces if len(pieces) >= _ROW and alike and min(map(len, pieces)) >= _SHORTEST_MEMBER else []


def _is_name(terms: Sequence[Term], text: str) -> bool:
    """Tell whether words name whom or what a rule is about: they end in a noun and point at nothing."""
    if SETTING.search(text):
        return not _POINTING.match(text)
    named = bool(terms) and (is_noun(terms[-1]) or _PERSON.search(text) is not None)
    return named and not _POINTING.search(text) and "的" not in text


def _runs(bans: Sequence[_Ban]) -> Iterator[list[_Ban]]:
    """Yield rows of bans for the same ones, in one sentence or in neighbouring sentences of one section."""
    run: list[_Ban] = []
    for ban in bans:
        if run and not _follows(run[-1], ban):
            yield run
            run = []
        run.append(ban)
    if run:
        yield run


def _follows(last: _Ban, ban: _Ban) -> bool:
    if last.at == ban.at:
        between = last.sent.view[last.act[1] : ban.act[0]]
        aside = _ASIDE if "；" in between else 0
        near = between == "、" or len(between) <= len(ban.word) + len(ban.who) + 3 + aside
        return near and ban.who in ("", last.who)
    opens = _BAN.match(ban.sent.view)
    ends = not ban.sent.view[: ban.act[0]].strip("，") or len(last.sent.view.rstrip("。；")) == last.act[1]
    same = ban.sent.section == last.sent.section and ban.at == last.at + 1
    return same and ends and opens is not None and not opens["who"] and not ban.who and not last.who


def _fact(
    run: Sequence[_Ban], bans: Sequence[_Ban], allowed: Sequence[tuple[Sentence, str, Part]], outline: Outline
) -> Bans | None:
    texts = [ban.sent.view[slice(*ban.act)] for ban in run]
    if not _LEAST <= len(run) <= _MOST or len(set(texts)) < len(texts) or any(ban.leans for ban in run):
        return None
    if any(_NO_ACT.search(text) or "…" in text or len(text) > _LONGEST_ACT for text in texts):
        return None
    if any(
        not wording.is_balanced(text) or wording.refers_elsewhere(text) or wording.dangling_word(text) for text in texts
    ):
        return None
    who, word = run[0].who, run[0].word
    kin = _KIN.get(word, frozenset({word}))
    # Without a name the row is all that its section forbids in such words, if stems can name that section.
    named = outline.document.kind not in _UNNAMED and title_above(outline, [run[0].sent])
    others = [
        ban
        for ban in bans
        if ban not in run
        and (
            _is_same(ban.who, who)
            if who
            else (not named) or (ban.word in kin and ban.sent.section == run[0].sent.section)
        )
    ]
    called = _called(outline, run[0].sent, len(run))
    # What the text forbids without saying to whom may be forbidden to everybody it speaks of.
    to_all = bool(_EVERYBODY.search(who)) and not called
    unsaid = sum(not ban.who for ban in bans if ban not in run) if to_all else 0
    if _DURING.search(who):
        # 操作期间不得…: what else is forbidden may be forbidden then as well, whomever it names.
        unsaid = sum(ban not in run for ban in bans)
    nowhere = not (who or named) and outline.document.kind == "speech"
    # Whom an item of a list binds, its lead-in says: 乘车人应当遵守下列规定：（四）行驶中，不得….
    nowhere = nowhere or ((not who or bool(SETTING.search(who))) and _is_item(outline, run[0].sent))
    may = [
        (sent, act)
        for sent, whose, act in allowed
        if (whose == who if who else False) and not any(_touch(act.text, text) for text in texts)
    ]
    sents = {ban.sent.index: ban.sent for ban in run} | {sent.index: sent for sent, _ in may}
    sents.pop(run[0].sent.index)
    return Bans(
        sent=run[0].sent,
        pattern=BansPattern.name,
        acts=tuple(part(ban.sent, *ban.act, "banned") for ban in run),
        who=who,
        word=word,
        allowed=tuple(act for _, act in may),
        rests_on=tuple(sents[index] for index in sorted(sents)),
        name=called,
        closed=not (others or nowhere or unsaid >= _LEAST) and not (len(run) < _FEW and _GENERAL.search(who)),
        context=context_of(outline, run[0].sent),
    )


def _called(outline: Outline, sent: Sentence, number: int) -> str:
    """Return what the heading above calls so many bans, with its marks; "" where it names none."""
    title = next(reversed(outline.headings(sent)), "")
    called = next((each for each in _CALLED.finditer(title) if counts(each["code"], number)), None)
    return called.group() if called else ""


def _is_same(one: str, other: str) -> bool:
    """Tell whether two bans may bind the same: 生产者生产产品，不得… and 生产者不得…; 校方 and 各学校."""
    shorter, longer = sorted((one.strip("，"), other.strip("，")), key=len)
    houses = [set(_HOUSE.findall(name)) for name in (shorter, longer) if len(name) <= _LONGEST_HOUSE]
    alike = len(houses) == 2 and not houses[0].isdisjoint(houses[1])
    return bool(shorter) and (longer.startswith(shorter) or alike)


def _is_item(outline: Outline, sent: Sentence) -> bool:
    """Tell whether a sentence is an item below a lead-in of its section."""
    before = outline.sentences[max(0, sent.index - _LOOK_BACK) : sent.index]
    leads = (each.view.endswith("：") for each in before if each.section == sent.section and each.role == "body")
    return bool(sent.label) and any(leads)


def _touch(one: str, other: str) -> bool:
    """Tell whether two acts may be one: the one holds the other, or they share four characters in a row."""
    return one in other or other in one or any(one[at : at + 4] in other for at in range(len(one) - 3))


def _allowed(body: Sequence[Sentence], terms: TermsOf) -> Iterator[tuple[Sentence, str, Part]]:
    """Yield each act that is allowed without a condition, with whom it is allowed to."""
    for sent in body:
        if "可" not in sent.view:
            continue
        words = words_of(sent, terms)
        who, piece = "", -1
        for match in _ALLOWED.finditer(sent.view):
            start = max(sent.view.rfind(stop, 0, match.start()) for stop in "。；") + 1
            if start != piece:
                who, piece = "", start
            named = match["who"]
            if named and not _is_name(words.within(*match.span("who")), named):
                continue
            who = named or who
            conditional = "的，" in sent.view[start : match.start()] or _ON_CONDITION.match(sent.view, match.end())
            text = match["act"]
            if who and not conditional and wording.is_balanced(text) and not wording.refers_elsewhere(text):
                yield sent, who, part(sent, *match.span("act"), "allowed")
