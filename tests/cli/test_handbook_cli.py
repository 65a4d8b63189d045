"""``qbank handbook`` from end to end: what it says is the documents' and the bank's, in Word, PDF and HTML alike."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.formats.paper._reading import folded
from qbank.workbench.choosing import Packer

ROOT = Path(__file__).parents[2]
NAMES = ("制度/云岭市公共停车场管理办法.txt", "新闻/青禾县供水保障“百日攻坚”纪实.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two documents, some of their drafts accepted, and one document without any."""
    folder = tmp_path_factory.mktemp("handbook") / "ws"
    with qbank.open(folder, make=True, actor="甲") as workspace:
        for name in (*NAMES, "手册/云岭市窗口服务人员手册.docx"):
            workspace.ingest(ROOT / "corpus" / name)
        workspace.draft()
        for name in NAMES:
            workspace.accept(*[item.id for item in workspace.items(status="draft", document=Path(name).name)[:40]])
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and error output of ``qbank handbook``."""
    done = CliRunner().invoke(build("zh"), ["-C", str(folder), "handbook", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return done.exit_code, done.stdout, done.stderr


class Words(HTMLParser):
    """Collects the words of a page, its style left out, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.names: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Note a link, a name, and where a style begins."""
        self._style = tag == "style"
        self.links += [value for name, value in attrs if name == "href"]
        self.names += [value for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        """Collect words."""
        if not self._style:
            self.said.append(data)


def said(path: Path) -> str:
    """Return what a handbook says, folded."""
    if path.suffix == ".html":
        words = Words()
        words.feed(path.read_text(encoding="utf-8"))
        return folded("".join(words.said))
    if path.suffix == ".pdf":
        pages = [page.extract_text() for page in PdfReader(path).pages]
        return folded("".join(re.sub(r"第\s*\d+\s*页\s*共\s*\d+\s*页\s*$", "", page.strip()) for page in pages))
    found = docx.Document(str(path))
    body = [node.text or "" for node in found.element.body.iter() if node.tag.endswith("}t")]
    return folded("".join(body))


@pytest.mark.parametrize("ending", ["docx", pytest.param("pdf", marks=pytest.mark.fonts), "html"])
def test_everything_is_there_and_the_documents(folder: Path, tmp_path: Path, ending: str) -> None:
    """Key sentences with their places, terms, questions, keys and proof lines stand in it, as document and bank say."""
    out = tmp_path / f"手册.{ending}"
    code, told, warned = run(folder, "--out", str(out), "--title", "三月学习手册", "--quiz")
    assert code == 0 and "3 份文件" in told, warned
    book = said(out)
    assert "三月学习手册" in book
    with qbank.open(folder) as workspace:
        for entry in workspace.documents():
            assert folded(entry.title.strip("《》")) in book
            for each in workspace.sentences(entry.name)[:10]:
                assert folded(each.sent.readable) in book, each.sent.readable
        items = list(workspace.items(status="accepted"))
        portables = list(Packer(workspace.bank).pack(items))
    for portable in portables:
        for piece in portable.item.stem.split("____"):
            assert folded(piece) in book, portable.item.stem
        assert folded(portable.proof[0].partition("：“")[0]) in book
        assert folded(portable.item.rationale) in book


def test_its_terms_are_words_of_the_text(folder: Path) -> None:
    """Each term and what it means stand in the document word for word, and so does each key sentence."""
    from qbank.drafting.study import study
    from qbank.reports import handbook
    from qbank.reports.places import places

    with qbank.open(folder) as workspace:
        place_of = places(workspace.bank.document)
        for entry in workspace.documents():
            document = workspace.document(entry.name)
            found = study(document, workspace.toolbox.made().tools)
            whole = folded(document.text)
            terms, points = handbook.terms(found, place_of), handbook.key_points(found, place_of)
            assert len(points) == 10
            assert terms
            assert all(folded(each.term) in whole and folded(each.words) in whole for each in terms)
            assert all(folded(each.words) in whole for each in points)
            starts = [whole.index(folded(each.words)) for each in points]
            assert starts == sorted(starts)
            headings = [heading for each in points for heading in each.place.split(" › ") if heading]
            assert all(folded(heading.rstrip("…")) in whole for heading in headings)


def test_a_quiz_takes_its_minutes_and_asks_nothing_twice(folder: Path) -> None:
    """Within ten minutes, no two on one sentence, several kinds where there are several, the same for the same seed."""
    from qbank.model.pace import seconds_of
    from qbank.reports.handbook import quiz

    with qbank.open(folder) as workspace:
        items = list(workspace.items(status="accepted", document="停车场"))
        portables = list(Packer(workspace.bank).pack(items))
    drawn = quiz(portables, "1")
    assert 0 < sum(seconds_of(each.item) for each in drawn) <= 600
    places = [(each.item.sources[0].document, each.item.sources[0].start) for each in drawn]
    assert len(set(places)) == len(places)
    assert len({each.item.type for each in drawn}) == min(len({item.type for item in items}), len(drawn))
    assert quiz(portables, "1") == drawn != quiz(portables, "2")
    assert quiz([], "1") == ()


def test_headings_and_sentences_hold_on_to_what_follows(folder: Path, tmp_path: Path) -> None:
    """In Word no heading stands alone at a page's foot, and no key sentence is parted from its place."""
    run(folder, "--out", str(tmp_path / "a.docx"), "--document", "停车场")
    paragraphs = docx.Document(str(tmp_path / "a.docx")).paragraphs
    before = dict(zip(paragraphs[1:], paragraphs, strict=False))
    names = [each.style.name for each in paragraphs]
    assert {"Paper Section", "Paper Quiet", "Heading 1"} <= set(names)
    for each in paragraphs:
        if each.style.name in {"Paper Section", "Heading 1"}:
            assert each.paragraph_format.keep_with_next, each.text
        if each.style.name == "Paper Quiet" and before[each].style.name == "Paper Item":
            assert before[each].paragraph_format.keep_with_next, each.text


