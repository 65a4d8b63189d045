"""Pictures: the right data, Chinese that can be read, words beside colour, and nothing from the network."""

from __future__ import annotations

import json
import os
import re
import struct
import zlib
from base64 import b64decode
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import vl_convert

import qbank
from qbank.errors import QbankError
from qbank.model.document import Span
from qbank.model.item import Source
from qbank.reports import charts
from qbank.reports.bars import PARTS
from qbank.reports.coverage import Coverage, Place
from qbank.reports.group_charts import Standing, standings
from qbank.reports.pictures import FONTS, Picture
from qbank.types import FillBlank, SingleChoice

TEXT = (
    "本办法自公布之日起施行。\n第一章　总则\n第一条　停车场应当每日检查两次。\n第二条　费用按小时计，每小时五元。\n"
    "第二章　附则\n第三条　“云泊”平台是指汇集全市泊位信息的系统。\n"
)
NAMES = ("coverage", "one", "scores", "drafts", "progress", "export")
NAME = "办<script><b>法"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    """All pictures of a workspace with accepted, rejected, put-off and waiting items; the name has markup."""
    folder = tmp_path_factory.mktemp("pictures")
    with qbank.open(folder / "ws", make=True) as workspace:
        document = replace(_document(), text=TEXT)
        workspace.bank.put_documents([document])
        start = TEXT.index("停车场")
        source = Source(document.name, document.digest, start, start + 3, "停车场")
        made = [replace(SingleChoice.example(), id=f"q{n}", sources=(source,), pattern="quantity") for n in range(4)]
        late = replace(source, start=TEXT.index("“云泊”"), end=TEXT.index("平台"), text="“云泊”")
        made += [replace(FillBlank.example(), id="f", sources=(late,), pattern="own_words")]
        workspace.bank.add_drafts(made, actor="qbank")
        assert not workspace.accept("q0", "q1").problems
        assert not workspace.reject("q2", reason="偏题").problems
        ours = workspace.pictures
        drawn = (ours.coverage(), ours.coverage("办"), ours.scores("办"), ours.drafts(), ours.progress(), ours.export())
        return dict(zip(NAMES, drawn, strict=True))


def _document():
    from qbank.model.document import Document

    return Document(f"{NAME}.txt", "d" * 64, "")


def _rows(picture: Picture) -> list[dict[str, Any]]:
    """Return all rows of data of a picture, whatever layer they are in."""
    return [row for rows in picture.to_dict()["datasets"].values() for row in rows]


def _links(spec: object) -> set[str]:
    return set(re.findall(r"https?://[^\s\"'\\]+", json.dumps(spec)))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_needs_no_network_and_says_what_it_shows(pictures: dict[str, Picture], name: str) -> None:
    """The only address is the name of the specification; a description is there; fonts are Chinese."""
    spec = pictures[name].to_dict()
    assert {link.rsplit("/v", 1)[0] for link in _links(spec)} == {"https://vega.github.io/schema/vega-lite"}
    assert spec["description"] == pictures[name].words == repr(pictures[name])
    assert spec["config"]["font"] == FONTS
    assert "url" not in json.dumps(spec)


