"""Replacements for a wrong option: laws over drafted items, and examples by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qbank
from qbank.model.item import Item, Option, Source
from qbank.types._folding import fold, same_wording
from qbank.types._options import ids_of, numbered, overlap
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.single_choice import SingleChoice
from qbank.workbench.workspace import Workspace

RULES = """云岭市应急值守管理办法
第一条 云岭市值班人员应当在接到险情后15分钟内书面报告云岭市应急指挥中心。
第二条 云岭市应急局每季度开展2次拉动演练，每次演练不少于40分钟。
第三条 巡查人员应当自发现隐患之日起三十日内向云岭市应急局提交书面报告。
第四条 应急演练由市应急管理局负责实施。物资储备由市发展改革局负责实施。道路抢通由市交通运输局负责实施。
第五条 成立培训领导小组，由分管副市长任组长，应急局局长任副组长。
第六条 值守工作坚持预防为主、分级负责、快速响应的原则。
第七条 台账保存期限为五年，演练记录应当在二十日内归档。
第八条 逾期不改的，处五千元以上一万元以下的罚款。
第九条 各单位执行《云岭市应急预案》，参照《值班工作规范》登记。
第十条 本办法自2031年5月1日起施行。
"""
PLAN = """青禾县防汛演练实施方案
一、组织领导
演练物资由县水利局负责实施。信息发布由县融媒体中心负责实施。
值班人员应当在接到预警后25分钟内到岗。
二、有关要求
演练应当对照《青禾县防汛手册》进行，总结报告应当在10日内报送。
坚持科学调度、快速响应、服务群众的原则。
"""

# Amounts, dates, agents and titles, and what is nearly one.
KEYS = st.lists(
    st.sampled_from([
        "三",
        "30",
        "日",
        "元",
        "以上",
        "百分之",
        "%",
        "2031年",
        "5月",
        "月底",
        "前",
        "《",
        "》",
        "局",
        "市",
        "分之",
        "0",
        "至",
    ]),
    max_size=6,
).map("".join)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a workspace with rules and a plan, drafted."""
    folder = tmp_path_factory.mktemp("candidates")
    (folder / "办法.txt").write_text(RULES, encoding="utf-8")
    (folder / "方案.txt").write_text(PLAN, encoding="utf-8")
    with qbank.open(folder / "ws", make=True) as workspace:
        workspace.ingest(folder / "办法.txt", folder / "方案.txt")
        workspace.draft()
        yield workspace


def _choices(ws: Workspace) -> list[Item]:
    found = [item for item in ws.items() if item.type in {"single_choice", "multiple_choice"}]
    assert len(found) > 5
    return found


def _hand_made(ws: Workspace, stem: str, sentence: str, key: str, *wrong: str, document: str = "办法") -> Item:
    """Return an item as an editor writes it, resting on a sentence of a document."""
    known = ws.document(document)
    start = known.text.index(sentence)
    options = numbered([Option("", text) for text in (key, *wrong)])
    source = Source(known.name, known.digest, start, start + len(sentence), sentence)
    return Item(id="hand", stem=stem, body=SingleChoice(options, ids_of(options, [key])), sources=(source,))


def _texts(found: list[Option]) -> list[str]:
    return [option.text for option in found]


# --- laws ------------------------------------------------------------------------------------------


def test_no_candidate_overlaps_a_key_an_option_or_another(ws: Workspace) -> None:
    """Put into the item, each is a new wording that the reader can tell from all others, and stands not in the stem."""
    for item in _choices(ws):
        taken = [fold(option.text) for option in item.body.options]
        for option in ws.candidates(item):
            assert not any(overlap(fold(option.text), each) or same_wording(option.text, each) for each in taken)
            assert fold(option.text) not in fold(item.stem)
            taken.append(fold(option.text))


def test_every_candidate_says_why_and_has_no_id(ws: Workspace) -> None:
    """The reason says where it comes from, in the words of drafting."""
    starts = ("同文", "同句", "同一程序", "另一阶段", "另一份文件《", "相邻", "同类")
    for item in _choices(ws):
        assert all(option.reason.startswith(starts) and not option.id for option in ws.candidates(item))


def test_asking_again_gives_the_same(ws: Workspace, tmp_path: Path) -> None:
    """From the shelf, or from a workspace that has just been opened."""
    before = {item.id: ws.candidates(item) for item in _choices(ws)}
    with qbank.open(ws.folder) as again:
        assert {item.id: again.candidates(item) for item in reversed(_choices(again))} == before


