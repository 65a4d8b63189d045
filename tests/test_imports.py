"""Imports point one way, and importing the package stays cheap."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import qbank.types  # noqa: F401 - registers the types
from qbank.types._contract import TYPES

PACKAGE = Path(__file__).parents[1] / "qbank"

LAYERS = (
    {"locale"},
    {"errors"},
    {"registry", "mistakes"},
    {"model"},
    {"text", "facts", "types", "analysis", "assembly"},
    {"drafting"},
    {"bank", "formats"},
    {"sittings"},
    {"answers"},
    {"reports"},
    {"review"},
    {"workbench"},
    {"lab"},
    {"cli"},
)
"""A part may import from parts above it; parts of one line never from each other."""


def _level(part: str) -> int:
    return next(level for level, layer in enumerate(LAYERS) if part in layer)


def _imports(path: Path) -> set[str]:
    """Return the parts of the package that a file imports, wherever in the file it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        parts = (name.split(".") for name in names)
        found |= {name[1] for name in parts if name[0] == "qbank" and len(name) > 1}
    return {part for part in found if (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file()}


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_part_has_its_layer() -> None:
    """No part of the package stands outside the layers."""
    parts = {_part(path) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert parts == set().union(*LAYERS)


def test_imports_point_one_way() -> None:
    """A part imports only itself and parts of the layers above."""
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        part = _part(path)
        if part == "__init__":
            continue
        wrong += [
            f"{path.relative_to(PACKAGE)} imports {other}"
            for other in _imports(path)
            if other != part and _level(other) >= _level(part)
        ]
    assert not wrong, "\n".join(wrong)


PURE = ("model", "facts", "types", "analysis", "assembly", "drafting", "reports")
"""Parts that touch no file."""
_DISK = frozenset({
    "open", "read_bytes", "read_text", "write_bytes", "write_text", "mkdir", "makedirs", "touch", "unlink", "rmtree",
    "rename", "stat", "lstat", "exists", "is_file", "is_dir", "iterdir", "glob", "rglob", "scandir", "listdir", "walk",
    "copyfile", "mkdtemp", "NamedTemporaryFile",
})  # fmt: skip


def test_what_is_pure_touches_no_disk() -> None:
    """Nothing of them is called by a name by which files are opened, looked at or changed."""
    assert _calls(PACKAGE / "formats" / "files.py") & _DISK
    found = {
        str(path.relative_to(PACKAGE)): _calls(path) & _DISK for part in PURE for path in (PACKAGE / part).rglob("*.py")
    }
    assert len(found) > 100 and not any(found.values()), {path: calls for path, calls in found.items() if calls}


def _calls(path: Path) -> set[str]:
    called = (node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {
        each.attr if isinstance(each, ast.Attribute) else each.id
        for each in called
        if isinstance(each, ast.Attribute | ast.Name)
    }


def test_a_format_keeps_its_private_modules() -> None:
    """What one format has in its folder under a private name, nothing else in the package imports."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {node.module}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (found := re.match(r"qbank\.formats\.([a-z]\w*)(?:\._|$)", node.module or ""))
        and (node.module != found[0] or any(alias.name.startswith("_") for alias in node.names))
        and path.parent.name != found[1]
    ]
    assert not wrong, "\n".join(wrong)


def _modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def test_importing_the_package_loads_nothing_heavy() -> None:
    """``import qbank`` brings in none of the heavy libraries."""
    heavy = {"sklearn", "pandas", "numpy", "scipy", "lxml", "docx", "sqlalchemy", "jieba", "rjieba", "trafilatura"}
    assert not _modules_after("import qbank") & heavy


def test_opening_a_workspace_loads_no_statistics() -> None:
    """What ``qbank list`` needs brings in neither scikit-learn nor pandas."""
    assert not _modules_after("import qbank.workbench.opening") & {"sklearn", "pandas", "scipy", "docx", "trafilatura"}


def test_help_loads_nothing_heavy() -> None:
    """Building the command line brings in neither the bank nor any text library."""
    assert not _modules_after("import qbank.cli.main as m; m.build('zh')") & {"sqlalchemy", "sklearn", "numpy", "lxml"}


TABLES = ("types", "formats", "model/type_words.py", "drafting/prior.py")
"""Where item types may be named: by themselves, in words of other systems and of editors, in priors by type."""


def test_an_item_type_is_asked_and_not_named() -> None:
    """Outside these nothing is said of a type by its name: a type is one file, so what differs is asked of its body."""
    names = set(TYPES.names())
    named = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert "model/type_words.py" in named
    assert not {path for path in named if not path.startswith(TABLES)}


def test_files_of_tests_bear_names_of_their_own() -> None:
    """Two of one name cannot be collected in one run, which is told only at its end."""
    names = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
