"""The words editors put before a part of an item, over a section and between answers: what each stands for."""

from __future__ import annotations

import re
from typing import Literal

from qbank.model.type_words import TYPE_WORDS
from qbank.model.type_words import alternatives as bases
from qbank.model.verdict import FALSE, TRUE, alternatives

Part = Literal[
    "answer", "rationale", "difficulty", "chapter", "tags", "proof", "audience", "marks", "type", "id", "stem",
    "stimulus", "rules", "accepted", "ignored",
]  # fmt: skip
Kind = Literal["one", "many", "any", "choice", "verdict", "blanks", "free", "case", "order", "match"]
"""What a type's name says: ``any`` is 不定项 (one key or more), ``choice`` leaves open how many.

``case`` (案例分析) leaves open even the type."""

_OWN = "[我你您]的(?:答案|作答|选择)|(?:学生|考生|学员|用户)(?:的?答案|作答)"
"""What somebody answered, which is no key."""
PARTS: dict[Part, str] = {
    "answer": "(?:参考|正确|标准|试题|本题|更正|修订|最新|新|旧|原|故|所以)?答\\s*案|正确选项|答",
    "rationale": "(?:答案|试题|题目|参考)?解析|解题思路|(?:答案)?详解|分析|解释",
    "difficulty": "(?:试题)?难度(?:系数|等级)?|难易(?:程)?度",
    "chapter": "(?:所属)?章节|目录",
    "tags": "知识点(?:标签)?|考查?点|标签|关键词",
    "proof": "(?:题目|答案|试题|命题|法条|政策|文件|制度|原文)?(?:依据|出处|来源)",
    "audience": "适用(?:对象|岗位|人群)",
    "marks": "(?:本题)?分[值数]",
    "type": "(?:试题|题目)?(?:题型|类型)",
    "id": "(?:试题|题目)?编[号码]",
    "stem": "题干|题目|试题|问题",
    "stimulus": "(?:背景|阅读)?材料",
    "rules": "计分(?:规则)?|评分规则",
    "accepted": "其[他它]答案",
    "ignored": f"{_OWN}|作答|(?:本题)?得分|正确率",
}
_ENGLISH: dict[Part, str] = {
    "answer": "(?:(?:[Cc]orrect|[Rr]ight)\\s)?[Aa]nswers?|ANSWERS?|Ans|ANS",
    "rationale": "[Ee]xplanation|EXPLANATION|[Rr]ationale",
}
"""Labels that only begin a line: in one they are words of its sentence."""
_ALL = "|".join(f"(?P<{part}>{words}|{_ENGLISH.get(part, words)})" for part, words in PARTS.items())
_WORD = re.compile(_ALL)
# Where one of these follows a space in a line, a new part begins: no sentence has them so.
_SURE: tuple[Part, ...] = (
    "answer",
    "rationale",
    "difficulty",
    "chapter",
    "tags",
    "accepted",
    "ignored",
    "audience",
    "proof",
    "marks",
    "id",
)
_BRACKETED = "|".join(PARTS.values())
_UNBRACKETED = "|".join(PARTS[part].removesuffix("|答").removesuffix("|分析|解释") for part in _SURE)

OTHERS = re.compile(
    rf"{_OWN}|[他她]的答案|(?:错误|易错|提交|所选|已选|网友|上次|本人|个人|不正确)的?答案|"
    "(?:答题|作答)(?:情况|记录|结果)|"
    # 张三的答案; 本卷的答案 and 判断题的答案 are the key.
    r"(?:^|(?<=[^\u4e00-\u9fff]))(?![本各全该此上下以题试卷考练第])(?!正确|参考|标准|[单多]选|判断|选择|填空|简答|问答|案例|附件)"
    r"[\u4e00-\u9fff]{2,3}(?:同学|同志|老师)?(?<![章节篇元课讲卷题页版组套表类部分])的答案"
)
"""Over a list, what says that it is perhaps no key."""
WHOSE = frozenset("的误选交次人生员户考不非友混扰测上见为原旧")
"""What stands before 答案 where it is perhaps no key: 错误答案, 网友答案, 不正确答案."""
_KEY = "(?:[A-Za-z]|[√×对错]|正确|错误)"

