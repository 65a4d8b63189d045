"""The sealing line (密封线) in Word: a box along the left edge of the first page, its words turned."""

from __future__ import annotations

from qbank.formats.paper._layout import Content, Gap, Inline, Text
from qbank.formats.paper._ooxml import gap, paragraph, run
from qbank.formats.paper._word_styles import HEIGHT

_EMU = 635
"""In a twentieth of a point."""
_FROM_LEFT, _FROM_TOP, _WIDE = 470, 900, 960
_APART = '<w:spacing w:before="0" w:after="160"/>'
_DOTS = 73
"""How many characters go from one end to the other."""


def seal(lines: tuple[Content, Content]) -> str:
    """Return a run that holds the box: who sits the paper, then the line not to be written beyond."""
    outer, inner = lines
    words = "".join(map(_piece, outer))
    told = [piece.words for piece in inner if isinstance(piece, Text)]
    dots = "…" * ((_DOTS - len(told)) // (len(told) + 1))
    rule = "".join(run(f"{dots}{char}") for char in told) + run(dots)
    return f"<w:r>{_drawing(paragraph('Seal', words, more=_APART) + paragraph('Seal', rule))}</w:r>"


def _piece(piece: Inline) -> str:
    if isinstance(piece, Gap):
        return gap(piece.ems)
    return run(piece.words) if isinstance(piece, Text) else ""


def _drawing(inside: str) -> str:
    wide, high = _WIDE * _EMU, (HEIGHT - 2 * _FROM_TOP) * _EMU
    place = (
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{_FROM_LEFT * _EMU}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_FROM_TOP * _EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    )
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="vert270" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{place}<wp:docPr id="1" name="seal"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
    )
