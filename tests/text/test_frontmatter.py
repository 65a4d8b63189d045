"""What editors say of their documents: front matter and corpus.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import Problem
from qbank.text.frontmatter import Rule, applied, load_metadata, split_front_matter


def codes(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    """Return the codes, once their messages have been made."""
    assert all(problem.message("zh") and problem.message("en") for problem in problems)
    return [problem.code for problem in problems]


def test_all_forms_of_front_matter() -> None:
    """Pairs, both forms of lists, quotes, comments, Chinese keys and full-width colons are understood."""
    text = (
        "---\ntitle: 'a: b'\n岗位: [窗口人员, \"执法人员\"]\n# note\ntags:\n  - 消防\n- 安全\n日期：2026年3月8日\n"
        "类别: 通知\nchapter: 第二章\nlayout: page\n---\n正文\n"
    )
    values, rest, problems = split_front_matter(text)
    assert values == {
        "title": "a: b",
        "audience": ("窗口人员", "执法人员"),
        "tags": ("消防", "安全"),
        "date": "2026-03-08",
        "kind": "notice",
        "chapter": "第二章",
        "layout": "page",
    }
    assert (rest, problems) == ("正文\n", [])


@pytest.mark.parametrize("bad", ["\\u0000", "\\u0007", "\\u0085"])
def test_unreadable_characters_are_refused_by_file_and_key(tmp_path: Path, bad: str) -> None:
    """A NUL or control character in corpus.toml is told and left out; the other values count."""
    (tmp_path / "corpus.toml").write_text(
        f'[[documents]]\nmatch = "*"\ntitle = "夜{bad}巡"\ntags = ["安全", "消{bad}防"]\nchapter = "一"\n',
        encoding="utf-8",
    )
    rules, problems = load_metadata(tmp_path)
    assert applied(rules, "a.txt") == {"chapter": "一"}
    assert [(problem.code, problem.values["key"]) for problem in problems] == [
        ("bad-metadata-value", "title"),
        ("bad-metadata-value", "tags"),
    ]
    assert {problem.file for problem in problems} == {str(tmp_path / "corpus.toml")}


@pytest.mark.parametrize("line", ["layout: a\0b", "a\0b: c", "title: \ud800", "tags: [好, \x07]"])
def test_unreadable_characters_in_front_matter_are_refused(line: str) -> None:
    """Also under a key of the editor's own, since that is kept too."""
    values, _, problems = split_front_matter(f"---\n{line}\nchapter: 一\n---\n")
    assert values == {"chapter": "一"}
    assert codes(problems) == ["bad-metadata-value"]


@given(st.text())
def test_whatever_stands_between_the_rules_is_survived(block: str) -> None:
    """No front matter raises, and the text after it is never touched."""
    _, rest, problems = split_front_matter(f"---\n{block}\n---\n正文")
    assert rest.endswith("正文")
    codes(problems)


@pytest.mark.parametrize(
    "line",
    [
        "x: !!python/object/apply:os.system ['touch canary']",
        "x: &a [1]",
        "x: *a",
        "x: {a: 1}",
        "x: |",
        "  nested: 1",
        "no colon",
        "- item of nothing",
    ],
)
def test_more_than_plain_yaml_is_refused_by_the_line(line: str) -> None:
    """Tags, anchors, nesting and the like give a warning with the line, and the rest goes on."""
    values, rest, problems = split_front_matter(f"---\ntitle: 甲\n{line}\n---\n正文")
    assert (values, rest) == ({"title": "甲"}, "正文")
    assert codes(problems) == ["bad-front-matter"]
    assert problems[0].values["line"] == 3


@pytest.mark.parametrize("line", ["date: 三月", "date: 2026-02-30", "kind: 小说"])
def test_values_that_cannot_be(line: str) -> None:
    """A date that is none or an unknown kind is left out and told."""
    values, _, problems = split_front_matter(f"---\n{line}\n---\n")
    assert values == {}
    assert codes(problems) == ["bad-metadata-value"]


def test_near_miss_is_told() -> None:
    """A key that looks like one of ours is kept and the right one suggested."""
    _, _, problems = split_front_matter("---\ntilte: 甲\n---\n")
    assert codes(problems) == ["unknown-key"]
    assert problems[0].values["known"] == "title"


@pytest.mark.parametrize(
    "text", ["---\n一段正文。\n---\n又一段。", "正文\n---\ntitle: 甲\n---\n", "---\ntitle: 甲\n没有结尾"]
)
def test_text_that_is_no_front_matter(text: str) -> None:
    """Lines drawn with dashes in the text are text."""
    assert split_front_matter(text) == ({}, text, [])


def test_corpus_toml_later_rule_wins(tmp_path: Path) -> None:
    """Rules fit by glob, across folders, and the later one wins key by key."""
    (tmp_path / "corpus.toml").write_text(
        '[[documents]]\nmatch = "通知/*"\nkind = "notice"\ntags = ["甲", "乙"]\n'
        '[[documents]]\nmatch = ["通知/2026/*.md", "x.txt"]\ntags = "丙、丁"\ndate = 2026-03-08\n',
        encoding="utf-8",
    )
    rules, problems = load_metadata(tmp_path)
    assert problems == ()
    assert applied(rules, "通知/2026/a.md") == {"kind": "notice", "tags": ("丙", "丁"), "date": "2026-03-08"}
    assert applied(rules, "通知/b.md") == {"kind": "notice", "tags": ("甲", "乙")}
    assert applied(rules, "讲话/c.md") == {}


def test_names_match_however_they_are_composed() -> None:
    """A glob typed composed fits a name that the disk spells decomposed."""
    assert Rule(("caf\u00e9/*",), {}).fits("cafe\u0301/a.txt")


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('[[documents]]\nmatch = "*"\ntag = "甲"\n', "unknown-key"),
        ('[[documents]]\nkind = "law"\n', "rule-without-match"),
        ('[[documents]]\nmatch = "*"\nkind = "novel"\n', "bad-metadata-value"),
        ('[[documents]]\nmatch = "*"\ndate = 12:30:00\n', "bad-metadata-value"),
        ('[[documents]]\nmatch = "*"\naudience = [["甲"]]\n', "bad-metadata-value"),
        ('[document]\nmatch = "*"\n', "unknown-key"),
        ("documents = 3\n", "rule-without-match"),
        ("= broken", "bad-corpus-toml"),
    ],
)
def test_faults_of_corpus_toml(tmp_path: Path, toml: str, code: str) -> None:
    """Each fault is one problem that names the file."""
    (tmp_path / "corpus.toml").write_text(toml, encoding="utf-8")
    _, problems = load_metadata(tmp_path)
    assert codes(problems) == [code]
    assert problems[0].file == str(tmp_path / "corpus.toml")


def test_no_corpus_toml_or_not_utf8(tmp_path: Path) -> None:
    """A folder without the file has no rules; a file in another encoding is told."""
    assert load_metadata(tmp_path) == ((), ())
    (tmp_path / "corpus.toml").write_bytes("# 说明".encode("gbk"))
    assert codes(load_metadata(tmp_path)[1]) == ["bad-corpus-toml"]
