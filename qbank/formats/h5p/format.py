"""An H5P Question Set: one package that a learning platform with H5P's libraries plays; the libraries are not in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.h5p import _reading as reading
from qbank.formats.h5p._held import held
from qbank.formats.h5p._questions import Library, question_of
from qbank.formats.h5p._words import words
from qbank.locale import Lang, brief, say
from qbank.model.portable import Portable

SET = Library("H5P.QuestionSet", 1, 21, "Question Set")
_SHARED = (
    Library("H5P.Question", 1, 5, ""),
    Library("H5P.JoubelUI", 1, 3, ""),
    Library("H5P.Components", 1, 0, ""),
    Library("H5P.Transition", 1, 0, ""),
    Library("H5P.FontIcons", 1, 0, ""),
    Library("H5P.Video", 1, 6, ""),
    Library("FontAwesome", 4, 5, ""),
)
"""What the set itself needs of its receiver, whatever is asked in it."""
_LANGUAGES: Mapping[Lang, str] = {"zh": "zh-hans", "en": "en"}
_LONGEST_TITLE = 255
_DATE = (2000, 1, 1, 0, 0, 0)
_PASS = 60


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what a Question Set keeps of a portable: every type has a library that asks it."""
    return held(portable)


def write(portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write the package: the questions one by one, then what they are played with."""
    used: dict[str, Library] = {}
    title = brief(" ".join((settings.title or say("h5p-title", settings.lang)).split()), _LONGEST_TITLE)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open(_member("content/content.json"), "w") as content:
            before, behind = _line(_frame(title, settings.lang)).split(b"[null]", 1)
            content.write(before + b"[")
            mark = b"\n"
            for number, portable in enumerate(portables, 1):
                library, question = question_of(portable, number, settings.lang)
                used[library.name] = library
                content.write(mark + _line(question))
                mark = b",\n"
            content.write(b"\n]" + behind)
        package.writestr(_member("h5p.json"), _line(_head(title, used, settings.lang)))


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the questions of a package, ours or another program's; what is asked by other libraries is a Problem."""
    return reading.read(path, settings.file or str(path))


def _head(title: str, used: Mapping[str, Library], lang: Lang) -> dict[str, Any]:
    needed = [SET, *(used[name] for name in sorted(used)), *_SHARED]
    return {
        "title": title,
        "language": _LANGUAGES[lang],
        "defaultLanguage": _LANGUAGES[lang],
        "mainLibrary": SET.name,
        "embedTypes": ["iframe"],
        "license": "U",
        "authors": [],
        "changes": [],
        "extraTitle": title,
        "preloadedDependencies": [
            {"machineName": each.name, "majorVersion": each.major, "minorVersion": each.minor} for each in needed
        ],
    }


def _frame(title: str, lang: Lang) -> dict[str, Any]:
    """Return the parameters of the set; its questions are still to come."""
    return {
        "introPage": {"showIntroPage": False, "startButtonText": say("h5p-start", lang)},
        "progressType": "textual",
        "passPercentage": _PASS,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "texts": words("set", lang),
        "endGame": {
            "showResultPage": True,
            "showSolutionButton": True,
            "showRetryButton": True,
            "overallFeedback": [{"from": 0, "to": 100}],
            "showAnimations": False,
            "skippable": False,
            **words("end", lang),
        },
        "override": {"checkButton": True},
        "questions": [None],
    }


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


FORMATS.add("h5p")(ForeignFormat(name="h5p", suffix=".h5p", hold=hold, write=write, read=read, shuffles=True))
