"""A blueprint reads the same from TOML, Excel and a line, and is written so."""

from __future__ import annotations

from blueprints import blueprints
from hypothesis import given, settings

from qbank.assembly.blueprint_drawing import in_drawing_order, write_excel
from qbank.assembly.blueprint_excel import read_excel
from qbank.assembly.blueprint_toml import read_toml, write_toml
from qbank.model.blueprint import Blueprint


@given(blueprints())
def test_toml_gives_a_blueprint_back(blueprint: Blueprint) -> None:
    """What is written as TOML is read back the same."""
    assert read_toml(write_toml(blueprint).encode(), "蓝图") == blueprint


@settings(max_examples=60)
@given(blueprints())
def test_a_drawing_gives_a_blueprint_back(blueprint: Blueprint) -> None:
    """What is drawn in Excel is read back the same, cells in the order of the drawing."""
    drawn = in_drawing_order(blueprint)
    assert sorted(map(repr, drawn.cells)) == sorted(map(repr, blueprint.cells))
    assert read_excel(write_excel(blueprint), "蓝图") == drawn
