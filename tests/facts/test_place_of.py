"""What one thing is to a whole."""

import pytest
from facts_of import facts_of


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("溢洪道是水库的“命门”。", "水库的“命门”", "溢洪道"),
        ("巡库员是水库的第一道哨兵。", "水库的第一道哨兵", "巡库员"),
        ("众人的事情由众人商量，这是人民民主的真谛。", "人民民主的真谛", "众人的事情由众人商量"),
        ("最大的浪费是决策失误的浪费，这要记住。", "最大的浪费", "决策失误的浪费"),
    ],
)
def test_a_picture_or_a_rank(text, name, said):
    """The name belongs to one thing, told before it or in the clause that 这 takes up."""
    (fact,) = facts_of("place_of", text)
    assert (fact.name.text, fact.said.text) == (name, said)


@pytest.mark.parametrize("text", ["这是水库的“命门”。", "第一，水库不垮坝，这是底线中的底线。", "价格是大家的关切。"])
def test_what_is_meant_is_open(text):
    """It was said before, it is mere stress, or no rank."""
    assert facts_of("place_of", text) == []
