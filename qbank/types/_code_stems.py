"""How quoted codes are asked: 护林员随身携带的“三件套”指的是哪些内容？, with the points their gloss gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.fact import Code, Part, part
from qbank.model.numerals import chinese, counts, in_figures, value_of
from qbank.model.wording import refers_elsewhere
from qbank.types._clauses import located
from qbank.types._code_names import noun_at, owner
from qbank.types._stems import ENDS, NUMERALS

# 做到九点仍未完成的，可以不再继续，也不得要求补做: pieces of one sentence, no list.
_OF_A_SENTENCE = re.compile("(?:[的后]|(?<![学课小])时)$|^(?:也|并(?!联)|且|但|否则|同时|可以|不得|而(?:不是|非)|仍)")
_GOES_ON = re.compile("，|等")
# The 一 of 六统一 counts nothing.
_FIGURES = re.compile("[0-9]+(?:[^0-9\u4e00-\u9fffA-Za-z+][0-9]+)+")
_NO_NUMBER = re.compile("(?<=[统同唯单专包])一|一(?=[致律样])")
_SUM = re.compile(r"[1-9](?:\+[1-9]){1,3}")
_SO_MANY_ONES = re.compile(f"[{NUMERALS}]个一")
_FOR_EACH = re.compile(f"一[^{NUMERALS}](?!一)[{NUMERALS}][^{NUMERALS}]")
_COUNTED_WORD = re.compile(f"(?P<number>[{NUMERALS}])[个项种大]?(?P<word>[^{NUMERALS}]{{1,6}})")
_DETAILS = re.compile("[0-9]月|[0-9][日号天分]|每[次日天月周季半年份人]|不得?[少超低高]|须|由|退回")
# 的目标：即有效投诉下降、…
_THAT_IS = re.compile("(?:即|也就是)(?![使将便可时])[：，]?")
_AT_WHAT_COST = re.compile("，(?:占|共|计|为期|不少于|满分|权重)[^，。；]{0,3}[0-9一二三四五六七八九十百]")
_MOST_PIECES = 10
_NUMBERED = re.compile("[一二三四五六七八九十][是要](?=.)")
_TIED = re.compile("(?:挂钩|结合|衔接|对接|分离|脱钩|并重|公开|统一|清零)$")
_PAIRED_WORDS = re.compile(f"(?P<number>[{NUMERALS}])(?P<first>[^{NUMERALS}])(?P=number)(?P<second>[^{NUMERALS}])")
_OF_PAIRS = re.compile(f"(?:[{NUMERALS}双单][^{NUMERALS}双单]){{2,4}}")
# 个人自学、集体领学、现场践学的办法: what they are, and no part of the last.
_WHAT_THEY_ARE = re.compile("的(?:[^，的]{0,2}(?:办法|方法|方式|做法|机制|模式|措施|制度|要求|原则|体系|格局|思路))$")
_QUALIFIES = re.compile("(?P<own>[无有未不][^，的]{1,8})的[^，的]{1,4}")
_SPOKEN = re.compile("[啊呢吧吗]|[我你他]们")
# 第9节“停电怎么办”: the name of a part.
_ASKS = re.compile("怎么|如何|什么|为何|哪|吗$|[？?]")
# 不准, 必查: of such words every member of a counted code has its own.
_IN_EACH = re.compile(f"[{NUMERALS}]个?(?P<word>[不无有看查严禁必]{{1,2}}[^{NUMERALS}]?)")
# 亲属关系、婚姻状况等: only some of what the code holds.
_OPEN_GLOSS = re.compile("等(?:$|[，；、。])|等[^，；、。]{1,6}$")
# “1个平台、2支队伍、3项制度”措施（…): the list is what the code stands for.
_QUOTED_LIST = re.compile(r"“(?P<list>[^“”]+、[^“”]+、[^“”]+)”[^“”，。；：（）]{0,6}(?:（.*）)?")


# 经手人、证明人、书记, 先锋队、巡防队: who, and no contents.
_OF_PEOPLE = re.compile("(?:[^其个法]人|[^成人满委]员|书记|主任|[^增成增延]长|领导|干部|[^排]队)$")
_OF_TERMS = re.compile("”[\u4e00-\u9fff]*(?:条件|标准|程序|流程|步骤)$")
# “三个地方”: places and people are no contents.
_OF_PLACES = re.compile("(?:地方|部位|点位|区域|场所|人员?|员|部门|单位|岗位|家|队伍?)”$")


def code_question(fact: Code) -> str | None:
    """Return 护林员随身携带的“三件套”指的是哪些内容？ for a code with a gloss, None without one.

    What stands before the code in its clause says whose it is, where that ends in the verb the code goes with.
    """
    start, _ = located(fact.sent, fact.code)
    name = f"{owner(fact.sent.view[: start - 1])}“{fact.code.text}”{_noun_after(fact)}"
    points = gloss_points(fact)
    people = all(_OF_PEOPLE.search(point.text) for point in points)
    what = "哪些" if people or _OF_PLACES.search(name) else "哪些内容"
    if fact.members:
        return f"{name}指的是{what}？"
    if fact.gloss is None or not _tells_all(fact, fact.gloss) or not _splits_well(fact):
        return None
    if _OF_TERMS.search(name):
        # “党员先锋岗”设立条件
        return f"{name}有哪些？" if len(points) > 1 else f"{name}是什么？"
    # “停用”, “形合神不合” count nothing.
    counted = re.search(f"[{NUMERALS}双]", fact.code.text) is not None
    return f"{name}指的是{what}？" if counted and len(points) > 1 else f"{name}指的是什么？"


def _tells_all(fact: Code, gloss: Part) -> bool:
    """Tell whether a gloss says what its code holds: to the end, in its own words, and not as a mere caption's text."""
    _, end = located(fact.sent, fact.code)
    captioned = fact.sent.view.startswith("”：", end) and not re.search(f"[{NUMERALS}]", fact.code.text)
    vetoed = any(sent.is_vetoed(gloss.span) for sent in fact.sentences())
    mere_talk = _SPOKEN.search(gloss.text) is not None or _ASKS.search(fact.code.text) is not None
    # “澜救01”：一号；分中心：白沙洲、安平: rows side by side.
    rows = any("：" in row for row in gloss.text.split("；")[1:])
    return not (
        captioned or vetoed or mere_talk or rows or refers_elsewhere(gloss.text) or _OPEN_GLOSS.search(gloss.text)
    )


