"""What a file says of a key beside the key: the same rule for whatever file an item stands in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

import qbank
from qbank.formats._incoming import choice, portable_of, verdict
from qbank.formats._said_elsewhere import said_elsewhere
from qbank.model.lettering import claims

TEXTS = ["一年", "两年", "三年", "四年"]


def codes(stem: str, key: str, rationale: str = "") -> list[str]:
    """Return what is said of an item with four options, or of a statement whose key is 对 or 错."""
    is_judged = key in "对错"
    right = [ord(each) - ord("A") for each in key]
    interaction = verdict(key == "对") if is_judged else choice(TEXTS, right, multiple=len(key) > 1)
    found = said_elsewhere(portable_of(stem, interaction, place="1", rationale=rationale))
    return [f"{each.code} {each.severity}" for each in found]


BRACKETS = st.sampled_from(["（{}）", "({})", "（ {} ）"])
WAYS = st.sampled_from(["故选{}。", "所以选{}。", "正确答案为{}。", "答案：{}", "综上，本题选{}项。"])
SAME, OTHER, WHY = "import-stem-tells warning", "import-stem-other-key error", "import-rationale-other-key warning"
KEYS = st.sets(st.sampled_from("ABCD"), min_size=1).map(lambda letters: "".join(sorted(letters)))


@given(key=KEYS, said=KEYS, bracket=BRACKETS, end=st.sampled_from(["", "。", "？"]))
def test_a_bracket_says_the_key_or_another(key: str, said: str, bracket: str, end: str) -> None:
    """The key is told as a warning, another is an error; at the end of a stem and within it."""
    expected = [SAME if said == key else OTHER]
    assert codes(f"应当保存{bracket.format(said)}{end}", key) == expected
    assert codes(f"应当保存{bracket.format(said)}以上{end}", key) == expected


@given(
    key=KEYS,
    said=KEYS,
    way=WAYS,
)
def test_a_rationale_says_the_key_or_another(key: str, said: str, way: str) -> None:
    """Another is told, the key itself is no matter."""
    assert codes("应当保存多久？", key, f"依据第三条，{way.format(said)}") == ([] if said == key else [WHY])


MARKS = st.sampled_from([
    "√{}",
    "✓ {}",
    "*{}",
    "＊{}",
    "★{}",
    "{}√",
    "{} ✔",
    "{}（正确）",
    "{}（正确答案）",
    "{}(对)",
    "{}*",
])


@given(
    key=KEYS,
    said=st.sets(st.sampled_from("ABCD"), min_size=1, max_size=3).map(lambda letters: "".join(sorted(letters))),
    mark=MARKS,
)
def test_marks_at_options_say_the_key_or_another(key: str, said: str, mark: str) -> None:
    """The key is told as a warning, for candidates would see it; another is an error."""
    options = [mark.format(text) if letter in said else text for letter, text in zip("ABCD", TEXTS, strict=True)]
    assert of_options(options, key) == ["import-option-tells" if said == key else "import-option-other-key"]


@pytest.mark.parametrize(
    "options",
    [
        ["√2", "2", "√3", "3"],
        ["*p", "&p", "p", "**p"],
        ["打√", "画○", "打勾", "不打"],
        ["打√", "打×", "画○", "不画"],
        ["*甲", "*乙", "*丙", "*丁"],
        ["√", "×", "○", "△"],
        ["C++", "C#", "C*", "C"],
    ],
)
def test_signs_that_are_said_are_no_marks(options: list[str]) -> None:
    """Roots, pointers, ticks that are spoken of, and what all options bear."""
    assert of_options(options, "B") == []


@given(order=st.permutations(range(4)), key=st.sampled_from("ABCD"), between=st.sampled_from([" ", "\n"]))
def test_a_stem_that_lists_the_options(order: list[int], key: str, between: str) -> None:
    """As they stand it is told; by other letters, or for options that are mere letters, the key means two things."""
    listed = between.join(f"{sign}. {TEXTS[at]}" for sign, at in zip("ABCD", order, strict=True))
    is_same = order == sorted(order)
    stem = f"应当保存多久？{between}{listed}"
    assert of_options(TEXTS, key, stem) == ["import-stem-lists-options" if is_same else "import-stem-other-options"]
    assert of_options([*"ABCD"], key, stem) == ["import-stem-other-options"]
    assert of_options(["A和B", "A和C", "B和C", "B和D"], key, stem) == []


def of_options(options: list[str], key: str, stem: str = "应当保存多久？") -> list[str]:
    """Return what is said of an item with these options."""
    right = [ord(each) - ord("A") for each in key]
    interaction = choice(options, right, multiple=len(key) > 1)
    return [each.code for each in said_elsewhere(portable_of(stem, interaction, place="1"))]


@pytest.mark.parametrize(
    ("stem", "key", "rationale", "expected"),
    [
        ("值班期间可以饮酒。（×）", "对", "", [OTHER]),
        ("值班期间可以饮酒。（错）", "错", "", [SAME]),
        ("值班期间可以饮酒（T）", "错", "", [OTHER]),
        ("值班期间可以饮酒。", "对", "故答案为错误。", [WHY]),
        ("值班期间可以饮酒。", "对", "该题说法不正确。", [WHY]),
        ("值班期间可以饮酒。", "对", "本题说法错误，应为禁止。", [WHY]),
        ("值班期间可以饮酒。", "错", "本题说法错误，应为禁止。", []),
        ("应当保存（B）类记录多久？", "A", "", []),
        ("甲（B）应当保存____。", "A", "", []),
        ("应当保存多久（H）？", "A", "", []),
        ("应当保存多久？", "A", "B项错误，不应选B，若选C则超期。", []),
        ("应当保存多久？", "A", "“故选B”是原文。答案B错误。", []),
        ("应当保存多久？", "A", "选用B类钢，故选B类。", []),
    ],
)
def test_words_that_say_a_key_and_words_that_do_not(stem: str, key: str, rationale: str, expected: list[str]) -> None:
    """Names with a letter, what is denied or supposed, and quotations say none."""
    assert codes(stem, key, rationale) == expected


def test_claims_beyond_the_options_are_none() -> None:
    """They speak of something else."""
    assert claims("故选F。", 4) == set() and claims("故选F。", 6) == {"F"}


HEAD = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析"]


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_files_are_judged_alike(tmp_path: Path, kind: str) -> None:
    """A bracket with another key keeps an item out of the bank; a rationale with another is told."""
    asked = [("应当保存（B）。", "C", ""), ("由谁保存？", "C", "故选B。"), ("何时保存（C）？", "C", "")]
    path = tmp_path / f"t.{kind}"
    if kind == "json":
        rows: list[Any] = [{"stem": stem, "options": TEXTS, "answer": key, "解析": why} for stem, key, why in asked]
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    else:
        book = Workbook()
        book.active.append(HEAD)
        for stem, key, why in asked:
            book.active.append(["单选题", stem, *TEXTS, key, why])
        book.save(path)
    report = qbank.open(tmp_path / "ws", make=True, actor="乙").import_bank(path, dry_run=True)
    told = [[each.code for each in row.problems if each.code.startswith("import-")] for row in report.rows]
    assert told == [["import-stem-other-key"], ["import-rationale-other-key"], ["import-stem-tells"]]
    assert [row.state for row in report.rows] == ["bad", "new", "new"]
    assert all(problem.message(lang) for problem in report.problems for lang in ("zh", "en"))
