"""What share of drafts like one is expected to be kept before any verdict, by what readers kept of their kind.

The type's own trust, less where a stem leaves open whose or of what, or tells how things are instead of what holds.
"""

from __future__ import annotations

import re

from qbank.drafting.bodies import speaks_of_ours
from qbank.drafting.candidate import Candidate
from qbank.drafting.naming import NAMED, unnamed
from qbank.model.document import Kind
from qbank.model.fact import Treatment
from qbank.model.item import BLANK, Choice, ExtendedText, is_verdict
from qbank.types._phrases import ACTOR_WORD, BY_WHEN, LIMIT, says_who
from qbank.types._stems import SINCE_WHEN

_NO_NAME, _NO_NAME_IN_PROSE, _HALF_ADRIFT = 0.12, 0.36, 0.15
_TOLD = frozenset({"news", "report", "other"})
"""Kinds whose sentences tell a story: what one is about was often said in those before it."""
_SPOKEN = frozenset({"speech", "other"})
"""Kinds in which a case after a semicolon is mostly one more of what was said in the first piece."""
# 不能当场解决的，…: a case of whom or what was said before; in a law the article says it.
_CASE = re.compile("[^，]{2,30}的，")
_OF_NOBODY, _OF_NO_PART = 0.25, 0.08
# 收费还是每月多少元: for what, was said before. 年满60周岁的有多少人: a headcount of a story.
_BARE_HEAD = re.compile(
    "(?:收费|费用|价格|时间|标准|人数|金额|期限)(?:还是|仍[是为]?|还按)|每人(?![均工])|"
    "(?:正面|反面|背面|两侧|四周|上方|下方|顶部|底部)不"
)
_HEADCOUNT = re.compile("的(?:有(?:多少|几)|[0-9]+)[人户家个名](?:[，。？]|$)")
_OF_NO_VALUE = 0.4
# 85%至90%的，轮候发放: of what rate, was said before.
_BARE_FIGURE = re.compile("[0-9.%％至以上下]+的，")
# 到校中心温度低于60度的 says what it is about.
_MEASURED_THING = re.compile(
    "(?!连续|累计|需要|[0-9]|[一二两三]年)[^，逾停迟]{3,}?(?:低于|高于|高出|超过|不足|少于|达到)[0-9一二三四五六七八九十两百]"
)
# 同一网点一年内出现三次的, 一间房有两种以上危险源的: what it is a case of is its first word.
_NAMED_THING = re.compile("(?:凡|同一|一[间家个名辆台座所户处])[\u4e00-\u9fff]{2,}")
# By when, stands before whose it is.
_BY_WHEN = re.compile(f"^{BY_WHEN}")
# 连续三场不足15人的: how many people, and of whom nothing.
_SO_MANY = re.compile("[0-9一二两三四五六七八九十百千万]+名?人(?!次)")
_BLANK_IN_PROSE = 0.15
# 设施完好标准，应急照明…; 专账核算，每年…; 逐件复盘，…: a heading's words, or how it is done, before what is asked.
_HEADING_FIRST = re.compile(
    "[^，]{2,6}(?:标准|要求|原则|环节)，|(?:专账|精准|综合|逐[件项条户]|分[类级批]|闭环|从严|统一)[\u4e00-\u9fff]{2}，"
)
_OF_A_HEADING, _OF_OURS = 0.12, 0.15
# What a report counts, and how often, is how things are (每天骑行87公里), unless it binds somebody.
_COUNTING = frozenset({"quantity", "time_limit", "share", "contrast"})
_TIMED = frozenset({"frequency", "date"})
_MEASURED = frozenset({"quantity", "time_limit", "share", "target", "deadline", "contrast"})
_BINDS = re.compile(
    "(?<![反供响对适效相感])应(?![急对付])|须|不得|不准|不少|不超|不低|不高|至少|最[多长高低]|以上|以内|之?内|可以?|按(?!了|下)|一律|标准|要|满(?=[0-9一二三四五六七八九十两半])|奖|扣|(?<!处)罚|处罚(?!金额)|补(?![贴助](?:资金|金额|总额))"
)
# 按照“谁主管谁负责”的要求，: binds by its name only.
_BY_RULE = re.compile("“[^“”]*”|《[^《》]*》|按照?[^，；]*?(?:要求|原则|部署)，")
_ASIDE = re.compile("（[^（）]*）")
# 周边200米以内…平均增长18%: what was found out binds nobody, whatever else the sentence says.
_AS_IT_IS = re.compile(
    "(?=[0-9历有排之至预可查检调抽显问发收回设动现目据平同连内共])(?:历史[^，]{0,4}(?:至少|已)?有|"
    "有望|排队[^，]{0,2}最长|之比仅|至今未|预计|可以看[到出]|(?:查|检|调|抽)[^，]{0,4}发现|显示|问卷|(?:发出|发放|收回|回收)[0-9]|[0-9]日[^，]{0,12}就是|共(?:发放|投入|支出|收到|办理|拨付)|设计荷载|动辄|现在有|目前有|日均|人均(?!不)|平均每|[最可]高?可以?达到|据统计|平均(?:增长|下降|减少)|同比|连续[^，]{1,3}年(?:下降|上升|增长|减少)|"
    "之?内[^，]{2,8}率(?:达|为|是|高))"
)
_OF_A_STATE = 0.3
# 将学习情况和书面答案报送教育科: what a class has to hand in is no matter of the text.
_HANDED_IN = re.compile(
    "(?:学习(?:情况|心得|体会|笔记)|心得体会|题[^，。]{0,8}答案|书面作业)[^，。；]*(?:报|交)|交(?:学习)?(?:心得|笔记|体会)"
)
# Who joins a group of a messenger, and whose name a post bears: right or wrong, it is only to be remembered.
_CHAT = re.compile("(?:加入|进入|建立|扫码)[^，。；]{0,10}(?:工作群|微信群|钉钉群|群聊)|扫码入群")
_HOLDER = re.compile("(?:书记|主任|[局站院校馆队科处厂台]长|经理|主席)(?!任|为|担任|负责)[\u4e00-\u9fff]{2,3}(?:任|、)")
_OF_A_CHAT, _OF_A_HOLDER = 0.4, 0.15
# Four clauses of a tale before the question: readers cut them first.
_OF_A_TALE, _OF_A_LONG_TALE, _LONG = 0.12, 0.13, 40
# Of these readers kept less in news than of anything else (tests/gate/readings).
_TOLD_IN_NEWS, _OF_NEWS = frozenset({"quantity", "contrast", "enumeration", "listing"}), 0.2
# 市局设了5个预警模型：…: a list that its own sentence counts and says whose it is tells no story.
_ANNOUNCED = 0.68
# A list is told from others of its document by the part it stands in.
_LISTED = frozenset({"listing", "quoted_list", "essence"})
_NAMED_LISTS = frozenset({"counted_run", "enumeration", "quoted_list"})
# 护林员随身携带的“三件套”指的是哪些内容？: readers kept nine of ten that say whose a name is or where it stands, and
# half of those that say neither (readings 39 and after).
_WHOSE_NAME = re.compile("[^，“”]{2,}的“[^“”]+”")
_OF_A_NAME, _SAYS_WHOSE = frozenset({*_NAMED_LISTS, "code_gloss", "listing"}), 0.15
_DATED = frozenset({"date", "deadline"})
# 坚持什么方针？: of what, nobody can tell.
_SHORT, _OF_ANYTHING = 9, 0.12
# 问题有哪些？: of what.
_BARE_NOUN = re.compile(
    "(?:主要)?(?:问题|原因|措施|要求|建议|任务|做法|困难|内容|目标|步骤|方法)(?:有哪些|包括哪些内容)？"
)
_OF_NO_MATTER = 0.25
# 不吃饭，主要问哪三样？
_HARDLY_SET = re.compile("[^，《“]{1,4}，")
# Rules, notices and handbooks have enough cases that stand by themselves.
_EXPLAINED = frozenset({"led_case", "led_by"})
_NEEDS_LEAD = 0.17
_PART = re.compile("根据《[^《》]*》“[^”]*”部分，")
# “奖与罚”部分，伪造记录的，…: whoever the text is for.
_PLACES = {
    "labelled_case": _PART,
    "case_rule": re.compile("根据《[^《》]*》“[^”]*(?:奖|罚|惩|考核|追责|问责|纪律|违[规约纪])[^”]*”部分，"),
}
# Besides a limit: what something was raised or cut to, and what is paid, given or taken off.
_LAID_DOWN = re.compile(
    f"{LIMIT.pattern}|[由从][^，。；]{{1,16}}(?:到|至|为)(?:每[^，。；]{{1,3}})?(?:多少|几|百分之多少)|"
    "(?:补[贴助]?|奖励?|扣|罚(?!没)款?|赔付?)[^，。；]{0,6}(?:多少|几)[元分]"
)
_ASKED = re.compile(f"{BLANK}|多少|多长时间|几|哪|何")
_FARTHEST = 2
# What readers took off the type's own trust in prose, or added to it (less than nothing); the trust comes from laws.
_IN_PROSE = {
    ("quantity", "true_false"): 0.04,
    ("time_limit", "true_false"): 0.02,
    ("enumeration", "fill_blank"): 0.22,
    ("enumeration", "short_answer"): 0.05,
    ("consequence", "true_false"): 0.3,
    ("consequence", "single_choice"): 0.3,
    ("consequence", "short_answer"): 0.3,
    ("label_pairs", "matching"): 0.3,
    ("term_pairs", "matching"): 0.24,
    ("duty_pairs", "matching"): 0.24,
    ("running_rows", "matching"): 0.24,
    ("case_pairs", "matching"): 0.24,
    ("grade_rows", "matching"): 0.22,
    ("scale", "ordering"): 0.2,
    ("stages", "ordering"): 0.12,
    ("hinge", "fill_blank"): 0.3,
    ("contrast", "true_false"): 0.16,
    ("listing", "short_answer"): 0.03,
    ("only_if", "short_answer"): 0.3,
    ("first_then", "short_answer"): 0.25,
    ("quoted_list", "short_answer"): 0.08,
    ("counted_run", "short_answer"): 0.17,
    ("led_case", "short_answer"): 0.12,
    ("met_cases", "short_answer"): 0.1,
    ("place_of", "short_answer"): 0.2,
    ("changed_to", "short_answer"): 0.18,
    ("share", "single_choice"): 0.2,
    ("share", "true_false"): 0.2,
    ("points", "short_answer"): 0.08,
    ("target", "single_choice"): 0.06,
    ("raised", "single_choice"): 0.08,
    ("deadline", "single_choice"): -0.12,
    ("deadline", "true_false"): -0.05,
    ("date", "single_choice"): -0.02,
    ("frequency", "single_choice"): -0.04,
    ("heading_list", "short_answer"): -0.1,
    ("responsibility", "true_false"): -0.14,
    ("definition", "short_answer"): -0.08,
}
_SEVERAL_IN_PROSE = 0.16
"""Taken off 多选 of prose: with one wrong option in it, or one right one left out, it is of no use."""
_MANY_WORDS, _FAR_BEHIND = 38, 24
"""Characters of a stem, and of what stands behind what it asks, from which on readers take fewer."""
_OF_MANY_WORDS, _OF_AN_END = 0.12, 0.1
_ANCHOR = re.compile(
    r"(?<!^)[“《]|^《[^《》]+》(?:正式)?(?:[于自][^，。；]{1,6}?起?)?(?:施行|公布|印发|发布|出台)|"
    r"[\u4e00-\u9fff]{2,}(?:局|委员会|办公室|大队|支队|中队|派出所|公司|集团|医院|学校|大学|学院|中心|政府|法院|检察院|街道|社区|镇|乡|"
    r"协会|联合会|小组|指挥部|馆|站)"
)
_DUTY = re.compile(rf"[^，；：的]{{2,16}}?{ACTOR_WORD}(?:应当?|必须|须(?!知)|要(?![求点素])|务必|不得|不准|承担)")


