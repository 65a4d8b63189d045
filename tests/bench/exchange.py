"""How long each format takes to export 10,000 mixed items, with reading back, and how much memory.

``python tests/bench/exchange.py [N] [format …]``. Ratios are to the JSON Lines export of the same run, and for a sheet
also to what a user would write by hand: the same rows by pandas, unread.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import qbank
import qbank.formats  # noqa: F401 - registers the formats
from qbank.formats._contract import FORMATS, ForeignFormat
from qbank.model.item import Item
from qbank.types._contract import TYPES

MIX = (
    "single_choice",
    "single_choice",
    "true_false",
    "fill_blank",
    "multiple_choice",
    "short_answer",
    "matching",
    "ordering",
)
ONE = r"""
import pathlib, re, sys, time, qbank
folder, out, name, profile = sys.argv[1:]
with qbank.open(folder) as ws:
    start = time.process_time()
    ws.export(out, format=name, profile=profile)
    status = pathlib.Path("/proc/self/status").read_text()
    print(time.process_time() - start, int(re.search(r"VmHWM:\s*([0-9]+)", status)[1]) / 1024)
"""
"""Exports in a process of its own; its peak is the kernel's own, for that of ``getrusage`` begins with the parent's."""


def made(folder: Path, count: int) -> None:
    """Make a workspace with accepted items of all types, no two alike."""
    with qbank.open(folder, make=True, actor="甲") as ws:
        ws.bank.add_drafts((_item(n) for n in range(count)), actor="甲")
        ws.accept(*ws.bank.ids())


def _item(n: int) -> Item:
    example = TYPES.get(MIX[n % len(MIX)]).example()
    return replace(
        example, id=f"b{n:06d}", stem=f"第{n}项规定：{example.stem}", tags=("值班",), rationale="依据第五条。"
    )


def measured(folder: Path, fmt: ForeignFormat | None, profile: str) -> tuple[float, float, int]:
    """Return CPU seconds, peak megabytes and bytes of one export in a process of its own."""
    name = fmt.name if fmt else "jsonl"
    out = folder / f"out{fmt.suffix if fmt else '.jsonl'}"
    command = [sys.executable, "-c", ONE, str(folder), str(out), name, profile]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name} {profile}: {done.stderr.strip().splitlines()[-1][:120]}")
        return float("nan"), float("nan"), 0
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory, out.stat().st_size


def by_pandas(count: int, folder: Path) -> float:
    """Return the CPU seconds in which pandas writes as many rows of a sheet."""
    import pandas as pd

    rows = [
        {"题干": _item(n).stem, "选项A": "甲", "选项B": "乙", "答案": "A", "解析": "依据第五条。"} for n in range(count)
    ]
    start = time.process_time()
    pd.DataFrame(rows).to_excel(folder / "pandas.xlsx", index=False)
    return time.process_time() - start


def main(count: int, wanted: list[str]) -> None:
    """Print a line a format."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made(folder, count)
        base, memory, size = measured(folder, None, "")
        print(f"{count} items; jsonl {base:.1f} s CPU, {memory:.0f} MB, {size / 1e6:.1f} MB file")
        for fmt in FORMATS:
            if isinstance(fmt, ForeignFormat) and (not wanted or fmt.name in wanted):
                for profile in fmt.profiles() or ("",):
                    seconds, memory, size = measured(folder, fmt, profile)
                    told = (
                        f"{seconds:6.1f} s CPU ({seconds / base:4.1f} × jsonl), {memory:5.0f} MB, {size / 1e6:6.1f} MB"
                    )
                    print(f"{fmt.name + ' ' + profile:24} {told}", flush=True)
        print(f"pandas.to_excel of as many rows: {by_pandas(count, folder):.1f} s CPU")


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    main(numbers[0] if numbers else 10_000, [each for each in sys.argv[1:] if not each.isdigit()])
