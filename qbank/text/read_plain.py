"""Plain text and Markdown: bytes to the text of a document, read inside our own process.

Markdown is reduced to the lines a reader sees. A heading stays a line of its own without its
``#``; emphasis, links and inline code leave their words; images, HTML tags, comments, fences,
rules and link definitions go; a quotation or list item loses its mark, except the number of
a numbered one; the cells of a table row are joined by a tab. Words are never changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qbank.errors import Problem
from qbank.locale import brief
from qbank.text.charset import decode
from qbank.text.content import Content, warning
from qbank.text.frontmatter import split_front_matter

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?:\s{0,3}>)+ ?")
_ATX = re.compile(r" {0,3}#{1,6}(?=\s|\Z)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_BULLET = re.compile(r"([ \t]*)[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+")
_TABLE_RULE = re.compile(r"[ \t|:]*-[-| \t:]*\Z")
_BLOCK = re.compile(r"<script\b|<style\b|<!--", re.I)
_BLOCK_ENDS = {"<script": "</script>", "<style": "</style>", "<!--": "-->"}
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:?[ \t]?")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]+)\1(?!`)")
_EMPHASIS = re.compile(r"(?<![\d*~])(\*\*\*|\*\*|\*|~~)(?=[^\s*~])([^*~\n]*[^\s*~])\1(?!\*)")
_UNDERSCORED = re.compile(r"(?<!\w)(__|_)(?=[^\s_])([^_\n]*[^\s_])\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_OUTSIDE = re.compile(r"\s*<?(?:file:|/|\\|[a-zA-Z]:\\|(?:\./)*\.\.[/\\])", re.I)


def read_text(data: bytes) -> Content:
    """Return the content of a ``.txt`` file; raises ``QbankError`` as ``charset.decode`` does."""
    decoded = decode(data)
    return Content(decoded.text, decoded.encoding, problems=decoded.problems)


def read_markdown(data: bytes) -> Content:
    """Return the content of a ``.md`` file with its front matter as metadata."""
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    metadata, body, problems = split_front_matter(text)
    problems += _images_outside(body)
    return Content(reduce(body), decoded.encoding, metadata=metadata, problems=(*decoded.problems, *problems))


def reduce(text: str) -> str:
    """Return a Markdown text as the plain lines described at the top of this module."""
    return "\n".join(_lines("".join(_outside_blocks(text)).split("\n")))


def _outside_blocks(text: str) -> Iterator[str]:
    """Yield what stands outside scripts, styles and comments; one that never ends is left as it is."""
    lowered = text.lower() if _BLOCK.search(text) else ""
    endless: set[str] = set()
    position = 0
    for opening in _BLOCK.finditer(text):
        mark = opening.group().lower()
        if opening.start() < position or mark in endless:
            continue
        end = lowered.find(_BLOCK_ENDS[mark], opening.end())
        if end < 0:
            endless.add(mark)  # or each of many would search to the end of the text
            continue
        yield text[position : opening.start()]
        position = end + len(_BLOCK_ENDS[mark])
    yield text[position:]


def _lines(lines: list[str]) -> Iterator[str]:
    fence = ""
    previous = ""
    for line in lines:
        line = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence):
                fence = ""
            else:
                yield line
        elif mark:
            fence = mark.group(1)
        elif not _is_drawn(line, previous):
            yield _line(line)
        previous = line.strip()


def _is_drawn(line: str, previous: str) -> bool:
    """Tell whether a line draws something (a rule, an underline, a link target) and says nothing."""
    if _RULE.match(line) or _DEFINITION.match(line):
        return True
    return bool(previous) and (bool(_UNDERLINE.match(line)) or ("|" in line and bool(_TABLE_RULE.match(line))))


def _line(line: str) -> str:
    if _ATX.match(line):
        return _inline(_without_closing(line.strip().lstrip("#").strip()))
    line = _BULLET.sub(r"\1", line, count=1) if _BULLET.match(line) else line
    row = line.strip()
    if len(row) > 2 and row.startswith("|") and row.endswith("|"):
        return "\t".join(_inline(cell.strip()) for cell in re.split(r"(?<!\\)\|", row[1:-1])).rstrip()
    return _inline(line.rstrip().removesuffix("\\"))


def _without_closing(heading: str) -> str:
    """Return a heading without the ``#`` that may close it: ``Title ##``, but not ``C#``."""
    bare = heading.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else heading


def _inline(text: str) -> str:
    if not re.search(r"[\[\]<>*_`~\\&]", text):
        return text
    text = _FOOTNOTE.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _TAG.sub("", _BREAK.sub("\n", _AUTOLINK.sub(r"\1", text)))
    text = _CODE.sub(r"\2", text)
    for pattern in (_EMPHASIS, _UNDERSCORED, _EMPHASIS):
        text = pattern.sub(r"\2", text)
    return html.unescape(_ESCAPE.sub(r"\1", text))


def _images_outside(text: str) -> list[Problem]:
    """Images are never opened; one that points out of the folder is told."""
    targets = [match for match in _IMAGE.finditer(text) if _OUTSIDE.match(match.group(1) or "")]
    return [
        warning("image-outside", target=brief(match.group(1).strip(), 80), line=text.count("\n", 0, match.start()) + 1)
        for match in targets[:1]
    ]
