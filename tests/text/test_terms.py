"""Words: both segmenters behind one adapter, merged pieces, user dictionaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.model.document import Sentence
from qbank.text import terms
from qbank.text.terms import UserWord, background_idf, content_words, open_segmenter, read_user_words, terms_of

OFFICE = st.text(
    alphabet="坚持以人为本应急值守培训工作3月8日召开2024年，。“”《》、4+3+2%个次abcXYZ -.7万元𠮷", max_size=60
)
RJIEBA, JIEBA = open_segmenter("rjieba"), open_segmenter("jieba")


@given(OFFICE)
def test_words_joined_are_the_text(text: str) -> None:
    """Neither adapter loses or changes a character."""
    for segmenter in (RJIEBA, JIEBA):
        assert "".join(segmenter.cut(text)) == text
        assert "".join(word for word, _ in segmenter.tag(text)) == text


PROSE = (
    "云岭市应急指挥中心于2024年5月12日上午9:30召开值守能力提升部署会，印发手册1,200余份。",
    "把“三个到位”纳入年度考核，由分管负责人任组长，每季度至少开展2次无预案拉动演练。",
    "申请人应当自收到通知之日起十五日内书面提出复核申请，逾期未提出的视为放弃。",
    "青禾县水务局牵头编制《城乡供水一体化管理手册》，覆盖32个行政村，惠及4.6万人。",
    "登录yl-portal.example/2024-05-12查看A类、B类物资清单，联系电话0899-1234567。",
)


def test_both_segmenters_cut_alike() -> None:
    """After the merge by rule, jieba and its Rust twin give the same words."""
    for text in PROSE:
        assert RJIEBA.cut(text) == JIEBA.cut(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("于2024年5月12日召开", "2024年5月12日"),
        ("二〇二四年五月一日起施行", "二〇二四年五月一日"),
        ("印发750份材料", "750份"),
        ("落实“四个到位”要求", "四个到位"),
        ("编印《应急手册》一本", "应急手册"),
        ("制定“4+3+2”措施", "4+3+2"),
        ("占百分之三十五左右", "百分之三十五"),
    ],
)
def test_what_belongs_together_stays_one_word(text: str, word: str) -> None:
    """Dates, amounts, quoted terms and codes are never split."""
    assert word in RJIEBA.cut(text)
    assert word in JIEBA.cut(text)


def test_a_word_added_for_one_project_does_not_reach_another() -> None:
    """Each segmenter has its own dictionary, in both libraries."""
    for name in ("rjieba", "jieba"):
        special = open_segmenter(name, [UserWord("拉动点验制", None, "nz")])
        assert "拉动点验制" in special.cut("严格落实拉动点验制度化要求")
        assert ("拉动点验制", "nz") in special.tag("拉动点验制")
        assert "拉动点验制" not in open_segmenter(name).cut("严格落实拉动点验制度化要求")


def test_jieba_is_the_real_one() -> None:
    """No look-alike package has overwritten jieba, and its hidden Markov model works."""
    assert JIEBA.version == "0.42.1"
    assert "杭研" in JIEBA.cut("他来到了网易杭研大厦")


def test_a_missing_library_is_named_and_never_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for a segmenter that is not installed is a problem with a cure."""

    def missing(_name: str) -> None:
        raise ImportError

    monkeypatch.setattr(terms, "import_module", missing)
    with pytest.raises(QbankError) as caught:
        open_segmenter("rjieba")
    assert caught.value.problem.code == "segmenter-missing"


def test_terms_carry_offsets_into_the_view() -> None:
    """Each term is found again at its offsets."""
    view = "由𠮷田中心负责3月8日的培训"
    sent = Sentence(0, 5, 5 + len(view), view, view)
    found = terms_of(RJIEBA)(sent)
    assert [view[term.start : term.end] for term in found] == [term.text for term in found]
    assert found[-1].end == len(view)


def test_content_words_leave_out_the_rest() -> None:
    """Function words, punctuation and single characters carry no content."""
    (words,) = content_words(RJIEBA)(["因此，应急值守工作必须在每个单位全面落实！"])
    assert {"应急", "工作", "单位"} <= set(words)
    assert not {"因此", "，", "在", "每个", "！"} & set(words)


def test_a_user_dictionary_is_read_line_by_line() -> None:
    """Good lines are taken, a bad one is named with its number."""
    words, problems = read_user_words("# 专用词\n三级值守 200 n\n\n拉动点验\n坏 的 一 行\n", "userdict.txt")
    assert words == (UserWord("三级值守", 200, "n"), UserWord("拉动点验"))
    assert [(each.code, each.values["line"]) for each in problems] == [("bad-user-word", 5)]


def test_the_background_table_knows_common_words() -> None:
    """Rare words weigh more than common ones."""
    idf = background_idf()
    assert len(idf) > 200_000
    assert idf["工作"] < idf["灌溉"]
