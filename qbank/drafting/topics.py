"""What a paragraph says first and then speaks of: 二是及时原则。一般申请…; 第三步，看层高。…; 先说上门走访。….

A topic is a thing (及时原则) or an act (报送信息). What tells how things are (计量覆盖不足), only urges (加强领导)
or chats (说两句心里话) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.drafting.study import Study
from qbank.facts._words import Words, is_noun, is_verb, words_of
from qbank.model.document import Sentence, Term
from qbank.model.wording import dangling_word, is_balanced

_HAN = "一二三四五六七八九十"
_COUNTED = "(?:[件条个点项步类种句层道关笔样组期站档]|环节|方面|阶段|原则|事){0,2}"
_NTH = f"(?:第[{_HAN}]{{1,3}}{_COUNTED}|[{_HAN}]{{1,3}}(?=是)|首先|其次|再其?次|最后)"
_TALK = "(?:[说讲谈看](?:一?[说讲谈看下])?(?![清明透准到]))"
_POINT = re.compile(f"{_NTH}(?:[，、：叫]|是|{_TALK})|[再先]{_TALK}|(?:此外|另外|还有)，")
"""How the next point of a paragraph begins."""
_LEAD = re.compile(
    f"(?:{_NTH}(?:[，、：](?:叫|{_TALK})?|[是叫]|{_TALK})|[再先]{_TALK}|关于|至于|[【〔])"
    "(?P<topic>[\u4e00-\u9fff“”A-Za-z、]{2,14})(?:(?P<whole>[。！]?)$|[：】〕](?=.{8}))"
)
_LONGEST_NAME, _COMPOUND = 3, 2
"""Characters of a person's name, and words of a noun that ends in a verb (样品接收)."""
# 4.换书。以分馆为单位…: the number alone marks it.
_NUMBERED = re.compile("(?P<topic>[\u4e00-\u9fff“”、]{2,10})(?P<whole>。)")
_IS_NUMBER = re.compile(f"[（(]?[0-9{_HAN}]")
_FARTHEST = 8
"""How many sentences behind its lead one is still about it."""
_URGING = (
    "(?:加强|强化|提高|提升|深化|落实|压实|坚持|突出|增强|认清|看清|把握|正视|凝聚|转变|确保|严守|狠抓|紧盯|聚焦|注重|肯定|"
    "[守管把][住牢好稳]|打[好赢]|拧紧|筑牢|严肃|营造|严格)"
)
_URGES = re.compile(
    "要|严禁|应(?![急用变答])|须|必须|务必|切实|进一步|着力|全力|坚决|充分|从严|明确(?:目标|任务|责任|方向)|(?:改进|转变)作风|形成合力|锤炼|"
    f"扎实|摸清|找准|准确|客观|清醒|统筹|标本|层层|注意(?:方法|方式|事项)|{_URGING}|[将让给与跟按用对在由从为以是会敢多少先再别被]"
)
# 加强资金监管: what is urged is a topic where it is more than 领导 or 责任.
_URGED = re.compile(f"{_URGING}(?P<what>[^，。；：]{{4,}}$)(?<!责任)(?<!问责)(?<!落实)(?<!领导)")
# 溢洪道不畅, 监管有缺口, 账款对不上: how things are.
_TELLS = re.compile(
    "不(?!动产|锈钢|合格|良|符|明|予)|没(?!收)|未(?!成年)|了(?!解)|得(?!分|奖)|要(?![素点件道闻求])|[是很最仍也都又]|太(?!阳)|更(?![换新衣正])|"
    "还(?![款原建贷])|就(?![业医诊餐学地])|便(?![民利携])|有(?![关机害效毒序])|在(?![线建岗职途校])|缺(?![陷勤])|比(?![例赛对武重])|[过偏较][\u4e00-\u9fff]$|偏[于向]|"
    "[高低大小多少慢快弱新早差短乱散难碎的]$|(?:有限|不足|薄弱|断档|集中|落后|复杂|突出|滞后|平稳|错位|倒挂|偏移|混入|老化|青黄不接|参差不齐|两张皮|走样|随意|"
    "脱节|提升|提高|改善|拓展|下降|上升|增长|减少|好转|见底|失衡|紧张|严重|流于形式|形同虚设|完成|来)$"
)
_CHATS = re.compile(
    "[我你她它咱这那谁哪啥怎几某]|他(?!人)|什么|大家|自己|心里话|^问题|问题$|故事|案例|事$|两?重[^轻]*轻|[今去明前]年|近期"
)
# 病害：五种情形占了九成: of a catchy heading its label says what is meant.
_LABELLED = re.compile("(?P<topic>[\u4e00-\u9fff]{2,8})：")
_CLAUSE = re.compile("[^，：；。？！]+")
_NO_LABEL = re.compile(
    "新闻|链接|分享|地点|时间|底数|附|背景|下一步|记者|手记|编者|专家|网友|读者|导读|延伸|引子|尾声|后记|结语|启示|思考|镜头|现场|场景|"
    ".*(?:层面|方面|前|后)$"
)
_MARKS = re.compile(
    "打印|关闭|收藏|纠错|[上下]一篇|链接|评析|小结|编者|记者|自测|摘要|发文|成文|发布|来源|日期|例|注|答|问"
)
"""What stands in brackets without being a topic: buttons of a page, remarks of an editor."""


