"""Lists and numbers are said as each language says them, wherever a message holds them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from qbank.cli.main import build
from qbank.errors import Problem
from qbank.locale import LANGS, Listed, catalogue, say, title_of

WORDS = st.lists(st.text("甲乙ab12", min_size=1, max_size=4), max_size=8)


@given(WORDS, st.none() | st.integers(1, 9), st.sampled_from("、，；"))
def test_a_list_is_parted_by_the_signs_of_the_language(words: list[str], most: int | None, stop: str) -> None:
    """As a text it is Chinese; … stands for what is not shown, and nothing of what is shown is lost."""
    listed = Listed(words, most, stop=stop)  # type: ignore[arg-type]
    ends = ["…"] if most is not None and len(words) > most else []
    assert str(listed) == listed.said("zh") == stop.join(words[:most]) + "".join(ends)
    english = {"、": ", ", "，": ", ", "；": "; "}[stop]
    assert listed.said("en") == english.join([*words[:most], *ends])
    assert bool(listed) == bool(words)


def test_a_problem_says_its_lists_in_the_language_it_is_told_in() -> None:
    """One value serves both; comparing it is comparing the Chinese text."""
    problem = Problem("choice-unknown", values={"found": "x", "allowed": Listed(["draft", "accepted"])})
    assert "draft、accepted" in problem.message("zh") and "draft, accepted" in problem.message("en")
    assert problem.values["allowed"] == "draft、accepted"


@given(st.integers(0, 200))
def test_words_go_by_their_number(count: int) -> None:
    """One is one, none and many are many."""
    said = say("people-person", "en", code="K1", name="n", department="d", count=count)
    assert said.endswith("1 exam" if count == 1 else f"{count} exams")


@pytest.mark.parametrize("table", ["problem", "text"])
def test_every_form_of_a_word_is_there(table: str) -> None:
    """Where words go by a number there are two forms, they differ, and Chinese has none."""
    for lang in LANGS:
        for key, entry in catalogue(lang)[table].items():
            for sentence in entry.values() if isinstance(entry, dict) else [entry]:
                for forms in re.findall(r"\{\w+:([^{}]*\|[^{}]*)\}", sentence):
                    one, many = forms.split("|")
                    assert lang == "en" and one and many and one != many, key


def test_a_title_has_the_words_of_many() -> None:
    """Where a problem stands for several there is no number to go by."""
    assert title_of("people-codeless-joined", "en").startswith("… people have no code")


def test_no_chinese_sign_parts_english_words(tmp_path: Path) -> None:
    """What the command line says of a wrong word, a wrong ending and a wrong option."""
    run = lambda *words: CliRunner().invoke(build("en"), ["-C", str(tmp_path / "ws"), "--lang", "en", *words])  # noqa: E731
    assert run("init").exit_code == 0
    for words in (["list", "--status", "x"], ["list", "--type", "x"], ["handbook", "--out", str(tmp_path / "a.xyz")]):
        result = run(*words)
        assert result.exit_code and not re.search("[、；，。：]", result.output), result.output


def test_a_sentence_has_one_stop() -> None:
    """What was found may bring its own."""
    for found in ("a reason", "a reason.", "a reason。"):
        said = {lang: Problem("lab-unwritable", values={"reason": found}).message(lang) for lang in LANGS}
        assert not re.search(r"\.\.|。。", said["en"] + said["zh"])
        assert "a reason. " in said["en"] or found.endswith("。")
