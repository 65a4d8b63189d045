"""A layout as one HTML page without a script: read on a screen, printed on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import count
from typing import assert_never

from qbank.formats.paper._layout import (
    Block,
    Bracket,
    Cell,
    Content,
    Contents,
    Gap,
    Inline,
    Layout,
    Line,
    Lines,
    Look,
    Spread,
    Style,
    Table,
    Text,
    Together,
)

_TAGS: dict[Style, str] = {"title": "h1", "chapter": "h2", "section": "h3", "heading": "h4"}
_LOOKS: dict[Look, str] = {"plain": "", "strong": "b", "head": "b", "quiet": "small"}
_STYLE = """
@page { size: A4; margin: 20mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46em; padding: 1.5em; color: #1c2430; background: #fff; overflow-wrap: anywhere;
  font: 16px/1.75 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Songti SC", serif; }
h1, h2, h3, h4, b, nav { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", SimHei, sans-serif; }
h1 { text-align: center; font-size: 1.9em; } h2 { font-size: 1.5em; border-bottom: 2px solid #1d5791; }
h3 { font-size: 1.15em; margin: 1.6em 0 0.5em; color: #1d5791; } h4 { font-size: 1em; margin: 1em 0 0.3em; }
p { margin: 0.35em 0; white-space: pre-line; } .subtitle { text-align: center; }
.item, .write { display: grid; grid-template-columns: 2.4em 1fr; margin-top: 0.8em; } .item.bare { display: block; }
.more, .spread { padding-left: 2.4em; } .quiet, small { color: #4a5563; font-size: 0.82em; }
.quiet { padding-left: 2.9em; }
.passage { text-indent: 2em; font-family: KaiTi, "Noto Serif CJK SC", serif; }
.spread { display: grid; gap: 0.2em 1em; margin: 0.3em 0; white-space: pre-line; }
.c2 { grid-template-columns: repeat(2, 1fr); } .c3 { grid-template-columns: repeat(3, 1fr); }
.c4 { grid-template-columns: repeat(4, 1fr); } .c5 { grid-template-columns: repeat(5, 1fr); }
.gap { display: inline-block; border-bottom: 1px solid; width: 5em; } .line { border-bottom: 1px solid; height: 2.2em; }
table { width: 100%; border-collapse: collapse; margin: 0.6em 0; } td { padding: 0.2em 0.4em; white-space: pre-line; }
.ruled td { border: 1px solid #8592a3; } nav ol { padding-left: 0; list-style: none; } a { color: #1d5791; }
.together { break-inside: avoid; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } section + section { break-before: page; }
  h2, h3, h4 { break-after: avoid; } a { color: inherit; text-decoration: none; } }
"""


def page(layout: Layout) -> bytes:
    """Return the page; the same layout gives the same bytes."""
    return "".join(_page(layout)).encode("utf-8", "replace")


def _page(layout: Layout) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{"zh-CN" if layout.lang == "zh" else layout.lang}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(layout.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    chapters = count(1)
    for part in layout.parts:
        yield "<section>\n"
        for block in part.blocks:
            yield from _block(block, chapters)
        yield "</section>\n"
    yield "</body>\n</html>\n"


def _block(block: Block, chapters: Iterator[int]) -> Iterator[str]:
    match block:
        case Line():
            yield _line(block, chapters)
        case Spread(options=options, columns=columns):
            cells = "".join(f"<div>{escape(letter)}{escape(words)}</div>" for letter, words in options)
            yield f'<div class="spread c{columns}">{cells}</div>\n'
        case Table():
            yield _table(block)
        case Lines(count=lines, mark=mark):
            yield f'<div class="line">{escape(mark)}</div>' + '<div class="line"></div>' * (lines - 1) + "\n"
        case Together(blocks=blocks):
            yield '<div class="together">\n'
            for each in blocks:
                yield from _block(each, chapters)
            yield "</div>\n"
        case Contents(titles=titles):
            rows = "".join(f'<li><a href="#c{at}">{escape(title)}</a></li>' for at, title in enumerate(titles, 1))
            yield f"<nav><ol>{rows}</ol></nav>\n"
        case _:
            assert_never(block)


def _line(line: Line, chapters: Iterator[int]) -> str:
    tag = _TAGS.get(line.style, "p")
    name = f' id="c{next(chapters)}"' if line.style == "chapter" else ""
    inside = _inline(line.content)
    if line.mark:
        return f'<div class="{line.style}"><span>{escape(line.mark)}</span><p>{inside}</p></div>\n'
    bare = " bare" if line.style == "item" else ""
    return f'<{tag}{name} class="{line.style}{bare}">{inside}</{tag}>\n'


def _table(table: Table) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    return f"<table{' class=ruled' if table.ruled else ''}>{rows}</table>\n"


def _cell(cell: Cell) -> str:
    wide = f' colspan="{cell.wide}"' if cell.wide > 1 else ""
    return f"<td{wide}>{_inline(cell.content)}</td>"


def _inline(content: Content) -> str:
    return "".join(map(_piece, content))


def _piece(piece: Inline) -> str:
    match piece:
        case Text(words=words, look=look):
            tag = _LOOKS[look]
            return f"<{tag}>{escape(words)}</{tag}>" if tag else escape(words)
        case Gap():
            return '<span class="gap"></span>'
        case Bracket():
            return "（　　）"
        case _:
            assert_never(piece)
