"""Which part of a document a question is about, where its own words do not say: “火灾”部分，全员应在几分钟内…？

A clause cut out of a plan, a notice or a handbook leans on the heading it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from itertools import takewhile

from qbank.drafting.prior import is_anchored
from qbank.drafting.study import Study
from qbank.drafting.topics import heading_topic, lead_of
from qbank.model.document import Sentence
from qbank.model.wording import ASKS, dangling_word, numberless
from qbank.types._contract import Draft
from qbank.types._named_lead import BY_NAME
from qbank.types._phrases import ACTOR, ACTOR_WORD, AGENT, LINE_LABEL, NO_SUBJECT, OWN_AGENT, POST
from qbank.types._stems import leaks

_SHORTEST, _LONGEST = 2, 16
_ENOUGH_OF = 3
_SPECIFIC = 3
"""Characters of a lead that says more than the heading above it: 及时原则, but not 距离."""
_TABLES = frozenset({"heading_list", "rows", "pairs", "steps", "definition", "parallel"})
"""Kinds of facts whose stems say themselves what they are about."""
# 村（社区）专职委员 is called by its whole name.
_REMARK = re.compile(r"（[^（）]*）(?![\u4e00-\u9fff])|[【】]")
_SIGNS = "▲△▼▽▶►★☆◆◇■□●○※ 　"
_INNER_QUOTES = str.maketrans("“”", "‘’")
_FIRST, _IN_TWO = re.compile("[^，：；。]+"), re.compile("[^，：；。]+，[^，：；。]+")
# 奶车到厂，先过磅，再查铅封; 手机放入更衣柜: a rule that opens its paragraph names no part.
_RULE = re.compile(
    "，(?:先|再|不[许得准能]|应|须|必须|由|一律|每|[^，]{2,8}的不)|先[^，]{1,4}后[^，]{1,4}$|(?:提前|超过|不少于|至少)[^，]*(?:分钟|小时|[天日])$|绝对不能|严禁.*严禁"
)
# 双方负责人在日志上签字，以签字时刻作为责任转移的时刻: so does who does what, and then what follows from it.
_DOES = re.compile(f"[^，]{{0,8}}{ACTOR_WORD}(?:[在于把将向按到从凭持给])[^，]{{2,}}，")
_CASE = re.compile("[^，]*的，")
_RUNS_ON = re.compile("^[^，：]{7,}，.{6,}|。$|[^，：]{3,}(?<![而还总要只都正])是[^，：]{3,}|下面|下列|以下(?!简称)")
_GRADED = re.compile("[级类档]$|^(?:第|还有|另外)")
# 该区坚持分类处置：…, 结业考试分两块：…: a clause that leads to the next is no label.
_LEADS_ON = re.compile(
    "了(?!解)|表明|(?:调查|试验|检查|数据|结果)[^，]*显示|认为|并不|只(?!读)|坚持|决定|^严格|为此|分[一两二三四五六七八九][个种类块步]|见附|"
    "[是听的呢]$|^按[^，]*划分$"
)
# 11月下旬，集中培训: when it is, and then what.
_DATED = re.compile(
    "(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬|[底初份])?(?:以?前|起)?(?:[至到—–-]+[0-9月日上中下旬底初]+)?"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}年")
_ADVISED = re.compile("建议$")
_AHEAD = re.compile("打算|计划|安排|下一步|下半年|思路")
# Headings that any document has, and those that only count.
_EMPTY = re.compile(
    "(?:工作|总体|有关|具体|几点|相关|基本|主要|下一?步|重点|存在的?|当前|通用|一般|活动)*"
    "(?:要求|任务|措施|目标|安排|做法|情况|原则|意见|内容|打算|思路|成效|成绩|问题|不足|困难|短板|建议|步骤|方法|时间|对象|范围|概况)*(?:及|和|与|、)?"
    "(?:要求|任务|措施|目标|安排|做法|情况|原则|意见|内容|打算|思路|成效|成绩|问题|不足|困难|短板|建议|步骤|方法|时间|对象|范围|概况)?|"
    "要点|说明|附件[0-9一二三四五六七八九十]*|附录|.{0,8}(?:几个问题|常见问题|热点问题)(?:解答|答疑)?|总则|附则|其他|前言|指导思想|保障措施|组织(?:领导|实施|保障|机构|机构及职责)|实施步骤|(?!.{2,}的[一二三四五六七八九十]).*[一二三四五六七八九十0-9]+(?:件事|个方面|点(?![半钟])|条|项|个|句话).*|"
    "(?:切实)?(?:提高|统一|深化|加强|强化)(?:思想)?(?:认识|站位|领导|组织领导)|第.{1,4}[章节编条]|"
    "(?:高度|突出|压实|抓住|严格|强化|严守|坚持|注重|狠抓)(?:重视|重点|责任|关键|要求|纪律|问题|实效|落实|督导|考核)|(?!.{3,}的(?:情形|档案|条件|事项|材料)$).*(?:应当|(?<![反供响对适效相感顺])应(?![急用变答])|必须|不得|须|(?<![理自事])由|说|[0-9]+分).*|"
    "从?一(?:[起件场]|次(?!性)).*|.{0,3}(?:形势|家底)|数据|数字|结论|动态|应急(?:处置|管理|响应)|关于.{0,4}落实"
)
# 合计 696 65: a row of a table.
_ROW = re.compile("^一式|[0-9]+[  \u3000]+[0-9]+|^[0-9. ]+$|合计|小计|[~～℃%＝=]|^怎么|^如何|^为什么")
# 每条线设行调2名, 离园时间为16:30, 有2件水害是司机先看见的; 例四; 某某中心调查组: a sentence, a count, an author.
_SENTENCE = re.compile(
    "[0-9]+[名人座台次个条处辆家户天件]$|若干[名个]|每[^，]*[一二两三四五六七八九十0-9]+次$|[为是达有][0-9]|[为是]$|^(?:案?例)[一二三四五六七八九十0-9]+$|"
    "安全第一|小事$|^(?:一律|严禁)|(?:调查|调研|编写|课题|写作)组$|编辑部$|(?:院长|主任|局长|书记|记者|通讯员)[ 　]"
)
_BY_STORY = frozenset({"speech", "news"})
"""Kinds whose headings are slogans: only what is short and says a topic is named."""
# 各地气候不同 binds nobody.
_EVERYBODY = re.compile("^请?各(?![种类项自人式样])(?!地[^要应须]{2})")
_OCCASION = re.compile("(?:高温|低温|雨天|雪天|雨雪|大风|雷雨|台风|大雾|冰冻|夜间|节假?日|汛期|停电|停水|断电).{0,4}")
# 在收费方面，…: a stem that names its part by itself.
_SUPPLIED = re.compile("在[^，]{1,24}方面，")
# 办公室负责内容更新, 信息中心负责系统的开发维护: of what, the heading says.
_BARE_DUTY = re.compile("[^，；。]{2,20}(?:负责|牵头)(?:[\u4e00-\u9fff]{2}的)?[\u4e00-\u9fff]{4}[。？]?")
# A stem that begins with a label or with the name of a measure says itself what it is about.
_NAMES_ITSELF = re.compile(f"{LINE_LABEL.pattern}|{BY_NAME}")
# What no subject begins with: 每分钟60至100次, 能运用数据开展分析, 混匀后静置.
_OF_LABEL = re.compile(
    f"[0-9每能可不应须要先再经由按零一二两三四五六七八九十]|[\u4e00-\u9fff]{{2}}后|至少|最[多少高低长短大小]|一般|原则上|达到|控制|保持|{NO_SUBJECT.pattern}"
)
# Who acts is the subject of the line.
_NO_LABELS = (_EVERYBODY, ACTOR, POST, _LEADS_ON)


def setting_of(draft: Draft, study: Study) -> str:
    """Return the heading that says what a draft is about, "" where its stem does or no heading tells.

    Of a report on two years it is the heading with the year, for what is planned is not what was done.
    """
    if draft.stem.startswith(BY_NAME):
        return ""
    turn = _turn_of(draft, study)
    if turn:
        return "" if _shares(turn, draft.stem) else turn
    label, own = _label_of(draft, study)
    # 鼠类：…鼠密度…: a label of two characters of which the first stands in the stem says nothing more.
    is_told = _shares(label, draft.stem) or (len(label) == _SHORTEST and label[:1] in draft.stem)
    if label and (is_told or not own or _OF_LABEL.match(draft.stem)):
        # 脉搏：每分钟60至100次: of its own line too, a label is named as a part. Printed in front it reads as pasted,
        # and what says itself what it is about needs none.
        return "" if is_told else label
    if study.document.kind == "law" or (draft.fact.kind in _TABLES and not _is_open_order(draft)):
        return ""
    if study.opening_of(draft.fact.sent).view.startswith("附："):
        # What is added below the last part belongs to none.
        return ""
    lead = _telling(_common(lead_of, draft, study), draft)
    if study.document.kind in _BY_STORY:
        return lead or _telling(_common(heading_topic, draft, study), draft)
    # Of two parts 结果计算 that above it tells which is meant.
    told = [_named(title) for title in headings_of(draft, study) if not _is_no_part(title)]
    headings = [title for title in told if title not in study.twice]
    advised = (
        next((title for title in headings if _ADVISED.search(title)), "") if study.document.kind == "report" else ""
    )
    if advised and "建议" not in draft.stem:
        # What a report proposes is no rule yet.
        return advised if len(advised) <= _LONGEST else ""
    planned = next((title for title in headings if _YEAR.search(title) and _AHEAD.search(title)), "")
    if planned and not _YEAR.search(draft.stem):
        return planned if len(planned) <= _LONGEST else ""
    if len(lead) >= _SPECIFIC:
        return lead
    occasion = headings[-1] if headings and _OCCASION.fullmatch(headings[-1]) else ""
    if occasion and not _shares(occasion, draft.stem):
        # 班组每人每日配淡盐水不少于2升 holds of 高温 only.
        return occasion
    if (AGENT.match(draft.stem) and not _BARE_DUTY.fullmatch(draft.stem)) or _EVERYBODY.match(draft.stem):
        return ""
    for title in headings[:-3:-1]:
        if _tells(title):
            return "" if _shares(title, draft.stem) else title
    return lead


@lru_cache(maxsize=1024)
def _is_no_part(title: str) -> bool:
    """Tell whether a heading lays something down, or a numbered paragraph's first sentence was taken for one.

    7.2 机房是重点，进入须登记 is such a sentence.
    """
    is_sentence = _RUNS_ON.search(_REMARK.sub("", title)) is not None
    return is_sentence or _RULE.search(title) is not None or _DOES.match(title) is not None


def _label_of(draft: Draft, study: Study) -> tuple[str, bool]:
    """Return the label of the line that a draft asks of (取样：混匀后…), and whether its own sentence begins with it.

    The label is "" where none says anything.
    """
    if study.document.kind == "law" or draft.fact.kind in _TABLES or _NAMES_ITSELF.match(draft.stem):
        # 总氨：…；硝酸盐：大洋池每升不超过…: a stem that begins with its own label.
        return "", False
    sent = draft.fact.sent
    first = study.opening_of(sent)
    if "：" not in sent.view and "：" not in first.view:
        return "", False
    goes_on = sent.index == first.index + 1 and not _CASE.match(sent.view)
    if first.role == "body" and goes_on and not LINE_LABEL.match(sent.view):
        # 取样：混匀后静置。搅拌时间不少于5分钟: a label holds for the sentence after its own.
        sent = first
    # In mid-paragraph a label is one only among others: 一级：…。二级：….
    heads = sent is first or (first.role != "body" and sent.index == first.index + 1)
    label = LINE_LABEL.match(sent.view) if heads or LINE_LABEL.match(first.view) else None
    named = label is not None and all(ask.start >= sent.locate(0, label.end()).end for ask in draft.asks)
    acts = label is not None and (
        dangling_word(label["name"]) != "" or any(each.search(label["name"]) for each in _NO_LABELS)
    )
    graded = label is not None and sent is not draft.fact.sent and _GRADED.search(label["name"]) is not None
    plain = named and not acts and not graded
    if label is None or not plain or label["name"] in study.twice or not _tells(label["name"]):
        return "", False
    return label["name"], sent is draft.fact.sent


def _common(topic_of: Callable[[Sentence, Study], str], draft: Draft, study: Study) -> str:
    """Return the topic that all sentences asked about have, "" for none."""
    first, *others = _asked(draft)
    topic = topic_of(first, study)
    return topic if all(topic_of(sent, study) == topic for sent in others) else ""


def _asked(draft: Draft) -> Sequence[Sentence]:
    """Return the sentences that a draft asks about, its own where the words asked stand in none."""
    sents = draft.fact.sentences()
    if len(sents) == 1:
        return sents
    asked = [sent for sent in sents if any(sent.start <= each.start < sent.end for each in draft.asks)]
    return asked or [draft.fact.sent]


def _telling(topic: str, draft: Draft) -> str:
    """Return a topic fit to stand inside quotation marks, "" for none or where the stem says whom or what."""
    if not topic or not _tells(topic) or _SUPPLIED.match(draft.stem) or leaks(topic, draft.body.key_strings()):
        return ""
    says_itself = _shares(topic, draft.stem) or OWN_AGENT.match(draft.stem) or is_anchored(draft.stem)
    return "" if says_itself else topic.translate(_INNER_QUOTES)


def _turn_of(draft: Draft, study: Study) -> str:
    """Return the question that the sentence of a draft answers (问：…？ 答：…), "" for none that is short."""
    sents = study.outline.sentences
    at = study.opening_of(draft.fact.sent).index
    if not at or not sents[at - 1].label.startswith(ASKS):
        return ""
    # 天气减弱了，要不要再打电话: its first words alone ask nothing.
    asked = _numberless(sents[at - 1].view.rstrip("？")).translate(_INNER_QUOTES)
    return asked if len(asked) < _LONGEST else ""


def _is_open_order(draft: Draft) -> bool:
    """Tell whether a draft asks for an order in words of its sentence alone, with nothing below its stem."""
    return draft.fact.kind == "steps" and "请将" not in draft.stem


def headings_of(draft: Draft, study: Study) -> tuple[str, ...]:
    """Return the headings that all sentences asked about stand under, outermost first."""
    first, *others = (study.outline.headings(sent) for sent in _asked(draft))
    return reduce(_shared, others, first)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return what two rows of headings begin with."""
    return tuple(here for here, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@lru_cache(maxsize=1024)
def _named(title: str) -> str:
    """Return a heading, its quotation marks fit to stand inside others: the first words of a long one, no date.

    11月下旬，集中培训 is 集中培训.
    """
    whole = _numberless(title)
    pieces = [each.strip() for each in _FIRST.findall(whole)]
    first = next((each for each in pieces if not _DATED.fullmatch(each)), "")
    if len(whole) <= _LONGEST and first in pieces[:1] and _IN_TWO.fullmatch(whole):
        # 多数点亏损，靠补贴过日子: half of a short heading is none.
        return whole.translate(_INNER_QUOTES)
    return first.translate(_INNER_QUOTES)


def _numberless(title: str) -> str:
    title = title.lstrip(_SIGNS)
    return numberless(_REMARK.sub("", numberless(title)))


@lru_cache(maxsize=1024)
def _tells(title: str) -> bool:
    whole = _SHORTEST <= len(title) <= _LONGEST and _ROW.search(title) is None and _SENTENCE.search(title) is None
    # 该区坚持分类处置: the first line of a paragraph, taken for a heading.
    return whole and _EMPTY.fullmatch(title) is None and not dangling_word(title)


def _shares(title: str, stem: str) -> bool:
    """Tell whether a stem says what it is about: a third of the pairs of characters of the heading stand in it."""
    pairs = [title[at : at + 2] in stem for at in range(len(title) - 1)]
    return sum(pairs) * _ENOUGH_OF >= len(pairs)