def test_what_is_not_meant_is_left_out(folder: Path, tmp_path: Path) -> None:
    """Filters choose documents and items; a document without accepted items says so."""
    out = tmp_path / "a.html"
    assert "1 份文件" in run(folder, "--out", str(out), "--document", "窗口服务")[1]
    assert "还没有符合条件的练习题" in said(out)
    assert "停车场" not in said(out)
    told = run(folder, "--out", str(out), "--type", "判断题")[1]
    with qbank.open(folder) as workspace:
        wanted = list(workspace.items(status="accepted", type="判断题"))
        others = list(workspace.items(status="accepted", type="单选题"))
        documents = {item.sources[0].document for item in wanted}
    assert f"{len(documents)} 份文件，{len(wanted)} 道" in told
    assert not any(folded(item.stem) in said(out) for item in others)
    assert "小测" not in said(out)


def test_the_same_bank_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Two runs write the same file."""
    for ending in ("docx", "html"):
        one, other = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
        run(folder, "--out", str(one), "--quiz")
        run(folder, "--out", str(other), "--quiz")
        assert one.read_bytes() == other.read_bytes()


def test_its_links_lead_to_chapters(folder: Path, tmp_path: Path) -> None:
    """In HTML and Word each line of the contents leads to a chapter that is there."""
    run(folder, "--out", str(tmp_path / "a.html"))
    words = Words()
    words.feed((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert words.links == [f"#{name}" for name in words.names] and len(words.links) == 3
    run(folder, "--out", str(tmp_path / "a.docx"))
    body = docx.Document(str(tmp_path / "a.docx")).element.body
    anchors = [value for node in body.iter() for name, value in node.attrib.items() if name.endswith("}anchor")]
    marks = [node.get(f"{{{node.nsmap['w']}}}name") for node in body.iter() if node.tag.endswith("}bookmarkStart")]
    assert anchors == marks and len(marks) == 3


@pytest.mark.fonts
def test_the_contents_of_a_pdf_name_the_right_pages(folder: Path, tmp_path: Path) -> None:
    """Each page that the contents name begins with that chapter."""
    run(folder, "--out", str(tmp_path / "a.pdf"), "--quiz")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]
    rows = re.findall(r"([一二三])、(.+?)[ .·]+(\d+)$", pages[0], re.MULTILINE)
    assert [row[0] for row in rows] == ["一", "二", "三"]
    for number, title, page in rows:
        assert folded(pages[int(page) - 1]).startswith(folded(f"{number}、{title}"))


@pytest.mark.libreoffice
def test_word_works_out_the_pages_of_the_contents(folder: Path, tmp_path: Path) -> None:
    """Opened in LibreOffice the contents name the pages that the chapters are on."""
    run(folder, "--out", str(tmp_path / "a.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=200)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]
    rows = re.findall(r"([一二三])、(.+?)[ .·]+(\d+)\s*$", pages[0], re.MULTILINE)
    assert len(rows) == 3
    for number, title, page in rows:
        assert folded(f"{number}、{title}") in folded(pages[int(page) - 1])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--out", "手册.txt"), ".docx"),
        (("--out", "手册"), ".docx"),
        (("--out", "手册.docx", "--document", "没有这份"), "没有这份"),
        (("--out", "手册.docx", "--type", "诗歌"), "诗歌"),
        (("--out", "手册.docx", "--tag", "没有这个标签"), "学习手册"),
        (("--out", "没有/手册.docx"), "没有"),
    ],
)
def test_what_cannot_be_written_is_named(folder: Path, tmp_path: Path, arguments: tuple, word: str) -> None:
    """Ending, document, type, tag, folder: named, and nothing is written."""
    where = tmp_path / "out"
    where.mkdir()
    words = [str(where / each) if each.startswith(("手册", "没有/")) else each for each in arguments]
    code, _, told = run(folder, *words)
    assert code == 1 and word in told
    assert not list(where.iterdir())


def test_an_empty_workspace_is_named(tmp_path: Path) -> None:
    """Without documents there is no handbook."""
    with qbank.open(tmp_path / "ws", make=True):
        pass
    code, _, told = run(tmp_path / "ws", "--out", str(tmp_path / "a.docx"))
    assert code == 1 and "qbank ingest" in told


@pytest.mark.fonts
def test_what_no_font_can_print_is_named_and_left_out(folder: Path, tmp_path: Path) -> None:
    """A sentence with a character that no font has is missing from the PDF, told, and there in Word."""
    shutil.copytree(folder, tmp_path / "ws")
    odd = "\U0003fff0"
    text = (
        f"第一条　值班人员应当在三十分钟以内到达{odd}现场，并向市应急指挥中心报告。\n" * 1
        + "第二条　每季度演练一次。\n"
    )
    (tmp_path / "奇字规定.txt").write_text(f"奇字规定\n\n{text}", encoding="utf-8")
    with qbank.open(tmp_path / "ws") as workspace:
        workspace.ingest(tmp_path / "奇字规定.txt")
    code, _, told = run(tmp_path / "ws", "--out", str(tmp_path / "a.pdf"), "--document", "奇字规定")
    assert code == 0
    assert "字体" in told
    run(tmp_path / "ws", "--out", str(tmp_path / "a.docx"), "--document", "奇字规定")
    assert "三十分钟" in said(tmp_path / "a.docx")
    assert "三十分钟" not in said(tmp_path / "a.pdf")


def test_pairs_kept_apart_are_not_in_one_quiz(folder: Path) -> None:
    """Whatever two items are drawn together: when one is said to tell the other's answer, they no longer are."""
    from qbank.reports.handbook import quiz

    with qbank.open(folder) as workspace:
        portables = list(Packer(workspace.bank).pack(list(workspace.items(status="accepted", document="停车场"))))
    for seed in map(str, range(5)):
        ids = [each.item.id for each in quiz(portables, seed)]
        assert len(ids) > 1
        for pair in ((ids[0], ids[-1]), (ids[-1], ids[0])):
            apart = {each.item.id for each in quiz(portables, seed, apart=[pair])}
            assert apart and not apart.issuperset(pair)


