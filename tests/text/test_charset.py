"""Bytes to text: every encoding users have, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.locale import brief
from qbank.text.charset import commonness, decode, mojibake_sample

LINES = (
    "为落实全年学习计划，现将有关事项通知如下。",
    "一、各单位每月组织两次集中学习，由办公室负责记录。",
    "二、培训分三个阶段，参加人员750人，6月底前完成。",
    "三、学习情况纳入年度考核，优秀单位给予表彰。",
)
TEXT = "\n".join(LINES)
TRADITIONAL = "為落實全年學習計劃，現將有關事項通知如下。\n各單位每月組織兩次集中學習，由辦公室負責記錄。"
RARE = TEXT + "\n姓名：𠮷野、㐂乐。"


def refused(data: bytes) -> tuple[str, dict[str, object]]:
    """Return code and values of the problem that decoding gives."""
    with pytest.raises(QbankError) as caught:
        decode(data)
    assert caught.value.problem.message()
    return caught.value.problem.code, dict(caught.value.problem.values)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=200))
def test_utf8_with_a_mark_is_read_as_written(text: str) -> None:
    """A byte order mark settles the encoding, whatever the text."""
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        decoded = decode(bom + text.encode(encoding))
        assert (decoded.text, decoded.encoding, decoded.problems) == (text, encoding, ())


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n", ""]))
def test_each_encoding_gives_the_text_of_its_utf8_twin(lines: list[str], end: str) -> None:
    """Whatever Chinese text, GBK, GB18030 and UTF-16 without a mark are recognised without doubt."""
    text = end.join(lines)
    for encoding in ("utf-8", "gbk", "gb18030", "utf-16-le", "utf-16-be"):
        decoded = decode(text.encode(encoding))
        assert decoded.text == text
        assert decoded.encoding == ("gb18030" if encoding == "gbk" else encoding)
        assert not decoded.problems


@pytest.mark.parametrize("size", [6, 12, 40, 400])
def test_short_gbk(size: int) -> None:
    """A few GBK words are enough."""
    data = (TEXT * 3).encode("gbk")[:size]
    assert decode(data).text == data.decode("gbk")


def test_big5_and_gb18030_are_told_apart() -> None:
    """Traditional text reads right from both encodings, though GB18030 takes most Big5 bytes too."""
    for encoding, expected in (("big5", "cp950"), ("gb18030", "gb18030")):
        decoded = decode(TRADITIONAL.encode(encoding))
        assert (decoded.text, decoded.encoding) == (TRADITIONAL, expected)


def test_four_byte_characters_of_gb18030() -> None:
    """Characters beyond GBK survive."""
    assert decode(RARE.encode("gb18030")).text == RARE


def test_invalid_byte_far_inside_utf8() -> None:
    """One bad byte is refused with its place, never replaced."""
    good = (TEXT + "\n").encode() * 3000
    data = good + b"\xff" + good
    assert refused(data) == ("broken-encoding", {"encoding": "utf-8", "offset": len(good), "line": 12001})


@pytest.mark.parametrize("lost", [1, 2])
def test_utf8_cut_inside_its_last_character(lost: int) -> None:
    """A torn end is refused at the first byte of the torn character."""
    data = TEXT.encode()
    code, values = refused(data[:-lost])
    assert (code, values["offset"], values["line"]) == ("broken-encoding", len(data) - 3, 4)


def test_gb18030_cut_or_damaged() -> None:
    """A torn GB18030 file is refused too, with its place."""
    data = TEXT.encode("gb18030")
    code, values = refused(data + b"\x81")
    assert (code, values["encoding"], values["offset"]) == ("broken-encoding", "gb18030", len(data))


def test_mixed_encodings_both_ways() -> None:
    """UTF-8 that goes on in GBK, or the reverse, is refused where it changes."""
    head = TEXT.encode() + b"\n"
    code, values = refused(head + TEXT.encode("gbk"))
    assert (code, values) == ("mixed-encoding", {"encoding": "utf-8", "offset": len(head), "line": 5})
    head = TEXT.encode("gbk") + b"\n"
    code, values = refused(head + TEXT.encode() * 3)
    assert (code, values) == ("mixed-encoding", {"encoding": "gb18030", "offset": len(head), "line": 5})


def test_zero_bytes_are_no_text() -> None:
    """A zero byte in what is not UTF-16 refuses the file."""
    assert refused(TEXT.encode() + b"\0")[0] == "binary-content"
    assert refused(bytes(range(256)) * 4)[0] == "binary-content"


def test_noise_is_unsure() -> None:
    """Bytes that no encoding explains are refused, not guessed."""
    noise = bytes((index * 7919 + 13) % 127 + 129 for index in range(3001))
    assert refused(noise)[0] in {"encoding-unsure", "broken-encoding"}


def test_short_gb18030_that_is_valid_utf8_too() -> None:
    """Bytes that only chance makes valid UTF-8 are read as GB18030, and told to be a guess."""
    data = "通知".encode("gbk")
    assert data.decode("utf-8")
    decoded = decode(data)
    assert (decoded.text, [problem.code for problem in decoded.problems]) == ("通知", ["encoding-guessed"])


def test_european_text_is_guessed() -> None:
    """Other encodings are left to charset-normalizer, with a warning."""
    text = "Ein größerer Überblick über die Prüfung: Höhe, Länge, Größe und Menge für alle Schüler. " * 5
    decoded = decode(text.encode("cp1252"))
    assert "Überblick" in decoded.text
    assert [problem.code for problem in decoded.problems] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("encoding", "declared", "told"),
    [
        ("gbk", "gb2312", []),
        ("gbk", "GBK", []),
        ("utf-8", "gb2312", ["charset-differs"]),
        ("gbk", "utf-8", ["charset-differs"]),
        ("gbk", "iso-8859-1", ["charset-differs"]),
        ("utf-8", "x-unknown", []),
        ("utf-8", "utf-7", []),
    ],
)
def test_declared_charset(encoding: str, declared: str, told: list[str]) -> None:
    """What a page declares is checked against its bytes; names we do not honour are passed over."""
    decoded = decode(TEXT.encode(encoding), declared=declared)
    assert decoded.text == TEXT
    assert [problem.code for problem in decoded.problems] == told


def test_declared_utf7_is_never_honoured() -> None:
    """Markup hidden in UTF-7 stays what it is: letters and signs."""
    assert decode(b"+ADw-script+AD4-", declared="utf-7").text == "+ADw-script+AD4-"


def test_commonness_bounds() -> None:
    """Running text scores about a half, text in a wrong encoding next to nothing, ASCII zero."""
    assert commonness(TEXT) > 0.4
    assert commonness(TEXT.encode().decode("gb18030", "replace")) < 0.1
    assert commonness(TEXT.encode("big5", "ignore").decode("gb18030", "replace")) < 0.2
    assert commonness("plain") == 0.0


@pytest.mark.parametrize("wrong", ["gb18030", "cp1252"])
def test_mojibake_is_seen(wrong: str) -> None:
    """UTF-8 read in a wrong encoding and saved again shows in a sample; good text does not."""
    garbled = LINES[1].encode().decode(wrong, "ignore")
    assert mojibake_sample(f"标题\n{garbled}") == brief(garbled)
    assert mojibake_sample(TEXT) == ""
    assert mojibake_sample("甄嬛、薛宝钗、黛玉\nABC déjà vu naïve") == ""
