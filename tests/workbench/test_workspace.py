"""The Python face: every stage in one place, over revisions, imports and an editor's changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import qbank
from qbank.errors import QbankError
from qbank.mistakes import LOG
from qbank.model.item import Item
from qbank.text.child import Child
from qbank.text.limits import Limits
from qbank.types.fill_blank import FillBlank
from qbank.workbench.workspace import Workspace

TEXT = """云岭市应急值守培训方案
一、主要内容
全市值守培训实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
二、组织领导
成立培训领导小组，由分管副市长任组长，应急局局长任副组长。
值班人员应当在接到险情后15分钟内书面报告市应急指挥中心。
每季度开展2次拉动演练，值班员应当在每月5日前书面上报台账。
"""


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a workspace that has read and drafted one document."""
    (tmp_path / "方案.txt").write_text(TEXT, encoding="utf-8")
    workspace = qbank.open(tmp_path / "ws", make=True)
    workspace.ingest(tmp_path / "方案.txt")
    workspace.draft()
    return workspace


def _revise(ws: Workspace, tmp_path: Path, text: str) -> None:
    (tmp_path / "方案.txt").write_text(text, encoding="utf-8")
    assert ws.ingest(tmp_path / "方案.txt").changed == ["方案.txt"]
    ws.draft()


def test_make_opens_or_makes(tmp_path: Path) -> None:
    """``make`` makes a workspace once; without it a missing one is a problem."""
    with pytest.raises(QbankError):
        qbank.open(tmp_path / "no")
    qbank.open(tmp_path / "yes", make=True).close()
    qbank.open(tmp_path / "yes", make=True).close()


def test_drafts_follow_their_document(ws: Workspace, tmp_path: Path) -> None:
    """After a revision every undecided draft quotes the text as it is now, and what is gone is asked no more."""
    gone = [item for item in ws.items(status="draft") if "15分钟" in item.sources[0].text]
    assert gone
    _revise(ws, tmp_path, "本方案仅供内部学习。\n" + TEXT.replace("15分钟", "20分钟"))
    text = ws.text("方案.txt")
    drafts = list(ws.items(status="draft"))
    assert drafts
    for item in drafts:
        assert all(text[source.start : source.end] == source.text for source in item.sources)
        assert "15分钟" not in "".join(source.text for source in item.sources)
    assert {item.id for item in drafts}.isdisjoint({item.id for item in gone})


def test_decided_items_keep_the_version_they_quote(ws: Workspace, tmp_path: Path) -> None:
    """An accepted item stays as it was decided, and its version of the document can still be read."""
    first = ws.items(status="draft")[0]
    ws.accept(first.id)
    _revise(ws, tmp_path, "本方案仅供内部学习。\n" + TEXT)
    kept = ws.item(first.id)
    assert (kept.status, kept.sources) == ("accepted", first.sources)
    source = kept.sources[0]
    assert ws.text("方案.txt", source.digest)[source.start : source.end] == source.text


def test_a_document_changed_back_brings_its_drafts_back(ws: Workspace, tmp_path: Path) -> None:
    """Withdrawn drafts return when their sentences do."""
    before = {item.id for item in ws.items(status="draft")}
    _revise(ws, tmp_path, TEXT.replace("15分钟", "20分钟"))
    _revise(ws, tmp_path, TEXT)
    assert {item.id for item in ws.items(status="draft")} == before
    assert not ws.bank.check()


def test_the_editors_metadata_reach_the_drafts(ws: Workspace, tmp_path: Path) -> None:
    """A chapter set later in corpus.toml is the drafts' chapter after drafting again."""
    (tmp_path / "corpus.toml").write_text('[[documents]]\nmatch = "*"\nchapter = "应急"\n', encoding="utf-8")
    ws.ingest(tmp_path / "方案.txt")
    ws.draft()
    assert {item.chapter for item in ws.items(status="draft")} == {"应急"}


def test_imported_items_can_be_accepted(ws: Workspace, tmp_path: Path) -> None:
    """A bank that knows only the digest of a document takes decisions on its items, and drafts once it has the text."""
    ws.export(tmp_path / "bank.json", status=["draft"])
    other = qbank.open(tmp_path / "other", make=True)
    assert other.import_bank(tmp_path / "bank.json").problems == ()
    assert other.draft().added == 0
    ids = [item.id for item in other.items(status="draft")]
    assert other.accept(*ids[:2]).problems == ()
    with pytest.raises(QbankError):
        other.text("方案.txt")
    other.ingest(tmp_path / "方案.txt")
    assert other.text("方案.txt") == TEXT
    assert other.draft().documents[0].known == len(ids)


