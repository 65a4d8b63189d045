"""The front end as files: its modules fit together, speak both languages, and let no text become markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from qbank.drafting.checks import check
from qbank.errors import Problem
from qbank.locale import texts
from qbank.review.fields import new_item
from qbank.review.widget import MODULES, front_end
from qbank.types._contract import TYPES

STATIC = Path(__file__).parents[2] / "qbank" / "review" / "static"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}


def _node(*arguments: str, source: str = "") -> subprocess.CompletedProcess[str]:
    node = shutil.which("node")
    assert node is not None
    return subprocess.run([node, *arguments], input=source, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.node
def test_modules_by_themselves() -> None:
    """What needs no page passes its own tests under Node."""
    done = _node("--test", str(Path(__file__).with_name("front_end.test.mjs")))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.node
def test_joined_they_are_one_module() -> None:
    """The text a widget carries is valid JavaScript with one export and no import."""
    joined = front_end()
    assert _node("--check", "--input-type=module", source=joined).returncode == 0
    assert re.findall(r"^(?:import|export)\b.*", joined, re.MULTILINE) == ["export default {"]


def test_every_module_is_joined_once_after_those_it_uses() -> None:
    """No file is forgotten; a module stands behind what it imports; top-level names are different."""
    assert set(MODULES) == set(SOURCES)
    for at, name in enumerate(MODULES):
        assert set(re.findall(r'from "\./(\w+)\.js"', SOURCES[name])) <= set(MODULES[:at]), name
    declared = re.findall(r"^(?:async )?(?:const|let|function|class) (\w+)", front_end(), re.MULTILINE)
    assert not [name for name, count in Counter(declared).items() if count > 1]


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_text_becomes_markup_or_code(name: str) -> None:
    """Nothing reads markup, runs text or names an address."""
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "://"):
        assert word not in SOURCES[name], word


def test_every_text_it_says_is_there() -> None:
    """Each whole key of the catalogue that the front end names exists in both languages."""
    named = set(re.findall(r'"(review-[a-z0-9-]*[a-z0-9])"', "\n".join(SOURCES.values()))) - {"review-card"}
    for lang in ("zh", "en"):
        assert not named - texts("review-", lang).keys()


@pytest.mark.node
def test_a_new_item_of_each_type_can_be_read() -> None:
    """What the editor begins with is an item with faults in words, never something that cannot be read."""
    script = (
        f"import {{ emptyFields }} from {json.dumps((STATIC / 'editor.js').as_uri())};"
        f"console.log(JSON.stringify({json.dumps(TYPES.names())}.map((name) => emptyFields(name))));"
    )
    done = _node("--input-type=module", "-e", script)
    assert done.returncode == 0, done.stderr
    for name, fields in zip(TYPES.names(), json.loads(done.stdout), strict=True):
        item = new_item("new", name, fields)
        assert not isinstance(item, Problem), item
        assert any(problem.severity == "error" for problem in check(item)), name
