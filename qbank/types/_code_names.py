"""Whose a quoted name is and the noun it goes with: 护林员随身携带的“三件套”, 轮训内容的“四个一块”, “四不”承诺."""

from __future__ import annotations

import re

from qbank.model.fact import Part
from qbank.model.wording import dangling_word
from qbank.types._clauses import Clause
from qbank.types._phrases import ACTS, AGENT, NO_SUBJECT, TALK

_BULLETS = "◆●■·•▪◇○"
_SHORTEST_OWNER, _LONGEST_OWNER = 3, 26
# 做到入户检查“六必看”: what stands between verb and code is what the code is of.
_PUT_BESIDE = re.compile(
    "(?:做到|落实|实行|执行|推行|开展|抓好|坚持)(?P<what>(?![中时后前里内])[\u4e00-\u9fff]{2,8})(?<!提出)(?<!制定)(?<!推出)$"
)
_PUTS_IN_FORCE = re.compile(
    "(?:实行|推行|落实|建立|做到|执行|坚持|开展|打造|提出|形成|推出|制定|携带|配备|采取|运用|组织|举办|践行|签订|设立|遵守|实施|创新|总结|推广|构建|采用|"
    "要过|把好|守住|牢记|严守|告知|明确|下设|分设|设有|达到|符合|具备|遵循|紧盯|围绕|聚焦|完成|满足|确认|整治|治理|查找|查摆|时看|查看|[做抓]好|抓实|重点[学练抓查]|(?<=[\u4e00-\u9fff]{2})(?:总结出|[制规设约]定|定(?=了|下)|立下|列出)|安排(?=一次))(?:了|起|好|下|一次)?$"
)
# 对中重度失温者，则有“三不”; 批准的农事用火，必须满足“四不烧”: the piece before says of what the code is.
_BOUND = re.compile("(?:则|一律|必须|应当?|都?要|须)?(?P<verb>实行|做到|满足|坚持|落实|执行|采取|遵守|有)")
_TOPIC = re.compile("对于?[^，的]{3,12}(?:的[^，的]{2,6})?|[^，的]{2,6}的[^，的]{2,8}")
_ONLY = re.compile("(?<=[\u4e00-\u9fff]{2})[只仅](?=规定|要求|提|定|设)")
# What a line opens with before a name, where it does nothing: 交接班, 志愿服务, 献血反应处置.
_MATTER = re.compile(
    f"(?!{NO_SUBJECT.pattern}|[我你他她它本该此其这那]|大家|同志|各位|请|必须|严格|牢记|坚决|深刻|强化|争做|围绕|紧扣|聚焦)"
    "[\u4e00-\u9fff]{3,10}(?<![做到的了为是以用按守行在有和与及等出定明确立看查问清楚])"
)
# 街道坚持“党员带头”的思路，组建“五支队”: who does it opened the sentence.
_ALONE = re.compile("(?:组建|提出|设置|推出|制定|建立|推行|实行|采取|开展|设立|形成|明确|规定|启动)了?")
# 中心总结的报警“六要素”: a noun between.
_IS_PART = re.compile("[^，的]{1,16}(?:总结|提出|制定|推行|归纳)的[\u4e00-\u9fff]{2,6}")
_NO_NAME = f"{NO_SUBJECT.pattern}|[我你他她它自本该此其这那]"
# How a clause that ends in front of a name says whose it is, and how that is worded.
_WORDED = (
    # 把轮训内容归纳为“四个一块”: what has so many parts.
    (
        re.compile(
            "[把将](?P<what>(?![自这那其该他她我你本])[\u4e00-\u9fff]{2,10}?)"
            "(?:归纳|概括|总结|细化|分解|区分|划分|编排?|提炼|凝练|分)(?:为|成)$"
        ),
        r"\g<what>的",
    ),
    # 学习内容分“四讲”
    (
        re.compile(
            "^(?P<what>(?![自这那其该他她我你本])[\u4e00-\u9fff]{2,8}"
            "(?:内容|过程|流程|步骤|方法|环节|任务|工作))分(?:为|成)?$"
        ),
        r"\g<what>的",
    ),
    # 每个党日还须“四有”
    (
        re.compile(f"^(?P<what>(?!{_NO_NAME})[\u4e00-\u9fff]{{3,10}}?)(?:还|都|均|也)?(?:必须|须|应当?)$"),
        r"\g<what>须做到的",
    ),
    # 操作员主要学“十项操作”
    (
        re.compile(f"^(?P<what>(?!{_NO_NAME})[\u4e00-\u9fff]{{2,8}}?[员工人长手])(?P<do>(?:主要|重点)学)$"),
        r"\g<what>\g<do>的",
    ),
    # 财务上记住“五个不准”
    (
        re.compile(
            "^(?P<what>(?!大家|同志|各位|请|都|要|一定)[\u4e00-\u9fff]{2,8}[上中里])(?:要|须|应当?)?(?:记住|牢记|记牢)$"
        ),
        r"\g<what>的",
    ),
    # 专项行动明确信访干部“八严禁”
    (
        re.compile(
            f"^(?P<by>(?!{_NO_NAME})[\u4e00-\u9fff]{{2,10}}?)(?:还|又|也|再次)?"
            "(?P<verb>明确|提出|规定|制定|推行|实行|确定|划定|重申)了?"
            "(?P<of>(?!了|的|过|以下|如下|动作)[\u4e00-\u9fff]{3,8}(?<![为是有叫]))$"
        ),
        r"\g<by>\g<verb>的\g<of>",
    ),
)
# 制定“六学联动”的学习办法: who, was said before.
_BARE_VERB = re.compile("(?:制定|推行|实行|建立|落实|坚持|提出|开展|形成|总结|探索|创新|推出|实施)出?了?")
# 挂牌的须做到: who, was said before.
_OF_SOME = re.compile("[\u4e00-\u9fff]{1,4}的(?:须|要|应|必须)")
# 站里给他定的: who he is, was said before.
_HIM = re.compile("是|(?<![其吉])他(?!人)|她")
_CLASS_NOUN = re.compile(
    r"”(制度|机制|工作法|学习法|管理法|培训法|平台|行动|活动|模式|工程|计划|服务|要求|原则|体系|教育|方针|格局|目标|承诺书?|公约|守则|口诀)"
)
# “12345”学习教育工作机制，…
_LONG_NOUN = re.compile(
    "”(?![^，。；：、]*(?:的|是|等|为))([\u4e00-\u9fff]{2,6}(?:制度|机制|工作法|模式|体系|措施|举措|思路|格局|计划|工程|行动|活动|队伍|目标|纪律|要求|标准)|值班|带班|轮岗|帮扶|结对|培养)(?=[，。；：、]|$)"
)
# 提出“1+13+N”的工作格局：…
_OF_NOUN = re.compile(
    "”(的[\u4e00-\u9fff]{0,4}(?:格局|模式|机制|体系|要求|原则|办法|规矩|目标|思路|做法|规定|标准|方法|措施|举措|制度|纪律|承诺|计划|问题))"
    "(?=[，。；：（]|$)"
)
# 实行“三色”催收：…
_BEFORE_GLOSS = re.compile(
    "”(?![展召]?开|则|就|必?须|应|不|要|便|来|作|加以|予以|即|是|的|包括|指|分别|具体|深入|全面|集中|认真|逐|要求|如下|为|工作|连起来|合起来|加起来|说的|就|进行|执行|办理|操作|落实|交接)([\u4e00-\u9fff]{2,4})(?=：)"
)


