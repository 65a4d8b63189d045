"""The kinds of facts about what may be done and who decides; ``fact`` gives them on with all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from qbank.model.document import Sentence
from qbank.model.part import Fact, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Bans(Fact):
    """A row of acts that are forbidden: 不得A，不得B；严禁C.

    ``who`` are the words for whom they are forbidden to, "" where the text names nobody; ``word`` the ban itself.
    ``allowed`` are acts that the document lets the same ones do (可以D). ``closed`` is False where the document
    forbids them other things elsewhere, so that the row is not all. ``name`` is what the heading calls the row by the
    number of its acts (“六个严禁”), "" where it does not.
    """

    kind: ClassVar[str] = "bans"
    acts: tuple[Part, ...]
    who: str = ""
    word: str = "不得"
    name: str = ""
    allowed: tuple[Part, ...] = ()
    rests_on: tuple[Sentence, ...] = ()
    closed: bool = True

    def parts(self) -> tuple[Part, ...]:
        """Return the forbidden acts and the allowed ones, in order of position."""
        return tuple(sorted((*self.acts, *self.allowed), key=lambda each: (each.start, each.end)))

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of the acts, each once."""
        return (self.sent, *self.rests_on)


class Office(NamedTuple):
    """One step of a decision: who, and what they do (提出申请, 审核, 备案)."""

    who: Part
    does: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Fact):
    """Who proposes, checks, decides and is told, in this order: 跨市用车，由科室提出，办公室审核，分管领导批准.

    ``matter`` is what is decided, ``whole`` the statement from there to the last office.
    """

    kind: ClassVar[str] = "approval"
    matter: Part
    offices: tuple[Office, ...]
    whole: Part

    def parts(self) -> tuple[Part, ...]:
        """Return the matter and who decides it, in order of position."""
        return (self.matter, *(office.who for office in self.offices))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption(Fact):
    """A rule with what it does not hold for (除A外，一律B) or what is done where it cannot hold (不得B；确需B的，须C).

    ``but`` is what is exempt, or the case; ``then`` what is to be done in that case, None where nothing is. A case
    that says by itself what it is about needs no ``rule``.
    """

    kind: ClassVar[str] = "exemption"
    but: Part
    rule: Part | None = None
    then: Part | None = None
    rests_on: tuple[Sentence, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Return rule, exemption and what is to be done, in order of position."""
        found = (each for each in (self.rule, self.but, self.then) if each)
        return tuple(sorted(found, key=lambda each: each.start))

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of rule and case, each once."""
        return (self.sent, *self.rests_on)
