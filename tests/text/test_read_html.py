"""Web pages: main text in, menus and tricks out."""

from __future__ import annotations

import base64

import pytest
from make_files import PROSE, SENTENCE, Read

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>关于开展秋季学习的通知_青禾市办公室</title>
<style>p {{color: red}}</style><script>var a = "脚本文字";</script></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>
<div class="content"><h1>关于开展秋季学习的通知</h1>
<p>　　各单位：</p><p>　　为落实学习计划，现将有关
事项通知如下。本次学习分三个阶段，自3月开始，到6月结束，参加人员750人。</p>
<h2>一、总体要求</h2><p>坚持问题导向，<b>统筹推进</b>教育、培训、考核三项工作，做到有计划、有检查、有总结。</p>
<ul><li>（一）组织集中学习，每月不少于两次。</li><li>（二）开展岗位练兵，每季度一次。</li></ul>
<table><tr><th>阶段</th><th>时间</th></tr><tr><td>动员</td><td><p>3月</p></td></tr></table>
<div style="display: none">{hidden}</div><noscript>请打开脚本</noscript></div>
<div class="sidebar"><h3>热门推荐</h3><ul><li><a href="1">某地举办运动会圆满结束</a></li></ul></div>
<div id="comments"><h3>评论</h3><p>网友甲：写得真好，希望多多开展这样的活动，大家都来学习。</p></div>
<footer>版权所有 青禾市办公室</footer></body></html>"""

MAIN = """关于开展秋季学习的通知
各单位：
为落实学习计划，现将有关事项通知如下。本次学习分三个阶段，自3月开始，到6月结束，参加人员750人。
一、总体要求
坚持问题导向，统筹推进教育、培训、考核三项工作，做到有计划、有检查、有总结。
（一）组织集中学习，每月不少于两次。
（二）开展岗位练兵，每季度一次。
阶段\t时间
动员\t3月"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030")])
def test_main_text_as_lines(read: Read, charset: str, encoding: str) -> None:
    """Headings, paragraphs, list items and table rows are lines; menus, comments and scripts are not there."""
    reading = read("a.html", PAGE.format(charset=charset, hidden="").encode(encoding))
    assert reading.document is not None
    assert reading.document.text == MAIN
    assert (reading.document.title, reading.document.encoding) == ("关于开展秋季学习的通知", encoding)
    assert reading.problems == ()


def test_hidden_text_is_left_out_and_told(read: Read) -> None:
    """Text that the page does not show is counted, not read."""
    reading = read("a.htm", PAGE.format(charset="utf-8", hidden="隐藏的关键词" * 20))
    assert reading.document is not None
    assert reading.document.text == MAIN
    assert [(problem.code, problem.values["count"]) for problem in reading.problems] == [("hidden-html", 120)]


def test_title_of_page_without_heading(read: Read) -> None:
    """Without one main heading the title is that of the window, less the name of the site."""
    page = f"<html><head><title>学习通知 - 某网站</title></head><body><p>{PROSE}</p></body></html>"
    reading = read("a.html", page)
    assert reading.document is not None
    assert reading.document.title == "学习通知"


def test_short_page_falls_back_to_its_visible_text(read: Read) -> None:
    """A page too short for main-text extraction still gives its text, without its menu."""
    page = f"<html><body><nav>首页 导航</nav><div>{SENTENCE}</div><footer>版权所有</footer></body></html>"
    reading = read("a.html", page)
    assert reading.document is not None
    assert reading.document.text == SENTENCE
    assert [problem.code for problem in reading.problems] == ["very-short"]


def test_paragraphs_of_links_are_not_taken_for_a_menu(read: Read) -> None:
    """A page whose paragraphs are links keeps nine in ten of them."""
    items = "".join(f"<p><a href='{n}'>第{n}条：{SENTENCE}</a></p>" for n in range(30))
    reading = read("a.html", f"<html><body><div>{items}</div></body></html>")
    assert reading.document is not None
    assert sum(f"第{n}条：" in reading.document.text for n in range(30)) >= 27


def test_tricks_leave_only_text(read: Read) -> None:
    """Handlers, frames and objects leave no trace in the text."""
    page = (
        f"<html><body><p onclick='a()'>{PROSE}</p><img src=x onerror=alert(1)><svg onload=b()><text>丙</text></svg>"
        "<iframe srcdoc='<p>丁</p>'></iframe><object data='戊'>己</object><meta http-equiv=refresh content='0'>"
        "<base href='http://nowhere.invalid/'></body></html>"
    )
    reading = read("a.html", page)
    assert reading.document is not None
    assert not set("丙丁戊己<>") & set(reading.document.text)
    assert "alert" not in reading.document.text


@pytest.mark.parametrize(
    "broken", ["<p>{}<div><b>未闭合", "<table><p>{}</table></p>", "<p\0x>{}</p>", "</div></div><p>{}"]
)
def test_broken_markup_is_read(read: Read, broken: str) -> None:
    """Unclosed, crossed and garbled tags lose no text."""
    reading = read("a.html", broken.format(PROSE))
    assert reading.document is not None
    assert SENTENCE in reading.document.text


def test_bad_character_references(read: Read) -> None:
    """References to what is no character become U+FFFD and are told; an entity storm is text."""
    reading = read(
        "a.html", f"<html><body><p>{PROSE}</p><p>甲&#0;乙&#x110000;丙&#xD800;丁{'&amp;amp;' * 20}</p></body></html>"
    )
    assert reading.document is not None
    assert "甲\ufffd乙\ufffd丙\ufffd丁&amp;" in reading.document.text
    assert [problem.code for problem in reading.problems] == ["unusual-characters"]


def test_word_page_and_saved_archive(read: Read) -> None:
    """Pages saved by Word with conditional comments, and .mht archives, are read."""
    comment = "<!--[if gte mso 9]><xml>丙</xml><![endif]-->"
    page = f"<html><head>{comment}</head><body><p class=MsoNormal>{PROSE}</p></body></html>"
    mht = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(page.encode('gbk')).decode()}\r\n--b--\r\n"
    )
    for name, data in (("a.htm", page), ("a.mht", mht)):
        reading = read(name, data)
        assert reading.document is not None
        assert "".join(reading.document.text.split()) == "".join(PROSE.split())
