"""An editor in a process of its own: decides about what it last saw, and writes down every answer."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import qbank
from qbank.review.service import Review


def main(folder: str, name: str, count: int, ledger: str) -> None:
    """Take ``count`` decisions on the items of a workspace; each answer is a line of the ledger."""
    rng = random.Random(name)
    with qbank.open(folder, actor=name) as workspace, Path(ledger).open("w", encoding="utf-8") as out:
        review = Review(workspace.bank, name, lambda _item: (), "zh")
        ids = workspace.bank.ids()
        for number in range(count):
            item = workspace.item(rng.choice(ids))
            action = "reject" if item.status == "accepted" else "accept"
            op = f"{name.encode().hex()}-{number}"
            message = {"do": "decide", "id": number, "view": name, "op": op, "item": item.id, "action": action}
            answer = review.handle({**message, "revision": item.revision, "reason": "轮换"})
            shown = answer.get("card", {}).get("revision", 0), len(answer.get("since", ()))
            out.write(json.dumps([op, item.id, item.revision, answer.get("outcome"), *shown]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
