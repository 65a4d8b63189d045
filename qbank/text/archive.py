"""Zip containers from strangers: every member inflated and counted before anything is parsed."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NoReturn

from qbank.errors import Problem, QbankError
from qbank.text.limits import MEGABYTE, Limits

_CHUNK = 1024 * 1024
_FREE_OF_RATIO = 10 * MEGABYTE
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_XML_SUFFIXES = (".xml", ".rels")
# A document type is how every entity attack begins, and no office program writes one.
_DECLARATIONS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))
_CARRY = max(map(len, _DECLARATIONS))
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError)


def open_checked(path: Path | BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """Return an Office container whose members have all been inflated once, in chunks, and found sound.

    Raises:
        QbankError: ``broken-zip`` (naming the member), ``password-protected``, ``too-many-members``,
            ``duplicate-member``, ``unsafe-path``, ``zip-overlap``, ``zip-too-large``, ``xml-entities``.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _FAULTS as error:
        raise _broken(error) from error
    try:
        _check_names(archive.infolist(), limits)
        _check_overlap(archive.infolist())
        _check_members(archive, limits)
    except BaseException:
        archive.close()
        raise
    return archive


def _broken(error: Exception, member: str = "") -> QbankError:
    where = f" ({member})" if member else ""
    return QbankError(Problem("broken-zip", values={"where": where, "reason": str(error)}))


def _refuse(code: str, **values: object) -> NoReturn:
    raise QbankError(Problem(code, values=values))


def _check_names(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        _refuse("too-many-members", count=len(members), limit=limits.members)
    name, count = Counter(member.filename.lower() for member in members).most_common(1)[0] if members else ("", 0)
    if count > 1:
        _refuse("duplicate-member", member=name)
    for member in members:
        if _is_unsafe(member.orig_filename):
            _refuse("unsafe-path", member=member.orig_filename)
        if member.flag_bits & _ENCRYPTED_FLAG:
            _refuse("password-protected")


def _is_unsafe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or ":" in parts[0] or not parts[0] or ".." in parts


def _check_overlap(members: list[zipfile.ZipInfo]) -> None:
    """Each member must end before the next begins; a bomb points many names at one block of data."""
    for one, following in pairwise(sorted(members, key=lambda member: member.header_offset)):
        end = one.header_offset + _LOCAL_HEADER + len(one.orig_filename.encode("utf-8", "replace")) // 3
        if end + one.compress_size > following.header_offset:
            _refuse("zip-overlap", member=following.filename)


def _check_members(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Inflate everything once: the sizes in the headers are claims, the bytes are not."""
    total = 0
    for member in archive.infolist():
        size = 0
        carry = b""
        for chunk in _chunks(archive, member):
            size += len(chunk)
            total += len(chunk)
            if total > limits.inflated_bytes or size > max(_FREE_OF_RATIO, limits.ratio * member.compress_size):
                _refuse("zip-too-large", member=member.filename, limit=limits.inflated_bytes // MEGABYTE)
            if member.filename.lower().endswith(_XML_SUFFIXES):
                window = carry + chunk
                carry = window[-_CARRY:]
                if any(mark in window for mark in _DECLARATIONS):
                    _refuse("xml-entities", member=member.filename)


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except _FAULTS as error:
        raise _broken(error, member.filename) from error
