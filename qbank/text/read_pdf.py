"""PDF files: the text layer, page by page, every line kept but for what the pages repeat.

Running headers and footers (a line that stands at the edge of most pages, numbers aside) and page numbers are
left out. Lines broken at the margin stay broken: joining them is for later. Nothing is recognised from
images, run, or unpacked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.text.charset import commonness
from qbank.text.content import Content, warning
from qbank.text.limits import Limits

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_EDGE = 2
_FEWEST_PAGES = 3
_MOST = 0.4
"""Left and right pages may have headers of their own, so a line on four pages of ten counts as running."""
_PAGE_NUMBER = re.compile(r"[-—–~·•\s]*第?\s*\d{1,4}\s*页?(?:\s*[/／,，、]?\s*共?\s*\d{1,4}\s*页?)?[-—–~·•\s]*")
_DIGITS = re.compile(r"\d+")
_TAIL_BYTES = 2048
_NO_MAP = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


def parse(path: Path, limits: Limits) -> Content:
    """Return the content of a PDF.

    Raises:
        QbankError: ``password-protected``, ``too-many-pages``, ``broken-pdf``, ``stream-too-large``, or
            ``no-text`` if no page has a text layer.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    try:
        reader = PdfReader(path, strict=False)
        problems = [*_unlocked(reader)]
        pages = _pages(reader, limits)
        texts = [*_texts(pages, problems)]
    except DependencyError as error:  # an encryption this installation cannot undo
        raise QbankError(Problem("password-protected")) from error
    except LimitReachedError as error:
        raise QbankError(Problem("stream-too-large")) from error
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError) as error:
        _refuse_broken(error)
    if not _ends_well(path):
        problems.append(warning("truncated", pages=len(texts)))
    pages_kept, running = without_running_lines([text.split("\n") for text in texts])
    problems += [warning("repeated-header", sample=brief(running[0]), count=len(running))] if running else []
    return Content("\n".join(line for page in pages_kept for line in page), problems=tuple(problems))


def without_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """Return the pages without headers, footers and page numbers, and one sample of each header or footer.

    A line counts by its characters without white space, every number taken as the same, when it stands
    among the first or last two lines of at least three pages and of two pages in five.
    """
    pages = [[line.rstrip() for line in page if line.strip()] for page in pages]
    counts = Counter(key for page in pages for key in {_key(page[index]) for index in _edges(page)})
    running = {key for key, count in counts.items() if count >= max(_FEWEST_PAGES, _MOST * len(pages))}
    kept, dropped = [], {}
    for page in pages:
        out = {index for index in _edges(page) if _key(page[index]) in running or _PAGE_NUMBER.fullmatch(page[index])}
        dropped.update({_key(page[index]): page[index].strip() for index in out})
        kept.append([line for index, line in enumerate(page) if index not in out])
    return kept, [line for line in dropped.values() if not _PAGE_NUMBER.fullmatch(line)]


def _edges(page: Sequence[str]) -> set[int]:
    return {index for index in range(len(page)) if index < _EDGE or index >= len(page) - _EDGE}


def _key(line: str) -> str:
    return _DIGITS.sub("#", "".join(line.split()))


def _unlocked(reader: PdfReader) -> Iterator[Problem]:
    if reader.is_encrypted:
        if not reader.decrypt(""):
            raise QbankError(Problem("password-protected"))
        yield warning("opened-without-password")


def _pages(reader: PdfReader, limits: Limits) -> list[PageObject]:
    count = reader.get_num_pages()
    if count > limits.pages:
        raise QbankError(Problem("too-many-pages", values={"count": count, "limit": limits.pages}))
    return list(reader.pages)


def _texts(pages: Sequence[PageObject], problems: list[Problem]) -> Iterator[str]:
    """Yield the text of each page that has one, noting the pages that do not give theirs."""
    unreadable, unmapped, empty, rotated = [], [], 0, []
    for number, page in enumerate(pages, start=1):
        try:
            text = page.extract_text()
            rotated += [number] if page.rotation % 360 else []
        except _page_faults():
            unreadable.append(number)
            continue
        if not text.strip():
            empty += 1
        elif _is_unmapped(text):
            unmapped.append(number)
        else:
            yield text
    if len(unreadable) == len(pages):
        _refuse_broken(None)
    if empty == len(pages):
        raise QbankError(Problem("no-text"))
    if len(unmapped) + len(unreadable) + empty == len(pages):
        raise QbankError(Problem("no-unicode-map", values={"pages": _listed(unmapped)}))
    told = {"broken-pages": unreadable, "no-unicode-map": unmapped, "rotated-pages": rotated}
    problems += [warning(code, pages=_listed(numbers)) for code, numbers in told.items() if numbers]
    problems += [warning("pages-without-text", count=empty)] if empty else []


def _page_faults() -> tuple[type[Exception], ...]:
    """What one bad page raises; a bomb (LimitReachedError) refuses the file instead."""
    from pypdf.errors import PdfReadError

    return (PdfReadError, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError)


def _is_unmapped(text: str) -> bool:
    """Tell glyph numbers from text: a font without a map to characters gives controls or rare characters."""
    visible = "".join(text.split())
    if len(_NO_MAP.findall(visible)) * 10 > len(visible):
        return True
    return len(_IDEOGRAPH.findall(visible)) > 100 and commonness(visible) < 0.05


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return f"{shown} …" if len(numbers) > 10 else shown


def _ends_well(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        return b"%%EOF" in stream.read()


def _refuse_broken(error: Exception | None) -> NoReturn:
    raise QbankError(Problem("broken-pdf")) from error
