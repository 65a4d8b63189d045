"""The practice page as a file, and its script without a browser: it marks as the bank does, and reads back."""

from __future__ import annotations

import json
import random
import re
import subprocess
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from portable_strategies import NASTY, several

import qbank
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._incoming import blanks, portable_of
from qbank.formats.html_page import format as html_page
from qbank.formats.html_page._page import script
from qbank.formats.html_page._records import portable_from, record_of
from qbank.formats.losses import held
from qbank.locale import LANGS, texts
from qbank.model.item import Choice, ExtendedText, MarkingPoint, Match, Order, TextEntry
from qbank.model.numerals import CHINESE, MEASURE, TAIL, chinese, in_figures
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types._folding import fold, same_wording

STATIC = Path(qbank.__file__).parent / "formats" / "html_page" / "static"


def page(portables: list[Portable], title: str = "值班练习") -> str:
    """Return the file of what the format holds of some portables."""
    stream = BytesIO()
    html_page.write(iter(portables), stream, Settings(title=title))
    return stream.getvalue().decode()


def examples() -> list[Portable]:
    """Return an item of each type, with an id, as the format holds it."""
    rows = [Portable(item=replace(each.example(), id=f"q-{each.type_name}")) for each in TYPES]
    return [each for row in rows if isinstance(each := held(FORMATS.get("html"), row, Settings()), Portable)]


def entries(text: str, tmp_path: Path) -> list[Portable | Problem]:
    """Return what is read from a page."""
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8", newline="")
    return list(html_page.read(path, Settings(file="页.html")))


def in_node(code: str, data: object) -> Any:
    """Return what the last line of a module prints that gets ``data`` and may import the page's modules from ``./``."""
    head = "import { readFileSync } from 'fs';\nconst data = JSON.parse(readFileSync(0));\n"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", (head + code).replace("'./", f"'{STATIC.as_uri()}/")],
        input=json.dumps(data),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


NUMERALS = {"measure": MEASURE, "tail": TAIL}
UNITS = [each.partition("(")[0] for each in MEASURE.split("|")]
PIECES = [
    *CHINESE, *"点几又数0123456789.,%％，。；！？ 　\t\u200b\"'“”‘’「」『』《》〈〉",
    *"ＡａＺ１２ßẞ①②²ıİΣςᾀꭰᏸﬁ½㎡", *UNITS, *NASTY,
    "百分之", "十分", "十分钟", "一起", "以上", "以内", "左右", "内部", "0.0078125", "1,500", "5万5千",
]  # fmt: skip


def wordings(rng: random.Random, count: int) -> Iterator[str]:
    """Yield drawn answers: pieces of Chinese amounts, long numbers in either script, and any characters there are."""

    def mixed() -> str:
        return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 8)))

    def number() -> str:
        decimals = "点" + "".join(rng.choice("零一二三四五六七八九") for _ in range(rng.randint(1, 8)))
        return chinese(rng.randint(0, 10 ** rng.randint(1, 13))) + rng.choice(["", decimals]) + rng.choice(UNITS)

    def figures() -> str:
        value = rng.choice([rng.randint(0, 10**25), rng.randint(0, 10**9) / 128, round(rng.random() * 1000, 7)])
        return f"{value}" + rng.choice(["", "万", "亿", "%", "元", "千万"])

    def spelled() -> str:
        return "".join(rng.choice(CHINESE) for _ in range(rng.randint(1, 10))) + rng.choice(["", *UNITS])

    def anything() -> str:
        drawn = [chr(rng.choice([rng.randrange(0x20, 0xD800), rng.randrange(0xE000, 0x30000)])) for _ in range(5)]
        # Characters that this Python does not know yet may be known to the browser.
        return "".join(char for char in drawn if unicodedata.category(char) != "Cn")

    for _ in range(count):
        yield rng.choice([mixed, number, figures, spelled, anything])()


