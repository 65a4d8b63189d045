"""Items that say their key twice and not alike, whatever format they come in by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qbank
from qbank.formats._incoming import choice, portable_of, verdict
from qbank.formats._said_elsewhere import said_elsewhere
from qbank.model.portable import Portable

OPTIONS = ["甲科", "乙科", "丙科", "丁科"]


def item(stem: str, key: str, rationale: str = "") -> Portable:
    """Return a choice with a key by letters, or a statement with 对 or 错."""
    if key in {"对", "错"}:
        return portable_of(stem, verdict(key == "对"), place="1", rationale=rationale)
    right = ["ABCD".index(each) for each in key]
    return portable_of(stem, choice(OPTIONS, right, multiple=len(key) > 1), place="1", rationale=rationale)


def found(portable: Portable) -> list[str]:
    """Return how grave what is told is."""
    return [problem.severity for problem in said_elsewhere(portable)]


_KEYS = st.sets(st.sampled_from("ABCD"), min_size=1).map(lambda letters: "".join(sorted(letters)))


@given(
    key=_KEYS,
    said=_KEYS,
    between=st.sampled_from(["", "、", "，", " "]),
    place=st.sampled_from(["{}由谁办理？", "由{}办理。", "由谁办理？{}"]),
)
def test_a_bracket_of_the_stem_agrees_with_the_key_or_is_an_error(
    key: str, said: str, between: str, place: str
) -> None:
    """In whatever place of the stem, with whatever between the letters; that it shows the key is told."""
    for bracket in ("（{}）", "( {} )"):
        stem = place.format(bracket.format(between.join(said)))
        assert found(item(stem, key)) == (["warning"] if said == key else ["error"])


@given(
    key=_KEYS,
    said=_KEYS,
    claim=st.sampled_from(["故选{}。", "正确答案{}，见第三条", "答案：{}", "本题答案为{}。", "见第三条，应选{}项。"]),
)
def test_a_rationale_that_names_another_key_is_told(key: str, said: str, claim: str) -> None:
    """It is a warning: which of them is right, an editor sees."""
    assert found(item("由谁办理？", key, claim.format("、".join(said)))) == ([] if said == key else ["warning"])


@pytest.mark.parametrize(
    ("stem", "key", "rationale", "told"),
    [
        ("（√）甲应当办理。", "错", "", ["error"]),
        ("甲应当办理。（×）", "对", "", ["error"]),
        ("甲应当办理。(错误)", "错", "", ["warning"]),
        ("甲应当办理。", "对", "本题错误。", ["warning"]),
        ("甲应当办理。", "对", "答案：错", ["warning"]),
        ("甲应当办理。", "错", "说法不正确，应由乙办理。", []),
        ("甲应当办理。", "对", "见第三条，错误处理另有规定。", []),
    ],
)
def test_statements(stem: str, key: str, rationale: str, told: list[str]) -> None:
    """A verdict in a bracket at the edge, a judgement in the rationale."""
    assert found(item(stem, key, rationale)) == told


@pytest.mark.parametrize(
    ("stem", "rationale"),
    [
        ("患者血型（A）应输何种血？", ""),
        ("依照附件（B）办理的是哪个科？", ""),
        ("甲方（A）和乙方（B）由谁登记？", ""),
        ("某人（A）由（ ）登记。", ""),
        ("使用 GPS(A)的是哪个科？", ""),
        ("执行标准（GB）的是哪个科？", ""),
        ("由谁办理（E）？", ""),
        ("由谁办理？", "选项A错误，不选B，易误选D。"),
        ("由谁办理？", "错误答案为A。"),
        ("由谁办理？", "B类企业选AB角制度。"),
    ],
)
def test_letters_that_are_no_answers(stem: str, rationale: str) -> None:
    """Names, several brackets, a place for the answer beside, letters beyond the options, what is not to be chosen."""
    assert found(item(stem, "C", rationale)) == []


def test_both_are_told_at_import(tmp_path: Path) -> None:
    """One keeps the item out, the other lets it pass; both name place and stem."""
    rows = [
        {"question": "由谁办理（B）？", "options": OPTIONS, "answer": "C"},
        {"question": "由谁登记？", "options": OPTIONS, "answer": "C", "analysis": "故选B。"},
    ]
    file = tmp_path / "x.json"
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as workspace:
        report = workspace.import_bank(file, dry_run=True)
    assert [row.state for row in report.rows] == ["bad", "new"]
    bracket, rationale = (problem.message("zh") for problem in report.problems)
    assert "由谁办理" in bracket and "（B）" in bracket and "由谁登记" in rationale
