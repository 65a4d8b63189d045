"""What changes what a run of a Word document says: that it is struck out or hidden, by itself or by its style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_Element = Any  # lxml publishes no types
_TOGGLES = "strike", "dstrike", "vanish"
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """``styles`` gives for the id of a style which of strike, dstrike and vanish it turns on (True) or off."""

    styles: Mapping[str, Mapping[str, bool]]

    def of(self, run: _Element) -> set[str]:
        """Return what is on for a run: what it says itself, else its style, else that of its paragraph."""
        paragraph = next(run.iterancestors("{*}p"), None)
        own = run.find("{*}rPr")
        found: dict[str, bool] = {}
        if paragraph is not None:
            found |= self.styles.get(_value(paragraph.find("{*}pPr/{*}pStyle")), {})
        if own is not None:
            found |= self.styles.get(_value(own.find("{*}rStyle")), {})
            found |= _toggles(own)
        return {name for name, is_on in found.items() if is_on}


def read_looks(styles: _Element | None) -> Looks:
    """Return the looks of the styles of a document, each with those of the style it is based on."""
    own: dict[str, tuple[str, dict[str, bool]]] = {}
    for style in styles.iterfind("{*}style") if styles is not None else ():
        look = style.find("{*}rPr")
        name = next((str(value) for key, value in style.attrib.items() if key.rpartition("}")[2] == "styleId"), "")
        own[name] = _value(style.find("{*}basedOn")), _toggles(look) if look is not None else {}
    return Looks({name: _inherited(name, own) for name in own})


def _inherited(name: str, own: Mapping[str, tuple[str, dict[str, bool]]]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for _ in range(_DEEPEST):
        if name not in own:
            break
        name, toggles = own[name][0], own[name][1]
        found = toggles | found
    return found


def _toggles(look: _Element) -> dict[str, bool]:
    nodes = ((name, look.find(f"{{*}}{name}")) for name in _TOGGLES)
    return {name: _value(node) not in {"0", "false", "off"} for name, node in nodes if node is not None}


def _value(node: _Element | None) -> str:
    if node is None:
        return ""
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == "val"), "")
