"""Question banks typed as editors type them, drawn from a seed; and what is found in one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.texts import format as text_bank
from qbank.model.item import BLANK, Choice, ExtendedText, TextEntry
from qbank.model.portable import Portable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes | str, folder: Path, name: str = "题库.txt") -> list[Portable | Problem]:
    """Return what is read in a file."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(text_bank.read(path, Settings(file=name)))


def items_of(found: Sequence[Portable | Problem]) -> list[Portable]:
    """Return the items among what was read."""
    return [each for each in found if isinstance(each, Portable)]


def errors_of(found: Sequence[Portable | Problem]) -> list[Problem]:
    """Return what was refused."""
    return [each for each in found if isinstance(each, Problem) and each.severity == "error"]


def key_of(portable: Portable) -> object:
    """Return an item's key in its words."""
    match portable.item.body.interaction():
        case Choice(options=options, keys=keys):
            return [option.text for option in options if option.id in keys]
        case TextEntry(accepted=accepted):
            return [each[0] for each in accepted]
        case ExtendedText(points=points):
            return [point.text for point in points]
    raise AssertionError(portable)


def options_in(portable: Portable) -> list[str]:
    """Return the wordings of an item's options; none for what has no options of its own."""
    interaction = portable.item.body.interaction()
    if isinstance(interaction, Choice) and interaction.options[0].id != "true":
        return [option.text for option in interaction.options]
    return []


def told(portable: Portable) -> tuple[str, str, list[str], object]:
    """Return type, stem, options and key of an item."""
    return portable.item.type, portable.item.stem, options_in(portable), key_of(portable)