def with_noun(view: str, name: str) -> str:
    """Return a quoted name that stands in a view with whose it is and the noun it goes with, as far as they are told.

    把轮训内容归纳为“四个一块” is 轮训内容的“四个一块”.
    """
    start = view.find(name)
    if start < 0:
        return name
    noun = noun_at(view, start + len(name) - 1)
    return f"{owner(view[:start])}{name}{noun[1] if noun else ''}"


def noun_at(view: str, end: int) -> re.Match[str] | None:
    """Return what the closing mark of a name and the noun after it are matched by; None for no noun."""
    forms = (_CLASS_NOUN, _LONG_NOUN, _OF_NOUN, _BEFORE_GLOSS)
    return next(filter(None, (form.match(view, end) for form in forms)), None)


def owner(before: str) -> str:
    """Return whose a code is, 护林员随身携带的, from the words before it; "" if they do not tell."""
    *others, clause = re.split("[，。；：！？”》）]", before)
    clause = re.sub(f"^(?:[0-9]{{1,2}}[.．、]|[一二三四五六七八九十]是|[{_BULLETS}]\\s*)", "", clause)
    bound = _BOUND.fullmatch(clause)
    topic = others[-1] if others and bound and before[: -len(clause)].endswith("，") else ""
    if bound and _TOPIC.fullmatch(topic):
        # 批准的农事用火，必须满足“四不烧”: with 有, only of what.
        return f"{topic}{'' if bound['verb'] == '有' else clause}的"
    clause = re.sub(
        "^(?:在(?:方案|文件|制度|规定|意见|办法)[中里]|得益于|由于|因为?|靠|已经?|要求|要(?!求|过)|须|应当?|必须|并|还|也|同时|全部|均|都|积极|认真|严格|大力|着力|全面|不断)+",
        "",
        clause,
    )
    # 集团只规定“三个必须”
    clause = _ONLY.sub("", clause)
    worded = next((form.expand(said) for each, said in _WORDED if (form := each.search(clause))), "")
    if worded:
        return worded
    alone = _ALONE.fullmatch(clause)
    if alone and (who := _who_opens(before[: len(before) - len(clause)])):
        return f"{who}{clause.removesuffix('了')}的"
    named = _PUT_BESIDE.search(clause)
    if named:
        return named["what"]
    if (
        not before[: -len(clause)].strip(f"{_BULLETS} ")
        and _MATTER.fullmatch(clause)
        and not _PUTS_IN_FORCE.search(clause)
    ):
        # 献血反应处置“六字诀”：…
        return clause
    if _IS_PART.fullmatch(clause) and not TALK.search(clause):
        return clause
    told = _SHORTEST_OWNER <= len(clause) <= _LONGEST_OWNER and _PUTS_IN_FORCE.search(clause)
    unclear = (
        _BARE_VERB.fullmatch(clause)
        or _OF_SOME.match(clause)
        or dangling_word(clause)
        or TALK.search(clause)
        or _HIM.search(clause)
    )
    return f"{clause.removesuffix('了').removesuffix('一次')}的" if told and not unclear else ""


def _who_opens(before: str) -> str:
    """Return who opens the sentence and does something there, "" where nobody does: 街道坚持…，组建."""
    sentence = before[max(before.rfind(stop) for stop in "。；") + 1 :]
    for piece in sentence.split("，"):
        who = AGENT.match(piece)
        if who and ACTS.match(piece, who.end()) and not dangling_word(who.group()):
            return who.group()
    return ""


def noun_after_quotation(clause: Clause, code: Part) -> str:
    """Return the class noun right after a quoted code (“…”制度), "" if none of the usual ones stands there."""
    match = _CLASS_NOUN.match(clause.rest(code))
    return match[1] if match else ""
