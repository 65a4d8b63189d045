"""What is due when, as a timetable lists it."""

from facts_of import facts_of, words_of

from qbank.facts.due_pairs import DuePairsPattern
from qbank.model.document import Document, Kind
from qbank.text.segment import outline

LISTED = "6月10日：名单公示；\n6月20日前：册子报齐。各站另附照片。\n8月1日：提醒系统上线；\n9月底前：设备到位。\n"


def _found(text: str, kind: Kind) -> list[tuple[str, ...]]:
    document = Document("a.txt", "0" * 64, text, "实施方案", kind)
    return words_of(list(DuePairsPattern().find(outline(document), lambda _sent: ())))


def test_deadlines_of_one_sentence_and_of_its_neighbours():
    """Between semicolons or full stops, with who has to."""
    text = "4月15日前，各站报送方案；4月30日之前完成船工轮训；5月底前，视频点位接通。6月8日前完成销号工作。"
    assert words_of(facts_of("due_pairs", text)) == [
        (
            *("4月15日前", "各站报送方案", "4月30日之前", "完成船工轮训"),
            *("5月底前", "视频点位接通", "6月8日前", "完成销号工作"),
        )
    ]


def test_bare_dates_are_to_come_only_in_a_plan():
    """A list of a plan may say 8月1日：…; in a report that is what happened, and two deadlines are no timetable."""
    assert _found(LISTED, "plan") == [
        ("6月10日", "名单公示", "6月20日前", "册子报齐", "8月1日", "提醒系统上线", "9月底前", "设备到位")
    ]
    assert _found(LISTED, "report") == []


def test_rows_that_say_too_little_are_left_out():
    """Which eight is meant was said before; one date of two tasks tells neither."""
    text = "6月10日前，其余8家完成检测；6月20日前，册子报齐；7月5日前，方案定稿；7月5日前，名单公示。"
    assert facts_of("due_pairs", text) == []
