"""The front end as files: its modules fit together, speak both languages, and let no text become markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest

from qbank.bank.likeness import Kind
from qbank.locale import LANGS, texts
from qbank.review.fields import fields_of
from qbank.review.queue import SHOWS, TEXTS
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
    done = _node("--test", *map(str, Path(__file__).parent.glob("*.test.mjs")))
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
@pytest.mark.parametrize("name", sorted(SOURCES))
def test_each_module_can_be_read_by_itself(name: str) -> None:
    """Every file is valid JavaScript, and imports nothing but its neighbours."""
    done = _node("--check", "--input-type=module", source=SOURCES[name])
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"""from\s+["']([^"']*)""", SOURCES[name])) <= {f"./{other}.js" for other in SOURCES}
    assert not re.search(r"\bimport\s*\(", SOURCES[name])


@pytest.mark.parametrize("name", sorted([*SOURCES, "css"]))
def test_no_file_reaches_out(name: str) -> None:
    """No address, no script made from text, nothing fetched: the card talks to the kernel only."""
    source = SOURCES.get(name) or (STATIC / "review.css").read_text(encoding="utf-8")
    for word in ("http:", "https:", "javascript:", "XMLHttpRequest", "WebSocket", "@import", "url(", "srcdoc"):
        assert word not in source, word
    assert not re.search(r"\beval\b|\bFunction\s*\(|createContextualFragment|(?<![.\w])fetch\(", source)
    assert not re.search(r"set(?:Timeout|Interval)\(\s*[\"'`]", source)
    assert not re.search(r"""setAttribute\(\s*["']on|["'](?:script|iframe|object|embed)["']""", source)


def _listed(name: str) -> list[str]:
    """The words in a list of the front end, as ``node`` would read it."""
    found = re.search(rf"{name} = \[([^\]]*)\]", "\n".join(SOURCES.values()))
    assert found is not None, name
    return re.findall(r"[\w-]+", found[1])


def test_every_text_it_puts_together_is_there() -> None:
    """Keys that end in a name or number exist for every name and number there is, in both languages."""
    joined = "\n".join(SOURCES.values())
    built = set(re.findall(r"`(review-[a-z-]+-)\$\{", joined))
    actions = re.findall(r"(\w+): \"", SOURCES["keys"].split("standard: {")[1].split("}")[0])
    assert len(actions) > 15
    ends: dict[str, Iterable[str]] = {
        "review-do-": actions,
        "review-status-": ["draft", "accepted", "rejected", "retired", "deleted"],
        "review-mark-": ["draft", "accepted", "rejected", "retired", "deleted"],
        "review-source-": ["moved", "changed", "gone", "unknown"],
        "review-show-": list(SHOWS),
        "review-filter-": ["show", *TEXTS],
        "review-level-": _listed("LEVELS"),
        "review-reason-": _listed("REASONS"),
        "review-mode-": ["second", "conflicts"],
        "review-all-done-": ["second", "conflicts"],
        "review-menu-": ["recent", "similar", "batch", "create", "settings", "help"],
        "review-marking-": ["all_or_nothing", "part"],
        "review-pair-": get_args(Kind),
        "review-field-": {name for each in TYPES for name in fields_of(each.example())},
        "review-set-": ["theme", "lang", "preset"],
        "review-theme-": ["auto", "light", "dark"],
        "review-lang-": LANGS,
        "review-preset-": re.findall(r"^  (\w+): \{$", SOURCES["keys"], re.MULTILINE),
        "review-": ["undo", "redo"],
    }
    assert "left" in ends["review-preset-"]
    for lang in ("zh", "en"):
        known = texts("review-", lang).keys()
        assert not [start for start in built if not any(key.startswith(start) for key in known)]
        assert not {f"{start}{end}" for start, each in ends.items() for end in each} - known


def test_the_same_placeholders_in_both_languages() -> None:
    """A sentence of the front end asks for the same values in either language."""
    zh, en = texts("review-", "zh"), texts("review-", "en")
    assert zh.keys() == en.keys()
    for key, sentence in zh.items():
        assert set(re.findall(r"\{(\w+)\}", sentence)) == set(re.findall(r"\{(\w+)\}", en[key])), key
