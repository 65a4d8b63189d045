"""Who can act in office prose: organs and posts, told by the last word of a run of tagged nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from qbank.facts._lexicon import CONJUNCTIONS, LEADS, NEVER_IN_NAMES, REGIONS, listed
from qbank.facts._words import Words, is_noun
from qbank.model.document import Term

Agent = Literal["organ", "post", "person"]

# Posts are looked for first: 党委书记 ends in a post, though it begins with an organ.
_POST = re.compile(
    r"(?:书记|主任|组长|局长|处长|科长|队长|部长|厅长|司长|主席|委员长|院长|校长|所长|站长|会长|秘书长|馆长|园长|总经理|经理|董事长|厂长|"
    r"省长|市长|县长|区长|镇长|乡长|村长|总理|干事长|理事长|监事长|指导员|教导员|政委|司令员|班长|负责人|联络员|指挥长|总指挥|"
    r"政治委员|干事|专员|领班|店长|(?<!分管)主管|检察长|审判长|馆员|主编|负责同志|(?:分管|主管|主要|班子)(?:领导|成员))$"
)
_ORGAN = re.compile(
    r"(?:局|厅|处|科|室|所|站|院|校|队|部|署|司|办|中心|委员会|居委会|村委会|领导小组|工作组|专班|小组|专责组|办公室|部门|机关|机构|"
    r"党委|党组|支部|总支|公司|单位|企业|学校|银行|工会|妇联|团委|联合会|协会|学会|理事会|监事会|董事会|"
    r"大会|常委会|常务委员会|代表大会|政府|国务院|法院|检察院|集团|基地|幼儿园|医院|纪委|监委|政法委|宣传部|组织部|指挥部|"
    r"社会团体|基金会|合作社|居民小组|村民小组|会议|仲裁庭|派出所|街道|乡镇)$"
)
_NAMED = re.compile(_POST.pattern.removesuffix("$") + r"[\u4e00-\u9fff]{2,3}(?:同志)?$")
_NOT_ORGAN = re.compile(
    r"(?:全部|内部|外部|干部|俱乐部|人才队|场所|处所|住所|到处|各处|好处|用处|会议室|全会|教室|科室内|本部|局部)$"
)
_POINTING = re.compile(r"^(?:其|该|此|本|这|那|它|他|她|有关|相关|各自|上述|前款|所在|原|任何|当地|同级|所属|双方)")
_OTHER_TAGS = ("v", "zg", "a", "m", "q", "f", "r", "t")
_WITH = listed("会同 商 会 联合 协同 配合 协调 报 经")
_LONGEST = 40


def kind_of(text: str) -> Agent | None:
    """Return what sort of agent the words name by their ending, None where they name none we know.

    A person is a name of two or three characters right after a post (组长王某某).
    """
    if _POST.search(text):
        return "post"
    if _ORGAN.search(text) and not _NOT_ORGAN.search(text):
        return "organ"
    return "person" if _NAMED.search(text) else None


def label_of(text: str) -> str:
    """Return the label of an agent, "" where it only points at one (该机构, 其主管部门)."""
    return "" if _POINTING.match(text) else kind_of(text) or ""


def is_agent(words: Words, start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` of the view is one agent, or several joined by 、 和 或者."""
    terms = words.within(start, end)
    if not terms or terms[0].text in _WITH | LEADS or end - start > _LONGEST:
        return False
    if any(term.text in NEVER_IN_NAMES for term in terms):
        return False
    *before, last = _joined(terms)
    # 自然资源和规划部门 and 教育、卫生部门 share their last word.
    return _is_one(last) and all((group and all(map(is_noun, group))) or _is_one(group) for group in before)


def _joined(terms: Sequence[Term]) -> list[list[Term]]:
    groups: list[list[Term]] = [[]]
    for term in terms:
        if term.text in CONJUNCTIONS | {"、"}:
            groups.append([])
        else:
            groups[-1].append(term)
    # 省、自治区、直辖市人民政府 is one organ of several levels.
    while len(groups) > 1 and groups[0] and all(term.text in REGIONS for term in groups[0]):
        groups.pop(0)
    return groups


def _is_one(group: Sequence[Term]) -> bool:
    text = "".join(term.text for term in group)
    return bool(group) and kind_of(text) is not None and all(map(_can_name, group))


def _can_name(term: Term) -> bool:
    return is_noun(term) or term.tag.startswith(_OTHER_TAGS) or term.text in {"级", "级以上"}
