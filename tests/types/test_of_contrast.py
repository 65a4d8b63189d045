"""A word swapped for its opposite."""

from random import Random

from type_facts import contrast

from qbank.types._of_contrast import statements


def made(view, word, opposite):
    """Return the statements of many seeds with their keys."""
    fact = contrast(view, word, opposite)
    return {each.stem: each for seed in range(40) for each in statements(fact, Random(seed))}


def test_the_opposite_may_hold_the_word():
    """不计入 becomes 计入 although the one holds the other."""
    found = made("专家评审所需时间不计入审批期限，由窗口告知申请人。", "不计入", "计入")
    assert found["专家评审所需时间计入审批期限，由窗口告知申请人。"].key is False


def test_what_is_merely_turned_round_is_trusted_less():
    """可以 turned into 不得 is easier to guess than a form or a body."""
    polar = made("理事任期届满，经选举可以连任一届。", "可以", "不得")
    usual = made("决议应当经全体委员过半数通过。", "过半数", "三分之二以上")
    assert max(each.trust for each in polar.values()) < max(each.trust for each in usual.values())


def test_a_word_after_a_prohibition_is_not_swapped():
    """What is forbidden of one thing is not thereby allowed of its opposite."""
    found = made("受理机构不得要求申请人以书面形式重复说明情况。", "书面", "口头")
    assert {each.key for each in found.values()} == {True}
