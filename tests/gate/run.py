"""The quality gate: measures on outside data and compares with pinned floors.

``python tests/gate/run.py`` prints the figures and exits 1 if one lies below its floor.
``--update`` pins the figures of this run; a floor is lowered only with ``--allow-regression WHY``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

BASELINE = Path(__file__).with_name("baseline.json")
NOISE = 0.005
"""A figure may lie this far below its floor: another version of a library may break ties otherwise."""


def verdicts(figures: dict[str, float], baseline: dict[str, Any], digests: dict[str, str]) -> list[str]:
    """Return what is wrong: figures below their floor, floors without a figure, other inputs than pinned."""
    floors: dict[str, float] = baseline["floors"]
    wrong = [
        f"{name}: {figures[name]:.4f} is below {floor:.4f}"
        for name, floor in floors.items()
        if name in figures and figures[name] < floor - NOISE
    ]
    wrong += [f"{name}: pinned but not measured" for name in floors if name not in figures]
    wrong += [
        f"{name}: not the input that was pinned"
        for name, digest in baseline["digests"].items()
        if digests.get(name) != digest
    ]
    return wrong


def pinned(figures: dict[str, float], baseline: dict[str, Any], digests: dict[str, str], why: str) -> dict[str, Any]:
    """Return the new baseline; raises ValueError if a floor would fall and no reason is given."""
    lower = [name for name, floor in baseline["floors"].items() if figures.get(name, 0.0) < floor - NOISE]
    if lower and not why:
        raise ValueError(f"these would fall, say why with --allow-regression: {', '.join(lower)}")
    reasons = [*baseline.get("regressions", []), *([f"{', '.join(lower)}: {why}"] if lower else [])]
    return {
        "digests": digests,
        "floors": {name: round(value, 4) for name, value in figures.items()},
        "regressions": reasons,
    }


def _figures() -> tuple[dict[str, float], dict[str, str]]:
    import data
    import drafts
    import ranking
    import segmenters

    made = ranking.tools()
    table = ranking.measure(data.labelled_sets(), made)
    sets = list(table["qbank"])
    print("\nshare of asked sentences in the top 30 %\n" + f"{'':10}" + "".join(f"{name:>14}" for name in sets))
    for name, row in table.items():
        print(f"{name:10}" + "".join(f"{row[which]:14.3f}" for which in sets))
    found = drafts.measure(data.seeds(), made)
    print("\ndrafts per 1,000 characters of the seeds")
    for name, value in found.per_thousand.items():
        print(f"{name:16}{value:6.2f}   ({found.types[name]})")
    print(f"check violations, touched redactions and furniture: {dict(found.faults) or 0}")
    alike, sentences = segmenters.alike(data.seeds())
    print(f"\nsentences of the seeds that rjieba and jieba cut alike: {alike} of {sentences}")
    figures = {f"recall30/{which}": value for which, value in table["qbank"].items()}
    figures |= {f"over-length/{which}": table["qbank"][which] - table["length"][which] for which in sets}
    figures["types-over-seeds"] = float(len(found.types))
    figures["cut-alike"] = alike / sentences
    figures["faultless"] = float(not found.faults)
    return figures, data.digests()


def main() -> int:
    """Run the gate and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", metavar="WHY", default="")
    asked = parser.parse_args()
    import data

    if not data.DATA.is_dir():
        print(f"no data at {data.DATA}: nothing was measured (QBANK_DATA names another folder)")
        return 2
    figures, digests = _figures()
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {"digests": {}, "floors": {}}
    if asked.update:
        new = pinned(figures, baseline, digests, asked.allow_regression)
        BASELINE.write_text(json.dumps(new, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return 0
    wrong = verdicts(figures, baseline, digests)
    print("\n" + ("\n".join(wrong) if wrong else f"all {len(baseline['floors'])} floors hold"))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
