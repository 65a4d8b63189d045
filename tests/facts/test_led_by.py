"""Who leads a piece of work."""

import pytest
from facts_of import facts_of


@pytest.mark.parametrize(
    ("text", "who", "do"),
    [
        ("由县商务局牵头，7月底前制定配餐交接办法，确保责任清楚。", "县商务局", "制定配餐交接办法"),
        ("区卫健局牵头，会同区教育局组建营养指导小组，先编食谱。", "区卫健局", "组建营养指导小组"),
        ("由市水利局牵头，把各部门的检查并成一张表。", "市水利局", "把各部门的检查并成一张表"),
    ],
)
def test_an_office_with_what_it_leads(text, who, do):
    """The date, and who takes part, are no part of the work; it ends with what is made."""
    (fact,) = facts_of("led_by", text)
    assert (fact.said.text, fact.name.text) == (who, do)


@pytest.mark.parametrize(
    "text", ["由市商务局牵头，共同参与。", "由村里老人牵头，把桌子搬到树下。", "由市商务局牵头，已经建立台账三本。"]
)
def test_no_work_no_office_or_a_result(text):
    """Nothing is said to be done, nobody known leads, or it has been done."""
    assert facts_of("led_by", text) == []