@pytest.mark.node
def test_the_page_folds_as_the_bank_does() -> None:
    """Of 20,000 drawn answers, script and program make the same folded wording and the same figures."""
    drawn = list(wordings(random.Random(7), 20_000))
    code = """import { fold, figures } from './practice_folding.js';
    const inFigures = figures(data.numerals);
    console.log(JSON.stringify(data.drawn.map((each) => [fold(each), inFigures(fold(each))])));"""
    found = in_node(code, {"drawn": drawn, "numerals": NUMERALS})
    wrong = [
        (each, (fold(each), in_figures(fold(each))), tuple(theirs))
        for each, theirs in zip(drawn, found, strict=True)
        if [fold(each), in_figures(fold(each))] != theirs
    ]
    assert wrong == []


@pytest.mark.node
def test_every_letter_loses_its_case_alike() -> None:
    """Each character that this Python knows is folded to the same by both."""
    known = [chr(code) for code in range(0x30000) if unicodedata.category(chr(code)) not in {"Cn", "Cs"}]
    code = "import { fold } from './practice_folding.js';\nconsole.log(JSON.stringify(data.map(fold)));"
    found = in_node(code, known)
    assert [(each, fold(each), theirs) for each, theirs in zip(known, found, strict=True) if fold(each) != theirs] == []


@pytest.mark.node
def test_the_page_finds_the_same_answers_equal() -> None:
    """Pairs of answers that differ in script, width, quotes or not at all are judged alike by script and program."""
    rng = random.Random(11)
    pairs = []
    for one in wordings(rng, 6_000):
        other = rng.choice([one, in_figures(fold(one)), one.upper(), f"“{one}”。", f" {one}", one[:-1]])
        pairs.append((one, other))
    pairs += [
        ("三十日", "30日"),
        ("一点八万元", "1.8万元"),
        ("百分之五", "5％"),
        ("《党章》", "党章"),
        ("十分满意", "10分满意"),
    ]
    code = """import { wordings } from './practice_folding.js';
    const same = wordings(data.numerals);
    console.log(JSON.stringify(data.pairs.map(([one, other]) => same(one, other))));"""
    found = in_node(code, {"pairs": pairs, "numerals": NUMERALS})
    assert found == [same_wording(one, other) for one, other in pairs]


def ids_of(portable: Portable, given: Any) -> Any:
    """Return a response of the page, which names places, as the item's type takes it."""
    match portable.item.body.interaction():
        case Choice(options=options) | Order(options=options):
            if isinstance(given, bool):
                return given
            return [options[at].id for at in given]
        case Match(left=left, right=right):
            return [[left[row].id, right[at].id] for row, at in enumerate(given) if at >= 0]
        case TextEntry():
            return given
        case ExtendedText():
            return given["made"]


def responses(portable: Portable, rng: random.Random) -> Iterator[Any]:
    """Yield drawn responses as the page has them, right ones among them."""
    record = record_of(portable)
    form, key = record["form"], record["key"]
    size = len(record.get("options", record.get("right", ())))
    for _ in range(12):
        if form == "verdict":
            yield rng.choice([True, False])
        elif form == "choice":
            yield [rng.randrange(size)]
        elif form == "choices":
            yield rng.choice([key, sorted(rng.sample(range(size), rng.randint(0, size)))])
        elif form == "blanks":
            words = [*key, *(each for more in record.get("accepted", ()) for each in more), "没有", ""]
            yield [rng.choice(words) for _ in key]
        elif form == "points":
            yield {"text": "……", "made": [rng.choice([True, False]) for _ in key]}
        elif form == "match":
            yield [rng.randrange(-1, size) for _ in record["left"]]
        else:
            yield rng.choice([key, rng.sample(range(size), size)])