def _noun_after(fact: Code) -> str:
    _, end = located(fact.sent, fact.code)
    noun = noun_at(fact.sent.view, end)
    if noun is None:
        return ""
    # “12345”学习教育工作机制 of which 学习 is a member is only a 机制.
    tells = any(noun[1][at : at + 2] in point.text for point in gloss_points(fact) for at in range(len(noun[1]) - 1))
    way = _WAY.search(noun[1])
    last = way.group() if way else noun[1][-2:]
    return f"{'的' * noun[1].startswith('的')}{last}" if tells else noun[1]


_WAY = re.compile("(?:工作|学习|管理|培训)法$")
# “1355”目标: a figure for each member.
_A_FIGURE_EACH = re.compile("[1-9]{3,5}")
_BY_WHEN = re.compile("(?:[到至在]|力争)[^，；、]{2,10}(?:年|[年月]?底|末|[以之]?前)，")


def _wanted(code: str) -> frozenset[int]:
    """Return how many members a code in words counts: of 三定一销 four, of 五查五看 five or ten, of 红黄蓝 unknown."""
    code = _NO_NUMBER.sub("", code)
    if _SUM.fullmatch(code):
        return frozenset({sum(map(int, code.split("+"))), len(code.split("+"))})
    if _A_FIGURE_EACH.fullmatch(code):
        return frozenset({len(code)})
    numbers = [int(value) for each in re.findall(f"[{NUMERALS}]", code) if (value := value_of(each))]
    if _SO_MANY_ONES.fullmatch(code):
        return frozenset(numbers[:1])
    if not numbers or re.search("[0-9+]", code):
        return frozenset()
    # “一案三访” are three for each.
    each = numbers[1:] if _FOR_EACH.fullmatch(code) else ()
    return frozenset({sum(numbers), *(numbers[:1] if len(set(numbers)) == 1 else each)})


def goes_on(fact: Code) -> bool:
    """Tell whether the sentence goes on after the gloss with another clause."""
    if fact.gloss is None or fact.below is not None:
        return False
    _, end = located(fact.sent, fact.gloss)
    return fact.sent.view.startswith("，", end)


def is_counted(fact: Code) -> bool:
    """Tell whether a code counts the members of its gloss: 四个当日 four, 三少一软 three and one."""
    points = gloss_points(fact)
    return len(points) > 1 and (counts(fact.code.text, len(points)) or len(points) in _wanted(fact.code.text))


def names_another(fact: Code) -> bool:
    """Tell whether the list beside a code of several counts is not all it stands for: 四必谈五必访 with its four 谈."""
    several = len(re.findall(f"[{NUMERALS}]", _NO_NUMBER.sub("", fact.code.text))) > 1
    wanted = _wanted(fact.code.text)
    return several and bool(wanted) and fact.gloss is not None and len(gloss_points(fact)) not in wanted


