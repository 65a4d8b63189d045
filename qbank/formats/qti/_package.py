"""A content package written in one pass: the items as they come, then the test that lists them, then the manifest."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from qbank.formats._contract import Settings
from qbank.formats.qti import _names as names
from qbank.formats.qti import _rules as rules
from qbank.formats.qti._held import one_line
from qbank.formats.qti._items import document, item_document, title_of
from qbank.formats.qti._names import Dialect, escaped, quoted
from qbank.locale import say
from qbank.model.item import Difficulty, Item
from qbank.model.portable import Portable

MANIFEST, TEST = "imsmanifest.xml", "test.xml"
_NCNAME = re.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}")
POSITION = re.compile(r"QBANK\.[0-9]{6,}")
"""What an item is called that has no id to be called by."""
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_IN_MEMORY = 4 * 1024 * 1024
_UNIX, _FILE_MODE = 3, 0o100644 << 16
DIFFICULTIES: dict[Difficulty, str] = {"easy": "easy", "medium": "medium", "hard": "difficult"}


def write_package(dialect: Dialect, portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    """Write the package; what test and manifest say of the items waits on the disk when there are many."""
    title = one_line(settings.title) or say("qti-untitled", settings.lang)
    with ExitStack() as stack:
        references, dependencies, resources = (stack.enter_context(_spool()) for _ in range(3))
        archive = stack.enter_context(zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED))
        for at, portable in enumerate(portables, 1):
            resource, href = f"I{at:06}", f"items/item-{at:06}.xml"
            item = portable.item
            called = item.id if _NCNAME.fullmatch(item.id) else f"QBANK.{at:06}"
            archive.writestr(_member(href), item_document(dialect, portable, called, settings.lang))
            _say(references, dialect.element("assessmentItemRef", identifier=resource, href=href))
            _say(dependencies, f'<dependency identifierref="{resource}"/>')
            _say(resources, _resource(dialect, resource, href, _lom(item)))
        _copy(archive, TEST, _around(references, *_test(dialect, title).split("\0")))
        head, tail = _manifest(dialect, title).split("\0\0")
        _copy(archive, MANIFEST, [*_around(dependencies, *head.split("\0")), *_around(resources, "", tail)])


def _spool() -> IO[bytes]:
    return SpooledTemporaryFile(_IN_MEMORY)


def _say(spool: IO[bytes], line: str) -> None:
    spool.write(line.encode() + b"\n")


def _around(spool: IO[bytes], before: str, after: str) -> list[bytes | IO[bytes]]:
    spool.seek(0)
    return [before.encode(), spool, after.encode()]


def _copy(archive: zipfile.ZipFile, name: str, parts: Iterable[bytes | IO[bytes]]) -> None:
    with archive.open(_member(name), "w") as member:
        for part in parts:
            if isinstance(part, bytes):
                member.write(part)
            else:
                shutil.copyfileobj(part, member)


def _member(name: str) -> zipfile.ZipInfo:
    """Return a member that is the same on every computer and at any hour."""
    member = zipfile.ZipInfo(name, _FIXED_DATE)
    member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _FILE_MODE
    return member


def _test(dialect: Dialect, title: str) -> str:
    """Return the test, a NUL where its items stand: without a word, engines show no feedback in a test."""
    control = dialect.element("itemSessionControl", showFeedback="true")
    section = dialect.element("assessmentSection", "\0", identifier="SECTION-1", title=title, visible="true")
    part = dialect.element(
        "testPart", control + section, identifier="PART-1", navigationMode="nonlinear", submissionMode="individual"
    )
    total = dialect.element("sum", dialect.element("testVariables", variableIdentifier=rules.SCORE))
    score = dialect.element("outcomeDeclaration", identifier=rules.SCORE, cardinality="single", baseType="float")
    processing = dialect.element("outcomeProcessing", rules.set_outcome(dialect, rules.SCORE, total))
    head = dialect.attributes({"identifier": "QBANK-TEST", "title": title})
    return document(dialect, "assessmentTest", head, score + part + processing)


def _manifest(dialect: Dialect, title: str) -> str:
    """Return the manifest, a NUL where the test's items stand and two where their own resources do."""
    general = f"<general><title>{_langstring(title)}</title></general>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest xmlns="{dialect.package_space}" xmlns:xsi="{names.XSI}"'
        f' xsi:schemaLocation="{dialect.package_space} {dialect.package_schema}" identifier="QBANK-MANIFEST">\n'
        f"<metadata><schema>{dialect.schema}</schema><schemaversion>{dialect.version}</schemaversion>"
        f'<lom xmlns="{names.LOM}">{general}</lom></metadata>\n'
        "<organizations></organizations>\n<resources>\n"
        f'<resource identifier="TEST" type="{dialect.test_type}" href="{TEST}"><file href="{TEST}"/>\n'
        "\0</resource>\n\0\0</resources>\n</manifest>\n"
    )


def _resource(dialect: Dialect, identifier: str, href: str, lom: str) -> str:
    return (
        f'<resource identifier="{identifier}" type="{dialect.item_type}" href="{quoted(href)}">'
        f'<metadata>{lom}</metadata><file href="{quoted(href)}"/></resource>'
    )


def _lom(item: Item) -> str:
    """Return what is known of an item beside what is asked."""
    entry = f"<entry>{escaped(item.id)}</entry>"
    identifier = f"<identifier><catalog>{names.TOOL}</catalog>{entry}</identifier>" if item.id else ""
    keywords = "".join(f"<keyword>{_langstring(each)}</keyword>" for each in item.tags)
    difficulty = f"<source>LOMv1.0</source><value>{DIFFICULTIES[item.difficulty]}</value>"
    return (
        f'<lom xmlns="{names.LOM}"><general>{identifier}<title>{_langstring(title_of(item.stem))}</title>{keywords}'
        f"</general><educational><difficulty>{difficulty}</difficulty></educational>{''.join(_classified(item))}</lom>"
    )


def _classified(item: Item) -> Iterator[str]:
    if item.chapter:
        yield _classification("discipline", names.CHAPTER, [item.chapter])
    if item.audience:
        yield _classification("educational level", names.AUDIENCE, item.audience)


def _classification(purpose: str, source: str, entries: Iterable[str]) -> str:
    paths = "".join(
        f'<taxonPath><source><string language="en">{source}</string></source>'
        f"<taxon><entry>{_langstring(each)}</entry></taxon></taxonPath>"
        for each in entries
    )
    return (
        f"<classification><purpose><source>LOMv1.0</source><value>{purpose}</value></purpose>{paths}</classification>"
    )


def _langstring(text: str) -> str:
    return f'<string language="zh-CN">{escaped(text)}</string>'