def _several_rules() -> list[Portable]:
    marked = portable_of(
        "选出全部要求（____）。",
        Choice(TYPES.get("multiple_choice").example().body.options, ("o1", "o2"), multiple=True),
        place="",
        rules={"marking": {"rule": "part", "table": [0.25, 0.5]}},
    )
    gaps = [["一", "1"], ["一", "壹"], ["三十日"]]
    ordered = portable_of("甲____乙____丙____", blanks(gaps), place="", rules={"any_order": True})
    points = ExtendedText((MarkingPoint("其一", 2.5), MarkingPoint("其二", 1.0)))
    return [
        marked,
        ordered,
        portable_of("甲____乙____丙____", blanks(gaps), place=""),
        portable_of("略述。", points, place=""),
    ]


@pytest.mark.node
def test_the_page_marks_as_the_bank_does() -> None:
    """Of every type and marking rule, drawn responses earn the same share in the page as in the bank."""
    rng = random.Random(3)
    cases = [(each, given) for each in [*examples(), *_several_rules()] for given in responses(each, rng)]
    code = """import { marker } from './practice_marking.js';
    import { fold, wordings } from './practice_folding.js';
    const mark = marker(wordings(data.numerals), fold);
    console.log(JSON.stringify(data.cases.map(([item, given]) => mark(item, given))));"""
    found = in_node(code, {"cases": [[record_of(each), given] for each, given in cases], "numerals": NUMERALS})
    for (portable, given_), share in zip(cases, found, strict=True):
        assert share == pytest.approx(portable.item.body.score(ids_of(portable, given_))), (portable.item.stem, given_)


@pytest.mark.node
def test_no_cell_of_the_results_is_calculated() -> None:
    """A text that a table program would take for a formula gets an apostrophe; taking one away gives it back."""
    cells = [*NASTY, "'=1+1", "＝1+1", "a,b", 'say "x"', "", "\r=1"]
    code = "import { cell } from './practice_results.js';\nconsole.log(JSON.stringify(data.map(cell)));"
    for text, made in zip(cells, in_node(code, cells), strict=True):
        assert made.startswith('"') and made.endswith('"')
        inner = made[1:-1].replace('""', '"')
        assert not re.match(r"[=+\-@＝＋－＠\t\r\n]", inner)
        assert inner.removeprefix("'") == text