def lead_of(sent: Sentence, study: Study) -> str:
    """Return the topic in front of the point that a sentence belongs to in its paragraph, "" for none."""
    for each in _back(sent, study):
        lead = _LEAD.match(each.view) or (_IS_NUMBER.match(each.label) and _NUMBERED.fullmatch(each.view))
        if lead and (lead["whole"] is None or each is not sent):
            bracketed = each.view.startswith("【") and _MARKS.search(lead["topic"]) is not None
            told = not bracketed and is_topic(lead["topic"], words_of(each, study.terms_of).within(*lead.span("topic")))
            return lead["topic"] if told else ""
        if _POINT.match(each.view):
            return ""
    return ""


def heading_topic(sent: Sentence, study: Study) -> str:
    """Return what the nearest heading of a speech or a report in a paper says its rules are about, "" for none.

    The headings on top urge (突出重点，狠抓落实) or catch the eye; numbered ones below them name what has to be done.
    """
    section = study.outline.sections[sent.section]
    if not section.title:
        return ""
    heading = study.heading_of(section)
    view, words = heading.view, words_of(heading, study.terms_of)
    labelled = _LABELLED.match(view)
    if labelled:
        topic = labelled["topic"]
        return topic if not _NO_LABEL.match(topic) and is_topic(topic, words.within(0, len(topic))) else ""
    above = study.outline.sections[section.parent].title if section.parent is not None else ""
    if not (section.label and above):
        return ""
    return next((each.group() for each in _CLAUSE.finditer(view) if _is_task(each, words)), "")


def _is_task(clause: re.Match[str], words: Words) -> bool:
    """Tell whether a clause of a numbered heading names what has to be done: 加强资金监管 does, 加强领导 does not."""
    urged = _URGED.match(clause.group())
    start = clause.start() + (urged.start("what") if urged else 0)
    return is_topic(clause.string[start : clause.end()], words.within(start, clause.end()))


def _back(sent: Sentence, study: Study) -> Iterator[Sentence]:
    """Yield a sentence and those before it in its paragraph, nearest first."""
    sents = study.outline.sentences
    for at in range(sent.index, max(sent.index - _FARTHEST, 0) - 1, -1):
        if sents[at].role != "body" or sents[at].paragraph != sent.paragraph:
            return
        yield sents[at]


def is_topic(text: str, terms: Sequence[Term]) -> bool:
    """Tell whether words name a thing or an act, and do not tell, urge or chat; no words name nothing."""
    if not terms or not is_balanced(text) or _URGES.match(text) or dangling_word(text):
        return False
    if _TELLS.search(text) or _CHATS.search(text) or any(term.tag == "m" for term in terms):
        return False
    first, last = terms[0], terms[-1]
    if last.tag == "t" or (last.tag == "nr" and len(last.text) <= _LONGEST_NAME):
        return False
    # 课表改, 改变人 say too little; in 高峰逐日提前 what does it stands before what it does.
    ends_short = len(last.text) == 1 and (is_verb(last) or last.text == "人") and len(terms) > 1
    return not ends_short and not (is_noun(first) and is_verb(last) and len(terms) > _COMPOUND)