@pytest.mark.parametrize("name", NAMES)
def test_it_shows_as_a_widget_that_needs_no_network(
    pictures: dict[str, Picture], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The widget's program comes with it and imports nothing; the picture and words stand in where there are none.

    Where a notebook is run without anybody before it, to be exported, they stand alone.
    """
    from ipywidgets.widgets.widget import _instances

    for variable in [each for each in os.environ if each.startswith(("JPY_SESSION_NAME", "VSCODE_"))]:
        monkeypatch.delenv(variable)
    assert set(pictures[name]._repr_mimebundle_()[0]) == {"text/plain", "image/png"}
    monkeypatch.setenv("JPY_SESSION_NAME", "a.ipynb")
    bundle, about = pictures[name]._repr_mimebundle_()
    assert bundle["text/plain"] == pictures[name].words
    assert set(bundle) == {"text/plain", "image/png", "application/vnd.jupyter.widget-view+json"}
    assert b64decode(bundle["image/png"]) == pictures[name].png()
    width, height = pictures[name].size()
    assert about == {"image/png": {"width": width, "height": height, "alt": pictures[name].words}}
    widget = _instances[bundle["application/vnd.jupyter.widget-view+json"]["model_id"]]
    program = widget._esm
    assert len(program) > 100_000
    assert not re.search(r"\b(from|import)\s*\(?\s*[\"']https?:", program)
    assert widget.embed_options == {"renderer": "svg", "actions": False}


@pytest.mark.parametrize("name", NAMES)
def test_saved_pictures_hold_chinese(pictures: dict[str, Picture], name: str, tmp_path: Path) -> None:
    """Both files are there, of some size; the drawing has our words as text, and no box for a missing glyph."""
    png = pictures[name].save(tmp_path / "图.png")
    svg = pictures[name].save(tmp_path / "图.SVG").read_text(encoding="utf-8")
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    assert png.read_bytes().startswith(b"\x89PNG")
    assert (width > 600, height > 200) == (True, True)
    assert 'font-family="Noto Sans CJK SC' in svg
    assert "<script" not in svg
    assert "<b>" not in svg
    assert re.search("[一-鿿]{2}", svg)


def test_chinese_is_drawn_in_the_chinese_face(pictures: dict[str, Picture]) -> None:
    """Two words of one length do not come out alike, as boxes would; and the face is the one without serifs."""
    drawn = [_pixels(text, FONTS) for text in ("停车", "检查", "停车")]
    assert drawn[0] == drawn[2] != drawn[1]
    assert drawn[0] != _pixels("停车", "Noto Serif CJK SC")
    assert drawn[0] == _pixels("停车", "Noto Sans CJK SC")
    assert _pixels("\U000f0000\U000f0000", FONTS) not in drawn


def _pixels(text: str, font: str) -> bytes:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"font": font},
        "width": 60,
        "height": 30,
        "data": {"values": [{"text": text}]},
        "mark": {"type": "text", "fontSize": 20},
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }
    png = vl_convert.vegalite_to_png(spec)
    chunks, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            chunks += png[at + 8 : at + 8 + size]
        at += size + 12
    return zlib.decompress(chunks)


def test_other_kinds_of_file_are_refused(pictures: dict[str, Picture], tmp_path: Path) -> None:
    """A wrong ending is told before anything is written."""
    with pytest.raises(QbankError) as caught:
        pictures["export"].save(tmp_path / "图.pdf")
    assert caught.value.problem.code == "picture-suffix"
    assert not list(tmp_path.iterdir())


def test_the_heat_map_counts_the_sections(pictures: dict[str, Picture]) -> None:
    """Cells say in numbers and words what their colour says; a heading over sections has no cells."""
    rows = _rows(pictures["one"])
    cells = {row["words"]: row["number"] for row in rows if "number" in row}
    assert cells["第一条，单选题：通过 2 道，待审 1 道"] == "2+1"
    assert cells["第三条，填空题：通过 0 道，待审 1 道"] == "+1"
    assert cells["第二条，单选题：通过 0 道，待审 0 道"] == ""
    heads = {row["label"]: row["head"] for row in rows if "head" in row}
    assert (heads["第一章　总则"], heads["第一条"]) == (True, False)
    assert not [words for words in cells if words.startswith("第一章")]


def test_the_corpus_has_a_strip_a_document(pictures: dict[str, Picture]) -> None:
    """Sections follow each other from 0 to 1; what is filled is what has items; the share is said in numbers."""
    rows = _rows(pictures["coverage"])
    strip = sorted((row["start"], row["end"], row["standing"]) for row in rows if "standing" in row)
    assert [standing for *_, standing in strip] == ["none", "accepted", "none", "draft"]
    assert all(one[1] <= other[0] for one, other in pairwise(strip))
    assert strip[-1][1] == 1
    assert [row["share"] for row in rows if "share" in row] == ["1/4"]


def test_the_best_sentences_are_numbered(pictures: dict[str, Picture]) -> None:
    """Every sentence is there at its place, with its words; the best have their rank."""
    dots = [row for row in _rows(pictures["scores"]) if "rank" in row]
    assert sorted(dot["rank"] for dot in dots) == [1, 2, 3, 4]
    assert all(dot["words"].endswith("。") and TEXT[dot["place"]] for dot in dots)


def test_drafts_by_pattern_and_type(pictures: dict[str, Picture]) -> None:
    """What waits and what was kept, under Chinese names; an unknown pattern keeps its own."""
    cells = [row for row in _rows(pictures["drafts"]) if "drafts" in row]
    told = {(row["words"].split("，")[0], row["drafts"], row["verdicts"], row["kept"], row["share"]) for row in cells}
    assert told == {("数量", 1, 3, 2, "留 2/3"), ("own_words", 1, 0, 0, "")}


def test_bars_say_their_numbers(pictures: dict[str, Picture]) -> None:
    """Each bar's parts add up to what stands beside it."""
    said = [row["said"] for row in _rows(pictures["progress"]) if "said" in row]
    assert said == ["通过 2 · 退回 1 · 待审 2"]
    parts = [(row["start"], row["end"]) for row in _rows(pictures["progress"]) if "part" in row]
    assert sorted(parts) == [(0, 2), (2, 3), (3, 5)]
    types = {row["label"]: row["said"] for row in _rows(pictures["export"]) if "said" in row}
    assert types["单选题"] == "通过 2 · 退回 1 · 待审 1"
    assert types["排序题"] == ""


def test_neighbouring_parts_differ_in_lightness() -> None:
    """Who sees no colours still sees where a part of a bar ends."""
    light = [_lightness(colour) for _, colour in PARTS.values()]
    assert all(abs(one - other) > 0.08 for one, other in pairwise(light))


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_long_text_is_put_together_under_its_upper_headings() -> None:
    """More sections than can be shown are summed up by chapter, and none of their items is lost."""
    places = [Place("甲.txt", 0, "", spans=(Span(0, 1),))]
    for number in range(1, 201):
        level, parent = (1, 0) if number % 20 == 1 else (2, number - (number - 1) % 20)
        places.append(Place("甲.txt", number, f"第{number}节", level, parent, (), True, {"true_false": 1}, {}))
    picture = charts.sections(Coverage(tuple(places), 0, "zh"))
    cells = [row for row in _rows(picture) if "number" in row]
    assert len({row["words"].split("，")[0] for row in cells}) == 11
    assert sum(row["accepted"] for row in cells) == 200


def test_what_cannot_be_shown_is_counted() -> None:
    """Of very many rows the first are drawn, and the picture says so."""
    flat = tuple(Place(f"{n:03}.txt", 0, "", spans=(Span(0, 9),)) for n in range(90))
    spec = charts.documents(Coverage(flat, 0, "zh")).to_dict()
    assert "40" in spec["title"]["subtitle"][1]
    assert "90" in spec["title"]["subtitle"][1]
    lone = tuple(Place("甲.txt", n, f"第{n}条", 1, 0) for n in range(90))
    spec = charts.sections(Coverage(lone, 0, "zh")).to_dict()
    assert "64" in spec["title"]["subtitle"][1]


@pytest.mark.parametrize("name", ["coverage", "drafts", "progress", "export"])
def test_an_empty_bank_has_pictures_too(name: str, tmp_path: Path) -> None:
    """Nothing to show is no error."""
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        picture = getattr(workspace.pictures, name)()
        assert picture.save(tmp_path / "none.png").stat().st_size > 500


@pytest.mark.parametrize("count", [60, 61])
def test_a_picture_of_some_groups_says_how_many_there_are(count: int) -> None:
    """Where there is no room for all departments, the picture says it."""
    groups = [Standing(f"{at:03d}所", 20, 0.5, (0.4, 0.6)) for at in range(count)]
    found = standings(groups, "部门", "zh")
    assert found is not None
    assert ("只画出 60 个，共 61 个" in json.dumps(found.chart.to_dict(), ensure_ascii=False)) == (count > 60)
