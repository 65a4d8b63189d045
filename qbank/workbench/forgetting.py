"""A document taken out of the bank: what rests on it stays or goes, and what it kept out may come in again."""

from __future__ import annotations

from dataclasses import dataclass

from qbank.bank import Bank
from qbank.locale import Lang, say
from qbank.reports.tables import html_lines
from qbank.workbench import drafting, ingest


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of what rests on a document that was taken out.

    Args:
        document: its name.
        lang: language of the report.
        withdrawn: drafts of it that nobody had touched; they lie in the recycle bin and come back with it.
        drafts: drafts of it that somebody edited or put off; they stay.
        accepted: accepted items, which keep their proof.
        others: documents that are drafted anew without it.
        file: where it was read from, if it still lies there.
    """

    document: str
    lang: Lang
    withdrawn: int
    drafts: int
    accepted: int
    others: int
    file: str = ""

    def lines(self) -> list[str]:
        """Return the report in words."""
        told = [say("forgotten", self.lang, document=self.document, withdrawn=self.withdrawn)]
        if self.accepted or self.drafts:
            told.append(say("forgotten-stay", self.lang, accepted=self.accepted, drafts=self.drafts))
        if self.others:
            told.append(say("forgotten-others", self.lang, count=self.others))
        if self.file:
            told.append(say("forgotten-file", self.lang, file=self.file))
        return told

    def _repr_html_(self) -> str:
        return html_lines(self.lines())


def forget(bank: Bank, name: str, *, actor: str, lang: Lang) -> Forgotten:
    """Take a document out of the bank; reading its file again brings it back with its drafts.

    Its texts stay, since accepted items cite them, but they are no longer held against drafts of other documents and
    lend them nothing.

    Args:
        bank: the bank.
        name: the document's name, as it is listed.
        actor: who is named in the log.
        lang: language of the report.
    """
    others = [entry.name for entry in drafting.with_text(bank) if entry.name != name]
    # Marks first: should the work break off, a document is read or drafted once too often, and nothing is missing.
    for each in (name, *others):
        drafting.draft_again(bank, each)
    file = ingest.read_again(bank, name)
    withdrawn = bank.add_drafts((), document=name, actor=actor).withdrawn
    bank.remove_document(name)
    counts = bank.counts_by_status(name)
    return Forgotten(
        document=name,
        lang=lang,
        withdrawn=withdrawn,
        drafts=counts.get("draft", 0),
        accepted=counts.get("accepted", 0),
        others=len(others),
        file=file,
    )
