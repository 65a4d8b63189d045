"""What a document says elsewhere: which wrong options and false statements are right after all, and which are not."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.also_true import _told
from qbank.drafting.claims import Claim
from qbank.drafting.places import figures, places
from qbank.drafting.said import Said, Saying, sayings
from qbank.drafting.states import WordsOf, states, wanted
from qbank.model.document import Document
from qbank.text.segment import outline
from qbank.text.terms import content_words, open_segmenter


@cache
def words_of() -> WordsOf:
    """Return the words of the default segmenter."""
    return content_words(open_segmenter())


def index(*texts: str) -> Said:
    """Return the index of documents a.txt, b.txt … with these texts."""
    found = []
    for name, text in zip("abcdef", texts, strict=False):
        said = list(sayings(outline(Document(f"{name}.txt", "0" * 64, text))))
        found.append((said, words_of()([each.text for each in said])))
    return Said.of(found)


def said_by(text: str, left: str, words: str, right: str, *, several: bool = False) -> bool:
    """Tell whether any sentence of a text is found and says what a claim says."""
    want = wanted(Claim(left, words, right), words_of(), several=several)
    return any(states(saying, want) for saying in index(text).about(want.all_words))


TRUE_ELSEWHERE = {
    "the same words in another sentence": (
        "各站点每季度组织拉动演练2次并通报。\n重点站点每季度组织拉动演练3次并通报。",
        ("每季度组织拉动演练", "3次", "并通报"),
    ),
    "the number in the other script": (
        "受理机关应当自受理之日起30日内作出决定。",
        ("受理机关应当自受理之日起", "三十日", "内作出决定"),
    ),
    "a level that the subject includes": (
        "县级以上地方人民政府应当定期组织安全检查。",
        ("", "市级人民政府", "应当定期组织安全检查"),
    ),
    "all levels": ("各级人民政府负责本区域的防汛工作。", ("", "县级人民政府", "负责本区域的防汛工作")),
    "other departments": (
        "应急部门和其他有关部门应当每月开展隐患排查。",
        ("", "教育部门", "应当每月开展隐患排查"),
    ),
    "a member of the subject": (
        "仓库、车间和食堂应当每年检修消防设施2次。",
        ("车间应当每年检修消防设施", "2次", ""),
    ),
    "case and penalty after a semicolon": (
        "擅自施工的，责令停工；占用消防通道的，处二千元以上五千元以下罚款。",
        ("占用消防通道的，处", "二千元以上五千元以下", "罚款"),
    ),
    "a list item under the same lead-in": (
        "申请人应当提交下列材料：\n（一）身份证明；\n（二）场地证明；\n（三）资金来源说明。",
        ("申请人应当提交", "资金来源说明", "材料"),
    ),
    "the paragraph before, extended to others": (
        "区应急局应当在五日内公布检查结果。\n乡镇应急站依照前款规定执行。",
        ("乡镇应急站应当在", "五日", "内公布检查结果"),
    ),
    "a colon and 即": (
        "各所开展“四项教育”，即纪律教育、安全教育、廉洁教育、法治教育。",
        ("“四项教育”", "廉洁教育", ""),
    ),
}


@pytest.mark.parametrize("name", TRUE_ELSEWHERE)
def test_what_a_document_says_is_found(name: str) -> None:
    """A claim is found although numbers, level, place in a list or the carrier of the sentence differ."""
    text, claim = TRUE_ELSEWHERE[name]
    assert said_by(text, *claim)


FALSE_EVERYWHERE = {
    "another modality": ("车间不得存放易燃物品。", ("车间", "可以", "存放易燃物品")),
    "another polarity": ("检查结果不公开。", ("检查结果", "公开", "")),
    "only part of a number": ("各站每年演练12次。", ("各站每年演练", "2次", "")),
    "another subject": ("市图书馆应当每周开放六天。", ("街道阅览室应当每周开放", "六天", "")),
    "a wider subject is not implied by a narrower one": (
        "重点仓库应当每月检查消防器材4次。",
        ("各仓库应当每月检查消防器材", "4次", ""),
    ),
    "a case that the claim does not name": (
        "擅自施工的，处一万元罚款；情节严重的，处五万元罚款。",
        ("擅自施工的，处", "五万元", "罚款"),
    ),
    "another deed": (
        "损毁标志的，处五百元罚款；占用通道的，处二千元罚款。",
        ("损毁标志的，处", "二千元", "罚款"),
    ),
    "another number beside it": (
        "货值不足一千元的，处三千元罚款。",
        ("货值不足五千元的，处", "三千元", "罚款"),
    ),
    "another duty": (
        "受理机关应当自收到申请之日起十日内告知申请人补正。",
        ("受理机关应当自收到申请之日起", "十日", "内作出许可决定"),
    ),
    "an item under another lead-in": (
        "申请人应当提交下列材料：\n（一）身份证明。\n检查人员应当携带下列装备：\n（一）执法记录仪。",
        ("申请人应当提交", "执法记录仪", "材料"),
    ),
    "the original alone": ("各站每季度演练2次。", ("各站每季度演练", "3次", "")),
}


@pytest.mark.parametrize("name", FALSE_EVERYWHERE)
def test_what_no_document_says_is_not_found(name: str) -> None:
    """Shared words alone make nothing true."""
    text, claim = FALSE_EVERYWHERE[name]
    assert not said_by(text, *claim)


def test_a_more_general_rule_makes_one_of_several_right() -> None:
    """Of several right options one may be named by a rule for all cases; a single number may not."""
    text = "处理个人信息应当遵循公开、透明原则。"
    claim = ("网站通过网络处理未成年人个人信息的，应当遵循", "公开", "原则")
    assert said_by(text, *claim, several=True)
    assert not said_by(text, *claim)


def test_other_documents_are_searched_and_one_can_be_left_aside() -> None:
    """The document of a sentence is known, and its own document can be passed over."""
    said = index("水库每年放水检修一次。", "水库每年放水检修两次。")
    words = words_of()(["水库放水检修"])[0]
    assert [each.document for each in said.about(words)] == ["a.txt", "b.txt"]
    assert [each.document for each in said.about(words, aside="a.txt")] == ["b.txt"]


def test_the_index_gives_back_every_sentence_as_it_is() -> None:
    """Packing loses nothing, over the edges of its pieces too."""
    lines = [f"第{number}号仓库由保管员{number}负责看守。" for number in range(100)]
    found = index("\n".join(lines)).about(["仓库", "保管员", "看守"])
    assert {each.text for each in found} == set(lines)
    assert list(index("").about(["仓库"])) == []


def test_items_of_a_list_know_their_lead_in() -> None:
    """A list item hangs on its lead-in, a heading on the one above it, an extension on what it extends."""
    text = "一、保障措施\n（一）加强领导\n各所要落实责任。\n"
    text += "有下列情形的，予以通报：\n1.迟到；\n2.早退。\n辅警适用前款规定。"
    found = {each.text: each for each in sayings(outline(Document("a.txt", "0" * 64, text)))}
    assert found["迟到；"].lead == "有下列情形的，予以通报："
    assert found["加强领导"].lead == "保障措施："
    assert found["辅警适用前款规定。"] == Saying("a.txt", "辅警适用前款规定。", "早退。", extends=True)


@given(
    st.lists(st.sets(st.sampled_from("甲乙丙丁戊己"), max_size=4), max_size=12),
    st.sets(st.sampled_from("甲乙丙丁戊"), max_size=5),
)
def test_what_shares_two_words_is_found(rows: list[set[str]], words: set[str]) -> None:
    """Every sentence with two of the words, or with the only one that occurs at all, in order of position."""
    said = Said.of([([Saying("a.txt", f"{at}") for at in range(len(rows))], [sorted(row) for row in rows])])
    known = words & set().union(*rows)
    wanted = [f"{at}" for at, row in enumerate(rows) if known and len(row & known) >= min(2, len(known))]
    assert [each.text for each in said.about(words)] == wanted


_SAID = st.text(st.sampled_from("115三十日内、。教育市级部门其他有关县以上副"), max_size=14)


@given(
    st.lists(st.tuples(_SAID, _SAID, st.booleans()), max_size=4),
    st.text(st.sampled_from("15日教育市级部门"), max_size=5),
)
def test_no_claim_is_passed_over_that_a_saying_could_make(rows: list[tuple[str, str, bool]], words: str) -> None:
    """Words that stand in any saying stand in all that is told; a claim whose words do not is not looked up."""
    said = [Saying("a.txt", text, lead, extends) for text, lead, extends in rows]
    seen = [f"{figures(each.lead)}{figures(each.text)}" if each.extends else figures(each.text) for each in said]
    anywhere = any(next(places(text, figures(words)), None) for text in seen)
    assert anywhere == any(places("\n".join(map(_told, said)), figures(words)))


@given(
    st.lists(st.lists(st.sampled_from("甲乙丙丁"), max_size=6), max_size=8),
    st.sets(st.sampled_from("甲乙丙丁"), min_size=1),
)
def test_a_word_said_twice_counts_once(rows: list[list[str]], words: set[str]) -> None:
    """A sentence is known by its words, however often it says them."""
    row = [Saying("a.txt", f"{at}") for at in range(len(rows))]
    once = Said.of([(row, [sorted(set(each)) for each in rows])])
    assert Said.of([(row, rows)]).postings.tolist() == once.postings.tolist()
    assert list(Said.of([(row, rows)]).about(words)) == list(once.about(words))
