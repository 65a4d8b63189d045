"""A bare noun of a stem, named in full as the words above it name it: 平台 for “一船一码”平台.

Chinese says a name in full once and goes on with its last noun. It is looked for in the paragraph, then in the
headings above it, and for what is founded once and spoken of throughout (平台, 公司, 调查组) in the text
before. It counts only where the noun was said in full first, and where no other name ends in it: of 旅客 beside
伤病旅客 and 轮椅旅客 nobody knows which are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from qbank.drafting.later_piece import StemPlace, Whole
from qbank.drafting.said_in_full import Noun, Reach, Told, is_short_for, names_in
from qbank.drafting.study import Study
from qbank.facts._lexicon import listed
from qbank.facts._words import is_noun
from qbank.model.document import Sentence, Term

_LONGEST, _LEAST_MORE, _SHORTEST = 18, 2, 2
_LOOK_BACK = 400
"""Sentences before a stem that are looked at; a name told before them is not found."""
_FOUNDED = re.compile(
    "公司|集团|中心|协会|学会|商会|联合会|委员会|联社|合作社|[调工专领巡督][查研作家导察]小?组|专班|指挥部|总站|总馆|总队|支队|研究[所院]|管理[所处站]|"
    "林场|农场|食堂|书房|驿站|基地|园区|平台|系统|项目|工程|试点|基金|名单|清单|手册|行动|规划|演练|竞赛|大赛|普查|考核|培训班|训练班|研修班|办法|制度|协议"
)
# 年度考核 of one part is not the 考核 of another.
_HELD_AGAIN = re.compile("演练|竞赛|大赛|考核")
# 监督检查时发现的，由中心发函催办: what is founded acts or is acted on in mid-sentence too.
_PASSED_ON = re.compile(f"(?<=[由向经对将把报在与和到从给为请至，])(?:{_FOUNDED.pattern})")
# Nouns of anything, which shorten no name.
_PLAIN = listed(
    "工作 问题 情况 内容 时间 标准 方面 要求 人员 单位 部门 建议 措施 原因 结果 条件 期限 任务 会议 "
    "企业 用户 群众 当事人 对方"
)
# 人口特少的民族: the noun says what another is.
_QUALIFIES = re.compile("[^，。；]{1,4}的[\u4e00-\u9fff]")
_SETTING = re.compile("[^，。；：]{2,24}(?:的|期间|[时后前内起日底月])，")
_JOINS = listed("的 、 和 与 及 或 或者 以及")
# 检测由各县质检站承担, 升级由车间提出: a verbal noun that is a subject.
_SUBJECT_OF = listed(
    "由 应 应当 必须 须 每 按 按照 分 分为 为 实行 采取 采用 期间 要 在 占 达到 从 一律 不得 可 可以 原则上 以 包括 不"
)
_WHEN_OVER = listed("后 以后 之后")
_QUOTES = "“”《》"


def of_full_name(place: StemPlace, study: Study) -> Whole | None:
    """成立药品零售便民服务工作专班…。专班下设三个小组: the name was said in full before."""
    for at in _starts(place):
        noun = _noun_at(place, at)
        if noun is None:
            continue
        nearest, *wider = _reaches(place, at, noun, study)
        whole = _named(place, at, noun, names_in(nearest, noun, study))
        names = {} if whole else next(filter(None, (names_in(reach, noun, study) for reach in wider)), {})
        if whole or names:
            return whole or _named(place, at, noun, names)
    return None


def _starts(place: StemPlace) -> Iterator[int]:
    """Yield where in a stem a bare noun may stand: first, behind when or in what case, as what acts."""
    yield 0
    setting = _SETTING.match(place.stem)
    if setting and place.sent.view.startswith(setting.group(), place.at):
        yield setting.end()
    for founded in _PASSED_ON.finditer(place.stem):
        if place.sent.view.startswith(place.stem[: founded.end()], place.at):
            yield founded.start()


def _noun_at(place: StemPlace, at: int) -> Noun | None:
    """Return the noun, or nouns, that begin at a character of a stem; None where none do or they are part of more."""
    terms = place.words.since(place.at + at)
    if not terms:
        return None
    head = terms[0].text
    if place.stem.startswith("级", at + len(head)):
        # 公司级每月1次: of what level, and no company.
        return None
    if _FOUNDED.fullmatch(head):
        return Noun(head, founded=_HELD_AGAIN.fullmatch(head) is None) if place.stem.startswith(head, at) else None
    nouns = list(takewhile(lambda term: term.tag.startswith(("n", "vn")), terms))
    if not nouns or len(nouns) == len(terms) or not _is_plain_run(nouns, terms[len(nouns)]):
        return None
    text = place.sent.view[place.at + at : nouns[-1].end]
    if len(text) < _SHORTEST or text in _PLAIN or not place.stem.startswith(text, at):
        return None
    is_act = nouns[-1].tag == "vn" or terms[len(nouns)].text in _WHEN_OVER
    return None if _QUALIFIES.match(place.stem, at + len(text)) else Noun(text, act=is_act)


def _is_plain_run(nouns: Sequence[Term], after: Term) -> bool:
    """Tell whether nouns name nobody and no place themselves, and are no part of a longer name or list."""
    if any(term.tag in {"nr", "ns", "nz", "nt"} for term in nouns):
        return False
    if is_noun(after) or after.tag in {"x", "q"} or after.text in _JOINS:
        return False
    return len(nouns) > 1 or nouns[0].tag != "vn" or after.text in _SUBJECT_OF


def _reaches(place: StemPlace, at: int, noun: Noun, study: Study) -> Iterator[Reach]:
    """Yield where a name may stand, nearest first: the sentence before, the paragraph, the headings.

    Of what is founded, all before takes the place of the headings.
    """
    sents, here = study.outline.sentences, place.sent
    first = study.opening_of(here).index
    own = (here, place.at + at)
    yield (*_whole(sents[max(first, here.index - 1) : here.index]), own)
    yield (*_whole(sents[first : here.index]), own)
    yield _whole(sents[max(0, first - _LOOK_BACK) : here.index] if noun.founded else _headings(here, study))


def _whole(sents: Sequence[Sentence]) -> Sequence[tuple[Sentence, int]]:
    return [(sent, len(sent.view)) for sent in sents if sent.role in {"body", "heading"}]


def _headings(sent: Sentence, study: Study) -> Sequence[Sentence]:
    """Return the sentences that are the headings above another, nearest first."""
    sections, found = study.outline.sections, []
    section = sections[sent.section]
    while section.parent is not None:
        found.append(study.heading_of(section))
        section = sections[section.parent]
    return found


def _named(place: StemPlace, at: int, noun: Noun, names: dict[str, Told]) -> Whole | None:
    """Return a stem with the full name of its noun: the shortest told, of which all others are longer forms."""
    short = noun.text
    name = min((each for each, told in names.items() if told.sure), key=len, default="")
    if not len(short) + _LEAST_MORE <= len(name) <= _LONGEST or not all(is_short_for(name, each) for each in names):
        return None
    if name.strip(_QUOTES).removesuffix(short).strip(_QUOTES) in place.stem:
        return None
    lender = names[name].sent
    stem = f"{place.stem[:at]}{name}{place.stem[at + len(short) :]}"
    return Whole(stem, lender if lender is not place.sent else None)
