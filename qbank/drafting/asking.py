"""Whether what ends in a question mark is a question: by form alone, whatever its words mean."""

from __future__ import annotations

import re

from qbank.drafting.naming import unnamed
from qbank.model.wording import MUST

_WHEN = "(?:几月几日|几日|何时|哪一?[年天](?:哪月)?)"
_AMOUNT = "(?:多少|几)"
_FAULTS = re.compile(
    # 真正起作用的有哪些四个方面, 问题出在哪些环节有哪些: asked twice.
    "哪些[一二两三四五六七八九十0-9]+[个种类项条大点件方]|哪[^，。？]*有哪些？|"
    f"(?:{_AMOUNT}|哪|何时)[^，。？]*(?:为何|为什么|怎么(?![做办]))|"
    # 各市应当在何时召开一次会: what for. 至少要分清哪四个, 哪三个渠道至少用两个: four of what, and any two of them.
    "(?<![有是为分])哪[一二两三四五六七八九十]个？|哪[^，？]*(?:至少|任)(?:用|选)[^，？]*？|召?开(?:一次|一个)?会？|"
    # 同一车几个月内登记满三次, 进站超过多少分钟出站: and then?
    f"{_AMOUNT}个?(?:[天日月年周])[之以]?内[^，？]{{0,8}}(?:满|超过|达到?|累计)[^，？]{{1,6}}？|"
    f"(?<![不得能应])超过{_AMOUNT}个?(?:小时|分钟|[天日月年])(?![的可应须视按不要由才即方还一])[^，？]{{2,4}}？|"
    # 最低气温百分之多少: of what share. 立体字是否有几个固定点: two questions.
    "[温度数量区县镇村家户点站]百分之多少？|是否[^，？]*(?:几|多少)|"
    # 花多少元可以从几家公司买到: how many there were is not told either.
    f"(?<![这那前后头近]){_AMOUNT}[^，？]*几[家个名位户](?!月|小时|工作日)[^，？]*？|"
    # 是有哪三种情况除外, 对几年内被处罚三次的
    f"(?:^|，)(?:是?有哪[^，。？]*除外|是有哪|对{_AMOUNT})|"
    # 接班的人要提前到岗应当按照怎样的先后顺序操作
    f"{MUST}[^，。；]*应当(?:按照怎样|在何时)|"
    # 自投入使用之日起多少日内: and then?
    f"(?<![在为到至是于]){_AMOUNT}个?(?:工作日|小时|分钟|[日天月年])[之以]?内？|"
    # 每升高多少米, 同类投诉几个月内超过五件的，不能只办件: what follows was cut off.
    f"(?:^|，)每(?:升高|降低|增加|减少|超过|提高|延长|缩短)[^，？]*{_AMOUNT}[^，？]{{1,3}}？|(?:^|，)(?:不能只|不[只仅光但])[^，？]*？|"
    f"(?:^|，)(?:如果|一旦|只要|除非|随着|虽然|尽管|即使|不[管论])[^，？]*？|"
    f"{_WHEN}(?:根据|按照)[^，？]*？|(?:以来|相比)？(?<=[^，？]{{6}}..？)|，，|"
    # 设备有缺陷的，每天至少几次: of what. 每年招聘不少于多少人: whom.
    f"(?:^|的，)每(?:[天日周月年班季]|个?(?:小时|季度|工作日|星期|月)|半年)(?:至少|不得?少于|最多|不得?超过)?{_AMOUNT}[次遍趟回]？|"
    f"(?:招聘|引进|选聘|招录|招收|录用|培养)(?:不得?少于|不得?超过|至少|最多)?{_AMOUNT}[人名]？|"
    # 早在哪年哪月, 公司于何时: of what. 一年送水是1亿吨是在哪一年: no event.
    f"(?:^|，)(?:[^，？]{{0,2}}|[^，？]{{0,6}}[于自]){_WHEN}？|(?:因为|[是只]|(?<!所)有(?![限关色]))[^，？《》“”]*是在{_WHEN}？|"
    # A half of 2小时10分钟 and of 26日夜至27日; 近几年 asks nothing, nor does 25%以上段 of which the amount is a part.
    rf"[0-9一二两三四五六七八九十](?:个?小时|[年天元米]){_AMOUNT}(?:分钟?|个?月|[秒角]|厘米)|[0-9]分{_AMOUNT}秒|"
    rf"{_AMOUNT}(?:个?小时[0-9]+分|年零|日[0-9]+时|日夜)|{_WHEN}夜|至多少日|"
    rf"(?:[近这]|今后)几(?:小时|[年天个月日次])|{_AMOUNT}[^，？]{{0,3}}以[上下][段档]"
)
_BROKEN = re.compile(
    # 的报告七成以上由卖方付费: the half of a phrase.
    "的(?![确士])|了(?!解)|得(?![分到])|"
    # 因为夏天白昼长，…: why it is so, and not what. 因缺工，…: both.
    "(?:正|只|就)?因为(?![^，。]{1,6}，|[^。]*，(?:所以|因此|可以|应当?|必须|须|不得))|"
    # 普通水泥配制的，不少于几天？ of what is done with it.
    f"[^，]*的，(?:也|都|均)?(?:不[少低高短大小]于|不超过|至少|最多|最少)"
    f"(?:{_AMOUNT}|[0-9一二三四五六七八九十]+|____)个?[日天月年周小时分钟米元吨斤克度次公厘毫]{{0,3}}[？。]$|"
    # 督查：县教育局督导室，每月抽查…: a label and what it holds.
    "(?:督查|责任|牵头|配合|联系|监督|落实)(?:单位|部门|人)?：|"
    # 起，站里做了…: since when was cut off; 某小区: which one is not told.
    "起，|某(?:处|地|套|小区|单位)|"
    # 第一次是2018年, 第一个数字是三成, 原因之一是…, 一个叫…: of what.
    "原因(?:一|之一|首先)?是|[一另]一?个叫|第[一二三四五六](?:次|回|个(?:数字?|问题|原因|特点))(?:[是在：]|，)"
)
_CUT_OFF = re.compile(
    # 各站听好，____之前。 and then?
    "，(?:要|应当?|须|必须)?在?____(?:下班)?[之以]?前。$|，也就是说[。？]$|，而这[^，。]*。$|(?:以|之)[前后]。$|"
    # 离开文物本体、应当在…: half a phrase before the duty. 县职教中心其中19人: of whom.
    "、(?:应当|必须|不得)[在于]|(?<=[\u4e00-\u9fff])其中[0-9一二三四五六七八九十]+[人名个家户]|"
    # 每多少米偏差应不大于25毫米: how much is asked of, and not by how much.
    f"每{_AMOUNT}[^，？]{{1,10}}不[大高超少低小][^，？]*[0-9]|"
    # A row of a table: 61400个5月20日六个养护所, 18 11 60%.
    "(?:^|，)[\u4e00-\u9fff]{2,10}[0-9]+(?![年月日至到起])[\u4e00-\u9fff]{1,2}(?<![年月日至到起前后])[0-9]{1,2}月[0-9]{1,2}日[\u4e00-\u9fff]{3}|"
    "[0-9] +[0-9]|百分之多少 *[0-9]|到[^，？]{0,3}何时？$"
)


def is_broken(stem: str) -> bool:
    """Tell whether a stem, be it a question or a statement, begins or ends in the midst of what is said."""
    own = unnamed(stem)
    return _BROKEN.match(own) is not None or _CUT_OFF.search(own) is not None


def is_no_question(stem: str) -> bool:
    """Tell whether a stem ends in a question mark and yet asks nothing that can be answered as it stands."""
    own = unnamed(stem)
    return own.endswith("？") and _FAULTS.search(own) is not None
