"""A QTI file opened: a package with or without a manifest, or a single item; its items in the order they are asked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from qbank.errors import Problem, QbankError
from qbank.formats._contract import Settings
from qbank.formats.qti._manifest import Listed, listed, resolved
from qbank.formats.qti._names import attribute, name_of
from qbank.formats.qti._package import MANIFEST
from qbank.formats.qti._reading import Known, read_item
from qbank.formats.qti._xml import MOST_BYTES, parsed
from qbank.model.portable import Portable
from qbank.text.archive import open_checked
from qbank.text.files import os_problem
from qbank.text.limits import MEGABYTE, Limits

_Element = Any  # lxml publishes no types
_LIMITS = Limits(file_bytes=1000 * MEGABYTE, inflated_bytes=4000 * MEGABYTE, members=500_000)
_LONGEST_TEST = 200 * MEGABYTE
_ZIP = b"PK"
_ITEM, _PASSAGE = "assessmentItem", "assessmentStimulus"
_NO_ITEM = {"questestinterop": "qti-too-old", "manifest": "qti-no-package", "assessmentTest": "qti-no-package"}


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a file and what is wrong with it; every Problem names the file."""
    file = settings.file or str(path)
    for entry in _read(path, settings):
        yield replace(entry, file=file) if isinstance(entry, Problem) else entry


def _read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    try:
        with path.open("rb") as stream:
            is_package = stream.read(len(_ZIP)) == _ZIP
            limit = _LIMITS.file_bytes if is_package else MOST_BYTES
            if stream.seek(0, 2) > limit:
                yield Problem("qti-too-large", values={"limit": limit // MEGABYTE})
                return
        if is_package:
            yield from _package(path, settings)
        else:
            yield from _bare_item(path.read_bytes(), path.name)
    except OSError as error:
        yield os_problem(error)


def _bare_item(data: bytes, name: str) -> Iterator[Portable | Problem]:
    try:
        root = parsed(data)
        _check_root(root)
    except QbankError as error:
        yield error.problem
        return
    yield from read_item(root, name, Known(), _no_passage)


def _no_passage(href: str) -> _Element:
    raise QbankError(Problem("qti-file-missing", values={"path": href}))


def _check_root(root: _Element) -> None:
    name = name_of(root)
    if name != _ITEM:
        raise QbankError(Problem(_NO_ITEM.get(name, "qti-no-item"), values={"element": name}))


def _package(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    try:
        archive = open_checked(path, _LIMITS)
    except QbankError as error:
        yield Problem("qti-unsafe", values={"reason": error.problem.to_dict(settings.lang)["says"]})
        return
    with archive:
        package = _Package(archive)
        try:
            package.look_around()
        except QbankError as error:
            yield replace(error.problem, place=error.problem.place or package.manifest)
            return
        yield from package.problems
        if not package.items and not package.problems:
            yield Problem("qti-no-item", place=package.manifest, values={"element": ""})
        for name, known in package.items.items():
            yield from package.item(name, known)


@dataclass(slots=True)
class _Package:
    """An open package: ``items`` are its item files in the order they are asked, with what is known of each."""

    archive: ZipFile
    manifest: str = ""
    items: dict[str, Known] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    members: frozenset[str] = frozenset()

    def look_around(self) -> None:
        """Find the items; raises QbankError for a manifest that cannot be read."""
        self.members = frozenset(self.archive.namelist())
        manifests = sorted(
            (each for each in self.members if _is_manifest(each)), key=lambda each: (each.count("/"), each)
        )
        if len(manifests) > 1 and manifests[0].count("/") == manifests[1].count("/"):
            raise QbankError(Problem("qti-several-manifests", values={"count": len(manifests)}))
        tests = self._listed(manifests[0]) if manifests else []
        if not self.items and not self.problems:
            self.items = {each: Known() for each in self.archive.namelist() if self._is_item(each)}
        self._put_in_order(tests)

    def item(self, name: str, known: Known) -> Iterator[Portable | Problem]:
        """Yield what is read of one item file."""
        try:
            root = self._root(name)
            _check_root(root)
        except QbankError as error:
            yield replace(error.problem, place=name)
            return
        yield from read_item(root, name, known, lambda href: self._passage(name, href))

    def _listed(self, manifest: str) -> list[str]:
        """Take in what the manifest lists and return its tests."""
        self.manifest = manifest
        tests: list[str] = []
        with self.archive.open(manifest) as stream:
            for resource in listed(stream):
                name = self._member(manifest, resource.href)
                if name and resource.kind == "old":
                    self.problems.append(Problem("qti-too-old", place=name))
                elif name and resource.kind == "test":
                    tests.append(name)
                elif name:
                    self._take(name, resource)
        return tests

    def _take(self, name: str, resource: Listed) -> None:
        if name in self.items:
            self.problems.append(Problem("qti-listed-twice", place=name))
        else:
            self.items[name] = resource.known

    def _member(self, beside: str, href: str) -> str:
        """Return the member an address names; "" for none, which is told."""
        try:
            return self._found(beside, href)
        except QbankError as error:
            self.problems.append(replace(error.problem, place=beside))
            return ""

    def _found(self, beside: str, href: str) -> str:
        name = resolved(posixpath.dirname(beside), href)
        if name not in self.members:
            raise QbankError(Problem("qti-file-missing", values={"path": name}))
        return name

    def _put_in_order(self, tests: list[str]) -> None:
        """Let the items of the tests go first, as they stand there."""
        asked: dict[str, Known] = {}
        for test in tests:
            try:
                root = self._root(test, _LONGEST_TEST)
            except QbankError as error:
                self.problems.append(replace(error.problem, place=test))
                continue
            for reference in root.iter("{*}assessmentItemRef", "{*}qti-assessment-item-ref"):
                name = self._member(test, attribute(reference, "href"))
                if name:
                    asked.setdefault(name, self.items.get(name, Known()))
        self.items = {**asked, **{name: known for name, known in self.items.items() if name not in asked}}

    def _is_item(self, name: str) -> bool:
        if not name.lower().endswith(".xml") or _is_manifest(name):
            return False
        try:
            return name_of(self._root(name)) == _ITEM
        except QbankError as error:
            self.problems.append(replace(error.problem, place=name))
            return False

    def _root(self, name: str, limit: int = MOST_BYTES) -> _Element:
        if self.archive.getinfo(name).file_size > limit:
            raise QbankError(Problem("qti-too-large", values={"limit": limit // MEGABYTE}))
        return parsed(self.archive.read(name), limit)

    def _passage(self, item: str, href: str) -> _Element:
        root = self._root(self._found(item, href))
        if name_of(root) != _PASSAGE:
            raise QbankError(Problem("qti-file-missing", values={"path": href}))
        return root


def _is_manifest(name: str) -> bool:
    return posixpath.basename(name).lower() == MANIFEST