def prior_of(candidate: Candidate, kind: Kind, *, titled: bool = True) -> float:
    """Return the share expected kept before any verdict, 0–1: the type's own, less where a stem leaves open whose.

    In prose it is less or more by what readers kept of its kind.

    Learning starts from the same number, so that what it finds out about such stems is not taken off twice. ``titled``
    says whether the document has a title: only then does a stem that names none lack something.
    """
    stem = candidate.item.stem
    cost = (_NO_NAME if kind == "law" else _NO_NAME_IN_PROSE) * stem.startswith("根据该")
    # 《…总结》指出的四个主要问题: the title is part of the question.
    asks_of_it = stem.startswith("《") and not NAMED.match(stem)
    if kind in _TOLD and titled and not (asks_of_it or NAMED.match(stem)):
        cost += _HALF_ADRIFT
    listed, of_a_part = candidate.item.pattern in _LISTED, _PART.match(stem) is not None
    if listed and not of_a_part and (len(unnamed(stem)) < _SHORT or _HARDLY_SET.match(unnamed(stem))):
        cost += _OF_NO_MATTER if _BARE_NOUN.fullmatch(unnamed(stem)) else _OF_ANYTHING
    # “四项教育”指的是哪些？ says by its name what is listed.
    named = (
        candidate.item.pattern in _NAMED_LISTS
        and isinstance(candidate.asked, ExtendedText)
        and unnamed(stem).startswith("“")
    )
    cost -= _SAYS_WHOSE * (kind != "law" and _says_whose_name(candidate))
    # A part of a report says what an aim, a date or a rule of it is about.
    of_a_part = of_a_part and (listed or candidate.item.pattern in _DATED or _BINDS.search(stem) is not None)
    limited = _asks_of_limit(candidate)
    if kind in _TOLD and not (asks_of_it or of_a_part or limited or named or is_anchored(stem)):
        cost += _HALF_ADRIFT
    if (kind in _TOLD or kind == "speech") and candidate.item.pattern in _COUNTING:
        binds = limited or _BINDS.search(_BY_RULE.sub("", stem)) is not None
        cost += _OF_A_STATE * (not binds or _AS_IT_IS.search(stem) is not None)
        cost += _OF_NO_VALUE * (_HEADCOUNT.search(stem) is not None)
    elif kind != "law" and candidate.item.pattern in _COUNTING:
        cost += _OF_A_STATE * (_AS_IT_IS.search(stem) is not None)
    announced = candidate.item.pattern == "listing" and candidate.draft.trust >= _ANNOUNCED
    if kind == "news" and candidate.item.pattern in _TOLD_IN_NEWS and not (announced or limited or named):
        cost += _OF_NEWS
    if kind not in _TOLD | {"speech"}:
        cost += _NEEDS_LEAD * (candidate.item.pattern in _EXPLAINED)
    if kind != "law":
        # “几种不好处理的乘客”部分，醉酒的，…: the heading says whose the case is.
        placed = _PLACES[candidate.item.pattern].match(stem) is not None if candidate.item.pattern in _PLACES else False
        if is_case_of_nobody(stem) and not placed:
            cost += _OF_NOBODY + _OF_NO_PART * (_PART.match(stem) is None)
        cost += _OF_NOBODY * (kind in _SPOKEN and _is_later_case(candidate))
        cost += 0.0 if named else _IN_PROSE.get((candidate.item.pattern, candidate.item.type), 0.0)
        cost += _SEVERAL_IN_PROSE * (isinstance(candidate.asked, Choice) and candidate.asked.multiple)
        if candidate.item.pattern in _MEASURED and _commas_before(stem) > _FARTHEST:
            cost += _OF_A_TALE + _OF_A_LONG_TALE * (len(unnamed(stem)) >= _LONG)
        cost += _wordy(candidate)
        cost += _OF_NO_VALUE * (_BARE_HEAD.match(unnamed(stem)) is not None)
        cost += _OF_A_CHAT * (_CHAT.search(stem) is not None)
        cost += _OF_A_HOLDER * (candidate.item.pattern == "responsibility" and _HOLDER.search(stem) is not None)
        cost += _OF_NO_VALUE * (kind != "notice" and _HANDED_IN.search(unnamed(stem)) is not None)
        cost += _OF_NOBODY * (_BARE_FIGURE.match(unnamed(stem)) is not None)
        cost += _OF_A_HEADING * (_HEADING_FIRST.match(unnamed(stem)) is not None)
        cost += _OF_OURS * speaks_of_ours(unnamed(stem))
        cost += _BLANK_IN_PROSE * (BLANK in stem and _is_of_one(candidate))
    return min(max(0.0, candidate.draft.trust - cost), 1.0)