def test_fix_accepts_and_edit_returns_to_draft(ws: Workspace) -> None:
    """改后通过 makes a new accepted version; editing an accepted item makes it a draft again."""
    item = ws.items(status="draft")[0]
    assert ws.fix(replace(item, rationale="见方案原文。")).problems == ()
    fixed = ws.item(item.id)
    assert (fixed.status, fixed.rationale) == ("accepted", "见方案原文。")
    ws.edit(replace(fixed, rationale="再改。"))
    assert ws.item(item.id).status == "draft"
    assert [each.action for each in ws.history(item.id)] == ["draft", "fix", "edit"]


def test_a_faulty_item_is_not_accepted(ws: Workspace) -> None:
    """What breaks a rule is refused with its faults, and stays a draft."""
    item = ws.items(status="draft")[0]
    ws.edit(replace(item, stem=""))
    report = ws.accept(item.id)
    assert report.done == 0
    assert "题干是空的" in report.problems[0].message("zh")
    assert "。。" not in report.problems[0].message("zh")
    assert ws.item(item.id).status == "draft"


def test_a_second_editor_is_told(ws: Workspace) -> None:
    """A change made on an older revision is a conflict, not an overwrite."""
    item = ws.items(status="draft")[0]
    ws.edit(replace(item, rationale="甲"))
    report = ws.edit(replace(item, rationale="乙"))
    assert [problem.code for problem in report.problems] == ["item-conflict"]
    assert ws.item(item.id).rationale == "甲"


def test_the_user_dictionary_is_read_in_any_encoding(ws: Workspace, tmp_path: Path) -> None:
    """A GBK file works, a bad line is told in the report and the rest is used."""
    (tmp_path / "ws" / "userdict.txt").write_bytes("拉动演练 100 n\n坏 的 一 行\n".encode("gb18030"))
    with qbank.open(tmp_path / "ws") as again:
        report = again.draft()
    assert [problem.code for problem in report.problems] == ["bad-user-word"]
    assert report.documents