def _splits_well(fact: Code) -> bool:
    """Tell whether the members of a gloss are those that a code of several numbers counts."""
    named = _IN_EACH.fullmatch(fact.code.text)
    texts = [point.text for point in gloss_points(fact)]
    in_all = named is not None and all(named["word"] in text for text in texts)
    for char in named["word"] if named and not in_all else "":
        times = {text.count(char) for text in texts}
        if max(times) and min(times) != max(times) and len(texts) > 1:
            return False
    if _FIGURES.fullmatch(fact.code.text) and fact.gloss:
        # “10/20” of which only the 10 is told.
        return all(each in re.findall("[0-9]+", fact.gloss.text) for each in re.findall("[0-9]+", fact.code.text))
    digits = fact.code.text if fact.code.text.isdigit() else ""
    if digits and fact.gloss and not set(digits) <= set(in_figures(fact.gloss.text)):
        # “721” of which only the 7 is told.
        return False
    wanted = _wanted(fact.code.text)
    tied = _TIED.search(fact.code.text)
    if tied and not all(tied.group() in text for text in texts):
        # “三挂钩” told by three consequences: what is tied to what, is not said.
        return False
    pairs = _PAIRED_WORDS.fullmatch(fact.code.text)
    if pairs and len(texts) == value_of(pairs["number"]) and not all(pairs["second"] in text for text in texts):
        # “三问三回” of which only the three 问 are told.
        return False
    if max(wanted, default=0) > 1 and len(texts) == 1:
        # “三个没有” of which only one is told.
        return False
    nouns = fact.code.text[1::2] if _OF_PAIRS.fullmatch(fact.code.text) else ""
    if fact.gloss and not all(noun in fact.gloss.text for noun in nouns):
        # “双号一牌” of which only the 号 are told.
        return False
    return not names_another(fact)


def gloss_points(fact: Code) -> tuple[Part, ...]:
    """Return the members of a code's gloss: what stands between semicolons, else between 、; the whole if one."""
    gloss = fact.gloss
    if gloss is None:
        return fact.members
    sent = fact.below or fact.sent
    start, _ = located(sent, gloss)
    says = _THAT_IS.match(gloss.text)
    opens = says.end() if says else 0
    start, text = start + opens, gloss.text[opens:].rstrip(ENDS)
    quoted = _QUOTED_LIST.fullmatch(text)
    if quoted:
        start, text = start + quoted.start("list"), quoted["list"]
    wanted = _wanted(fact.code.text)
    dated = _BY_WHEN.match(text)
    if dated and len(_pieces(text[dated.end() :], "，")) in wanted:
        # “1355”目标：到2025年底，建成1个基地，…: by when is none of the four.
        start, text = start + dated.end(), text[dated.end() :]
    opening = _first_of(text, (0, len(text)))[1]
    by_clause = _bear_the_word(fact.code.text, [text[a:b] for a, b in _pieces(text, "，")])
    by_piece = len(_pieces(text, "；")) in wanted
    if not (by_clause or by_piece) and opening < len(text) and len(_pieces(text[:opening], "、")) in wanted:
        # 上车清点、开车前清点、…，每次均由照管员报数: what follows the list is no part of it.
        text = text[:opening]
    splits = {mark: _pieces(text, mark) for mark in ("；", "—", "，", "、", "，；", "，、")}
    apt = [mark for mark, found in splits.items() if len(found) in wanted]
    used = apt[0] if apt else next((mark for mark in ("；", "—", "、") if len(splits[mark]) > 1), "，")
    if len(wanted) == 1 and not apt:
        # 一单到底, “五看” with four named: its count is not how the gloss is built.
        return (gloss,)
    pieces = [(a, b) for a, b in splits[used] if b > a]
    if not 1 < len(pieces) <= _MOST_PIECES:
        return (gloss,)
    alike = bool(wanted) or len({text[a] for a, _ in pieces}) == 1
    if used == "、" and ("，" in text[: pieces[-1][0]] or (not alike and _GOES_ON.search(text, pieces[-1][0]))):
        # 户有账、村有账，墙上有图、…: no list of one kind of mark. 遇停水、停电时，由物业送水: one sentence.
        return (gloss,)
    if all(_AT_WHAT_COST.match(text, _first_of(text, piece)[1], piece[1]) for piece in pieces):
        # 政治理论，占20学时；安全法规，占32学时
        pieces = [_first_of(text, piece) for piece in pieces]
    if used == "；":
        pieces = _gists(fact.code.text, text, pieces)
    if used == "，" and any(_OF_A_SENTENCE.search(text[a:b]) for a, b in pieces):
        return (gloss,)
    if used == "、":
        # 查车辆、查人员，缺一项不得出车: what follows the last member is no member.
        pieces[-1] = _first_of(text, pieces[-1])
        pieces[-1] = _without_noun(text, pieces)
        pieces[0] = _without_verb(text, pieces)
        pieces[-1] = _without_word(fact.code.text, text, pieces)
    # 一查思想，…；二查作风，…: counted off, and no part of what is done.
    counted_off = all(text.startswith(chinese(nth), a, b) for nth, (a, b) in enumerate(pieces, 1))
    firsts = [len(chinese(nth)) if counted_off else 0 for nth in range(1, len(pieces) + 1)]
    pieces = _without_details(text, pieces)
    return tuple(
        part(sent, start + a + max(_number_of(text[a:b]), first), start + b)
        for (a, b), first in zip(pieces, firsts, strict=True)
    )


