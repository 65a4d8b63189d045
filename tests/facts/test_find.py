"""All patterns together, and the topic of a sentence without a subject."""

import time
from collections import Counter

from facts_of import all_facts, facts_of, outlined, terms

from qbank.facts import find_all
from qbank.facts._dates import dates_in
from qbank.facts._marks import marks_of
from qbank.facts._words import words_of
from qbank.facts.quantity import quantities_of

BODY = "各单位要高度重视，认真抓好各项任务的落实，确保取得实效。"


def test_patterns_meet_in_order_of_position():
    """Facts of several patterns on one sentence come in order of position."""
    facts = all_facts("3月8日，县水利局印发了750份《避险须知》，将巡查情况纳入年度考核。")
    assert [fact.pattern for fact in facts] == ["date", "quantity", "inclusion"]


def test_a_sentence_without_subject_gets_the_section_for_its_topic():
    """The section's title stands in for the missing subject; a complete sentence needs none."""
    text = (
        f"一、总体要求\n{BODY}\n二、夜间值守\n建立登记台账，每季度抽查2次。\n"
        f"值班人员应当在30分钟内到岗。\n三、附则\n{BODY}\n"
    )
    assert [fact.topic for fact in facts_of("quantity", text)] == ["夜间值守"]
    assert [fact.topic for fact in facts_of("time_limit", text)] == [""]


def test_a_list_item_gets_the_subject_of_its_lead_in():
    """An item below 值班人员应当…： is about 值班人员."""
    text = "值班人员应当遵守下列规定：\n（一）佩戴工作证件；\n（二）保存记录不少于30日。\n"
    assert [fact.topic for fact in facts_of("time_limit", text)] == ["值班人员"]


def test_time_grows_with_the_length_of_the_text():
    """Sixteen times the text takes nowhere near the square of sixteen times the time."""
    line = "一是进甲、进乙、进丙，由县局任组长，“三防”，即防火、30日内、下列材料：（一）3月8日、纳入考核\n"

    def seconds(times: int) -> float:
        start = time.process_time()
        all_facts(line * times)
        return time.process_time() - start

    seconds(40)
    short, long = min(seconds(40) for _ in range(3)), seconds(640)
    assert long < 64 * max(short, 0.005)


def test_a_long_document_is_cut_into_words_once():
    """However many patterns look at a sentence, its words are asked for once; little of it all is kept afterwards."""
    lines = outlined("".join(f"第{at}处由县水利局负责，每年不少于3次。\n" for at in range(2_100)))
    asked = Counter()

    def counted(sent):
        asked[sent.index] += 1
        return terms()(sent)

    assert len(lines.body()) == 2_100
    assert find_all(lines, counted)
    assert set(asked.values()) == {1}
    assert all(memory.cache_info().currsize <= 2_048 for memory in (words_of, quantities_of, dates_in, marks_of))
