"""An outside program, pyslet, loads QTI 2.1 as it stands and marks every item as the bank does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from odd_items import mixed
from qti_tries import kept, package, tries_of

from qbank.model.item import ExtendedText
from qbank.model.portable import Portable

pytestmark = pytest.mark.pyslet
PYSLET = Path(__file__).parents[2] / ".venv" / "pyslet"
_PROGRAM = """
import io, json, sys
from pyslet.qtiv2.variables import BaseType, ItemSessionState
from pyslet.qtiv2.xml import QTIDocument

def read(declared, given):
    if given in (None, []):
        return None
    one = (lambda each: tuple(each.split())) if declared.baseType == BaseType.directedPair else str
    return [one(each) for each in given] if isinstance(given, list) else one(given)

def score(item, given):
    session = ItemSessionState(item)
    session.begin_session()
    for declared in item.ResponseDeclaration:
        name = declared.identifier
        key = session[name + ".CORRECT"].value
        session[name].set_value(key if given is None else read(declared, given.get(name)))
    session.end_attempt()
    return session["SCORE"].value

marked = []
for each in json.load(sys.stdin):
    document = QTIDocument()
    document.read(src=io.BytesIO(each["xml"].encode()))
    item = document.root
    marked.append({"key": score(item, None), "scores": [score(item, given) for given in each["tries"]]})
print(json.dumps(marked))
"""


def marked(files: Sequence[str], tries: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Return what each item's own key and each response earn in the other program."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input=json.dumps([{"xml": xml, "tries": each} for xml, each in zip(files, tries, strict=True)]),
        env={**os.environ, "PYTHONPATH": str(PYSLET)},
        capture_output=True,
        check=True,
        text=True,
        timeout=240,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def is_marked(portable: Portable) -> bool:
    """Tell whether a program, and no person, marks an item."""
    return not isinstance(portable.item.body.interaction(), ExtendedText)


@pytest.mark.parametrize("count", [140, pytest.param(1000, marks=pytest.mark.soak)])
def test_items_of_2_1_are_marked_as_in_the_bank(count: int, tmp_path: Path) -> None:
    """All are loaded; the key earns all there is, wrong and partly right answers and blanks what they earn with us."""
    portables = kept(mixed(count, seed=count), "qti21")
    files = package(portables, tmp_path / "p.zip", "qti21")
    tries = [tries_of(portable.item.body) for portable in portables]
    found = marked(files, [given for given, _ in tries])
    assert len(found) == count
    for portable, (given, wanted), other in zip(portables, tries, found, strict=True):
        assert other["scores"] == pytest.approx(wanted), [portable.item, given]
        assert other["key"] == is_marked(portable), portable.item
        assert 0.0 in other["scores"], portable.item