def docx(*paragraphs: str, body: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return a Word document with these paragraphs, or with a body in its own markup."""
    runs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in paragraphs)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{runs}{body}</w:body></w:document>")
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return stream.getvalue()


# --- seeded banks in the styles there are -------------------------------------------------------------


@dataclass(frozen=True)
class Spec:
    """An item to be written in some style; ``{}`` in a stem is where the bracket of a choice stands."""

    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: tuple[int, ...] = ()
    answers: tuple[str, ...] = ()
    rationale: tuple[str, ...] = ()

    @property
    def truth(self) -> bool:
        """Return the verdict of a statement."""
        return bool(self.key)

    def expected(self) -> tuple[str, str, list[str], object]:
        """Return what a reader is to find."""
        types = {"one": "single_choice", "many": "multiple_choice", "verdict": "true_false", "blanks": "fill_blank"}
        stem = self.stem.removesuffix("{}").replace("{}", BLANK)
        key = list(self.answers) or [self.options[at] for at in self.key if self.options]
        if self.kind == "verdict":
            key = ["正确" if self.truth else "错误"]
        return types.get(self.kind, "short_answer"), stem, list(self.options), key


_PLACES = ("柳湾泵站", "青石镇", "南坡林场", "东港码头", "白河水库", "北岭检查站")
_SUBJECTS = ("值班员", "巡查组", "调度室", "安全科", "仓储组", "现场负责人")
_THINGS = ("险情", "A类物资", "故障", "2号机组", "来访车辆", "B、C级预警", "可燃气体（含蒸气）", "3.5吨以下车辆")
_TIMES = ("30分钟", "2小时", "24小时", "3日", "10个工作日", "当日18:00前")
_ACTS = (
    "立即上报",
    "登记造册",
    "设置警戒",
    "通知家属",
    "启动预案",
    "清点人数",
    "切断电源（总闸）",
    "拍照留存",
    "填写《交接单》",
)
_WHY = (
    "见《值班办法》第三条。",
    "依据：同上，第5条第2款。",
    "A项不符合规定，应选其他。",
    "第一，先报告；第二，再处置。",
)


def another(rng: Random) -> Spec:
    """Return a single choice."""
    place, who, thing = rng.choice(_PLACES), rng.choice(_SUBJECTS), rng.choice(_THINGS)
    stem = rng.choice((
        f"{place}{who}发现{thing}后，应当在{{}}内报告。",
        f"《{place}管理办法》规定，{who}处置{thing}的时限是{{}}",
        f"2021年起，{place}对{thing}的检查每{{}}进行一次，由{who}负责。",
        f"关于{thing}，{place}{who}在多长时间内完成登记？",
        f"{place}的{who}接到{thing}报告后，{{}}内到场；逾期的，通报批评。",
    ))  # fmt: skip
    options = tuple(rng.sample(_TIMES, rng.choice((3, 4, 4))))
    return Spec("one", stem, options, (rng.randrange(len(options)),), (), _why(rng))


def _many(rng: Random) -> Spec:
    stem = f"{rng.choice(_PLACES)}发生{rng.choice(_THINGS)}时，{rng.choice(_SUBJECTS)}应当{{}}"
    options = tuple(rng.sample(_ACTS, rng.choice((4, 5))))
    key = tuple(sorted(rng.sample(range(len(options)), rng.choice((2, 3)))))
    return Spec("many", stem + rng.choice(("", "。")), options, key, (), _why(rng))


def _verdict(rng: Random) -> Spec:
    stem = f"{rng.choice(_PLACES)}{rng.choice(_SUBJECTS)}可以自行处理{rng.choice(_THINGS)}，无须{rng.choice(_ACTS)}。"
    return Spec("verdict", stem, (), (0,) if rng.random() < 0.5 else (), (), _why(rng))


def _blanks(rng: Random) -> Spec:
    if rng.random() < 0.5:
        stem, answers = f"{rng.choice(_PLACES)}应当在{BLANK}内完成{BLANK}的登记。", (rng.choice(_TIMES), "来访车辆")
    else:
        stem, answers = f"{rng.choice(_SUBJECTS)}负责{BLANK}的日常检查。", ("消防器材",)
    return Spec("blanks", stem, (), (), answers, _why(rng))


def _free(rng: Random) -> Spec:
    points = tuple(rng.sample(_ACTS, rng.choice((1, 2, 3))))
    return Spec(
        "free", f"{rng.choice(_PLACES)}发生{rng.choice(_THINGS)}后，有哪些处置步骤？", (), (), points, _why(rng)
    )


def _why(rng: Random) -> tuple[str, ...]:
    return tuple(rng.sample(_WHY, rng.choice((0, 1, 2))))


def bank(seed: int, kinds: Sequence[str] = ("one", "many", "verdict", "blanks", "free"), each: int = 6) -> list[Spec]:
    """Return a bank of some items of each kind, the kinds one after the other."""
    rng = Random(seed)
    makers = {"one": another, "many": _many, "verdict": _verdict, "blanks": _blanks, "free": _free}
    return [makers[kind](rng) for kind in kinds for _ in range(each)]


@dataclass
class Style:
    """How a bank is typed; where there are several ways, one is drawn for each item anew.

    ``keys`` is where the keys stand: below each item, in the stem, below each section, at the end or in tables there.
    """

    number: Sequence[str] = ("{n}、",)
    option: Sequence[str] = ("{letter}、",)
    between: Sequence[str] = ("\n",)
    answer: Sequence[str] = ("答案：{key}",)
    joint: Sequence[str] = ("",)
    truth: Sequence[tuple[str, str]] = (("正确", "错误"),)
    bracket: Sequence[str] = ("（  ）",)
    blank: Sequence[str] = ("____",)
    blanks: Sequence[str] = ("；",)
    rationale: Sequence[str] = ("解析：{text}",)
    points: Sequence[str] = ("{n}.{text}；",)
    free: Sequence[str] = ("答：",)
    headings: str = ""
    anew: bool = False
    keys: str = "below"
    ends: Sequence[str] = ("one",)
    spacing: Sequence[str] = ("",)
    gap: Sequence[str | None] = ("",)
    furniture: Sequence[str] = ()
    wide: bool = False


_HEADINGS = {
    "full": {
        "one": "一、单项选择题（每题2分，共12分）",
        "many": "二、多项选择题（每题3分，多选、少选均不得分）",
        "verdict": "三、判断题（正确的打“√”，错误的打“×”）",
        "blanks": "四、填空题（每空1分）",
        "free": "五、简答题：本大题共6小题，每小题10分",
    },
    "short": {"one": "一、单选", "many": "二、多选", "verdict": "三、判断", "blanks": "四、填空", "free": "五、简答"},
    "bare": {"one": "单选题", "many": "多选题", "verdict": "判断题", "blanks": "填空题", "free": "简答题"},
    "bracket": {
        "one": "（一）单选题（共6题）",
        "many": "（二）多选题（共6题）",
        "verdict": "（三）判断题（共6题）",
        "blanks": "（四）填空题（共6题）",
        "free": "（五）问答题（共6题）",
    },
    "part": {
        "one": "第一部分  单项选择题",
        "many": "第二部分  多项选择题",
        "verdict": "第三部分  判断题",
        "blanks": "第四部分  填空题",
        "free": "第五部分  简答题",
    },
}
_HAN = "一二三四五六七八九十"


_TYPES = {"one": "单选", "many": "多选", "verdict": "判断", "blanks": "填空", "free": "简答"}


def _han(n: int) -> str:
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    return (("" if tens < 2 else _HAN[tens - 1]) + "十" if tens else "") + (_HAN[ones - 1] if ones else "")


class Typist:
    """Types a bank in a style; what is drawn is drawn from the seed."""

    def __init__(self, style: Style, seed: int) -> None:
        self.style, self.rng = style, Random(seed)
        self.lines: list[str] = []
        self.list: list[tuple[str, int, Spec]] = []

    def type(self, specs: Sequence[Spec]) -> str:
        """Return the text of the bank."""
        kind, number = "", 0
        for spec in specs:
            if self.style.headings and spec.kind != kind:
                self._end_section(kind)
                self.lines += ["", _HEADINGS[self.style.headings][spec.kind]]
                number = 0 if self.style.anew else number
            kind, number = spec.kind, number + 1
            self._item(spec, number)
            if self.style.furniture and self.rng.random() < 0.2:
                self.lines.append(self._draw(self.style.furniture))
        self._end_section(kind)
        if self.style.keys == "end" or self.style.keys == "table":
            self._key_list()
        return "\n".join(self.lines)

    def _draw(self, among: Sequence) -> object:
        return self.rng.choice(list(among))

    def _item(self, spec: Spec, number: int) -> None:
        style = self.style
        self.list.append((spec.kind, number, spec))
        head = self._draw(style.number).format(n=number, han=_han(number), type=_TYPES[spec.kind])
        stem = self._stem(spec)
        space = self._draw(style.spacing)
        gap = self._draw(style.gap)
        self.lines += [gap] if gap is not None else []
        self.lines.append(f"{space}{head}{self._draw(('', ' ')) if style.spacing != ('',) else ''}{stem}")
        if spec.options:
            self._options(spec)
        self._key(spec)
        if spec.rationale:
            first, *rest = spec.rationale
            self.lines.append(self._draw(style.rationale).format(text=first))
            self.lines += rest

    def _stem(self, spec: Spec) -> str:
        style = self.style
        if spec.kind == "verdict":
            mark = self._draw(style.truth)[0 if spec.truth else 1]
            return spec.stem + (f"（{mark}）" if style.keys == "stem" else self._draw(("", "（ ）")))
        if spec.kind == "blanks":
            if style.keys == "stem":
                text = spec.stem
                for answer in spec.answers:
                    text = text.replace(BLANK, f"__{answer}__", 1)
                return text
            return spec.stem.replace(BLANK, self._draw(style.blank))
        if not spec.options:
            return spec.stem
        key = self._letters(spec)
        bracket = f"（ {key} ）" if style.keys == "stem" else self._draw(style.bracket)
        if "{}" not in spec.stem and style.keys == "stem":
            return spec.stem + bracket
        return spec.stem.replace("{}", bracket)

    def _letters(self, spec: Spec) -> str:
        key = self._draw(self.style.joint).join("ABCDEFGH"[at] for at in spec.key)
        return key.translate({ord(c): ord(c) + 0xFEE0 for c in "ABCDEFGH"}) if self.style.wide else key

    def _options(self, spec: Spec) -> None:
        between = self._draw(self.style.between)
        mark = self._draw(self.style.option)
        texts = [mark.format(letter="ABCDEFGH"[n]) + text for n, text in enumerate(spec.options)]
        if self.style.wide:
            texts = [
                text.replace(text[0], chr(ord(text[0]) + 0xFEE0), 1) if text[0] in "ABCDEFGH" else text
                for text in texts
            ]
        if not between and any("A" <= char <= "Z" for text in spec.options for char in text):
            between = "\n"
        if between == "pairs":
            self.lines += ["\t".join(texts[at : at + 2]) for at in range(0, len(texts), 2)]
        else:
            self.lines += between.join(texts).split("\n")

    def _key(self, spec: Spec) -> None:
        style = self.style
        if spec.kind == "free":
            if style.keys in {"below", "stem"}:
                points = [
                    self._draw(style.points).format(n=n, circle="①②③"[n - 1], text=text)
                    for n, text in enumerate(spec.answers, 1)
                ]
                points = list(spec.answers) if len(points) == 1 else points
                self.lines += [f"{self._draw(style.free)}{points[0]}", *points[1:]]
            return
        if style.keys != "below":
            return
        self.lines.append(self._draw(style.answer).format(key=self._words(spec)))

    def _words(self, spec: Spec) -> str:
        if spec.kind == "verdict":
            return self._draw(self.style.truth)[0 if spec.truth else 1]
        if spec.kind == "blanks":
            return self._draw(self.style.blanks).join(spec.answers)
        return self._letters(spec)

    # --- lists of keys ----------------------------------------------------------------------------

    def _end_section(self, kind: str) -> None:
        if kind and self.style.keys == "section":
            self.lines += ["参考答案：", *self._listed([each for each in self.list if each[0] == kind])]
            self.list.clear()

    def _key_list(self) -> None:
        self.lines += ["", "", "参考答案"]
        for kind in dict.fromkeys(kind for kind, _, _ in self.list):
            entries = [each for each in self.list if each[0] == kind]
            if self.style.anew:
                self.lines.append(_HEADINGS[self.style.headings][kind])
            self.lines += (
                self._table(entries)
                if self.style.keys == "table" and kind in {"one", "many", "verdict"}
                else self._listed(entries)
            )

    def _table(self, entries: Sequence[tuple[str, int, Spec]]) -> Iterator[str]:
        for at in range(0, len(entries), 5):
            part = entries[at : at + 5]
            yield "\t".join(["题号", *(str(number) for _, number, _ in part)])
            yield "\t".join(["答案", *(self._words(spec) for _, _, spec in part)])

    def _listed(self, entries: Sequence[tuple[str, int, Spec]]) -> Iterator[str]:
        kind = entries[0][0]
        if kind == "free":
            for _, number, spec in entries:
                points = [f"（{n}）{text}" for n, text in enumerate(spec.answers, 1)]
                points = list(spec.answers) if len(points) == 1 else points
                yield f"{number}、答：{points[0]}"
                yield from points[1:]
            return
        if kind == "blanks":
            yield from (f"{number}、{self._words(spec)}" for _, number, spec in entries)
            return
        shape = self._draw(self.style.ends)
        words = [self._words(spec) for _, _, spec in entries]
        if shape == "range" and kind == "one":
            for at in range(0, len(words), 5):
                numbers = [number for _, number, _ in entries][at : at + 5]
                yield f"{numbers[0]}-{numbers[-1]}  {''.join(words[at : at + 5])}"
        elif shape == "range":
            numbers = [number for _, number, _ in entries]
            yield f"{numbers[0]}—{numbers[-1]}：{'、'.join(words)}"
        else:
            yield "  ".join(f"{number}.{word}" for (_, number, _), word in zip(entries, words, strict=True))


STYLES = {
    "顿号": Style(),
    "点号括号": Style(
        number=("{n}．",),
        option=("{letter}．",),
        bracket=("（ ）", "()"),
        answer=("【答案】{key}",),
        rationale=("【解析】{text}",),
        points=("（{n}）{text}",),
        headings="full",
        gap=("", None),
    ),
    "一行选项": Style(
        number=("{n}.",),
        option=("{letter}.",),
        between=("  ", "\t", "    "),
        answer=("正确答案: {key}", "参考答案：{key}"),
        joint=("", ",", "、"),
        truth=(("√", "×"), ("对", "错")),
        headings="short",
    ),
    "两个一行": Style(between=("pairs",), headings="bracket", anew=True, rationale=("答案解析：{text}",)),
    "括号题号": Style(
        number=("({n})", "（{n}）"),
        option=("（{letter}）",),
        truth=(("T", "F"),),
        headings="part",
        points=("{circle}{text}",),
    ),
    "汉字题号": Style(
        number=("{han}、",), option=("{letter}. ",), headings="bare", anew=True, points=("（{n}）{text}；",)
    ),
    "汉字括号": Style(number=("（{han}）",), headings="full", anew=True, points=("({n}){text}",)),
    "第几题": Style(
        number=("第{n}题 ", "第{n}题：", "第{n}题\n"),
        answer=("答案：{key}", "【参考答案】{key}"),
        points=("({n}) {text}",),
    ),
    "空格选项": Style(option=("{letter} ", "{letter}  "), number=("{n}、 ",), headings="full"),
    "紧挨选项": Style(number=("{n}. ",), option=("{letter}.",), between=("",), headings="full"),
    "题型标签": Style(
        number=("{n}.【{type}题】", "{n}、（{type}题）", "{n}. [{type}]"), joint=("，",), truth=(("对", "错"),)
    ),
    "答案在题干": Style(
        keys="stem", headings="full", joint=("", "、"), truth=(("√", "×"), ("对", "错"), ("正确", "错误"))
    ),
    "答案在题干一行": Style(
        keys="stem",
        number=("{n}. ",),
        option=("{letter}．",),
        between=(" ", "\t"),
        headings="bare",
        anew=True,
        wide=True,
    ),
    "文末答案": Style(keys="end", headings="full", truth=(("√", "×"),)),
    "文末分段": Style(keys="end", headings="full", anew=True, ends=("range",), truth=(("对", "错"),)),
    "各大题后": Style(keys="section", headings="short", anew=True, ends=("range", "one"), truth=(("√", "×"),)),
    "文末表格": Style(keys="table", headings="full", anew=True, truth=(("√", "×"),)),
    "全角凌乱": Style(
        number=("{n}、", "{n}．", "{n}. ", "{n} 、"),
        option=("{letter}、", "{letter}．", "{letter}. "),
        between=("\n", "\n\n", "\n  ", "\n\u3000\u3000"),
        answer=("答案：{key}", "答案: {key} ", "【答案】 {key}", "正确答案：{key}"),
        joint=("", "、", " ", "，"),
        bracket=("（   ）", "( )", "（\u3000）", "（）"),
        blank=("______", "____", "（    ）", "_________"),
        spacing=("", "  ", "\u3000\u3000", "\t"),
        gap=("", None, "  "),
        wide=True,
        headings="full",
        furniture=("第 3 页 共 10 页", "- 4 -", "内部资料 注意保存", "第5页", "www.liuwan-tiku.example"),
        rationale=("解析：{text}", "【解析】{text}", "【答案解析】：{text}"),
        blanks=("；", ";"),
    ),
}
"""Ways to type a bank, as they are found; several ways to write the same thing are mixed in one file."""


def _other(mark: str, rng: Random) -> str:
    return rng.choice("123456789" if mark.isdigit() else "ABCDE")


def damaged(lines: Sequence[str], rng: Random) -> list[str]:
    """Return lines with one fault that people make: a line lost, doubled, out of place, a number or letter amiss."""
    kept = list(lines)
    at = rng.choice([n for n, line in enumerate(kept) if line.strip()])
    match rng.randrange(7):
        case 0:
            del kept[at]
        case 1:
            kept.insert(at, kept[at])
        case 2:
            kept[at : at + 2] = reversed(kept[at : at + 2])
        case 3:
            kept[at : at + 2] = ["".join(kept[at : at + 2])]
        case 4:
            kept[at] = re.sub(r"^\s*[（(第]?[0-9]+[）)题]?[、．.：]?\s*", "", kept[at])
        case 5 if "答案" not in kept[at]:
            # Nobody can tell a key that is wrong but possible.
            kept[at] = re.sub("[0-9]+|[A-E]", lambda found: _other(found[0], rng), kept[at], count=1)
        case _:
            answers = [line for line in kept if "答案" in line] or [kept[at]]
            kept.insert(at, rng.choice(answers))
    return kept
