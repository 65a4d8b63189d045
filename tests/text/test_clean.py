"""How raw text reads: width, punctuation, white space; and what is redacted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.text.clean import fold, full_stops, is_han, view
from qbank.text.redaction import redactions

MARKS = st.lists(
    st.sampled_from(["局", "a", "1", "１", "Ａ", ",", ";", ":", "?", "!", "(", ")", '"', "．", "，", " ", "\n"])
)
TEXTS = st.one_of(st.text(), MARKS.map("".join))


def reads(source: str, *, tight: bool = False) -> str:
    """Return how a text reads."""
    folded = fold(source)
    return view(folded, 0, len(folded), tight=tight)[0]


def redacted(source: str) -> list[str]:
    """Return the redacted words of a text."""
    return [source[span.start : span.end] for span in redactions(source, 0)]


@given(TEXTS)
def test_folding_keeps_the_length(source):
    """Folding changes characters one for one, so offsets stay."""
    assert len(fold(source)) == len(source)


@given(TEXTS)
def test_the_pieces_of_a_view_are_its_characters(source):
    """Pieces are in order, do not touch, and are as long as the view."""
    folded = fold(source)
    words, pieces = view(folded, 0, len(folded))
    assert sum(end - start for start, end in pieces) == len(words)
    assert all(before[1] < after[0] for before, after in pairwise(pieces))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("培训24次,参加500人.", "培训24次，参加500人."),
        ("每天11:17开门,共1,000人;", "每天11:17开门，共1,000人；"),
        ("是吗?!好(一)组", "是吗？！好（一）组"),
        ("优秀(不超过20%),70分以上为称职", "优秀（不超过20%），70分以上为称职"),
        ("print(a, b); x = f(1)", "print(a, b); x = f(1)"),
        ("网址:http://a.example:80/?b=c", "网址：http://a.example:80/?b=c"),
        ('坚持"三会一课"制度', "坚持“三会一课”制度"),
        ('屏幕5" 高', '屏幕5"高'),
        ("２０２３年ＡＢ座，增长３．５％", "2023年AB座，增长3.5%"),
    ],
)
def test_width_and_punctuation(source, expected):
    """Beside Chinese, marks are wide; in numbers, times, addresses and formulas they stay."""
    assert reads(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("特制定\n本法", "特制定本法"),
        ("百年征程 初心\u3000\u3000不改", "百年征程 初心 不改"),
        ("“12345” 机制 ，共 12 人", "“12345”机制，共12人"),
        ("open  the\ndoor", "open the door"),
        ("零\u200b宽\ufeff字", "零宽字"),
        ("  前后 ", "前后"),
    ],
)
def test_white_space(source, expected):
    """Broken lines close up in Chinese, gaps shrink to one space or none, the unseen goes."""
    assert reads(source) == expected


def test_words_set_wide_close_up_in_headings_only():
    """总　　则 reads 总则 in a heading; a heading of words keeps its space."""
    assert reads("总　　则", tight=True) == "总则"
    assert reads("总　　则") == "总 则"
    assert reads("夜巡 守护平安", tight=True) == "夜巡 守护平安"


def test_han_takes_in_rare_characters_and_no_punctuation():
    """𠮷 and 〇 are Chinese characters, 。 and a are none."""
    assert [char for char in "𠮷〇局。a１" if is_han(char)] == ["𠮷", "〇", "局"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("落实X市要求", ["X"]),
        ("x年x月x日，xx县", ["x", "x", "x", "xx"]),
        ("投入到XXX等工作", ["XXX"]),
        ("20XX年，电话138xxxx1234", ["20XX", "138xxxx1234"]),
        ("李**和王某某、张x到场", ["李**", "王某某", "张x"]),
        ("××派出所，○○村，□□镇，＊＊＊街", ["××", "○○", "□□", "＊＊＊"]),
        ("在____填写", ["____"]),
    ],
)
def test_redactions_are_found(source, expected):
    """A redaction takes in what is attached to it: digits, letters, a surname."""
    assert redacted(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "面积2×2米",
        "2x2矩阵",
        "拍X光，做X射线检查",
        "用Excel制表",
        r"\xx 与 \\xxx",
        "二○○八年",
        "二〇〇八年",
        "x市场",
        "X区间",
    ],
)
def test_what_only_looks_redacted_is_left(source):
    """Formulas, X-rays, words and years in Chinese numerals are no redactions."""
    assert redacted(source) == []


def test_redactions_stand_in_the_document():
    """Spans count from where the sentence begins."""
    assert redactions("由X局负责", 100)[0] == (101, 102)


@pytest.mark.parametrize("piece", ["1", "X1", "xx1", "**1", "1×", "○〇", "甲1"])
def test_redactions_in_a_long_line_take_time_by_its_length(piece):
    """200,000 characters without a stop are gone through, and the spans come in order, each once."""
    spans = redactions(piece * (200_000 // len(piece)) + "*", 0)
    assert list(spans) == sorted(set(spans))


@given(TEXTS)
def test_wide_stops_keep_the_length(source):
    """Stops are changed one for one, so offsets stay."""
    assert len(full_stops(source)) == len(source)


def test_narrow_full_stops_are_read_as_stops():
    """In a text set in them; numbers, labels and dots in a row stay."""
    text = "全市开展教育,参学率达100%.下一步,继续推进.\n2.支部学习.每次3.5小时...“抓作风就是抓战斗力.”4月8日,局长说.\n"
    assert full_stops(text) == (
        "全市开展教育,参学率达100%。下一步,继续推进。\n2.支部学习。每次3.5小时...“抓作风就是抓战斗力。”4月8日,局长说。\n"
    )


def test_a_narrow_stop_among_wide_ones_stays():
    """There it is a slip or a name."""
    text = "约翰.史密斯到会。会议开始。李.四发言。王.五发言。"
    assert full_stops(text) == text
