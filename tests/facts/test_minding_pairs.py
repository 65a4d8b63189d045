"""Who minds what, as one speaks."""

from facts_of import facts_of, words_of


def test_offices_of_one_sentence():
    """Each with all it minds; a name with 管 in it stays whole."""
    text = "市城管局管统筹、管点位；市场监管局管登记、管食品；教育局盯放学路；老人们管看门。"
    assert words_of(facts_of("minding_pairs", text)) == [
        ("市城管局", "管统筹、管点位", "市场监管局", "管登记、管食品", "教育局", "盯放学路")
    ]


def test_two_offices_are_no_table():
    """Three are the least that can be matched."""
    assert facts_of("minding_pairs", "水利局管堤防，应急局管队伍，大家管好自己。") == []
