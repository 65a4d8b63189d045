"""Settings of a workspace: ``qbank.toml``, read strictly."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from qbank.errors import Problem, QbankError, reason_of
from qbank.locale import Lang
from qbank.model.document import Kind
from qbank.text.terms import SegmenterName

if TYPE_CHECKING:
    from qbank.analysis.flags import Limits

FILE = "qbank.toml"
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Config:
    """What an editor may set; paths are relative to the workspace.

    ``editor`` signs decisions ("" takes the name of the computer's user); ``seed`` changes how
    options are shuffled. ``verbatim`` names the kinds of documents whose answers must be worded as
    the document words them ("" for none); a document's own metadata goes before it. ``limits`` are those of
    ``analysis.flags.Limits`` that are not the usual ones.
    """

    language: Lang = "zh"
    segmenter: SegmenterName = "rjieba"
    bank: str = "bank.db"
    userdict: str = "userdict.txt"
    editor: str = ""
    seed: str = ""
    verbatim: str = "law speech notice"
    limits: Mapping[str, float] = field(default_factory=dict)

    @property
    def locked(self) -> frozenset[str]:
        """Return the kinds of documents under the verbatim lock."""
        return frozenset(self.verbatim.split())


_CHOICES: dict[str, tuple[str, ...]] = {"language": get_args(Lang), "segmenter": get_args(SegmenterName)}

_TEMPLATE = """\
# qbank 工作区设置。改好后保存即可，下次运行生效。

# 界面语言：zh 或 en
language = "{lang}"
# 分词库：rjieba（快，与 jieba 同一算法和词典）或 jieba
segmenter = "rjieba"
# 题库文件。必须在本机磁盘上，不能放在网盘、同步盘里
bank = {bank}
# 本单位的专用词，每行一个
userdict = "userdict.txt"
# 审题人姓名，留空则用电脑的登录名
editor = ""
# 换一个数字，选项的打乱方式就会改变
seed = ""
# 原文锁定：这些类别的文件，答案必须用原文的词（law 法规、plan 方案、notice 通知、speech 讲话、news 新闻、
# report 报告、handbook 手册、other 其他），用空格隔开；留空则都不锁定。
# 单个文件可在 corpus.toml 里写 verbatim = true 或 false
verbatim = "law speech notice"

# 试题分析的界限（不写就用常用值）：难度低于 hard 为太难，高于 easy 为太易，区分度低于 weak 要改、低于 fair 要看，
# 选的人少于 dead 的选项没有作用。去掉下面的 # 即可修改；其余见手册“试题分析”
# [limits]
# hard = 0.20
# easy = 0.90
# weak = 0.10
"""


def exists(folder: Path) -> bool:
    """Tell whether there is a workspace in ``folder``."""
    try:
        return (folder / FILE).exists()
    except OSError:
        return False


def template(bank: str, lang: Lang) -> str:
    """Return the settings a new workspace begins with."""
    return _TEMPLATE.format(bank=json.dumps(bank, ensure_ascii=False), lang=lang)


def read(folder: Path) -> Config:
    """Return the settings of the workspace in ``folder``.

    Raises:
        QbankError: no workspace there, TOML that cannot be read, an unknown key or a wrong value.
    """
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise QbankError(Problem("no-workspace", str(folder))) from error
    except OSError as error:
        raise QbankError(Problem("config-unreadable", str(path), values={"reason": reason_of(error)})) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise QbankError(Problem("config-broken", str(path), values={"reason": error})) from error
    for name, value in data.items():
        _expect(name, value, path)
    return Config(**data)


def _expect(name: str, value: Any, path: Path) -> None:  # noqa: ANN401 - TOML data
    known = [each.name for each in fields(Config)]
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        meant = near[0] if near else ", ".join(known)
        raise QbankError(Problem("config-key", str(path), values={"key": name, "meant": meant}))
    if name == "limits":
        _expect_limits(value, path)
        return
    wrong = not isinstance(value, str) or "\0" in value or (name in _CHOICES and value not in _CHOICES[name])
    kinds = name == "verbatim"
    if wrong or (kinds and set(value.split()) - set(get_args(Kind))):
        allowed = " ".join(get_args(Kind)) if kinds else " / ".join(_CHOICES.get(name, ('"…"',)))
        raise QbankError(Problem("config-value", str(path), values={"key": name, "found": value, "allowed": allowed}))


def _expect_limits(table: Any, path: Path) -> None:  # noqa: ANN401 - TOML data
    from qbank.analysis.flags import Limits

    usual = asdict(Limits())
    for name, value in table.items() if isinstance(table, dict) else [("", table)]:
        if name not in usual:
            meant = ", ".join(difflib.get_close_matches(name, usual, 1) or usual)
            raise QbankError(Problem("config-key", str(path), values={"key": f"limits.{name}", "meant": meant}))
        most = 1.0 if isinstance(usual[name], float) and usual[name] < 1 else _MOST
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 < value <= most:
            values = {"key": f"limits.{name}", "found": value, "allowed": f"0 < {name} ≤ {most:g}"}
            raise QbankError(Problem("config-value", str(path), values=values))


def limits_of(settings: Config) -> Limits | None:
    """Return from where on a figure counts against an item, None where nothing is set."""
    from qbank.analysis.flags import Limits

    return Limits(**settings.limits) if settings.limits else None  # type: ignore[arg-type]


def bank_path(folder: Path, settings: Config) -> Path:
    """Return where a workspace keeps its bank."""
    return placed(folder, settings.bank, str(folder / FILE))


def placed(folder: Path, bank: str, file: str) -> Path:
    """Return the path of a bank that is named in a file; raises QbankError ``path-unusable`` naming the file."""
    try:
        return folder / Path(bank).expanduser()
    except (RuntimeError, ValueError) as error:  # ~somebody who is not known here
        raise QbankError(Problem("path-unusable", file, values={"reason": error})) from error
