"""Speed and memory of the figures of exams, beside R's psych and PyPI's mirt in the same run. Nothing passes or fails.

Other programs are measured where they are (Debian's ``r-cran-psych``; ``pip install mirt``), and named where they are
not. CPU seconds are of one thread: more of them wait for one another by burning CPU time.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from memory import peak
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from qbank.analysis.classical import item_figures, total_figures
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.irt import fit
from qbank.workbench.analysing import analyse_all

PEOPLE, ITEMS = 100_000, 100
MANY = 1_000_000
BLOCK = 65_536
ROUNDS = 5
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
PSYCH = """
suppressMessages(library(psych))
file <- commandArgs(TRUE)
x <- readBin(file[1], "integer", as.numeric(file[2]) * as.numeric(file[3]), size = 1)
x <- as.data.frame(matrix(x, ncol = as.numeric(file[3]), byrow = TRUE))
used <- system.time(a <- suppressWarnings(alpha(x, check.keys = FALSE)))
cat(sum(used[1:2]), a$total$raw_alpha)
"""
MIRT = """
import sys, time
import numpy as np, mirt
marks = np.load(sys.argv[1]).astype(int)
mirt.fit_mirt(marks[:200, :5], "2PL")
start = time.process_time()
found = mirt.fit_mirt(marks, "2PL", tol=float(sys.argv[2]))
print(time.process_time() - start, found.log_likelihood)
"""


def answers(people: int, items: int, seed: int = 1) -> NDArray[np.int8]:
    """Return answers that a two-parameter model made."""
    shape, rng = np.random.default_rng(0), np.random.default_rng(seed)
    slopes, intercepts = shape.uniform(0.6, 1.8, items), shape.uniform(-1.5, 1.5, items)
    found = np.empty((people, items), np.int8)
    for at in range(0, people, 4096):
        part = found[at : at + 4096]
        logit = rng.normal(size=(len(part), 1)) * slopes + intercepts
        part[:] = rng.random(part.shape) < 1 / (1 + np.exp(-logit))
    return found


def sitting(marks: NDArray[np.int8]) -> Sitting:
    """Return answers as the program takes them."""
    items = marks.shape[1]
    return Sitting(tuple(f"i{at}" for at in range(items)), marks.astype(float), np.ones(items))


def figures(counts: Counts) -> float | None:
    """Work out all figures of a test and its items, and return alpha."""
    item_figures(counts)
    return total_figures(counts).alpha


def fastest(*works: Callable[[], object]) -> list[float]:
    """Return the CPU seconds of each work's fastest round; they take turns, so that a busy machine slows all alike."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, seconds, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return list(map(min, seconds))


def classical(marks: NDArray[np.int8], folder: Path) -> None:
    """Print the time of all classical figures beside that of ``psych::alpha``."""
    made = sitting(marks)
    (ours,), alpha = fastest(lambda: figures(counted(made))), figures(counted(made))
    print(f"classical figures, 1e5 × 100     {ours:8.3f} CPU seconds, alpha {alpha:.6f}")
    told = _psych(marks, folder)
    if told is None:
        print("psych::alpha                     not measured: no R with the package psych")
        return
    theirs, other = told
    print(f"psych::alpha, the same           {theirs:8.3f} CPU seconds, alpha {other:.6f}")
    print(f"ratio                            {theirs / ours:8.0f} x")


def _psych(marks: NDArray[np.int8], folder: Path) -> tuple[float, float] | None:
    if shutil.which("Rscript") is None:
        return None
    table, script = folder / "marks.bin", folder / "alpha.R"
    marks.tofile(table)
    script.write_text(PSYCH, encoding="utf-8")
    found = subprocess.run(
        ["Rscript", str(script), str(table), *map(str, marks.shape)], capture_output=True, text=True, check=False
    )
    return tuple(map(float, found.stdout.split()[-2:])) if found.returncode == 0 else None


