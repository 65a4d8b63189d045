"""A word of a rule that has a fixed opposite: 书面/口头, 上一级/同级, 每年/每两年. The table is written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Contrast, Fact, part

# Word and opposite, the more telling pairs first, since a sentence yields one; "=" reads both ways.
_TABLE = """
书面>口头或者书面 口头>书面 上一级>同级 同级>上一级
双方=单方 当场=事后 事前=事后 事先>事后 无记名=记名 有偿=无偿 实名=匿名
副组长=组长 副主任=主任 副书记=书记 副局长=局长 副所长=所长 副会长=会长 副主席=主席
每年>每两年 每半年>每年 每季度>每半年 每月>每季度 每周>每月 每日>每周 每天>每周 按月>按年 按季>按月 按年>按月
定期=不定期 从重=从轻 从严=从宽 专职=兼职 昼间=夜间 室内=室外 线上=线下 逐级=越级
公开>不公开 单独>共同 全额>部分
"""
_RULE = re.compile(
    r"应当|必须|不得|可以|有权|禁止|严禁|须(?!知)|应(?![用急对付答聘])|要(?![求点素闻])|实行|予以|由[^，。；]{2,30}(?:任|决定|负责|批准|组织)"
)
_FREQUENCY = re.compile("每|按[月季年]")
_LEVEL = re.compile("上一级|同级")
_POST = re.compile("(?:长|主任|书记|主席)$")
_POST_ENDS = re.compile("[，。；、]|$")
# 书面形式 is one word to the segmenter.
_ALSO_IN_COMPOUNDS = frozenset({"书面", "口头"})
_NEGATION = "不非未无副"
_TIME_OF_DAY = re.compile(
    r"(?:[一二三四五六七日天]|末)?(?:[0-9一二三四五六七八九十]+[时点:：日号]|上午|下午|中午|晚|早|凌晨|夜)|[一二三四五六七日](?![次期场个篇回轮])"
)
# What may not follow, because it makes another word or a phrase whose opposite is nonsense.
_NOT_BEFORE = {
    "双方": re.compile("[都均的各]|具体"),
    "每日": _TIME_OF_DAY,
    "每天": _TIME_OF_DAY,
    "每周": _TIME_OF_DAY,
    "每月": _TIME_OF_DAY,
    "全额": re.compile("[年费资奖]"),
    "专职": re.compile("消防|档案|保安|委员|队"),
    "当场": re.compile("[死受身]"),
    "每年": re.compile("度"),
    "公开": re.compile(r"[、，性透]|招|发[行布]|征|和|曝|标|择"),
}
# What must follow, so that the word governs a noun that its opposite takes as well.
_ONLY_BEFORE = {
    "有偿": re.compile("服务|转让|使用|出让"),
    "无偿": re.compile("服务|转让|使用|划拨"),
    "室内": re.compile("场所|场馆|场地|活动"),
    "室外": re.compile("场所|场馆|场地|活动"),
}
_ONLY_AFTER = {"公开": re.compile(r"(?:应当|必须|一律|予以|依法|不得|向社会)$")}
_PAIR = re.compile(r"(?P<word>[^\s=>]+)(?P<way>[=>])(?P<opposite>\S+)")


def _opposites() -> dict[str, str]:
    """Return word to opposite, in the order of the table."""
    found: dict[str, str] = {}
    for pair in _PAIR.finditer(_TABLE):
        found.setdefault(pair["word"], pair["opposite"])
        if pair["way"] == "=":
            found.setdefault(pair["opposite"], pair["word"])
    return found


_OPPOSITES = _opposites()
_ORDER = {word: at for at, word in enumerate(_OPPOSITES)}
_CUE = re.compile("|".join(sorted(_OPPOSITES, key=len, reverse=True)))


class ContrastPattern:
    """Words with an opposite in sentences that state a rule, one a sentence."""

    name = "contrast"
    yields = frozenset({"contrast"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the most telling word of each rule whose opposite the rule does not mention."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a form and a frequency."""
        text = "承办人应当以书面形式告知申请人。各站点每季度应当开展一次应急演练。"
        return text, (("书面",), ("每季度",))

    def counter_example(self) -> str:
        """Return both opposites in one rule, a word inside a title, and a sentence that states no rule."""
        return "检查应当定期或者不定期开展，可以书面或者口头报告，应当执行《书面审查规程》。他写了一份书面材料。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Contrast]:
        view = sent.view
        rule = _RULE.search(view) is not None
        closed = clauses.quotations(view)
        found = [
            match
            for match in _CUE.finditer(view)
            if _is_whole(view, words, match) and not clauses.is_inside(closed, *match.span())
        ]
        safe = [
            match
            for match in found
            if (rule or _FREQUENCY.match(match[0]))
            and view.count(match[0]) == 1
            and not _mentions_opposite(view, match[0])
        ]
        if safe:
            match = min(safe, key=lambda each: _ORDER[each[0]])
            yield Contrast(
                sent=sent,
                pattern=self.name,
                word=part(sent, *match.span(), "contrast"),
                opposite=_OPPOSITES[match[0]],
            )


PATTERNS.add(ContrastPattern.name)(ContrastPattern())


def _is_whole(view: str, words: Words, match: re.Match[str]) -> bool:
    word, (start, end) = match[0], match.span()
    before = view[start - 1 : start]
    ends = words.is_cut(end) or word in _ALSO_IN_COMPOUNDS
    if not (words.is_cut(start) and ends) or before in tuple(_NEGATION):
        return False
    if _POST.search(word) and not _POST_ENDS.match(view, end):
        return False
    if _FREQUENCY.match(word) and _is_bound(view, word, end):
        return False
    if word == "本级" or (_LEVEL.match(word) and re.search("地方$|和$|或者$", view[:start])):
        return False
    if _LEVEL.match(word) and re.match("或者?|和|及|以及", view[end:]):
        return False
    needed = _ONLY_AFTER.get(word)
    if needed and not needed.search(view[max(0, start - 4) : start]):
        return False
    governs = _ONLY_BEFORE.get(word)
    if governs and not governs.match(view, end):
        return False
    banned = _NOT_BEFORE.get(word)
    return banned is None or banned.match(view, end) is None


def _is_bound(view: str, word: str, end: int) -> bool:
    """Tell whether a frequency is no frequency of the rule's own: 每年征集的人数, 每年两次, 按月…当月."""
    counted = re.match(r"[^，。；]{0,8}?(?:[二两三四五六七八九十]|[2-9])次|[一1]次", view[end:])
    if re.search("每[人生户名件次]$", view[: end - len(word)]):
        return True
    modifies = re.match(r"[^，。；]*的[^，。；]*，?(?:由|应当|可以|不得)", view[end:])
    return bool(counted or modifies) or view.count(word[-1]) > 1


def _mentions_opposite(view: str, word: str) -> bool:
    """Tell whether the opposite stands in the view by itself: 组长 inside 副组长 does not count, nor the other way."""
    if word == "单独" and "联合" in view:
        return True
    opposite = _OPPOSITES[word]
    rest = view.replace(word, " ") if opposite in word else view
    return opposite in rest