def test_a_quiz_without_items_is_told(tmp_path: Path) -> None:
    """The handbook is written, and what it lacks is said."""
    with qbank.init(tmp_path / "ws") as workspace:
        source = tmp_path / "值班.txt"
        source.write_text("值班办法\n第一条　值班人员应当在十五分钟内上报险情。\n", encoding="utf-8")
        workspace.ingest(source)
        for quiz, codes in ((True, ["handbook-quiz-none"]), (False, [])):
            report = workspace.handbook(tmp_path / "h.html", quiz=quiz)
            assert [problem.code for problem in report.problems] == codes


def test_a_quiz_of_the_book_asks_nothing_twice(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the book as it is made: what is printed of an item no longer says where its sentence stands."""
    from qbank.workbench import handbook
    from qbank.workbench.paper_bank import pairs

    chapters = []
    monkeypatch.setattr(handbook, "write", lambda title, made, *rest: chapters.extend(made))
    with qbank.open(folder) as workspace:
        workspace.handbook(tmp_path / "h.html", quiz=True)
        items = {item.id: item for item in workspace.items(status="accepted")}
    apart = [pair for found in pairs(list(items.values())) for pair in found]
    quizzes = [[portable.item.id for portable in chapter.quiz] for chapter in chapters if chapter.quiz]
    assert quizzes
    for ids in quizzes:
        sentences = [(source.document, source.start) for item in ids for source in items[item].sources[:1]]
        assert len(set(sentences)) == len(ids)
        assert not [pair for pair in apart if {*ids}.issuperset(pair)]