def reading(marks: NDArray[np.int8], folder: Path) -> None:
    """Print the time of reading a file and all figures beside that of a typed ``pandas.read_csv`` of the same file."""
    import pandas as pd

    names = [f"i{at}" for at in range(marks.shape[1])]
    wrong = np.where(np.random.default_rng(2).random(marks.shape) < 0.5, "B", "C")
    keys = folder / "keys.csv"
    keys.write_text("item,key\n" + "".join(f"{name},A\n" for name in names), encoding="utf-8")
    blanks = np.where(np.random.default_rng(3).random(marks.shape) < 0.01, "", marks.astype("U1"))
    letters = np.where(marks == 1, "A", wrong)
    kinds = (("0/1", marks, "int8"), ("blanks", blanks, "float32"), ("letters", letters, "category"))
    for told, cells, kind in kinds:
        table = folder / f"{kind}.csv"
        pd.DataFrame(cells, columns=names).rename_axis("id").to_csv(table)
        typed = dict.fromkeys(names, kind) | {"id": "int32"}
        theirs, ours = fastest(
            partial(pd.read_csv, table, dtype=typed),
            partial(_read_and_counted, table, keys if kind == "category" else None),
        )
        print(f"reading and figures, {told:8}   {ours:8.2f} CPU seconds; a typed read_csv {theirs:.2f}")
        print(f"ratio                            {ours / theirs:8.2f} x")


def _read_and_counted(table: Path, keys: Path | None) -> object:
    return analyse_all([table], lang="en", key=keys)[0].to_dict()


def models(marks: NDArray[np.int8], folder: Path) -> None:
    """Print the time of a two-parameter fit, with and without its standard errors, beside that of PyPI's mirt."""
    start = time.process_time()
    found = fit(marks.astype(float), "2pl", "none")
    ours = time.process_time() - start
    print(
        f"2PL with errors, 1e5 × 100       {ours:8.1f} CPU seconds, log-likelihood {found.log_likelihood:.2f}", end=""
    )
    print(f", {found.steps} rounds" if found.converged else ", not converged")
    if importlib.util.find_spec("mirt") is None:
        print("PyPI's mirt                      not measured: not installed")
        return
    table = folder / "marks.npy"
    np.save(table, marks)
    for tolerance in ("1e-4", "1e-6"):
        told = subprocess.run(
            [sys.executable, "-c", MIRT, str(table), tolerance],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **ONE_THREAD},
        )
        if told.returncode:
            print(f"PyPI's mirt                      failed: {told.stderr.strip().splitlines()[-1]}")
            return
        theirs, height = map(float, told.stdout.split()[-2:])
        print(f"PyPI's mirt, errors, tol {tolerance}    {theirs:8.1f} CPU seconds, log-likelihood {height:.2f}")
        print(f"ratio                            {theirs / ours:8.1f} x, {found.log_likelihood - height:+.2f}")


def many() -> None:
    """Print the time and the memory of a million people, counted block by block from one byte an answer."""
    with get_context("spawn").Pool(1) as pool:
        seconds, before, most = pool.apply(_many)
    print(f"classical figures, 1e6 × 100     {seconds:8.2f} CPU seconds, peak {most:.0f} MB")
    print(f"  of which the answers           {before:8.0f} MB (one byte each, and what is loaded)")


def _many() -> tuple[float, float, float]:
    marks = answers(MANY, ITEMS)
    before = peak()
    start = time.process_time()
    parts = (counted(sitting(marks[at : at + BLOCK])) for at in range(0, MANY, BLOCK))
    whole = next(parts)
    for part in parts:
        whole += part
    figures(whole)
    return time.process_time() - start, before, peak()


def main() -> None:
    """Measure, one thing after the other."""
    marks = answers(PEOPLE, ITEMS)
    with tempfile.TemporaryDirectory() as folder, threadpool_limits(1):
        classical(marks, Path(folder))
        reading(marks, Path(folder))
        models(marks, Path(folder))
    many()


if __name__ == "__main__":
    main()