LABEL = re.compile(
    rf"""\s*(?:
      \[\s*(?P<b>{_BRACKETED})\s*:?\s*\]\s*:?
      |\(\s*(?P<p>{_BRACKETED})\s*\)\s*:?
      |[\[(]\s*(?P<v>{_BRACKETED})\s*:\s*(?P<value>[^\])]{{1,60}}?)\s*[\])]
      |(?P<c>{_BRACKETED}|{"|".join(_ENGLISH.values())})\s*[为是]?\s*:
      |(?P<w>{PARTS["answer"].removesuffix("|答")})\s*\([^()]{{1,10}}\)\s*[为是]?\s*:
      |(?P<k>答案|正确答案|参考答案|{_OWN})\s*[为是]?\s*(?=(?:{_KEY}(?:[\s,、;/]*{_KEY})*)[\s.。]*$)
      |(?P<a>{PARTS["answer"].removesuffix("|答")}|(?:答案)?解析|{PARTS["accepted"]})\s*$
    )\s*""",
    re.VERBOSE,
)
"""A label at the beginning of a folded line, in brackets, before a colon, before a key, or alone."""

INLINE_LABEL = re.compile(
    rf"""\[\s*(?P<b>{_BRACKETED})\s*:?\s*\]\s*:?\s*
    |\[\s*(?P<v>{_BRACKETED})\s*:\s*(?P<value>[^\]]{{1,60}}?)\s*\]\s*
    |\(\s*(?P<p>(?:参考|正确|标准)?答案)\s*:\s*(?P<key>[^()]{{1,30}}?)\s*\)\s*
    |(?<=[ 。.?!)\];])(?P<c>{_UNBRACKETED})\s*:\s*
    |(?P<t>{_OWN}|(?:参考|正确|标准)?答案|(?:答案)?解析)(?:\s*\([^()]{{1,10}}\))?\s*:\s*""",
    re.VERBOSE,
)
"""A label within a folded line: in square brackets, after a space or the end of a sentence, or (``t``) anywhere."""

_PROSE = frozenset({"顺序题", "搭配题"})
"""Names of types that, without their 题, texts use for other things: 顺序, 搭配."""


def _called(type_name: str) -> str:
    return bases(word for word in TYPE_WORDS[type_name] if word not in _PROSE)


_TYPES: tuple[tuple[Kind, str], ...] = (
    ("one", _called("single_choice")),
    ("any", "不定项选择|不定项"),
    ("many", _called("multiple_choice")),
    ("verdict", _called("true_false")),
    ("blanks", _called("fill_blank")),
    ("case", "案例分析|案例|材料分析|资料分析|综合分析|实务"),
    ("free", f"{_called('short_answer')}|名词解释|分析|申论|主观|解答"),
    ("order", _called("ordering")),
    ("match", _called("matching")),
    ("choice", "选择"),
)
TYPE = "|".join(f"(?:{words})" for _, words in _TYPES)
_KINDS = tuple((kind, re.compile(words)) for kind, words in _TYPES)

TAG = re.compile(
    rf"""\s*\*?\s*[\[(]\s*(?P<type>{TYPE})题?组?(?:\s*[,、]?\s*[0-9.]{{1,4}}\s*分)?\s*[\])]
    (?:\s*\(\s*(?P<how>系统评分|人工评分)\s*\))?\s*
    |\A\s*(?P<word>单选|多选|判断|填空|简答|问答)题?\s*:\s*""",
    re.VERBOSE,
)
"""The name of a type, at the beginning or end of a folded stem in brackets, or at its beginning before a colon."""
MARKS_TAG = re.compile(r"\s*[(\[]\s*(?:本题|每题|共)?\s*(?P<marks>[0-9]{1,3}(?:\.[0-9])?)\s*分\s*[)\]]\s*")
"""The marks of an item in brackets, at the beginning or end of a folded stem."""

SINGLE = r"(?<![0-9A-Za-z_])_(?![_\s])([^_\n]{1,60}?)(?<!\s)_(?![0-9A-Za-z_])"
"""A blank drawn by one stroke on each side of what it holds: _110_."""
WORDLESS = "(?!\\s*[类级型栋区款号种组座证照票档段])"
"""Behind a letter in brackets: （B）类 names a class, not a key."""
NAMELESS = "".join(f"(?<!{word})" for word in ("血型", "维生素", "型号", "等级", "类别", "代号", "编号"))
"""Before such a bracket: 血型（A） names a type."""
_WORDS_TOO = frozenset({"正", "误", "非", "不是", "r", "w"})
"""Verdicts that are as often words or names of a sentence: they count only where they are all that an answer says."""
VERDICTS = alternatives({word.upper() for word in (TRUE | FALSE) - _WORDS_TOO})
"""A verdict in a bracket, in a row of answers, or before what else an answer says."""


def part_of(word: str) -> Part:
    """Return what part of an item a label's word begins."""
    found = _WORD.fullmatch(word)
    if found is None or found.lastgroup is None:
        raise ValueError(f"no label: {word}")
    return found.lastgroup  # type: ignore[return-value]


def kind_of(word: str) -> Kind:
    """Return the kind of items a type's name stands for."""
    return next(kind for kind, pattern in _KINDS if pattern.fullmatch(word))