def test_documents_of_one_name_from_two_places(ws: Workspace, tmp_path: Path) -> None:
    """A file of the same name elsewhere is refused while the first is there; a moved file is not."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "方案.txt").write_text("另一份文件。\n", encoding="utf-8")
    assert [each.code for each in ws.ingest(tmp_path / "b").problems] == ["same-name-elsewhere"]
    (tmp_path / "方案.txt").unlink()
    assert ws.ingest(tmp_path / "b").changed == ["方案.txt"]


def test_equal_files_are_read_once(ws: Workspace, tmp_path: Path) -> None:
    """Of two files with the same content in one run the second is named; a renamed file is read."""
    (tmp_path / "甲.txt").write_text("甲的内容。\n", encoding="utf-8")
    (tmp_path / "乙.txt").write_text("甲的内容。\n", encoding="utf-8")
    report = ws.ingest(tmp_path / "甲.txt", tmp_path / "乙.txt")
    assert report.added == ["甲.txt"]
    assert [each.code for each in report.problems if each.severity == "error"] == ["duplicate-of"]


def test_what_a_person_looks_at_is_escaped(tmp_path: Path) -> None:
    """Tables and reports show hostile text as text."""
    (tmp_path / "坏<img src=x onerror=alert(1)>.txt").write_text(
        "<script>alert(1)</script>值守培训每季度开展2次拉动演练，由<b>应急局</b>负责。\n", encoding="utf-8"
    )
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        pictures = [workspace.ingest(tmp_path), workspace.documents(), workspace.draft(), workspace.items()]
        pictures.append(workspace.sentences("坏"))
        html = "".join(each._repr_html_() for each in pictures)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script" in html


RULES = """云岭市窗口服务规定
第一条 承办科室应当自受理之日起三十日内书面告知申请人。
第二条 窗口人员应当每月整理台账两次，并由科室负责人签字。
"""


def _locked(tmp_path: Path, said: str) -> tuple[Workspace, Item]:
    """Return a workspace with one set of rules, and a draft whose key is not worded as the rules word it."""
    (tmp_path / "文件").mkdir()
    (tmp_path / "文件" / "规定.txt").write_text(RULES, encoding="utf-8")
    toml = f'[[documents]]\nmatch = "*"\nkind = "law"\n{said}\n'
    (tmp_path / "文件" / "corpus.toml").write_text(toml, encoding="utf-8")
    workspace = qbank.open(tmp_path / "ws", make=True)
    workspace.ingest(tmp_path / "文件")
    workspace.draft()
    item = workspace.items(status="draft")[0]
    return workspace, replace(
        item, body=FillBlank((("口头通报",),)), stem="窗口人员应当每月____一次，由负责人签字确认。"
    )


def test_the_verbatim_lock_refuses_an_edited_key(tmp_path: Path) -> None:
    """Saving warns of a word that the source does not have, accepting refuses it."""
    workspace, wrong = _locked(tmp_path, "verbatim = true")
    assert "口头通报" in [p.values.get("word") for p in workspace.edit(wrong).problems]
    refused = workspace.accept(wrong.id)
    assert refused.done == 0
    assert "口头通报" in refused.problems[0].message("zh")


def test_a_document_can_be_unlocked(tmp_path: Path) -> None:
    """原文锁定 in corpus.toml lets an editor word keys freely."""
    workspace, wrong = _locked(tmp_path, '"原文锁定" = "否"')
    assert workspace.fix(wrong).done == 1


def test_export_names_the_item_that_breaks_the_lock(tmp_path: Path) -> None:
    """An item accepted while its document was not locked does not leave the bank once it is."""
    workspace, wrong = _locked(tmp_path, '"原文锁定" = "否"')
    workspace.fix(wrong)
    assert workspace.export(tmp_path / "out.json").count == 1
    toml = tmp_path / "文件" / "corpus.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("否", "是"), encoding="utf-8")
    workspace.ingest(tmp_path / "文件")
    with pytest.raises(QbankError) as caught:
        workspace.export(tmp_path / "again.json")
    assert caught.value.problem.code == "export-not-verbatim"
    assert wrong.id in caught.value.problem.message("zh")
    assert "口头通报" in caught.value.problem.message("zh")
    assert not (tmp_path / "again.json").exists()


def test_what_another_document_says_keeps_a_draft_out_and_is_named(tmp_path: Path) -> None:
    """The refusal names the other document and its sentence; the draft's own document is as before."""
    (tmp_path / "甲.txt").write_text("云岭市演练规定\n第一条 值守站点应当每季度组织拉动演练2次。\n", encoding="utf-8")
    rivals = "".join(f"第{n}条 值守站点应当每季度组织拉动演练{n}次。\n" for n in (1, 3, 4, 5))
    workspace = qbank.open(tmp_path / "ws", make=True)
    workspace.ingest(tmp_path / "甲.txt")
    (alone,) = workspace.draft().documents
    (tmp_path / "乙.txt").write_text("松林县演练规定\n" + rivals, encoding="utf-8")
    workspace.ingest(tmp_path / "乙.txt")
    (again,) = workspace.draft("甲.txt", again=True).documents
    assert alone.also_true == ()
    assert again.also_true
    for problem in again.also_true:
        assert problem.values["document"] == "乙.txt"
        assert "值守站点应当每季度组织拉动演练" in str(problem.values["sentence"])


def test_what_a_reader_stumbles_over_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be our mistake: the child cannot write, so the traceback comes with its answer and goes to the log."""
    from qbank.text import read_docx, worker

    def broken(*_given: object) -> None:
        raise KeyError("ours")

    (tmp_path / "甲.docx").write_bytes(b"PK\x03\x04")
    monkeypatch.setattr(read_docx, "parse", broken)
    answer = worker._answer({"path": str(tmp_path / "甲.docx"), "format": "docx"}, Limits())
    monkeypatch.setattr(Child, "parse", lambda *_given: worker.content_of(answer))
    workspace = qbank.open(tmp_path / "ws", make=True)
    (problem,) = workspace.ingest(tmp_path / "甲.docx").problems
    assert problem.code == "reader-failed" and LOG in problem.message("zh") and LOG in problem.message("en")
    trace = (tmp_path / "ws" / LOG).read_text(encoding="utf-8")
    assert "甲.docx" in trace and "in broken" in trace
