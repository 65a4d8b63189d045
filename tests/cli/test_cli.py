"""The command line as scripts and people use it: names, exit codes, JSON, messages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qbank.cli.main import build, language

TEXT = """云岭市应急值守培训方案
一、主要内容
全市值守培训实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
二、组织领导
成立培训领导小组，由分管副市长任组长，应急局局长任副组长。
值班人员应当在接到险情后15分钟内书面报告市应急指挥中心。
每季度开展2次拉动演练，印发值守手册750份。
"""
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs a command in a workspace of the test's own."""
    folder = tmp_path / "ws"

    def command(*arguments: str, lang: str = "zh") -> Result:
        return CliRunner().invoke(build(lang), ["-C", str(folder), "--lang", lang, *arguments])

    return command


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """Return the same, with a workspace that has read and drafted one document."""
    (tmp_path / "方案.txt").write_text(TEXT, encoding="utf-8")
    assert run("init").exit_code == 0
    assert run("ingest", str(tmp_path / "方案.txt")).exit_code == 0
    assert run("draft").exit_code == 0
    return run


def _json(result: Result) -> list | dict:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_whole_way(filled: Run, tmp_path: Path) -> None:
    """Read, draft, list, accept, export, import into another bank, export again: the bytes are the same."""
    drafts = _json(filled("list", "--status", "draft", "--document", "方案", "--json"))
    assert len(drafts) >= 3
    assert [each["priority"] for each in drafts] == sorted((each["priority"] for each in drafts), reverse=True)
    assert filled("accept", drafts[0]["id"], drafts[1]["id"]).exit_code == 0
    out, again = tmp_path / "bank.json", tmp_path / "again.json"
    assert filled("export", "--format", "json", "--out", str(out)).exit_code == 0
    bank = json.loads(out.read_text(encoding="utf-8"))
    assert bank["format"] == "qbank-bank"
    assert {each["id"] for each in bank["items"]} == {drafts[0]["id"], drafts[1]["id"]}
    other = ["-C", str(tmp_path / "other")]
    for arguments in (["init"], ["import", str(out)], ["import", str(out)], ["export", "--out", str(again)]):
        assert CliRunner().invoke(build("zh"), [*other, *arguments]).exit_code == 0
    assert again.read_bytes() == out.read_bytes()


def test_proof_lines_count_in_the_printed_text(filled: Run) -> None:
    """``qbank text`` sliced by a proof line's span is exactly its text."""
    text = filled("text", "方案.txt").stdout
    for item in _json(filled("list", "--json")):
        for source in item["sources"]:
            assert text[source["start"] : source["end"]] == source["text"]


def test_drafts_leave_only_when_asked_for(filled: Run, tmp_path: Path) -> None:
    """An export holds accepted items alone, or the statuses named."""
    out = tmp_path / "bank.json"
    nothing = filled("export", "--out", str(out))
    assert (nothing.exit_code, out.exists()) == (1, False)
    assert "没有符合条件的题" in nothing.stderr
    assert filled("export", "--status", "draft", "--out", str(out)).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["items"]


def test_accept_all_and_reject(filled: Run) -> None:
    """One rejected with a reason, the rest accepted at once, and the history tells."""
    first = _json(filled("list", "--json"))[0]["id"]
    assert filled("reject", first, "--reason", "太偏").exit_code == 0
    assert filled("accept", "--all").exit_code == 0
    shown = _json(filled("show", first, "--json"))[0]
    assert shown["status"] == "rejected"
    assert shown["history"][-1]["reason"] == "太偏"
    assert _json(filled("list", "--status", "draft", "--json")) == []


def test_a_second_run_changes_nothing(filled: Run, tmp_path: Path) -> None:
    """Reading and drafting again touches nothing that did not change."""
    before = _json(filled("list", "--json"))
    assert _json(filled("ingest", str(tmp_path / "方案.txt"), "--json"))["unchanged"] == 1
    report = _json(filled("draft", "--json"))
    assert (report["documents"], report["unchanged"]) == ([], 1)
    assert _json(filled("draft", "--again", "--json"))["documents"][0]["added"] == 0
    assert _json(filled("list", "--json")) == before


def test_a_changed_file_is_read_again(filled: Run, tmp_path: Path) -> None:
    """An edited document replaces its text; decided items stay as they are."""
    first = _json(filled("list", "--json"))[0]["id"]
    filled("accept", first)
    (tmp_path / "方案.txt").write_text(TEXT + "每月检查3次。\n", encoding="utf-8")
    assert _json(filled("ingest", str(tmp_path / "方案.txt"), "--json"))["changed"] == ["方案.txt"]
    assert "每月检查3次" in filled("text", "方案").stdout
    filled("draft")
    assert _json(filled("show", first, "--json"))[0]["status"] == "accepted"


def test_listings_speak_both_languages(filled: Run) -> None:
    """People read Chinese, or English when they ask for it."""
    assert "待审" in filled("list").stdout
    assert "draft" in filled("list", lang="en").stdout
    assert "qbank init" in filled("--help").stdout or "新建工作区" in filled("--help").stdout
    assert "Make a workspace" in filled("--help", lang="en").stdout


def test_sentences_tell_their_reasons(filled: Run) -> None:
    """Key sentences come with score and reasons, also as JSON with their spans."""
    assert "下定义" in filled("sentences", "方案").stdout
    sentences = _json(filled("sentences", "方案", "--top", "3", "--json"))
    assert len(sentences) == 3
    assert sentences[0]["score"] >= sentences[1]["score"]


