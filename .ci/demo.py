"""The main job on the sample corpus, as an editor would do it: read, draft, look, export."""

from __future__ import annotations

import shutil
import sys
from itertools import islice
from pathlib import Path

import qbank
from qbank.locale import say
from qbank.reports.lines import full_lines

CORPUS = Path(__file__).parents[1] / "corpus"
SHOWN_DOCUMENTS, SHOWN_DRAFTS = 4, 3


def main(folder: Path) -> int:
    """Make a workspace in ``folder`` (an older demo there is replaced), show what comes of the corpus.

    Returns the exit code: 1 if a document was refused.
    """
    if (folder / "qbank.toml").exists():
        shutil.rmtree(folder)
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
        count = workspace.export(out, status=["draft", "accepted"])
        print(f"已写出 {out}（{count} 道题，含待审）。接下来：.venv/bin/qbank -C {folder} list")
    return int(report.failed > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
