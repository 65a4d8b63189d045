"""What an indicator is to reach, asked."""

from type_facts import drafts, target

from qbank.types import SingleChoice


def test_the_figure_is_asked_with_its_direction():
    """以上 stays in the stem, the options are shares in order."""
    fact = target("窗口服务满意率由50%提升至70%以上。", "窗口服务满意率", "由50%提升至", "70", "%", "70%以上", 70)
    (draft,) = drafts(SingleChoice, fact)
    assert draft.stem == "窗口服务满意率应由50%提升至百分之多少以上？"
    shares = [int(option.text.removesuffix("%")) for option in draft.body.options]
    assert shares == sorted(shares)
    assert draft.body.key_text() == "70%"


def test_who_makes_it_so_is_no_part_of_the_indicator():
    """使双师型教师的比例…: what it is to reach is asked of the share alone."""
    fact = target(
        "使双师型教师的比例由58%提高到80%以上。", "使双师型教师的比例", "由58%提高到", "80", "%", "80%以上", 80
    )
    (draft,) = drafts(SingleChoice, fact)
    assert draft.stem.startswith("双师型教师的比例应由58%提高到")


def test_by_when_stays_before_the_indicator():
    """到年底把退查率降到…: by when is part of the question, 把 is none."""
    fact = target("力争到年底把退查率降到20%以下。", "到年底把退查率", "降到", "20", "%", "20%以下", 20)
    (draft,) = drafts(SingleChoice, fact)
    assert draft.stem.startswith("到年底退查率应降到")


def test_which_year_ends_must_be_said():
    """年末 of a plan of three years may be any; a school year's end is one."""
    told = target("年末台网运行率达到95%。", "年末台网运行率", "达到", "95", "%", "95%", 95)
    known = target("学年末台网运行率达到95%。", "学年末台网运行率", "达到", "95", "%", "95%", 95)
    assert drafts(SingleChoice, told) == []
    assert drafts(SingleChoice, known)


def test_the_number_of_a_line_is_no_part_of_the_indicator():
    """4.35岁以上: the line is the fourth."""
    fact = target("4.35岁以上首诊测压率达到95%。", "4.35岁以上首诊测压率", "达到", "95", "%", "95%", 95)
    (draft,) = drafts(SingleChoice, fact)
    assert draft.stem.startswith("35岁以上首诊测压率应达到")
