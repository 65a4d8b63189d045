"""What a text calls wrong is not asked as a rule."""

from __future__ import annotations

import pytest

from qbank.drafting.draft import draft, every_candidate
from qbank.drafting.gates import refused_by
from qbank.drafting.study import Study, Tools, study
from qbank.model.document import Document
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
RULE = "供水站每日须抽检两次，抽检不合格的立即停止供水。"


def _study(text: str) -> Study:
    return study(Document("a.txt", "d" * 64, text, title="云岭县供水站工作手册", kind="handbook"), TOOLS)


def _refused(text: str) -> set[bool]:
    """Return whether the drafts of a text that ask what happens after a failed check are refused as blamed."""
    studied = _study(f"云岭县供水站工作手册\n一、水质抽检\n{text}\n")
    found = [each for each in every_candidate(studied) if "抽检" in each.draft.fact.sent.view]
    return {"blamed-practice" in refused_by(each, studied) for each in found}


def test_a_rule_may_be_asked() -> None:
    """Nothing is held against a sentence that nobody blames."""
    assert _refused(RULE) == {False}


@pytest.mark.parametrize(
    "text",
    [
        RULE + "这种做法是不对的。",
        RULE + "上述做法违反了管理办法。",
        "有的供水站图省事，" + RULE,
        RULE.rstrip("。") + "，这类做法要不得。",
    ],
)
def test_what_the_text_calls_wrong_is_refused(text: str) -> None:
    """In the sentence after it, in its own words, or as what some do out of carelessness."""
    assert _refused(text) == {True}


def test_a_rule_under_a_heading_of_mistakes_is_refused() -> None:
    """What stands under 常见误区 is what one should not do; a figure there may be asked all the same."""
    text = "云岭县供水站工作手册\n一、常见误区\n" + RULE + "\n抽检记录应当保存三年。\n"
    studied = _study(text)
    blamed = {
        each.draft.fact.kind for each in every_candidate(studied) if "blamed-practice" in refused_by(each, studied)
    }
    assert blamed == {"treatment"}
    assert {item.pattern for item in draft(studied).items} & {"quantity", "time_limit"}
