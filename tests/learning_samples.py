"""A workspace with several documents whose drafts an editor has judged by one simple rule."""

from __future__ import annotations

from pathlib import Path

import qbank
from qbank.workbench.workspace import Workspace

TOWNS = ("云岭", "青川口", "石塘", "柳坝", "沙坪", "白渡")
_RULES = """{town}市值守管理办法
第一条 {town}市值班人员应当在接到险情后{a}分钟内书面报告{town}市应急指挥中心。
第二条 {town}市应急局每季度开展{b}次拉动演练，每次演练不少于{c}分钟。
第三条 值班员应当在每月{b}日前书面上报{town}市值守台账。
第四条 全市值守培训实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
第五条 成立培训领导小组，由分管副市长任组长，应急局局长任副组长。
第六条 巡查人员应当自发现隐患之日起{c}日内向{town}市应急局提交书面报告。
第七条 值班记录应当保存{b}年以上，交接班应当提前{a}分钟到岗。
第八条 值班室应当配备对讲机、应急灯、急救包、扩音器。
"""


def judged_workspace(folder: Path) -> Workspace:
    """Return a workspace with six documents drafted."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, town in enumerate(TOWNS):
        text = _RULES.format(town=town, a=10 + 5 * number, b=2 + number, c=30 + 10 * number)
        (folder / f"{town}.txt").write_text(text, encoding="utf-8")
    workspace = qbank.open(folder / "ws", make=True)
    workspace.ingest(folder)
    workspace.draft()
    return workspace


def judge(workspace: Workspace, *, leave: int = 2) -> int:
    """Decide on every document's drafts but the last ``leave``; return how many were decided."""
    count = 0
    for entry in workspace.documents():
        items = list(workspace.items(status="draft", document=entry.name))
        for item in items[: max(0, len(items) - leave)]:
            if item.type in {"true_false", "fill_blank"}:
                workspace.reject(item.id, reason="太容易")
            else:
                workspace.accept(item.id)
            count += 1
    return count
