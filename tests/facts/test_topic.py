"""Who a sentence without a subject is about."""

from facts_of import facts_of


def _topics(text: str) -> list[str]:
    return [fact.topic for fact in facts_of("time_limit", text)]


def test_the_sentence_before_says_whose_duty_it_is():
    """Its subject is taken where the next sentence opens with a duty."""
    assert _topics("巡河员每人包一段河。按规定，每周巡河不少于6天。") == ["巡河员"]


def test_a_story_lends_no_subject():
    """Nor does a sentence of another paragraph, or one that names nobody."""
    for text in (
        "巡河员每人分到了一双鞋。每周巡河不少于6天。",
        "巡河员每人包一段河。\n每周巡河不少于6天。",
        "苇河要天天有人看。每周巡河不少于6天。",
    ):
        assert _topics(text) == [""]
