"""Finding duplicates in a big bank, beside character pairs of scikit-learn and a sparse product.

The bank is drawn: many templates that share wording, filled with offices, matters and numbers; a tenth of the items
say what another says, reworded a little. It is drawn anew in each process, so that only its own memory counts.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import get_context
from statistics import median
from typing import Any, TypeVar

import memory

from qbank.bank.duplicates import Index, find
from qbank.model.item import Item, Option, Source, answer_texts
from qbank.types import FillBlank, SingleChoice, TrueFalse

T = TypeVar("T")
BIG = 100_000
COMPARED = 20_000
"""Items that the rival is measured on too: it holds every product above its threshold at once."""
_LIKE = 0.8
_OFFICES = [
    "财政局",
    "档案局",
    "教育局",
    "水利局",
    "应急管理局",
    "市场监管局",
    "卫生健康局",
    "人力资源部门",
    "办公室",
    "审计部门",
]
_MATTERS = [
    "档案",
    "停车场",
    "食品仓储",
    "消防设施",
    "公务用车",
    "培训经费",
    "防汛物资",
    "建设项目",
    "投诉举报",
    "信息系统",
    "合同",
    "值班",
    "采购",
    "固定资产",
    "安全生产",
    "社区食堂",
    "补助资金",
    "出国证件",
    "会议",
    "考勤",
    "疫苗",
    "河道",
    "校车",
    "图书",
]
_ACTS = [
    "备案", "检查", "登记", "移交", "审批", "公示", "验收", "销毁", "报送",
    "复核", "保管", "变更",
]  # fmt: skip
_CASES = [
    "材料不齐全的",
    "情况紧急的",
    "涉及两个以上部门的",
    "发生变更的",
    "逾期未办理的",
    "经审查合格的",
    "因故不能到场的",
    "有重大隐患的",
    "需要延期的",
    "被撤销的",
    "首次申请的",
    "收到举报的",
    "依法委托的",
    "跨年度实施的",
    "有异议的",
    "已经注销的",
]
_WHO = [place + office for place in ("市", "县", "区", "镇", "本单位") for office in _OFFICES]
_WHAT = [matter + act for matter in _MATTERS for act in _ACTS]
_OPENING = [f"{case}，" for case in _CASES]
_TEMPLATE = [
    "{opening}{who}应当自{what}完成之日起{n}日内向主管部门提交书面报告。",
    "{opening}{what}由{who}负责，每年不少于{n}次，结果记入台账。",
    "{opening}{who}应当在{n}个工作日内作出是否准予{what}的决定并说明理由。",
    "{opening}负责{what}的单位是{who}，保存期限不少于{n}年。",
    "{opening}未按规定办理{what}的，由{who}责令限期改正，处{n}元以下的罚款。",
    "{opening}{who}组织{what}时，到场人员不得少于{n}人，并当场制作笔录。",
    "{opening}{what}的申请由{who}受理，申请人可以在{n}日前撤回。",
    "{opening}{who}每{n}个月对{what}工作开展一次抽查，抽查结果向社会公布。",
]


def bank(count: int, seed: int = 7) -> Iterator[Item]:
    """Yield that many items drawn as said above."""
    rng = random.Random(seed)
    earlier: list[Item] = []
    for number in range(count):
        if earlier and rng.random() < 0.1:
            yield replace(_reworded(rng.choice(earlier), rng), id=f"q{number:06}")
            continue
        item = _drawn(number, rng)
        earlier.append(item)
        yield item


def _drawn(number: int, rng: random.Random) -> Item:
    who, what, opening = rng.choice(_WHO), rng.choice(_WHAT), rng.choice(_OPENING)
    size = rng.choice([2, 3, 5, 7, 10, 15, 20, 30, 60, 90])
    template, law = rng.choice(_TEMPLATE), rng.randrange(300)
    lead = rng.choice(["", f"根据《{_WHAT[law % len(_WHAT)]}管理办法》，"])
    text = template.format(who=who, what=what, opening=opening, n=size)
    start = 60 * rng.randrange(150)
    shared: dict[str, Any] = {
        "id": f"q{number:06}",
        "sources": (Source(f"{law}.txt", f"{law:064}", start, start + len(text), text),),
    }
    kind = rng.randrange(4)
    if kind == 0:
        return Item(stem=lead + text, body=TrueFalse(key=rng.random() < 0.5), **shared)
    if kind == 1:
        blanked = template.format(who=who, what=what, opening=opening, n="____")
        return Item(stem=lead + blanked, body=FillBlank(((str(size),),)), **shared)
    by_name = kind == 2
    wrong = rng.sample(_WHO, 3) if by_name else [f"{size * times}" for times in (2, 3, 4)]
    asked = {"who": "____" if by_name else who, "n": size if by_name else "____"}
    texts = [who if by_name else str(size), *(each for each in wrong if each != who)]
    options = tuple(Option(f"o{at}", each) for at, each in enumerate(texts))
    stem = lead + template.format(what=what, opening=opening, **asked)
    return Item(stem=stem, body=SingleChoice(options, ("o0",)), **shared)


def _reworded(item: Item, rng: random.Random) -> Item:
    old, new = rng.choice([
        ("应当", "须"),
        ("不少于", "不得少于"),
        ("。", ""),
        ("负责", "具体负责"),
        ("____", "（　　）"),
    ])
    return replace(item, stem=item.stem.replace(old, new), sources=() if rng.random() < 0.5 else item.sources)


def measure_find(count: int) -> tuple[float, float, float, dict[str, int]]:
    """Return CPU seconds, megabytes before and at the peak, and the pairs by kind."""
    items = list(bank(count))
    before, start = memory.peak(), time.process_time()
    pairs = find(items)
    return time.process_time() - start, before, memory.peak(), dict(Counter(pair.kind for pair in pairs))


def measure_lookups(count: int) -> tuple[float, float, float]:
    """Return CPU seconds to make an index, and the middle and the longest lookup in milliseconds."""
    items = list(bank(count))
    start = time.process_time()
    index = Index(items)
    made, spent = time.process_time() - start, []
    for item in random.Random(1).sample(items, 2000):
        start = time.perf_counter()
        index.near(item)
        spent.append(1000 * (time.perf_counter() - start))
    return made, median(spent), max(spent)


def measure_rival(count: int) -> tuple[float, float, float, int]:
    """Return CPU seconds, megabytes before and at the peak, and the pairs of what a user would write instead."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = ["\n".join((item.stem, *answer_texts(item.body.interaction()))) for item in bank(count)]
    before, start, found = memory.peak(), time.process_time(), 0
    matrix = TfidfVectorizer(analyzer="char", ngram_range=(2, 2)).fit_transform(texts)
    across = matrix.T.tocsr()
    for first in range(0, count, 1000):
        found += int(((matrix[first : first + 1000] @ across) > _LIKE).nnz)
    return time.process_time() - start, before, memory.peak(), (found - count) // 2


def duplicates() -> None:
    """Print the time to find all duplicates and one item's, and the ratio to the rival at the same size."""
    seconds = {}
    for size in (COMPARED, BIG):
        seconds[size], before, peak, kinds = _alone(measure_find, size)
        print(
            f"duplicates among {size:7,}         {seconds[size]:6.1f} CPU seconds   {_memory(before, peak)}   {kinds}"
        )
    made, middle, longest = _alone(measure_lookups, BIG)
    print(
        f"index of {BIG:,}                 {made:6.1f} CPU seconds   lookup {middle:.2f} ms, longest {longest:.1f} ms"
    )
    theirs, before, peak, pairs = _alone(measure_rival, COMPARED)
    print(f"TfidfVectorizer, sparse product  {theirs:6.1f} CPU seconds   {_memory(before, peak)}   {pairs} pairs")
    print(f"ratio, {COMPARED:,} items            {theirs / seconds[COMPARED]:6.2f} x")


def _memory(before: float, peak: float) -> str:
    return f"peak {peak:5.0f} MB ({peak - before:+.0f})"


def _alone(work: Callable[[int], T], count: int) -> T:
    """Do a piece of work in a fresh process."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (count,))
