"""What an indicator is to reach."""

import pytest
from facts_of import facts_of, terms, words_of

from qbank.facts._contract import PATTERNS
from qbank.model.document import Document
from qbank.text.segment import outline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("居民知晓率达98%以上。", ("居民知晓率", "98%以上")),
        ("窗口服务满意率由去年的91.6%提升至95%以上。", ("窗口服务满意率", "95%以上")),
        ("有效投诉数同比下降40%以上。", ("有效投诉数", "40%以上")),
    ],
)
def test_figures_aimed_at(text, words):
    """A share, a rise from a known figure, and a fall."""
    assert words_of(facts_of("target", text)) == [words]


@pytest.mark.parametrize(
    "text", ["截至目前，参与率达到80%。", "事故起数同比下降11.3%。", "每个站点配备督导员2名。", "老旧电梯占比达到41%。"]
)
def test_what_has_happened_is_no_target(text):
    """Figures reached, reported changes and amounts of no indicator give nothing."""
    assert facts_of("target", text) == []


def test_what_a_speech_says_of_things_is_no_target():
    """In a speech a bare figure is how things are; with 要, 以上 or a date ahead it is aimed at."""
    state = "重点林区可燃物载量达到38吨，风险很大。"
    assert facts_of("target", state, kind="speech") == []
    other = "错时用餐使单向通道得以实现；人员流动快，百日内离职率达到14%，培训要反复补课。"
    assert facts_of("target", other, kind="other") == []
    assert words_of(facts_of("target", "到年底，林区巡护覆盖率达到85%。", kind="speech")) == [("林区巡护覆盖率", "85%")]
    assert words_of(facts_of("target", "林区巡护覆盖率要达到85%。", kind="speech")) == [("林区巡护覆盖率", "85%")]


def test_laws_set_conditions_and_no_targets():
    """In a law a share is a condition."""
    text = "本县各水厂漏损率不超过10%。"
    law = outline(Document(name="条例.txt", digest="", text=text, kind="law"))
    assert words_of(facts_of("target", text)) == [("本县各水厂漏损率", "10%")]
    assert list(PATTERNS.get("target").find(law, terms())) == []
