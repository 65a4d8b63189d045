"""Help and usage speak one language: the library's own words, too."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from qbank.cli.main import build
from qbank.locale import LANGS, Lang, say

ENGLISH = ("Usage", "Options", "Commands", "Arguments", "OPTIONS", "ARGS", "required", "default:", "Show this message")
COMMANDS = [[], ["export"], ["import"], ["profile"], ["profile", "show"], ["init"], ["list"], ["review"]]


def shown(lang: Lang, *words: str) -> str:
    """Return what a command line says."""
    done = CliRunner().invoke(build(lang), words, env={"TERMINAL_WIDTH": "200", "COLUMNS": "200"})
    return done.output


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_in_chinese_has_no_english_of_the_library(command: list[str]) -> None:
    """Usage, headings, notes on options and the help for help itself."""
    found = shown("zh", *command, "--help")
    assert [word for word in ENGLISH if word in found] == []
    assert "用法：" in found and "显示这份帮助" in found


def test_one_language_leaves_the_other_as_it_is() -> None:
    """Both may be built in one process, in any order."""
    for _ in range(2):
        english = shown("en", "export", "--help")
        assert all(word in english for word in ("Usage: ", "Options", "[OPTIONS]", "[required]", "Show this message"))
        assert "[必填]" in shown("zh", "export", "--help")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_with_a_command_line_says_where_help_is(lang: Lang) -> None:
    """The usage of the command and the way to its help, in the language; the command fails as ever."""
    for words in (["export"], ["exprt"], ["export", "--nonsense"]):
        done = CliRunner().invoke(build(lang), words)
        assert done.exit_code == 2
        assert ("用法：" in done.output, "Usage: " in done.output) == (lang == "zh", lang == "en")
        assert ("可以看到用法" in done.output, "for help" in done.output) == (lang == "zh", lang == "en")


SLIPS = {
    "nonsense": "没有“nonsense”这个命令",
    "record": "没有“record”这个命令",
    "people nonsense": "没有“nonsense”这个命令",
    "export --nonsense": "没有“--nonsense”这个选项",
    "results X --pas 0.5": "--pass",
    "init one two": "多出来的内容：one two",
    "results": "没有写 EXAM",
    "results X --pass 160": "--pass 的值最大是 100",
    "results X --least 0": "--least 的值最小是 1",
    "results X --depth x": "--depth 的值不对",
    "results X --out": "--out 后面要写一个值",
    "people purge": "请给出考生代号",
}


@pytest.mark.parametrize(("line", "says"), SLIPS.items(), ids=SLIPS)
def test_a_slip_is_told_in_chinese(line: str, says: str) -> None:
    """What is wrong with a command line, not only that something is; no sentence of the library's."""
    done = CliRunner().invoke(build("zh"), line.split(), env={"TERMINAL_WIDTH": "200", "COLUMNS": "200"})
    assert done.exit_code == 2
    assert says in done.output
    assert not [word for word in ("No such", "Invalid", "Missing", "unexpected", "should be") if word in done.output]


@pytest.mark.parametrize(("command", "key"), [("analyse", "help-analyse-file"), ("paper", "help-paper-seed")])
def test_help_is_not_cut_off(command: str, key: str) -> None:
    """A sentence without spaces that is longer than a line of a window goes on in the next."""
    done = CliRunner().invoke(build("zh"), [command, "--help"], env={"TERMINAL_WIDTH": "80", "COLUMNS": "80"})
    said = "".join(char for char in done.output if not char.isspace() and char != "│")
    assert "".join(say(key, "zh").split()) in said
