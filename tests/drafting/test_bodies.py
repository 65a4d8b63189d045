"""Whose text it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.bodies import speaks_of_ours, with_body
from qbank.drafting.naming import with_document
from qbank.model.document import Document, Kind


def _document(title: str, kind: Kind = "handbook") -> Document:
    return Document("a.txt", "0" * 64, title, title=title, kind=kind)


@pytest.mark.parametrize(
    ("title", "stem", "named"),
    [
        ("青溪水厂值守手册", "厂里每天送水多少吨？", "青溪水厂每天送水多少吨？"),
        (
            "在云岭国有林场管护会上的讲话",
            "按照场里的规定，巡山不少于几次？",
            "按照云岭国有林场的规定，巡山不少于几次？",
        ),
        ("青溪市博物馆工作计划", "本馆每周开放几天？", "青溪市博物馆每周开放几天？"),
        ("青溪港务有限公司培训方案", "我公司每季度考核几次？", "青溪港务有限公司每季度考核几次？"),
    ],
)
def test_the_title_names_the_body(title: str, stem: str, named: str) -> None:
    """本馆 and 厂里 give way to the name; the document is named in front as ever."""
    assert with_body(stem, _document(title)) == named
    assert with_document(stem, _document(title), longest=80).endswith(named)


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("一个引航站的错峰答卷", "站里规定连续工作不超过几小时？"),
        ("开展全市菜市场整治的通知", "场里每月检查几次？"),
        ("青溪水厂值守手册", "青溪水厂厂里每天送水多少吨？"),
        ("青溪水厂值守手册", "水厂里每天值守几次？"),
        ("青溪水厂值守手册", "本馆每周开放几天？"),
        ("值守手册", "本站每天值守几次？"),
    ],
)
def test_what_no_title_tells_stays(title: str, stem: str) -> None:
    """Another kind of body, one without a name, other words, and a name that the stem says already."""
    assert with_body(stem, _document(title)) == stem


def test_an_article_of_a_law_stays() -> None:
    """Its words are locked, and its title says whose they are."""
    stem = "本馆每周开放几天？"
    assert with_body(stem, _document("青溪市博物馆管理规定", "law")) == stem


@given(st.text(st.sampled_from("馆站厂场院公司中心里本我部分，的每天市")))
def test_no_name_no_change(stem: str) -> None:
    """Without a name in the title nothing is put in; with one, nothing that speaks of no body is touched."""
    assert with_body(stem, _document("值守手册")) == stem
    if not speaks_of_ours(stem):
        assert with_body(stem, _document("青溪水厂值守手册")) == stem