def test_the_first_few_of_many_are_the_few(ws: Workspace) -> None:
    """A smaller limit cuts the list short and changes nothing else."""
    for item in _choices(ws):
        many = ws.candidates(item)
        assert len(many) <= 12
        assert ws.candidates(item, limit=3) == many[:3]
        assert ws.candidates(item, limit=0) == []


def test_what_is_put_in_is_not_offered_again(ws: Workspace) -> None:
    """Taking a candidate in place of a wrong option leaves the others, the item sound, and not itself."""
    for item in _choices(ws):
        wrong = next(option for option in item.body.options if option.id not in item.body.key)
        for candidate in ws.candidates(item, limit=2):
            new = replace(wrong, text=candidate.text, reason=candidate.reason)
            options = tuple(new if option == wrong else option for option in item.body.options)
            changed = replace(item, body=replace(item.body, options=options))
            assert not [problem for problem in ws.check(changed) if problem.severity == "error"]
            assert candidate.text not in _texts(ws.candidates(changed))


def test_names_come_from_the_documents(ws: Workspace) -> None:
    """Whatever is no number stands in one of the documents, or is a common member of the key's class."""
    for item in _choices(ws):
        for option in ws.candidates(item):
            if not option.reason.startswith(("相邻", "同类")):
                assert option.text.removesuffix("前") in RULES + PLAN


@settings(max_examples=25)
@given(key=st.text(max_size=12) | KEYS, stem=st.text(max_size=20), wrong=st.text(max_size=5))
def test_whatever_is_typed_breaks_nothing(ws: Workspace, key: str, stem: str, wrong: str) -> None:
    """An editor's half-typed stem, key or option gives a list, never an error, and never the key."""
    item = _hand_made(ws, stem, "第九条 各单位执行《云岭市应急预案》，参照《值班工作规范》登记。", key, wrong)
    found = ws.candidates(item)
    assert all(not same_wording(option.text, key) and option.reason for option in found)


# --- examples --------------------------------------------------------------------------------------


def test_a_period_gets_others_of_the_document_then_the_corpus_then_neighbours(ws: Workspace) -> None:
    """Thirty days: twenty of the same rules before any neighbour; all printed as the key is."""
    sentence = "第三条 巡查人员应当自发现隐患之日起三十日内向云岭市应急局提交书面报告。"
    found = ws.candidates(_hand_made(ws, "书面报告应当在多少日内提交？", sentence, "三十日", "九十日", "一百二十日"))
    assert (found[0].text, found[0].reason) == ("二十日", "同文另一处数量"), found
    assert {"十五日", "四十五日"} <= set(_texts(found))
    assert not {"三十日", "30日", "九十日"} & set(_texts(found))
    ranks = [("同文", "另一", "相邻").index(option.reason[:2]) for option in found]
    assert ranks == sorted(ranks)


def test_an_agent_gets_the_agents_of_the_documents(ws: Workspace) -> None:
    """A department written by hand: others of the same text, then of the other document, named."""
    sentence = "道路抢通由市交通运输局负责实施"
    found = ws.candidates(_hand_made(ws, "道路抢通由哪个部门负责？", sentence, "市交通运输局", "市公安局"))
    reasons = {option.text: option.reason for option in found}
    assert reasons["市应急管理局"] == "同文另一处职责主体"
    assert reasons["县水利局"] == "另一份文件《青禾县防汛演练实施方案》中的职责主体"


def test_a_title_written_by_hand_gets_other_titles(ws: Workspace) -> None:
    """By its wording alone: no fact is about it."""
    item = _hand_made(
        ws, "登记参照哪一文件？", "第十条 本办法自2031年5月1日起施行。", "《值守登记办法》", "《甲》", "《乙》"
    )
    found = {option.text: option.reason for option in ws.candidates(item)}
    assert found["《云岭市应急预案》"] == "同文另一处文件名称"
    assert found["《青禾县防汛手册》"] == "另一份文件《青禾县防汛演练实施方案》中的文件名称"


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("45分钟", {"30分钟", "60分钟"}),
        ("三分之二", {"二分之一", "四分之三"}),
        ("85%", {"80%", "90%"}),
        ("2031年6月1日", {"2031年7月1日", "2031年8月1日"}),
        ("五千元以上一万元以下", {"一万元以上二万元以下"}),
    ],
)
def test_a_value_that_no_fact_knows_gets_its_neighbours(ws: Workspace, key: str, near: set[str]) -> None:
    """The proof line does not say it: its own wording does."""
    sentence = "第六条 值守工作坚持预防为主、分级负责、快速响应的原则。"
    found = _texts(ws.candidates(_hand_made(ws, "这一项是怎样规定的？", sentence, key, "甲", "乙")))
    assert near & set(found), found