def _wordy(candidate: Candidate) -> float:
    """Return what a stem about a figure costs that is long, or goes on far behind what it asks."""
    own = unnamed(candidate.item.stem)
    if candidate.item.pattern not in _MEASURED | _TIMED:
        return 0.0
    asked = _ASKED.search(own) if _is_of_one(candidate) else None
    goes_on = asked is not None and ("，" in own[asked.end() :] or len(own) - asked.end() >= _FAR_BEHIND)
    return _OF_MANY_WORDS * (len(own) >= _MANY_WORDS) + _OF_AN_END * goes_on


def _says_whose_name(candidate: Candidate) -> bool:
    """Tell whether a draft asks what a counted name holds, and says whose it is or in which part it stands."""
    item, own = candidate.item, unnamed(candidate.item.stem)
    if item.pattern not in _OF_A_NAME or not isinstance(candidate.asked, ExtendedText):
        return False
    return _WHOSE_NAME.match(own) is not None or (own.startswith("“") and _PART.match(item.stem) is not None)


def _is_of_one(candidate: Candidate) -> bool:
    """Tell whether one of several options is to be picked."""
    asked = candidate.asked
    return isinstance(asked, Choice) and not asked.multiple and not is_verdict(asked)


def is_anchored(stem: str) -> bool:
    """Tell whether a stem says by itself whom or what it is about.

    By a name, a quotation, a title, a case (…的，), or who must do something (各供热企业务必…).
    """
    own = _BY_WHEN.sub("", SINCE_WHEN.sub("", unnamed(stem)))
    first = own.partition("，")[0]
    case = _CASE.match(own) is not None and not is_case_of_nobody(stem)
    return case or _ANCHOR.search(first) is not None or _DUTY.match(first) is not None


