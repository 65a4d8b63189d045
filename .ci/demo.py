"""The main job on the sample corpus, as an editor would do it: read, draft, look, export."""

from __future__ import annotations

import shutil
import sys
from itertools import count, islice
from pathlib import Path

import qbank
from qbank.locale import say
from qbank.reports.lines import full_lines

CORPUS = Path(__file__).parents[1] / "corpus"
SHOWN_DOCUMENTS, SHOWN_DRAFTS = 4, 3


def main(folder: Path) -> int:
    """Make a workspace in ``folder`` (an older demo there makes room), show what comes of the corpus.

    Returns the exit code: 1 if a document was refused.
    """
    _make_room(folder)
    with qbank.init(folder) as workspace:
        report = workspace.ingest(CORPUS)
        for problem in report.problems:
            print("!", problem.message())
        print(f"读入 {len(report.added)} 份文件：")
        for entry in workspace.documents():
            kind, date = say(f"kind-{entry.kind}", "zh"), entry.date or "日期不详"
            print(f"  {entry.name}（{kind}，{date}，{entry.characters} 字，{entry.encoding}）")
        drafted = workspace.draft()
        print(f"\n出题 {drafted.added} 道。每份文件推荐度最高的几道：")
        for line in islice(drafted.documents, SHOWN_DOCUMENTS):
            print(f"\n―― {line.document}：{line.added} 道 ――")
            for item in workspace.items(status="draft", document=line.document, limit=SHOWN_DRAFTS):
                print("\n".join(full_lines(item, "zh")), end="\n\n")
        out = folder / "bank.json"
        written = workspace.export(out, status=["draft", "accepted"]).count
        print(f"已写出 {out}（{written} 道题，含待审）。接下来：.venv/bin/qbank -C {folder} list")
    return int(report.failed > 0)


def _make_room(folder: Path) -> None:
    """Take an older demo away; one in which somebody has decided about drafts is kept under another name."""
    if not (folder / "qbank.toml").exists():
        return
    with qbank.open(folder) as workspace:
        decided = workspace.count() > workspace.count(status="draft")
    if not decided:
        shutil.rmtree(folder)
        return
    kept = next(each for n in count(1) if not (each := folder.with_name(f"{folder.name}-{n}")).exists())
    folder.rename(kept)
    print(f"{folder} 里有审过的题，整个文件夹已改名为 {kept}，没有删除。\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