def test_dates_are_offered_in_the_form_of_the_key(tmp_path: Path) -> None:
    """With 前 where the key has it; of one form; no month that the calendar does not have."""
    text = (
        "云岭市整改方案\n各单位应当在明年3月1日前完成隐患整改任务。各街道应当在明年3月20日前完成台账核对工作。\n"
        "市应急局应当在6月底前完成全面验收工作。\n"
    )
    (tmp_path / "方案.txt").write_text(text, encoding="utf-8")
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        workspace.ingest(tmp_path / "方案.txt")
        sentence = "各单位应当在明年3月1日前完成隐患整改任务。"
        stem = "各单位应当在何时完成隐患整改任务？"
        for key, end in (("明年3月1日前", "前"), ("明年3月1日", "日")):
            found = _texts(
                workspace.candidates(_hand_made(workspace, stem, sentence, key, "甲", "乙", document="方案"))
            )
            assert found[0].startswith("明年3月20日")
            assert all(text.startswith("明年") and text.endswith(end) for text in found)
            assert not {"明年0月1日", "明年13月1日"} & {text.removesuffix("前") for text in found}


def test_members_of_lists_get_members_of_other_lists(ws: Workspace) -> None:
    """Principles: what is one in both lists is true here; the other list's own serve."""
    known = ws.document("办法")
    sentence = "第六条 值守工作坚持预防为主、分级负责、快速响应的原则。"
    options = numbered([Option("", text) for text in ("预防为主", "分级负责", "快速响应", "群防群治")])
    body = MultipleChoice(options, ids_of(options, ["预防为主", "分级负责", "快速响应"]))
    start = known.text.index(sentence)
    source = Source(known.name, known.digest, start, start + len(sentence), sentence)
    found = ws.candidates(Item(id="hand", stem="值守工作坚持哪些原则？", body=body, sources=(source,)))
    assert set(_texts(found)[:2]) == {"科学调度", "服务群众"}
    assert not {"预防为主", "分级负责", "快速响应", "群防群治"} & set(_texts(found))


def test_what_the_document_calls_right_too_is_no_candidate(tmp_path: Path) -> None:
    """Both offices do it by the same words elsewhere in the text: the other one is not offered."""
    text = (
        "石塘市巡查办法\n第一条 隐患台账由市应急管理局负责管理。\n第二条 隐患台账由市消防救援局负责管理。\n"
        "第三条 宣传培训由市融媒体中心负责实施。\n"
    )
    (tmp_path / "办法.txt").write_text(text, encoding="utf-8")
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        workspace.ingest(tmp_path / "办法.txt")
        stem, sentence = "隐患台账由哪个部门负责管理？", "隐患台账由市应急管理局负责管理。"
        found = _texts(workspace.candidates(_hand_made(workspace, stem, sentence, "市应急管理局", "市公安局")))
    assert "市消防救援局" not in found
    assert "市融媒体中心" in found


def test_nothing_to_offer_is_an_empty_list(ws: Workspace) -> None:
    """Types without options, items without proof, documents that are gone, items without a key."""
    for item in ws.items():
        if item.type not in {"single_choice", "multiple_choice"}:
            assert ws.candidates(item) == []
    item = next(each for each in _choices(ws) if each.type == "single_choice")
    assert ws.candidates(replace(item, sources=())) == []
    gone = replace(item.sources[0], document="没有.txt", digest="0" * 64)
    assert ws.candidates(replace(item, sources=(gone,))) == []
    assert ws.candidates(replace(item, body=replace(item.body, key=()))) == []


def test_an_earlier_version_of_a_document_still_serves(tmp_path: Path) -> None:
    """The item rests on the text as it was; that version is in the bank while an item cites it."""
    path = tmp_path / "办法.txt"
    path.write_text(RULES, encoding="utf-8")
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        workspace.ingest(path)
        workspace.draft()
        item = next(each for each in _choices(workspace) if workspace.candidates(each))
        workspace.accept(item.id)
        path.write_text(RULES.replace("第一条", "总则\n第一条"), encoding="utf-8")
        workspace.ingest(path)
        assert workspace.candidates(workspace.item(item.id))
