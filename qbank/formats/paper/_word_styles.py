"""How a paper looks in Word: styles by name, so that whoever prints it can change them in one place."""

from __future__ import annotations

from qbank.formats.paper._ooxml import EM, HEAD, KAI, LATIN, NAMESPACES, SANS, SERIF, escaped

WIDTH, HEIGHT = 11906, 16838
"""A4."""
LEFT, RIGHT, TOP, BOTTOM = 1474, 1077, 1134, 1134
ROOM = WIDTH - LEFT - RIGHT
GREY = "595959"
_LETTER = 1.7
_FONTS = (
    (SERIF, "SimSun", "02010600030101010101"),
    (SANS, "SimHei", "02010609060101010101"),
    (KAI, "KaiTi", "02010609060101010101"),
)


def styles(hang: float) -> str:
    """Return the part of styles; ``hang`` is the room of numbers in ems."""
    at = round(hang * EM)
    made = [
        _style("Title", "Title", "<w:keepNext/>", _spacing(0, 100) + _CENTRED, _face(SANS) + _size(18)),
        _style("Subtitle", "Subtitle", "<w:keepNext/>", _spacing(0, 120) + _CENTRED, _size(11)),
        _style(
            "Heading1", "heading 1", "<w:keepNext/>", _spacing(220, 40), _size(12), outline='<w:outlineLvl w:val="0"/>'
        ),
        _style(
            "Chapter",
            "Paper Chapter",
            "<w:keepNext/>",
            _spacing(0, 160),
            _face(SANS) + _size(16),
            outline='<w:outlineLvl w:val="0"/>',
        ),
        _style(
            "Section",
            "Paper Section",
            "<w:keepNext/>",
            _spacing(260, 80),
            _face(SANS) + _size(13),
            outline='<w:outlineLvl w:val="1"/>',
        ),
        _style("Contents", "Paper Contents", "", _RIGHT_TAB + _spacing(60, 0), _size(11)),
        _style("Note", "Paper Note", "", _spacing(0, 0) + _BOTH, _size(9.5)),
        _style("Lead", "Paper Lead", "<w:keepNext/>", _spacing(0, 40), ""),
        _style("Item", "Paper Item", "", _tabs(at) + _spacing(110, 0) + _indent(at, hanging=at) + _BOTH, ""),
        _style("More", "Paper More", "", _spacing(0, 0) + _indent(at) + _BOTH, ""),
        _style("Write", "Paper Write", "", _tabs(at) + _spacing(160, 60) + _indent(at, hanging=at), ""),
        _style("Passage", "Paper Passage", "", _spacing(0, 0) + _indent(0, first=2 * EM) + _BOTH, _face(KAI)),
        _style("Intro", "Paper Intro", "<w:keepNext/>", _spacing(140, 20), ""),
        _style("Quiet", "Paper Quiet", "", _spacing(0, 40) + _indent(at), _grey()),
        _style("Cell", "Paper Cell", "", _spacing(0, 0), _size(10)),
        _style(
            "Spacer",
            "Paper Spacer",
            "",
            '<w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/>',
            _size(2),
        ),
        _style("Footer", "footer", "", _spacing(0, 0) + _CENTRED, _size(9)),
        _style(
            "Seal",
            "Paper Seal",
            "",
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>' + _CENTRED,
            _size(10),
        ),
        *(_options(columns, at) for columns in range(1, 6)),
    ]
    return f'{HEAD}<w:styles {NAMESPACES} mc:Ignorable="">{_defaults()}{"".join(made)}</w:styles>'


def look_of(look: str) -> str:
    """Return the properties of words that are set off."""
    match look:
        case "strong":
            return "<w:b/>"
        case "head":
            return _face(SANS)
        case "quiet":
            return _grey()
        case _:
            return ""


def settings() -> str:
    """Return the part of settings: today's layout rules of Word, punctuation as Chinese print has it."""
    return (
        f'{HEAD}<w:settings {NAMESPACES} mc:Ignorable=""><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{2 * EM}"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """Return the part that tells other systems the names of the fonts."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other, panose in _FONTS
    )
    return f'{HEAD}<w:fonts {NAMESPACES} mc:Ignorable="">{fonts}</w:fonts>'


_RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{ROOM}"/></w:tabs>'
_CENTRED, _BOTH = '<w:jc w:val="center"/>', '<w:jc w:val="both"/>'


def _defaults() -> str:
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{SERIF}" w:cs="{LATIN}"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(10.5)}{language}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_spacing(0, 0)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="40" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _style(name: str, title: str, keep: str, look: str, words: str, outline: str = "") -> str:
    custom = ' w:customStyle="1"' if title.startswith("Paper ") else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name}"><w:name w:val="{escaped(title)}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{look}{outline}</w:pPr><w:rPr>{words}</w:rPr></w:style>'
    )


def _options(columns: int, at: int) -> str:
    """Return the style of options with as many in a row, at stops of equal distance."""
    letter = round(_LETTER * EM)
    if columns == 1:
        look = _tabs(at + letter) + _spacing(0, 0) + _indent(at + letter, hanging=letter)
    else:
        wide = (ROOM - at) // columns
        look = _tabs(*(at + wide * n for n in range(1, columns))) + _spacing(0, 0) + _indent(at)
    return _style(f"Options{columns}", f"Paper Options {columns}", "", look, "")


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="312" w:lineRule="auto"/>'


def _indent(left: int, *, hanging: int = 0, first: int = 0) -> str:
    more = f' w:hanging="{hanging}"' if hanging else f' w:firstLine="{first}"' if first else ""
    return f'<w:ind w:left="{left}"{more}/>'


def _tabs(*stops: int) -> str:
    return "<w:tabs>" + "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops) + "</w:tabs>"


def _face(font: str) -> str:
    return f'<w:rFonts w:eastAsia="{font}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'


def _grey() -> str:
    return f'<w:color w:val="{GREY}"/>{_size(8)}'
