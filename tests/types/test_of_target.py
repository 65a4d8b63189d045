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
