"""Running commands that are to fail well: what holds for every command, and what a refusal looks like."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build

TEXT = """云岭市应急值守培训方案
一、主要内容
全市值守培训实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
二、组织领导
值班人员应当在接到险情后15分钟内书面报告市应急指挥中心。
每季度开展2次拉动演练，印发值守手册750份。
"""
GOOD, OLD = "好.txt", "旧.txt"


def run(folder: Path | str, *arguments: str) -> SimpleNamespace:
    """Run a command in this process; whatever happens there is no traceback and no excuse."""
    result = CliRunner().invoke(build("zh"), ["-C", str(folder), *arguments])
    said = SimpleNamespace(code=result.exit_code, out=result.stdout, err=result.stderr)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return sound(said)


def start(folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    command = [sys.executable, "-c", "from qbank.cli.main import main; main()", "-C", str(folder), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(qbank.__file__).parents[1]), **options.pop("env", {})}  # type: ignore[dict-item]
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "errors": "replace", **options}
    return subprocess.Popen(command, env=environment, text=True, **settings)  # type: ignore[call-overload, no-any-return]


def ended(process: subprocess.Popen[str], *, timeout: float = 60) -> SimpleNamespace:
    """Wait for a command to end."""
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        pytest.fail("it hangs")
    return sound(SimpleNamespace(code=process.returncode, out=out or "", err=err or ""))


def sound(said: SimpleNamespace) -> SimpleNamespace:
    """Check what holds for every command."""
    both = said.out + said.err
    assert "Traceback" not in both
    assert "qbank-error.log" not in both, both
    assert not any(char < " " and char != "\n" for char in both)
    return said


def refused(said: SimpleNamespace, *words: str) -> None:
    """Check that exactly one thing was refused, in one Chinese line with these words."""
    errors = [line for line in said.err.splitlines() if not line.startswith("!")]
    assert (said.code, len(errors)) == (1, 1), said
    for word in words:
        assert word in errors[0]
    assert "。" in errors[0]


def is_well(folder: Path) -> bool:
    """Tell whether ``doctor`` finds everything in order, bank included."""
    findings = json.loads(run(folder, "doctor", "--json").out)
    return all(each["ok"] for each in findings) and "doctor-bank" in {each["code"] for each in findings}


def ids(folder: Path) -> set[str]:
    """Return the ids of all items."""
    return {each["id"] for each in json.loads(run(folder, "list", "--json").out)}
