"""The quality gate: measures drafting and ranking, prints the figures and compares them with what is pinned.

``python tests/gate/run.py`` exits 1 if a rule is broken or a figure lies beyond its pin, 2 if the outside data are
not there (then only the project's own corpus is measured). ``--sample`` measures that corpus alone.
``--update`` pins the figures of this run; a pin is worsened only with ``--allow-regression WHY``.
``--by-document`` adds a line a document. ``--json FILE`` keeps the record, ``--compare FILE`` tells what differs from
such a record on the documents both have.
``--ideals FILE --documents DIR`` measures only which questions of outside readers are covered (see ``locate.py``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import compare
import data
import outside
import pins
import record as records
import tables
from measure import everything, judged, renewed, sample


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", metavar="WHY", default="")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--compare", type=Path, metavar="FILE")
    parser.add_argument("--by-document", action="store_true")
    parser.add_argument("--ideals", type=Path, metavar="FILE")
    parser.add_argument("--documents", type=Path, metavar="DIR")
    return parser.parse_args()


def main() -> int:
    """Run the gate and return its exit code."""
    asked = _arguments()
    if asked.ideals:
        print("\n".join(outside.lines(asked.ideals, asked.documents or asked.ideals.parent)))
        return 0
    is_whole = data.DATA.is_dir() and not asked.sample
    record, baseline = everything() if is_whole else sample(), pins.load()
    print("\n".join(tables.lines(record, documents=asked.by_document or not is_whole)))
    if asked.json:
        records.dump(record, asked.json)
    if asked.compare:
        print("\n".join(compare.lines(records.load(asked.compare), record)))
    if asked.update:
        pins.dump(renewed(record, baseline, asked.allow_regression))
        return 0
    wrong = judged(record, baseline)
    print("\n" + ("\n".join(wrong) if wrong else "no rule is broken and every pin holds"))
    if not is_whole and not asked.sample:
        print(f"no data at {data.DATA}: the rest was not measured (QBANK_DATA names another folder)")
        return 2
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
