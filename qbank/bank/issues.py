"""Papers that were issued as rows: added, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Row, func, literal_column, select

from qbank.bank import store
from qbank.bank.schema import issue, issue_item, item
from qbank.bank.sealing import canonical, seal
from qbank.errors import Problem, QbankError
from qbank.locale import Listed
from qbank.model.form import Form
from qbank.model.issue import Issue, Use

_FIELDS = ("id", "exam", "day", "order_digest", "actor", "at", "form")
_SHOWN = 10
# Papers issued within one second have one `at`; rows are only ever added, so that their places tell which came first.
_PLACE = func.max(literal_column("issue.rowid", Integer)).over(partition_by=(issue.c.at, issue.c.exam))


def add(conn: Connection, issues: Sequence[Issue], at: str) -> None:
    """Store papers; one that is known already is left as it is.

    Raises:
        QbankError: ``bank-issue-item`` when an item is no longer accepted, or has changed since it was chosen.
    """
    known = set(conn.execute(select(issue.c.id)).scalars())
    new = [each for each in issues if each.form.id not in known]
    _refuse_changed(conn, issues)
    for each in new:
        row = {
            "id": each.form.id,
            "exam": each.exam,
            "day": each.day,
            "order_digest": each.order,
            "actor": each.actor,
            "at": at,
            "form": canonical(each.form.to_dict(), each.form.id),
        }
        canonical(row, each.form.id)
        conn.execute(issue.insert(), [{**row, "seal": _seal(row)}])
        rows = [{"issue": each.form.id, "item": one.item, "revision": one.revision} for one in each.form.placed]
        conn.execute(issue_item.insert(), rows)


def _refuse_changed(conn: Connection, issues: Sequence[Issue]) -> None:
    wanted = {one.item: one.revision for each in issues for one in each.form.placed}
    found: dict[str, Row[Any]] = {}
    for some in store.pages(wanted):
        asked = select(item.c.id, item.c.status, item.c.revision, item.c.deleted).where(item.c.id.in_(some))
        found |= {row.id: row for row in conn.execute(asked)}
    changed = [
        name
        for name, revision in wanted.items()
        if name not in found
        or found[name].status != "accepted"
        or found[name].deleted
        or found[name].revision != revision
    ]
    if changed:
        values = {"items": Listed(sorted(changed)[:_SHOWN]), "count": len(changed)}
        raise QbankError(Problem("bank-issue-item", values=values))


def get(conn: Connection) -> list[Issue]:
    """Return all papers that were issued, the latest first, those of one exam by name."""
    rows = conn.execute(select(issue).order_by(issue.c.at.desc(), _PLACE.desc(), issue.c.id))
    return [_issue(row) for row in rows]


def uses(conn: Connection) -> list[Use]:
    """Return every item of every issued paper, by paper and item."""
    asked = select(issue_item.c.item, issue.c.exam, issue.c.day, issue.c.order_digest)
    joined = asked.join(issue, issue.c.id == issue_item.c.issue).order_by(issue.c.id, issue_item.c.item)
    return [Use(row.item, row.exam, row.day, row.order_digest) for row in conn.execute(joined)]


def faults(conn: Connection, file: str) -> Iterator[Problem]:
    """Yield a Problem for each paper that is not what was stored, or whose items are other ones."""
    for row in conn.execute(select(issue).order_by(issue.c.id)):
        own = select(issue_item.c.item, issue_item.c.revision).where(issue_item.c.issue == row.id)
        rows = sorted((each.item, each.revision) for each in conn.execute(own))
        if row.seal != _seal(row._asdict()) or rows != _placed(row.form):
            yield Problem("bank-issue-changed", file=file, place=row.id)


def _placed(text: str) -> list[tuple[str, int]]:
    return sorted((each.item, each.revision) for each in Form.from_dict(json.loads(text)).placed)


def _issue(row: Row[Any]) -> Issue:
    form = Form.from_dict(json.loads(row.form))
    return Issue(form=form, exam=row.exam, day=row.day, order=row.order_digest, actor=row.actor, at=row.at)


def _seal(row: dict[str, Any]) -> str:
    return seal(*(row[name] for name in _FIELDS))