def test_doctor_finds_a_sound_bank(filled: Run) -> None:
    """Every finding is well, and the bank is among them."""
    findings = _json(filled("doctor", "--json"))
    assert all(finding["ok"] for finding in findings)
    assert "doctor-bank" in {finding["code"] for finding in findings}


def test_a_document_is_taken_out_of_the_bank(filled: Run, tmp_path: Path) -> None:
    """A repealed document goes with its drafts; ingest tells when a file has gone by itself."""
    (tmp_path / "方案.txt").unlink()
    told = filled("ingest", str(tmp_path))
    assert told.exit_code == 0 and "qbank forget" in told.stderr
    found = _json(filled("forget", "方案", "--json"))
    assert found["document"] == "方案.txt" and found["withdrawn"] > 0 and found["file"] == ""
    assert _json(filled("documents", "--json")) == _json(filled("list", "--json")) == []
    assert filled("forget", "方案").exit_code == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE item_text SET text = '假'",
        "DELETE FROM item_text",
        "UPDATE item_words_data SET block = zeroblob(length(block)) WHERE id > 100",
    ],
)
def test_doctor_makes_a_stale_search_index_anew(filled: Run, tmp_path: Path, damage: str) -> None:
    """It says so once; then the bank is sound, and what could not be found is found."""
    with closing(sqlite3.connect(tmp_path / "ws" / "bank.db")) as connection, connection:
        connection.execute(damage)
    told = {finding["code"]: finding["ok"] for finding in _json(filled("doctor", "--json"))}
    assert told["doctor-search-rebuilt"] and told["doctor-bank"]
    assert "doctor-search-rebuilt" not in {finding["code"] for finding in _json(filled("doctor", "--json"))}
    stem = _json(filled("list", "--json"))[0]["stem"]
    assert stem in {each["stem"] for each in _json(filled("list", "--text", stem[-8:], "--json"))}


def test_doctor_mends_nothing_of_a_bank_that_is_wrong_elsewhere(filled: Run, tmp_path: Path) -> None:
    """Where items do not agree with the log, the index is left as it is: a backup is to be restored."""
    with closing(sqlite3.connect(tmp_path / "ws" / "bank.db")) as connection, connection:
        connection.execute("UPDATE item_text SET text = '假'")
        connection.execute("UPDATE item SET status = 'accepted' WHERE id = (SELECT min(id) FROM item)")
    told = {finding["code"] for finding in json.loads(filled("doctor", "--json").stdout)}
    assert {"bank-search-stale", "bank-item-changed"} <= told and "doctor-search-rebuilt" not in told


def test_backup_and_restore(filled: Run, tmp_path: Path) -> None:
    """A restore looks first, acts with --yes, and brings the former state back."""
    file = filled("backup").stdout.strip().split("：", 1)[1]
    filled("accept", "--all")
    assert filled("restore", file).exit_code == 0
    assert _json(filled("list", "--status", "draft", "--json")) == []
    assert filled("restore", file, "--yes").exit_code == 0
    assert _json(filled("list", "--status", "accepted", "--json")) == []
    assert _json(filled("list", "--status", "draft", "--json"))
    assert file in filled("restore").stdout.replace("\n", "")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "q-none"], 1, "没有编号为 q-none 的试题"),
        (["text", "没有这份"], 1, "没有叫“没有这份”的文件"),
        (["ingest", "nowhere.txt"], 1, "nowhere.txt"),
        (["init"], 1, "已经是 qbank 工作区"),
        (["list", "--status", "good"], 1, "没有“good”这个选项"),
        (["export", "--format", "pdf2", "--out", "x"], 1, "pdf2"),
        (["import", "nowhere.json"], 1, "nowhere.json"),
        (["accept"], 2, ""),
        (["frobnicate"], 2, ""),
        (["accept", "q-none"], 1, "q-none"),
    ],
)
def test_wrong_use_is_told(filled: Run, arguments: list[str], code: int, words: str) -> None:
    """Each mistake has its exit code and a sentence on the error stream, never a traceback."""
    result = filled(*arguments)
    assert result.exit_code == code
    assert words in result.stderr.replace("\n", "")
    assert "Traceback" not in result.output


def test_commands_without_a_workspace_say_so(run: Run) -> None:
    """A command in a folder that is no workspace says to run init."""
    for verb in (["draft"], ["list"], ["doctor"], ["documents"], ["forget", "a"], ["backup"]):
        result = run(*verb)
        assert result.exit_code == 1
        assert "qbank init" in result.output


def test_our_own_mistakes_go_to_a_log(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug shows a sentence, not a traceback, and leaves the traceback in a file."""
    from qbank.workbench.workspace import Workspace

    def broken(_self: Workspace) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Workspace, "documents", broken)
    result = filled("documents")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "ZeroDivisionError" in (tmp_path / "ws" / "qbank-error.log").read_text(encoding="utf-8")


def test_an_interruption_leaves_a_usable_bank(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with its own exit code and a sentence."""
    from qbank.workbench.workspace import Workspace

    def interrupted(_self: Workspace) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "documents", interrupted)
    result = filled("documents")
    assert result.exit_code == 130
    assert "已停止" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], "", "zh"),
        (["list", "--lang", "en"], "", "en"),
        (["--lang=en"], "", "en"),
        ([], "en", "en"),
        (["--lang", "zh"], "en", "zh"),
        (["--lang"], "", "zh"),
        (["--lang", "fr"], "", "zh"),
    ],
)
def test_the_language_of_help(arguments: list[str], environment: str, expected: str) -> None:
    """The option beats the environment, and what is unknown falls back to Chinese."""
    assert language(arguments, environment) == expected