@pytest.mark.node
def test_the_script_is_one_module(tmp_path: Path) -> None:
    """Joined, the modules of the page declare no name twice and import nothing."""
    path = tmp_path / "page.mjs"
    path.write_text(script(), encoding="utf-8")
    done = subprocess.run(["node", "--check", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"^\s*(?:import|export)\b", script(), re.MULTILINE)


def test_nothing_in_the_script_reads_markup() -> None:
    """The page is built from text: no markup is set, no code is made of words, nothing is fetched."""
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(|XMLHttp", script()
    )
    assert "</script" not in script()


def test_the_script_knows_every_word() -> None:
    """Each word the script asks for is in the catalogue of both languages."""
    named = set(re.findall(r'"(practice-[a-z-]+)"', script()))
    for lang in LANGS:
        assert named <= texts("practice-", lang).keys()


def test_only_what_we_wrote_may_run() -> None:
    """The policy in the head allows the style and the script that stand in the page, and nothing from anywhere else."""
    text = page(examples())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        (inner,) = re.findall(rf"<{name}(?: type=\"module\")?>(.*?)</{name}>", text, re.DOTALL)
        assert f"{name}-src 'sha256-{b64encode(sha256(inner.encode()).digest()).decode()}'" in policy
    assert not re.search(r"https?:(?!//www\.w3\.org/2000/svg)", text)
    assert "{{" not in text.partition("qbank-practice")[0]


def test_an_item_can_end_no_script() -> None:
    """Markup in an item or in the title stays text: neither ends the block of data nor opens an element."""
    nasty = "甲</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>"
    item = replace(examples()[0].item, stem=nasty, rationale=nasty)
    text = page([Portable(item=item)], title=nasty)
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert "<img" not in text


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(portables=several())
def test_a_record_gives_its_item_back(portables: list[Portable]) -> None:
    """What stands in the page of an item is all of it but our bookkeeping."""
    for portable in portables:
        kept = html_page.hold(portable, Settings())
        assert isinstance(kept, Portable)
        found = portable_from(json.loads(json.dumps(record_of(kept))), "7")
        assert list(differences(kept, found)) == []
        assert set(differences(portable, kept)) <= {"spans", "reasons"}


def test_what_is_no_page_of_ours_is_told(tmp_path: Path) -> None:
    """A page by others, an empty file and bytes are one problem that names the file and what to do."""
    for text in ("<!DOCTYPE html><html><body><p>1. 题目</p></body></html>", "", "\ufffd" * 100, "{}"):
        (problem,) = entries(text, tmp_path)
        assert isinstance(problem, Problem)
        assert problem.code == "practice-not-ours"
        assert problem.message("zh").startswith("页.html")


def test_a_page_by_a_newer_program_is_told(tmp_path: Path) -> None:
    """A version that is not known yet is not guessed at."""
    (problem,) = entries(page(examples()).replace('"version":1', '"version":2', 1), tmp_path)
    assert isinstance(problem, Problem) and problem.code == "practice-newer"


def test_a_page_cut_short_gives_what_is_left(tmp_path: Path) -> None:
    """The items before the cut are read, and that some are missing is told."""
    text = page(examples())
    found = entries(text[: text.rindex('{"id":')], tmp_path)
    assert len(found) == len(TYPES.names())
    assert isinstance(found[-1], Problem) and found[-1].code == "practice-cut-off"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"form":"choice"', '"form":"essay"'),
        ('"key":[', '"key":[9'),
        ('"stem":[', '"stem":[5,'),
        ('"form":"choice"', '"form":"choice","form":"choice"'),
        ('"options":[', '"options":["\\ud800",'),
        ('"options":[', '"options":{'),
    ],
)
def test_a_changed_line_is_told_and_the_rest_is_read(was: str, now: str, tmp_path: Path) -> None:
    """A line somebody changed wrongly is a problem with its number; no key is guessed, and reading goes on."""
    lines = page(examples()).split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith('{"id":"q-single_choice"'))
    assert was in lines[at]
    lines[at] = lines[at].replace(was, now, 1)
    found = entries("\n".join(lines), tmp_path)
    problems = [each for each in found if isinstance(each, Problem)]
    assert [problem.place.partition(":")[0] for problem in problems] == [str(at + 1)]
    assert all(problem.message("zh") and problem.message("en") for problem in problems)
    assert len(found) - len(problems) == len(TYPES.names()) - 1


def test_bytes_that_are_no_text_and_endless_lines_are_told(tmp_path: Path) -> None:
    """A line in another encoding and one of more than 4 MB are problems of their own; the other items are read."""
    lines = page(examples()).encode().split(b"\n")
    first = next(n for n, line in enumerate(lines) if line.startswith(b'{"id":'))
    lines[first] = lines[first].replace(b'"type":', b'"\xd5\xfd":1,"type":', 1)
    lines[first + 1] = lines[first + 1].replace(b'"stem":["', b'"stem":["' + b"x" * 4_100_000, 1)
    path = tmp_path / "page.html"
    path.write_bytes(b"\n".join(lines))
    found = list(html_page.read(path, Settings()))
    assert [each.code for each in found[:2] if isinstance(each, Problem)] == ["json-not-utf8", "practice-line-too-long"]
    assert all(isinstance(each, Portable) for each in found[2:])
    assert len(found) == len(TYPES.names())


def test_line_ends_of_another_system_do_no_harm(tmp_path: Path) -> None:
    """A page that went through a program with other line ends is read all the same."""
    found = entries(page(examples()).replace("\n", "\r\n"), tmp_path)
    assert [each for each in found if isinstance(each, Problem)] == []
    assert len(found) == len(TYPES.names())
