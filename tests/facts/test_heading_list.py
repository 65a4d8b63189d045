"""Lists made of headings."""

import pytest
from facts_of import facts_of, words_of

BODY = "各单位要高度重视，认真抓好各项任务的落实，确保取得实效。"


def test_headings_of_one_level_under_one_heading():
    """The parent is the sentence of the fact, the heads come without numbers."""
    text = f"一、目标\n{BODY}\n二、措施\n（一）强化组织领导\n{BODY}\n（二）强化经费保障\n{BODY}\n三、要求\n{BODY}\n"
    (fact,) = facts_of("heading_list", text)
    assert fact.sent.view == "措施"
    assert words_of([fact]) == [("强化组织领导", "强化经费保障")]
    assert len(fact.sentences()) == 3


def test_a_list_whose_first_is_no_heading_is_none():
    """书记要像个书记的样子。… opens as 考核要改 does: there are four, and three of them are headings."""
    heads = "".join(f"{head}\n{BODY}\n" for head in ("考核要改", "监督要硬", "宣传要实"))
    assert words_of(facts_of("heading_list", f"最后强调几条要求\n{heads}"))
    assert not facts_of("heading_list", f"最后强调几条要求\n书记要像个书记的样子。{BODY}\n{heads}")


def test_chapters_and_articles_are_no_list():
    """The chapters of a regulation are not worth asking."""
    text = f"停车管理办法\n第一章 总则\n第一条 {BODY}\n第二章 建设\n第二条 {BODY}\n第三章 附则\n第三条 {BODY}\n"
    assert facts_of("heading_list", text) == []


def test_a_single_subheading_is_no_list():
    """Two heads are the least."""
    text = f"一、目标\n{BODY}\n二、措施\n（一）强化组织领导\n{BODY}\n三、要求\n{BODY}\n"
    assert all("强化组织领导" not in parts for parts in words_of(facts_of("heading_list", text)))


@pytest.mark.parametrize(("code", "found"), [("三个贯通", True), ("四个贯通", False), ("三个融合", False)])
def test_a_sentence_that_counts_the_heads_stands_for_a_title(code, found):
    """Without a title, “三个贯通” before three heads of 贯通 is their parent; another number or noun is not."""
    heads = ["线上宣传与线下走访相贯通", "集中整治与日常巡查相贯通", "部门监管与群众监督相贯通"]
    text = f"入汛以来，青溪镇从“两个责任”抓起，以“{code}”为抓手推进河道管护，取得了明显成效。\n"
    text += "".join(f"{head}。{BODY}{BODY}\n" for head in heads)
    facts = facts_of("heading_list", text)
    assert words_of(facts) == ([tuple(heads)] if found else [])
    assert not found or facts[0].lead.text == code


def test_a_list_that_misses_one_of_its_numbers_is_none():
    """Nobody can be asked for all of them where the first, or one between, is no heading."""

    def lists(*labels):
        below = "".join(
            f"（{label}）落实第{label}项经费\n财政所按季度拨付工作经费，确保及时足额到位。\n" for label in labels
        )
        text = "镇工作方案\n一、保障措施\n镇里成立工作专班，统筹推进各项任务。\n" + below
        return [
            fact
            for fact in facts_of("heading_list", text + "二、有关要求\n各单位按月报送。\n")
            if "经费" in fact.heads[0].text
        ]

    assert len(lists("一", "二", "三")) == 1
    assert lists("二", "三", "四") == []
    assert lists("一", "二", "四") == []


@pytest.mark.parametrize(("numbers", "found"), [("一二三", True), ("二三四", False), ("一三四", False)])
def test_heads_that_are_counted_aloud_are_a_list_from_one_on(numbers, found):
    """二，油枪拉断 is not the first of them; what is missing stands in no answer."""
    heads = [f"{number}，{what}" for number, what in zip(numbers, ["油枪拉断", "顾客抽烟", "油气回收"], strict=True)]
    text = f"第一章 前庭\n{BODY}\n" + "".join(f"{head}\n{BODY}\n" for head in heads) + f"第二章 后院\n{BODY}\n"
    assert any("油枪拉断" in "".join(parts) for parts in words_of(facts_of("heading_list", text))) is found
