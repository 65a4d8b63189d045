"""One person's record in words (一人一档): each exam with their share, that of everybody, and where marks were lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.reports.results import record
from qbank.sittings import Sittings

_MOST_CHAPTERS = 3


def record_lines(store: Sittings, code: str, chapters: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """Yield a person's record, the latest exam first.

    Args:
        store: the file of answers.
        code: whose.
        chapters: the chapter of each item.
        lang: the language.

    Raises:
        QbankError: nobody of that code.
    """
    own = store.of_person(code)
    if not own:
        raise QbankError(Problem("people-unknown", str(store.path), values={"found": code}))
    person = own[0][1].person
    yield say("people-record", lang, code=person.code, name=person.name, department="/".join(person.department))
    for each in record(((head, sheet, store.sheets(head.id)) for head, sheet in own), chapters):
        told = {"name": each.head.name, "date": each.head.date or "–"}
        if each.share is None:
            yield say("people-absent", lang, **told)
            continue
        mean = "–" if each.mean is None else f"{each.mean:.0%}"
        yield say("people-exam", lang, **told, share=f"{each.share:.0%}", mean=mean)
        if each.lost:
            lost = "、".join(f"{name} {share:.0%}" for name, share in each.lost[:_MOST_CHAPTERS])
            yield say("people-lost", lang, chapters=lost)
