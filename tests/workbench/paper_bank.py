"""A bank of items that papers are made from: 判断, 单选 and 多选 of three chapters, none like another."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import qbank
from qbank.errors import QbankError
from qbank.model.item import Item, Option, Source
from qbank.types import MultipleChoice, SingleChoice, TrueFalse
from qbank.workbench.workspace import Workspace

CHAPTERS = ("值班", "巡查", "保密")
LINE = "判断 4×1，单选 6×2，多选 3×3，60 分钟"
_WORDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃星宿列张寒来暑往秋收冬藏"
DOCUMENT = "值班制度.txt"
TEXT = "".join(f"第{at}条　{char}处应当每日报告一次。\n" for at, char in enumerate(_WORDS, 1))


def items() -> Iterator[Item]:
    """Yield 16 statements, 20 single and 8 multiple choices, letters in their rationales."""
    for at, char in enumerate(_WORDS[:44]):
        kind = "statement" if at < 16 else "single" if at < 36 else "multiple"
        yield item(at, char, kind)


def item(at: int, char: str, kind: str) -> Item:
    """Return an item; ``char`` makes its words its own."""
    start = TEXT.index(f"{char}处")
    texts = [f"{char}{word}" for word in ("科室主任", "值班人员", "分管领导", "保卫干事")]
    options = tuple(Option(f"o{n}", text) for n, text in enumerate(texts))
    body: SingleChoice | MultipleChoice | TrueFalse
    rationale = "依据值班制度。"
    if kind == "statement":
        body = TrueFalse(key=at % 2 == 0)
    elif kind == "single":
        body = SingleChoice(options=options, key=(f"o{at % 4}",))
        rationale = f"故选{'ABCD'[at % 4]}。"
    else:
        keys = [n for n in range(4) if n != at % 4]
        body = MultipleChoice(options=options, key=tuple(f"o{n}" for n in keys))
        rationale = f"{'ABCD'[at % 4]}项错误。"
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return Item(
        id=f"q{at:02d}",
        stem=f"{char}{char}事项由{char}处的谁负责？" if kind != "statement" else f"{char}{char}事项由{char}处负责。",
        body=body,
        rationale=rationale,
        sources=(Source(DOCUMENT, digest, start, start + 2, f"{char}处"),),
        chapter=CHAPTERS[at % 3],
        difficulty=("easy", "medium", "hard")[at % 3],
        tags=("识记" if at % 2 else "理解",),
    )


def workspace(folder: Path, *, accepted: bool = True, count: int = 44) -> Workspace:
    """Return a workspace with some of the items."""
    (folder / DOCUMENT).write_text(TEXT, encoding="utf-8")
    qbank.open(folder / "ws", make=True).close()
    settings = folder / "ws" / "qbank.toml"
    kinds = re.compile(r"^verbatim = .*$", re.MULTILINE)
    settings.write_text(kinds.sub('verbatim = ""', settings.read_text(encoding="utf-8")), encoding="utf-8")
    made = qbank.open(folder / "ws", actor="甲")
    made.ingest(folder / DOCUMENT)
    made.bank.add_drafts(list(items())[:count], actor="甲")
    if accepted:
        done = made.accept(*[each.id for each in items()][:count])
        assert not done.problems, [each.message() for each in done.problems]
    return made


def read(path: Path) -> Any:
    """Return the data of a file."""
    return json.loads(path.read_bytes())


def refused(ws: Workspace, code: str, *arguments: Any, **wish: Any) -> dict[str, object]:
    """Tell that a wish is refused, issues and writes nothing; return what the problem says."""
    before = ws.bank.issues()
    out = Path(wish.setdefault("out", ws.folder.parent / "refused"))
    with pytest.raises(QbankError) as caught:
        ws.paper(*arguments, **wish)
    assert caught.value.problem.code == code
    assert caught.value.problem.message("zh") and caught.value.problem.message("en")
    assert ws.bank.issues() == before and not out.exists()
    assert not [path.name for path in out.parent.iterdir() if path.name.startswith(".qbank")]
    return dict(caught.value.problem.values)
