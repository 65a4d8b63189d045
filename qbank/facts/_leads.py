"""Clauses that say what the one after them is about: 护工每年培训不少于三天，考核不合格的…. Finds nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.facts._words import Words, is_noun, is_verb
from qbank.model import wording

# 因此, 后来: a story; 我们: a speaker.
TELLS = re.compile(
    "我|你|他们|大家|记者|说(?![明服情])|已经?(?![满知])|了(?!解)|曾|当时|后来|去年|[今前上]年(?!度)|目前|[0-9]+月[0-9]+日[，至]|发现|原来|共有|全年"
)
_LAYS_DOWN = re.compile(
    rf"{wording.MUST}|不得|不少于|不低于|不超过|不高于|按(?!揭)|由|每[人个年月周日天季半名家批次]|一律|实行|统一|可以?(?!见)|有权|分为|限|公布|通报|负责|批批|挂钩|约定|抽取|过秤"
)
OPENS = re.compile(
    "(?:时限|期限|时间|金额|比例|人数|[0-9]+[起家人个所名例件]|[^，]{1,3}年内|可以?|不得|应|必须|要(?![求点素])|每一|但|并|再|也|还|又|同时|其中|对(?![方象口])[^，]{1,10}的$|而|且|其|此|该|这|那|第[一二三四五六七八九十](?![档级类])|[一二三四五六七八九十][是要]|[两三四五六七八九十](?:句|件|条|点|项|步|关|种|样))"
)
_TOPIC = re.compile(
    "对于?[^，的]{3,12}，(?:由|按|实行|一律)|(?:把|将)[^，]{4,}|每[个名家位座所条处][^，]{3,}|(?:实行|推行)[^，]{4,}|[\u4e00-\u9fff]{2,5}(?:用|由|要|须|必须|实行|一律|按|不得)"
)
_CASE = re.compile("(?:的|(?<!小)时|后|者)，?$|^(?:凡|如果?|若|遇|一旦|发生)")
# 挡鼠板的高度不低于50厘米: another rule of the same thing, whose name alone leads on.
MEASURED_THING = re.compile(
    "(?P<thing>[^，。；的]{2,10})的(?:高度|宽度|长度|厚度|深度|间距|重量|温度|压力|数量)(?:应|应当|须|必须|要)?(?:不[低高少大小]于|不得?超过|为)[^，。；]+"
)
_LONGEST, _LEAST = 44, 6


def before(view: str, words: Words, spans: Sequence[tuple[int, int]]) -> str:
    """Return the nearest clauses that say by themselves what the next one is about, "" where none do."""
    for at, (start, _) in reversed(tuple(enumerate(spans))):
        lead = view[start : spans[-1][1]]
        if at and lead.startswith("由") and view.startswith("对", spans[at - 1][0]):
            # 对异常往来，由系统筛查: of what, the clause before says.
            continue
        if at and _CASE.search(view[slice(*spans[at - 1])]):
            # 凡发生追尾的，驾驶员应当立即报告: in which case, the clause before says.
            continue
        if len(lead) > _LONGEST or TELLS.search(lead) or "：" in lead:
            return ""
        first = words.after(start)
        noun = first is not None and is_noun(first) and first.tag != "l" and not is_verb(first)
        named = noun or _TOPIC.match(lead) is not None
        told = named and not OPENS.match(lead) and not wording.dangling_word(lead) and len(lead) >= _LEAST
        if told and _LAYS_DOWN.search(lead) and wording.is_balanced(lead) and not wording.refers_elsewhere(lead):
            measured = MEASURED_THING.fullmatch(lead)
            return measured["thing"] if measured else lead
    return ""