def _asks_of_limit(candidate: Candidate) -> bool:
    """Tell whether a draft asks with a question word for what is laid down: 不少于几册？, 由20小时延长到多少小时？."""
    item = candidate.item
    if item.pattern == "frequency":
        # How often is asked only of what is laid down.
        return _commas_before(item.stem) <= _FARTHEST
    asked = item.pattern in _COUNTING and BLANK not in item.stem and _is_of_one(candidate)
    return (
        asked
        and _commas_before(item.stem) <= _FARTHEST
        and _LAID_DOWN.search(_ASIDE.sub("", _BY_RULE.sub("", unnamed(item.stem)))) is not None
    )


def is_case_of_nobody(stem: str) -> bool:
    """Tell whether a stem opens with a case that does not say whose it is: 不能当场解决的，…."""
    case = _CASE.match(unnamed(stem))
    named = case is not None and (_MEASURED_THING.match(case.group()) or _NAMED_THING.match(case.group()))
    return case is not None and not says_who(_SO_MANY.sub("", case.group())) and not named


def _is_later_case(candidate: Candidate) -> bool:
    """Tell whether a case is a later piece of its sentence and nothing of the first was lent to it.

    每月只在一号下发；监管部门有紧急要求的，可以随时下发: what, was said before.
    """
    fact = candidate.draft.fact
    if not isinstance(fact, Treatment) or fact.lead or "，" in fact.case.text:
        return False
    if not unnamed(candidate.item.stem).startswith(fact.case.text):
        return False
    return fact.sent.text[: fact.whole.start - fact.sent.start].rstrip().endswith(("；", ";"))


def _commas_before(stem: str) -> int:
    """Return how many commas a stem has before what it asks, without the name of its document."""
    own = unnamed(stem)
    asked = _ASKED.search(own)
    return (own[: asked.start()] if asked else own).count("，")
