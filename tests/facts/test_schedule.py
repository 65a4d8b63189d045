"""Stages with their dates."""

from facts_of import facts_of, words_of


def test_stages_in_headings_and_in_lines():
    """Stages are found as headings with a bracket and as lines with a colon."""
    lines = "培训分两期举行，学员按期报到。\n第一期：7月12日至14日，城区单位\n第二期：7月26日至28日，乡镇单位\n"
    assert words_of(facts_of("schedule", lines)) == [("第一期", "7月12日至14日", "第二期", "7月26日至28日")]
    heads = "四、步骤\n（一）摸底阶段（3月1日—3月31日）\n建立台账。\n（二）攻坚阶段（4月1日—8月31日）\n挂图作战。\n"
    assert words_of(facts_of("schedule", heads)) == [("摸底阶段", "3月1日—3月31日", "攻坚阶段", "4月1日—8月31日")]


def test_a_last_stage_may_be_open_or_a_year():
    """2026年1月起 and 2026年 are the time of a stage like any other."""
    heads = (
        "四、步骤\n（一）摸底阶段（3月1日至3月31日）\n建账。\n（二）攻坚阶段（4月起）\n挂图。\n"
        "（三）巩固阶段（2026年）\n总结。\n"
    )
    assert words_of(facts_of("schedule", heads)) == [
        ("摸底阶段", "3月1日至3月31日", "攻坚阶段", "4月起", "巩固阶段", "2026年")
    ]


def test_the_proof_shows_every_stage():
    """Each row's own sentence is among those the fact rests on."""
    (fact,) = facts_of(
        "schedule", "展览分两批布置，观众凭票入场。\n第一批：5月6日至8日，东片\n第二批：5月13日至15日，西片\n"
    )
    assert all(any(sent.start <= left.start < sent.end for sent in fact.sentences()) for left, _ in fact.rows)


def test_quarters_are_no_stages():
    """Any calendar says when the second quarter is."""
    heads = "四、步骤\n（一）第一季度（1月至3月）\n建账。\n（二）第二季度（4月至6月）\n挂图。\n"
    assert facts_of("schedule", heads) == []


def test_a_lone_stage_and_events_are_no_schedule():
    """One stage alone, and dated events in running text, give nothing."""
    assert facts_of("schedule", "（一）动员阶段（3月1日至3月15日）\n各站召开动员会。\n") == []
    assert facts_of("schedule", "书展于5月1日至5月7日举行。画展于6月1日至6月7日举行。") == []


def test_a_number_without_its_mark_is_no_part_of_a_stage():
    """6总结验收（…） is 总结验收."""
    text = (
        "三、方法步骤\n（一）5动员部署阶段（8月1日至8月10日）\n各单位召开动员会。\n"
        "（二）6总结验收阶段（9月18日至9月30日）\n各单位报送总结。\n"
    )
    names = [words[::2] for words in words_of(facts_of("schedule", text))]
    assert names == [("动员部署阶段", "总结验收阶段")]