def _bear_the_word(code: str, clauses: Sequence[str]) -> bool:
    """Tell whether there are as many clauses as a code counts, each with its word: 三个提升, …提升，…提升，…提升."""
    counted = _COUNTED_WORD.fullmatch(code)
    return (
        counted is not None
        and value_of(counted["number"]) == len(clauses)
        and all(counted["word"] in each for each in clauses)
    )


_UNIT = re.compile("(?:[\u4e00-\u9fff]{2,10}?(?:组|办公室|专班|队|中心|部)|办公室)(?=由|设在|设于|负责|成员)")


def _gists(code: str, text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return members without when, how often and by whom, where each says in its first words what the code counts.

    讲一堂党课，3月10日前完成 is one of 四个一.
    """
    units = [unit for a, b in pieces if (unit := _UNIT.match(text, a, b))]
    if len(units) == len(pieces):
        # “两组一办”：设备检查组由技术部牵头，成员19人；…: who leads them is no part of which they are.
        return [unit.span() for unit in units]
    counted = _COUNTED_WORD.fullmatch(code)
    word = "一" if _SO_MANY_ONES.fullmatch(code) else counted["word"] if counted else ""
    firsts = [_first_of(text, piece) for piece in pieces]
    told = word and all(word in text[slice(*first)] for first in firsts)
    detailed = any(_DETAILS.search(text, first[1], piece[1]) for first, piece in zip(firsts, pieces, strict=True))
    return firsts if told and detailed else pieces


def _number_of(piece: str) -> int:
    """Return the length of the 一是 or 一要 that a point opens with: points are numbered by their place."""
    match = _NUMBERED.match(piece)
    return match.end() if match else 0


def _pieces(text: str, mark: str) -> list[tuple[int, int]]:
    """Return where the pieces between marks (one or several) outside quotations and brackets lie."""
    depth, start, pieces = 0, 0, []
    for at, char in enumerate(text):
        depth += (char in "“《（(") - (char in "”》）)")
        if char in mark and not depth:
            pieces.append((start, at))
            start = at + 1
    return [*pieces, (start, len(text))]


def _first_of(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """Return a piece up to its first comma outside quotations and brackets."""
    start, end = piece
    return start, start + _pieces(text[start:end], "，")[0][1]


def _without_word(code: str, text: str, pieces: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the last piece without the word of the code that closes the list: “五落实”：责任人、措施、预案落实."""
    *others, (start, end) = pieces
    counted = _COUNTED_WORD.fullmatch(code)
    word = counted["word"] if counted else ""
    closes = bool(word) and text.endswith(word, start, end) and end - start > len(word)
    return (start, end - len(word)) if closes and not any(word in text[a:b] for a, b in others) else (start, end)


_FIGURE_IN_BRACKETS = re.compile("[0-9][^（）]*）$")


def _without_details(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pieces without the brackets at their ends, where only some have any: 测温（18至24度）、点货、试机."""
    opened = [text.rfind("（", a, b) if _FIGURE_IN_BRACKETS.search(text, a, b) else -1 for a, b in pieces]
    some = 0 < sum(at > 0 for at in opened) < len(pieces)
    return [(a, at if some and at > a + 1 else b) for (a, b), at in zip(pieces, opened, strict=True)]


def _without_verb(text: str, pieces: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the first piece without the verb that all of them are objects of: 看粮情、虫情、霉情."""
    (start, end), *others = pieces
    one = text[start] in "看查问抓管" and not any(text.startswith(text[start], a) for a, _ in others)
    return (start + 1, end) if one and {b - a for a, b in others} == {end - start - 1} else (start, end)


def _without_noun(text: str, pieces: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the last piece without the noun that all of them qualify: 无物业、无维保、无资金的电梯."""
    *before, (start, end) = pieces
    named = _WHAT_THEY_ARE.search(text, start, end)
    if named and not any(_WHAT_THEY_ARE.search(text, *piece) for piece in before):
        return (start, named.start())
    qualified = _QUALIFIES.fullmatch(text, start, end)
    alone = qualified and not any("的" in text[slice(*piece)] for piece in before)
    return (start, qualified.end("own")) if qualified and alone else (start, end)


def same_shape(one: str, other: str) -> bool:
    """Tell whether two codes are made alike: both begin with a numeral and end alike, 四个意识/四个自信."""
    return len(one) == len(other) and all(re.match(f"[{NUMERALS}]", text) for text in (one, other))
