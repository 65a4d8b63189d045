"""Pictures for notebooks and documents: drawn by Vega-Lite without the network, Chinese in a Chinese face.

A picture never says anything by colour alone: numbers, outlines or sizes say the same. Words of documents are data of
a chart, never part of its program.
"""

from __future__ import annotations

import os
import struct
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.formats.files import write_whole
from qbank.locale import Lang
from qbank.text.rank import RankedSentence

if TYPE_CHECKING:
    import altair

    from qbank.reports.coverage import Coverage

FONTS = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
"""One of these is on every office computer that shows Chinese."""
CLICKED = "clicked"
"""The name of the selection of what was clicked in a picture."""
_INK, _LINE = "#1f2328", "#d0d4da"
_SCALE = 2
_KINDS = (".png", ".svg")
_Bundle = tuple[dict[str, Any], dict[str, Any]]
"""What a notebook shows, by media type, and what it should know about each."""


class Picture:
    """A chart with what it shows in words; a notebook draws it, ``save`` writes it.

    Args:
        chart: the chart.
        words: what it shows, for whoever cannot see it.
        told: the number of what was clicked → more about it as HTML, escaped, for below the picture of a notebook. The
            chart then has a selection ``CLICKED`` with the field ``number``.
    """

    def __init__(self, chart: altair.TopLevelSpec, words: str, told: Callable[[int], str] | None = None) -> None:
        self.words = words
        self.told = told
        self.chart = _in_house_style(chart, words)
        self._png = b""

    def __repr__(self) -> str:
        return self.words

    def to_dict(self) -> dict[str, Any]:
        """Return the Vega-Lite specification as JSON data, the chart's data in it."""
        found: dict[str, Any] = self.chart.to_dict()
        return found

    def png(self) -> bytes:
        """Return the picture as PNG, drawn once, with twice as many dots as its size says."""
        if not self._png:
            self._png = _png(self.to_dict())
        return self._png

    def size(self) -> tuple[int, int]:
        """Return its width and height in pixels of a screen (96 to the inch)."""
        width, height = struct.unpack(">II", self.png()[16:24])  # where PNG has them
        return round(width / _SCALE), round(height / _SCALE)

    def save(self, out: Path | str) -> Path:
        """Write the picture to a .png or .svg file, whole or not at all, and return the file.

        Raises:
            QbankError: the name ends otherwise, or the place cannot take the file.
        """
        path = Path(out)
        kind = path.suffix.lower()
        if kind not in _KINDS:
            raise QbankError(Problem("picture-suffix", str(path)))
        data = self.png() if kind == ".png" else _svg(self.to_dict())

        def write(stream: BinaryIO) -> None:
            stream.write(data)

        write_whole(path, write)
        return path

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the chart as a widget that needs no network; its parts can be read out, so it is drawn as SVG.

        Beside it stands the picture, for what has no kernel: the notebook opened another day, or exported. Where nobody
        sits before the notebook it stands alone: who runs one to export it would keep a widget that wants the network.
        """
        import altair

        png, (width, height) = b64encode(self.png()).decode(), self.size()
        still = {"image/png": {"width": width, "height": height, "alt": self.words}}
        if not _is_live():
            return {"image/png": png, "text/plain": self.words}, still
        altair.JupyterChart.enable_offline()
        widget = altair.JupyterChart(self.chart, embed_options={"renderer": "svg", "actions": False})
        bundle: Any = (_with_more(widget, self.told) if self.told else widget)._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {**data, "image/png": png, "text/plain": self.words}, still


def _with_more(chart: Any, told: Callable[[int], str]) -> Any:  # noqa: ANN401 - widgets
    """Return a chart with what is told of the point that was clicked last below it; nothing is asked of the network."""
    from ipywidgets import HTML, VBox

    more = HTML()

    def show(change: Mapping[str, Any]) -> None:
        picked = change["new"].value
        more.value = told(int(picked[0]["number"])) if picked else ""

    chart.selections.observe(show, CLICKED)
    return VBox([chart, more])


def _is_live() -> bool:
    """Tell whether the kernel was started for a page: by Jupyter's server for a notebook's session, or by VS Code."""
    return "JPY_SESSION_NAME" in os.environ or any(name.startswith("VSCODE_") for name in os.environ)


class Pictures:
    """The pictures of a workspace.

    Args:
        bank: the bank.
        lang: language of what is shown.
        coverage: name of a document, "" for all → where there are questions.
        sentences: name of a document → its sentences, the most worth asking first.
    """

    def __init__(
        self,
        bank: Bank,
        lang: Lang,
        coverage: Callable[[str], Coverage],
        sentences: Callable[[str], Sequence[RankedSentence]],
    ) -> None:
        self._bank = bank
        self._lang: Lang = lang
        self._coverage = coverage
        self._sentences = sentences

    def coverage(self, document: str = "") -> Picture:
        """Show which sections of a document have questions, by type; without one, which documents."""
        from qbank.reports import charts

        found = self._coverage(document)
        return charts.sections(found) if document else charts.documents(found)

    def scores(self, document: str) -> Picture:
        """Show the scores of a document's sentences along the text."""
        from qbank.reports import charts

        places = self._coverage(document).places
        return charts.scores(self._sentences(document), places, self._lang)

    def drafts(self) -> Picture:
        """Show how many drafts wait, by pattern and type, and how many of their like were kept."""
        from qbank.reports import bars

        return bars.drafts(self._bank, self._lang)

    def progress(self) -> Picture:
        """Show how far the review of each document is."""
        from qbank.reports import bars

        return bars.progress(self._bank, self._lang)

    def export(self) -> Picture:
        """Show what the bank has of each type, by status."""
        from qbank.reports import bars

        return bars.export(self._bank, self._lang)


def _in_house_style(chart: Any, words: str) -> altair.TopLevelSpec:  # noqa: ANN401 - any of altair's many chart classes
    styled: altair.TopLevelSpec = (
        chart
        .properties(description=words)
        .configure(font=FONTS, background="white", padding=12)
        .configure_view(stroke=None)
        .configure_axis(labelColor=_INK, titleColor=_INK, gridColor=_LINE, domainColor=_LINE, tickColor=_LINE)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
        .configure_legend(labelColor=_INK, labelFontSize=12, symbolSize=180, labelLimit=400)
        .configure_title(
            color=_INK,
            subtitleColor=_INK,
            fontSize=16,
            subtitleFontSize=12,
            subtitlePadding=6,
            anchor="start",
            offset=12,
        )
        .configure_text(color=_INK, fontSize=12)
    )
    return styled


def _png(spec: dict[str, Any]) -> bytes:
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE))


def _svg(spec: dict[str, Any]) -> bytes:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec)).encode()
