"""QTI as other programs write it, made by hand for the tests of reading."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.model.portable import Portable

SPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
HTML = {"p", "div", "span", "b", "br", "ol", "ul", "li", "sup", "sub", "img", "table", "tr", "td", "object", "math"}
TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def fmt() -> ForeignFormat:
    """Return a format that reads every release."""
    found = FORMATS.get("qti3")
    assert isinstance(found, ForeignFormat)
    return found


def read(path: Path) -> list[Portable | Problem]:
    """Return what is found in a file; each problem names the file and speaks both languages."""
    assert fmt().read is not None
    found = list(fmt().read(path, Settings(file="原题库.zip")))  # type: ignore[misc]
    for each in found:
        if isinstance(each, Problem):
            assert each.file == "原题库.zip"
            assert each.message("zh") and each.message("en")
    return found


def package(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Return a zip container of these files."""
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def one(folder: Path, item: str | bytes, name: str = "item.xml") -> list[Portable | Problem]:
    """Return what is found in a single item's file."""
    path = folder / name
    path.write_bytes(item.encode() if isinstance(item, str) else item)
    return read(path)


def taken(folder: Path, item: str) -> Portable:
    """Return the item of a file in which nothing is wrong."""
    found = one(folder, item)
    assert not [each.message("zh") for each in found if isinstance(each, Problem)]
    (portable,) = found
    assert isinstance(portable, Portable)
    return portable


def refused(folder: Path, item: str) -> Problem:
    """Return why an item was not taken."""
    (found,) = one(folder, item)
    assert isinstance(found, Problem), found
    assert found.severity == "error"
    return found


def item(body: str, declared: str, *, rules: str = "", after: str = "", release: str = "2.1", root: str = "") -> str:
    """Return an item, its content given in 2.1's words, in those of a release."""
    text = (
        f'<assessmentItem identifier="ITEM-1" title="题" adaptive="false" timeDependent="false"{root}>{declared}'
        f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"<itemBody>{body}</itemBody>{rules}{after}</assessmentItem>"
    )
    text = kebab(text) if release == "3.0" else text
    root_tag = text.partition(" ")[0]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root_tag} xmlns="{SPACES[release]}"{text.removeprefix(root_tag)}'


def kebab(text: str) -> str:
    """Return elements and attributes of 2.1 by their names in 3.0."""

    def renamed(tag: re.Match[str]) -> str:
        name = tag[2] if tag[2] in HTML else "qti-" + re.sub("[A-Z]", lambda hump: f"-{hump.group().lower()}", tag[2])
        attributes = re.sub("[A-Z](?=[A-Za-z]*=)", lambda hump: f"-{hump.group().lower()}", tag[3])
        return f"<{tag[1]}{name}{attributes}>"

    return re.sub(r"<(/?)(\w+)([^<>]*)>", renamed, text)


def response(
    kind: str, *right: str, cardinality: str = "single", mapping: str = "", name: str = "RESPONSE", bounds: str = ""
) -> str:
    """Return a declaration; ``mapping`` is told as ``A=1 B=0.5``."""
    values = "".join(f"<value>{each}</value>" for each in right)
    entries = [each.rpartition("=") for each in mapping.split("|") if each]
    mapped = "".join(f'<mapEntry mapKey="{key}" mappedValue="{worth}"/>' for key, _, worth in entries)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{kind}">'
        + (f"<correctResponse>{values}</correctResponse>" if right else "")
        + (f'<mapping defaultValue="0"{bounds}>{mapped}</mapping>' if mapping else "")
        + "</responseDeclaration>"
    )


def choice(*texts: str, prompt: str = "谁负责命题？", most: int = 1, names: str = "ABCDEF") -> str:
    """Return a choice interaction."""
    choices = "".join(
        f'<simpleChoice identifier="{name}">{text}</simpleChoice>' for name, text in zip(names, texts, strict=False)
    )
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}">'
        f"<prompt>{prompt}</prompt>{choices}</choiceInteraction>"
    )


def template(name: str) -> str:
    """Return a response processing by a standard template."""
    return f'<responseProcessing template="{TEMPLATE}{name}"/>'


PLAIN = item(choice("政工室", "督查大队", "财务科"), response("identifier", "B"), rules=template("match_correct"))


def manifest(*resources: str, version: str = "2p1") -> str:
    """Return a manifest with item resources, each told as ``identifier|type|address|metadata``."""
    told = ""
    for each in resources:
        name, kind, href, metadata = [*each.split("|"), "", ""][:4]
        kind = kind.replace("ITEM", f"imsqti_item_xmlv{version}")
        told += f'<resource identifier="{name}" type="{kind}" href="{href}"><metadata>{metadata}</metadata>'
        told += f'<file href="{href}"/></resource>'
    head = '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M">'
    return f"{head}<resources>{told}</resources></manifest>"


def stem_of(text: str, stem: str) -> str:
    """Return an item with another stem."""
    return text.replace("谁负责命题？", stem)


def stems(found: list[Portable | Problem]) -> list[str]:
    """Return stems of items and codes of problems."""
    return [each.code if isinstance(each, Problem) else each.item.stem for each in found]
