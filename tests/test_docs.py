"""The documents are true: generated tables, commands, links.

``python tests/test_docs.py --write`` renews the tables.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.facts._contract import PATTERNS
from qbank.formats._contract import FORMATS, Format
from qbank.formats.losses import ALWAYS_LOST
from qbank.formats.overview import overview
from qbank.model.fact import KINDS
from qbank.model.portable import FIELDS
from qbank.types._contract import TYPES

ROOT = Path(__file__).parents[1]
BEGIN = "<!-- tables: begin (made by tests/test_docs.py --write) -->\n"
END = "<!-- tables: end -->"


def _facts() -> str:
    """Return the table facts × patterns × types in Markdown."""
    rows = ["| fact | found by | asked as |", "|---|---|---|"]
    for kind in sorted(each.kind for each in KINDS):
        patterns = ", ".join(pattern.name for pattern in PATTERNS if kind in pattern.yields)
        types = ", ".join(f"{each.type_name} {each.label}" for each in TYPES if kind in each.uses)
        rows.append(f"| {kind} | {patterns} | {types} |")
    return "\n".join(rows) + "\n"


def _formats() -> str:
    """Return the table formats × types, and what each format loses of every item, in Markdown."""
    rows = [f"| format | {' | '.join(each.label for each in TYPES)} | lost or reduced of any item |"]
    rows.append("|---" * (len(TYPES.names()) + 2) + "|")
    for row in overview("en"):
        name = f"`{row['name']}`" + (f" `{row['profile']}`" if row["profile"] else "")
        held = [kept for kept in row["types"].values() if kept["held"]]
        common = set.intersection(*({*kept["lost"], *kept["reduced"]} for kept in held)) - ALWAYS_LOST
        cells = [_cell(kept, common) for kept in row["types"].values()]
        rows.append(f"| {name} | {' | '.join(cells)} | {', '.join(name for name in FIELDS if name in common)} |")
    return "\n".join(rows) + "\n"


def _cell(kept: dict[str, Any], common: set[str]) -> str:
    own = [name for name in FIELDS if name in {*kept["lost"], *kept["reduced"]} - ALWAYS_LOST - common]
    return "✘" if not kept["held"] else f"◐ {', '.join(own)}" if own else "✔"


MADE = {"README.md": _facts, "docs/exchange.md": _formats}
"""Files with a table that is made, and what makes it."""


def _commands() -> list[str]:
    app = build("en")
    groups = [group.name or "" for group in app.registered_groups]
    return [*(command.name or command.callback.__name__ for command in app.registered_commands), *groups]


@pytest.mark.parametrize("name", MADE)
def test_the_tables_are_current(name: str) -> None:
    """A table that is made says what the registries say."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0] == MADE[name]()


def test_every_command_the_readmes_name_exists() -> None:
    """``qbank VERB`` in a README is a command of the program, and every command has its help."""
    known = set(_commands())
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:`|bin/)qbank(?: -C \S+)? ([a-z]+)(?= |`|　|\n)", text))
        assert named
        assert named <= known, named - known
    for command in known:
        shown = CliRunner().invoke(build("zh"), [command, "--help"])
        assert shown.exit_code == 0
        assert re.search(r"[一-鿿]", shown.stdout)


def test_links_lead_somewhere() -> None:
    """Every relative link of the documents is a file of the project."""
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "corpus" / "README.md"]:
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_version_is_in_the_changelog() -> None:
    """The newest entry of the changelog is the version of the program."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", text, re.MULTILINE)[1] == qbank.__version__


def test_the_format_pages_name_every_format() -> None:
    """docs/exchange.md has a paragraph on each registered format, docs/format.md on our own ones."""
    exchange, own = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("exchange.md", "format.md"))
    assert all(f"`{name}`" in exchange.partition(END)[2] for name in FORMATS.names())
    assert all(fmt.name in own for fmt in FORMATS if isinstance(fmt, Format))


def test_make_offers_what_the_readme_says() -> None:
    """Each target the README names is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "review", "test", "lint", "bench", "gate", "soak"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


if __name__ == "__main__" and "--write" in sys.argv:
    for each, made in MADE.items():
        before, _, rest = (ROOT / each).read_text(encoding="utf-8").partition(BEGIN)
        (ROOT / each).write_text(before + BEGIN + made() + END + rest.partition(END)[2], encoding="utf-8")
