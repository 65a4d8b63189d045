"""What docs/format.md shows and says is so."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from qbank.formats import json_bank
from qbank.formats._contract import Contents
from qbank.formats._schema import schema
from qbank.model.record import ItemRecord
from qbank.types._contract import TYPES

DOC = (Path(__file__).parents[2] / "docs/format.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Return the first code block of a language."""
    return re.search(rf"```{language}\n(.*?)```", DOC, re.DOTALL)[1]


def names(part: Any) -> set[str]:
    """Return the field names a schema speaks of, at any depth."""
    if isinstance(part, list):
        return set().union(*map(names, part))
    if not isinstance(part, dict):
        return set()
    return set(part.get("properties", {})).union(*map(names, part.values()))


def words(part: Any) -> set[str]:
    """Return the words of all closed sets of a schema."""
    if isinstance(part, list):
        return set().union(*map(words, part))
    return set(part.get("enum", [])).union(*map(words, part.values())) if isinstance(part, dict) else set()


def test_every_field_and_word_of_the_schema_is_explained() -> None:
    """Each stands in the document as code."""
    explained = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`\n]+)`", DOC))))
    assert not (names(schema()) | words(schema())) - explained


def test_the_example_is_a_bank_without_problems() -> None:
    """It keeps to the schema and is read without a word, its first source being its source."""
    data = block("json").encode()
    contents, problems = json_bank.read(data)
    assert json_bank.validate(data) == () == problems
    (item,) = json.loads(data)["items"]
    assert item["source"] == item["sources"][0]
    (record,) = contents.records
    assert json.loads(written(Contents((), (record,))))["items"] == [item]


def written(contents: Contents) -> bytes:
    """Return the contents as JSON."""
    stream = BytesIO()
    json_bank.write(contents, stream)
    return stream.getvalue()


@pytest.mark.parametrize("language", ["python", pytest.param("javascript", marks=pytest.mark.node)])
def test_the_readers_shown_read_every_type(language: str, tmp_path: Path) -> None:
    """The ten lines print the id of every type's example."""
    runner = {"python": sys.executable, "javascript": shutil.which("node")}[language]
    assert runner
    examples = [kind.example() for kind in TYPES]
    (tmp_path / "bank.json").write_bytes(written(Contents((), tuple(map(ItemRecord, examples)))))
    script = tmp_path / ("read.py" if language == "python" else "read.mjs")
    script.write_text(block(language), encoding="utf-8")
    done = subprocess.run(
        [runner, *(["-X", "utf8"] if language == "python" else []), str(script)],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    shown = done.stdout.decode()
    assert all(f"{example.id} {example.type} {example.stem}" in shown for example in examples)


def test_the_header_line_shown_is_the_one_written() -> None:
    """JSONL begins as the document says."""
    stream = BytesIO()
    json_bank.write_lines(Contents(), stream)
    assert f"`{stream.getvalue().decode().strip()}`" in DOC
