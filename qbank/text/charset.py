"""Bytes to text: finds the encoding, and never puts U+FFFD in silence.

The order: byte order mark, strict UTF-8, what the file declares (HTML), the Chinese encodings by a
score, charset-normalizer. The score is the share of the commonest characters: running text has about
half of its characters among the 200 commonest, bytes read in a wrong encoding next to none. It works
on a few dozen bytes, where statistical detectors do not.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.text.content import warning

_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教育社会管单务区组织"
    "责市党建安局培训各级及按据规条款项章负请须应当该期号街镇村县省院校委员办设立施报告通知方案计划总结"
    "這個們來為國時說對於後發學會動進實點無與長機業將兩間應戰體給見產過還樣問關總結責訓負請報計劃設辦員"
    "委級據規條項號鎮縣黨務區組織單當該種開從經書電話電車馬門東語讀寫愛聽買賣現樂風飛魚鳥龍"
    "，。、；：？！“”‘’（）《》【】—…·０１２３４５６７８９"
)
_SURE = 0.2
_GUESS = 0.08
_SAMPLE_BYTES = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages call an encoding, and the codec that reads all of what they then write in it. Anything
# else a page declares (utf-7, hz …) is not honoured: some of those hide markup from a reader.
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "us-ascii": "cp1252",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that read it (Python's name), and warnings about how sure that is."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Return the text of a file's bytes.

    Args:
        data: the whole file.
        declared: the encoding an HTML page says it has; taken if it fits about as well as the best.

    Raises:
        QbankError: ``broken-encoding`` (with byte offset and line), ``mixed-encoding``,
            ``encoding-unsure`` or ``binary-content``.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, encoding, skip=len(bom)), encoding)
    if b"\0" in data:
        return _with_nul(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        decoded = _not_utf8(data, error, _DECLARED.get(declared.lower(), ""))
    else:
        decoded = _hidden_gb18030(data, text) or Decoded(text, "utf-8")
    return _compare(decoded, declared)


def commonness(text: str) -> float:
    """Return the share of commonest Chinese characters among the non-ASCII ones, 0–1; 0 if there are none."""
    beyond = [char for char in text if char > "\x7f"]
    return sum(char in _COMMON for char in beyond) / len(beyond) if beyond else 0.0


def mojibake_sample(text: str) -> str:
    """Return a line that was UTF-8 once, read as GBK or Latin and saved again; "" if there is none."""
    lines = (line.strip() for line in text[:_SAMPLE_BYTES].splitlines())
    return next((brief(line) for line in lines if _is_mojibake(line)), "")


def _is_mojibake(line: str) -> bool:
    own = commonness(line)
    if own > _SURE or line.isascii():
        return False
    return any(_recoded_commonness(line, encoding) > own + 0.2 for encoding in ("gb18030", "cp1252"))


def _recoded_commonness(line: str, encoding: str) -> float:
    repaired = line.encode(encoding, "ignore").decode("utf-8", "ignore")
    beyond = sum(char > "\x7f" for char in repaired)
    return commonness(repaired) if beyond >= 2 else 0.0


def _strict(data: bytes, encoding: str, *, skip: int = 0) -> str:
    body = data[skip:] if skip else data
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise QbankError(_broken(data, encoding, skip + error.start)) from error


def _broken(data: bytes, encoding: str, offset: int, code: str = "broken-encoding") -> Problem:
    values = {"encoding": encoding, "offset": offset, "line": data.count(b"\n", 0, offset) + 1}
    return Problem(code, values=values)


def _sample(data: bytes, encoding: str, start: int = 0) -> str:
    """Return the first stretch as text, bad bytes as U+FFFD so that they count against the encoding."""
    piece = data[start : start + _SAMPLE_BYTES]
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(piece, start + _SAMPLE_BYTES >= len(data))


def _best(data: bytes, encodings: tuple[str, ...]) -> tuple[float, str]:
    """Return the highest score and its encoding; the earlier one where two are equal."""
    scored = [(commonness(_sample(data, encoding)), encoding) for encoding in encodings]
    return max(scored, key=lambda pair: pair[0])


def _with_nul(data: bytes) -> Decoded:
    """UTF-16 without a mark has zero bytes, so has anything that is not text."""
    score, encoding = _best(data, ("utf-16-le", "utf-16-be"))
    if len(data) % 2 or score < _GUESS:
        raise QbankError(Problem("binary-content", values={"offset": data.index(b"\0")}))
    if score < _SURE:
        raise QbankError(Problem("encoding-unsure", values={"guess": encoding}))
    return Decoded(_strict(data, encoding), encoding)


def _hidden_gb18030(data: bytes, text: str) -> Decoded | None:
    """A few GB18030 words can be valid UTF-8 by chance; then they are no Chinese as UTF-8."""
    if len(data) > 200 or text.isascii() or commonness(text) > 0:
        return None
    if any("\u2e80" <= char <= "\U0003ffff" for char in text) or commonness(_sample(data, "gb18030")) < _SURE:
        return None
    return Decoded(_strict(data, "gb18030"), "gb18030", (warning("encoding-guessed", encoding="gb18030"),))


def _not_utf8(data: bytes, error: UnicodeDecodeError, declared: str) -> Decoded:
    head = data[max(0, error.start - _SAMPLE_BYTES) : error.start].decode("utf-8", "ignore")
    line_start = data.rfind(b"\n", 0, error.start) + 1
    if commonness(head) > _SURE:
        raise QbankError(_torn_utf8(data, error.start, line_start))
    score, encoding = _best(data, tuple(_candidates(declared)))
    if score > _SURE:
        return Decoded(_all_chinese(data, encoding), encoding)
    change = _first_utf8_line(data, line_start)
    if change:
        raise QbankError(_broken(data, "gb18030", change, "mixed-encoding"))
    return _guess(data, score, encoding)


def _candidates(declared: str) -> Iterator[str]:
    if declared:
        yield declared
    yield from ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")


def _torn_utf8(data: bytes, offset: int, line_start: int) -> Problem:
    """A good UTF-8 beginning: either another encoding goes on from some line, or bytes are damaged."""
    tail = data[line_start : line_start + _SAMPLE_BYTES]
    as_utf8 = commonness(tail.decode("utf-8", "replace"))
    as_chinese = commonness(tail.decode("gb18030", "replace"))
    if as_chinese > max(_SURE, as_utf8):
        return _broken(data, "utf-8", line_start, "mixed-encoding")
    return _broken(data, "utf-8", offset)


def _first_utf8_line(data: bytes, start: int) -> int:
    """Return where Chinese UTF-8 lines begin after GB18030 ones, 0 if the sample has no such change."""
    before, offset = "", start
    for line in data[start : start + _SAMPLE_BYTES].splitlines(keepends=True):
        if commonness(before) > _SURE and commonness(line.decode("utf-8", "replace")) > _SURE:
            return offset
        before = line.decode("gb18030", "replace")
        offset += len(line)
    return 0


def _all_chinese(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        tail = data[error.start - 1 :][:_SAMPLE_BYTES].decode("utf-8", "ignore")
        code = "mixed-encoding" if commonness(tail) > _SURE else "broken-encoding"
        raise QbankError(_broken(data, encoding, error.start, code)) from error


def _guess(data: bytes, score: float, encoding: str) -> Decoded:
    """No Chinese encoding is sure: ask charset-normalizer, then take the best Chinese one if it fits at all."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE_BYTES]).best()
    for guess in (match.encoding if match else "", encoding if score > _GUESS else ""):
        text = _readable(data, guess)
        if text:
            return Decoded(text, guess, (warning("encoding-guessed", encoding=guess),))
    raise QbankError(Problem("encoding-unsure", values={"guess": encoding}))


def _readable(data: bytes, encoding: str) -> str:
    """Return the text if the codec reads all of it and few control characters come out; else ""."""
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError:
        return ""
    controls = sum(char < " " and char not in "\t\r\n\f\v" for char in text[:_SAMPLE_BYTES])
    return text if controls * 50 <= len(text[:_SAMPLE_BYTES]) else ""


def _compare(decoded: Decoded, declared: str) -> Decoded:
    expected = _DECLARED.get(declared.lower(), "")
    if not expected or expected == decoded.encoding or decoded.text.isascii():
        return decoded
    told = warning("charset-differs", declared=declared, encoding=decoded.encoding)
    return Decoded(decoded.text, decoded.encoding, (*decoded.problems, told))
