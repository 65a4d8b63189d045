"""Cases that are met with one measure."""

from facts_of import facts_of, words_of


def test_a_word_that_ends_in_and_is_not_cut():
    """危及人身安全 is one case; 停电以及断网 are two."""
    assert facts_of("met_cases", "遇到有害干扰危及人身安全的，可以先责令停止发射。") == []
    (found,) = words_of(facts_of("met_cases", "遇到停电以及断网情况，应当改用纸质登记。"))
    assert {"停电", "断网"} <= set(found)


def test_how_many_cases_there_are_is_no_part_of_the_last():
    """离巢、弃仔、攻击三种情形 are three; where the number does not fit, nothing is found."""
    text = "当班饲养员遇到离巢超时、弃置幼仔、攻击幼仔{}种情形，可以先行取仔。"
    (found,) = words_of(facts_of("met_cases", text.format("三")))
    assert {"离巢超时", "弃置幼仔", "攻击幼仔"} <= set(found)
    assert facts_of("met_cases", text.format("四")) == []


def test_one_case_with_several_things_to_do_is_no_list():
    """Commas alone part what is to be done, not cases."""
    text = "遇到暴雨黄色以上预警，当天不再接收新的游客，已付费用全额退还，不得推脱。"
    assert facts_of("met_cases", text) == []


def test_what_has_to_be_done_first_is_no_case():
    """经…研究 and 提前…批准 are steps."""
    assert facts_of("met_cases", "遇到特大冰雹、经站务会研究，可以调整时间。") == []
    assert facts_of("met_cases", "遇到大宗寄存、提前一天报中心批准，可以增加值守。") == []


def test_what_somebody_does_is_no_case():
    """由食堂经理贴封条 is a measure of the one case before it."""
    text = "遇疑似食源性事件，留样冰箱由食堂经理与校方各贴一道封条，任何人不得擅自处置。"
    assert facts_of("met_cases", text) == []
