"""Where a clause may begin and end in the view of a sentence: positions only, no wording."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from qbank.model.wording import is_balanced
from qbank.types._phrases import ANNOUNCED, MODAL, NTH, REPORTED

_SHORTEST, _MOST_OPENERS = 12, 2
Range = tuple[int, int]

_SEGMENT_END = re.compile("[；;。！!？?]")
_NUMBERING = re.compile(
    r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=\s)|[（(]?[一二三四五六七八九十0-9]{1,3}(?:[）)、]|[.．](?![0-9]+(?![0-9岁周名人个次条分小天日年月户家台辆件项处种])))(?:(?<=[.．])(?=1?[0-9]月)|(?![一二三四五六七八九十0-9两]+[月日年天周]))|[Ⅰ-Ⅻ][、.．]|[0-9]{1,2}(?=【)|[a-z][.．)）、]|第?[一二三四五六七八九十][是要]|[①-⑳]|[-—•·●◆■▪*]+|首先|其次|最后|其[一二三四五六](?=，))[，,：:\s]*"
)
_OPENERS = re.compile(
    r"^(?:" + REPORTED + rf"|{ANNOUNCED}|一条，|具体[讲说]，|[一二三四五]看[\u4e00-\u9fff]{{1,6}}，|"
    # 养护力量偏紧，…: why, and not what.
    r"[^，。；的]{2,10}(?:偏紧|紧张|吃紧|紧缺)，|[^，。；]{2,8}(?:测算|统计|研究|商量|讨论)过了?，|附：|(?:此后|后来|现在|今后)?"
    "(?![^，]{0,6}(?:按照?|根据|依照|依据|符合|违反|有关|另有))[\u4e00-\u9fff]{2,10}(?<!的)规定，|"
    r"（[^（）]{0,8}(?:修订|修正)[^（）]{0,8}）"
    r"|[【〔][^【】〔〕]{1,8}[】〕]|[\u4e00-\u9fff]，|[一二两三四五六七八九][升降增减提保促防强优]，|话说在前头，|殊不知|(?:前面|刚才|前头|上面)(?:已经)?[说讲提][过到]?了?，|"
    r"(?:特别|再)?(?:提醒|强调|说|讲)[^，。；]{0,3}[句点遍]，|"
    r"不要说[^，。；]{2,16}，|要求(?=[每各全])|专款专用，|以[^，。；]{2,14}为(?:契机|抓手|重点|目标|主线|载体|引领|导向)，|[^，。；]{2,6}方面，[^，。；]{2,8}(?:研究|决定|定|商量)了?，|违反本(?:法|条例|办法|规定|细则|规则)第[^，]{0,24}?，|"
    r"(?:认清|记住|讲清|弄清)[^，。；]{2,4}，|请(?=[^，。；其]{2,12}(?:[局部委办县区市镇乡]|单位|部门|街道|同志们?))|"
    r"至于(?=[^，。；]{2,24}，)|" + NTH + r"?，|"
    r"有?[一二三四五]条是[^，。；]{1,6}，|要求是|比如说?，?|例如，?|(?:[还特]?需?要)?(?:说明|强调|指出|注意|提醒)的是，|(?:结果|数据|统计|调查|监测)(?:显示|表明)，|"
    r"记者从[^，。；]{2,20}(?:了解到|获悉)，|“?[一二三四五六七八九][\u4e00-\u9fff]{1,3}”?，就?是[^，。；]{4,40}，(?=[每各])|"
    r"[一二两三四五六七八九][\u4e00-\u9fff]{1,3}，就?是(?=[^，。；]{4,30}不)|"
    r"(?:也|还)?(?:要|应当|应该)看到，|"
    r"在(?:时间|空间|内容|形式|方式|地点|人员|标准|频次|数量)上，|会议(?:明确|决定|强调|要求|指出|提出)：|"
    r"从(?:现在|今天|今日|即日|本月)起，(?=.{8})|"
    r"据悉，|据介绍，|据了解，|记者(?:看到|了解到|获悉)，|下一步，|"
    r"当然，|(?:截至|截止)?目前|现在(?![的有是只])|同时(?!期)|与此同时|此外|"
    r"另外|其中|总之|具体来说|具体措施[：:]|具体要求[：:]|"
    r"另外?，?|而且|而(?=[实要由对把每各])|并且|但是|但(?!书)|并(?![联入轨网])|也|还(?!款|原|有)|还有，|要(?!做到|达到|[求素点件闻害领塞])|应(?![当急用对付变该聘届激力邀知会])|再(?![生次])|"
    r"进一步|切实|认真|积极|大力|不断|继续)[，,]?"
)
# 因此，水平烟道每3米应设检修口: the rule holds without its reason.
_CONCLUDES = re.compile(
    "(?:所以|因此|据此|为此|对此)，?(?=[^。；：]{2,50}?(?:应|须|不得|不准|不许|至少|不[少超低高][于过]|一律|以内))"
)
# What follows a comma and cannot be left away: a consequence, or the rest of a condition (…的，).
_COMPLETED_BY = re.compile(
    r"(?:不分|不论|无论|不管|一律|可(?!是|惜|一些|有的|有些)以?|应当?|不得|必须|须|方可|即可|有权|视为|处|扣(?!除)|罚|取消|追缴|收回|给予|予以|责令|由|依法|并处|才|即|属于|进行|是|均|都|也|仍|或者?|以及|及|和|但不|但是?应)|"
    r"[^，；。]*[者时后前]，|[^，；。]{0,8}越"
)
# 静置不少于4小时，冬季不少于8小时: the figure holds but for that.
_BUT_FOR = re.compile(
    "(?:[春夏秋冬][季天]|[雨雪雾]天|夜间|夜里|高温|低温|汛期|节假日|旺季|淡季|特殊情况)[^，。；]{0,6}(?:不|至少|最|为|[0-9])"
)
# A case that goes on: …，经…的，.
_CASE_AHEAD = re.compile(r"[^；。]*的(?:，|$)")
# 县政府成立由农业农村局牵头，公安局参加的联合调查组: what it set up stands at the end.
FOUNDED_BY = "(?:成立|组建|设立|组成|组织)了?由[^，的]*$"
_OPEN_ENDED = re.compile(
    r"(?:的|者|后|前|(?<!小)时|内|起|中|下|外|间|上|以来|为了[^，]*|情况|情形|等|满|达到?)$|"
    r"^(?:根据|按照|依照|依据|通过|为了?|因|自|在|经|由于|对于?|除|如果|如遇|遇|若|一旦|结合|围绕|针对|随着|凡)[^，]*$|"
    r"(?:^|，)[^，应须]{0,8}(?:通过|按照|根据|为了|围绕|结合)[^，应须]*$|"
    # 清单内的树因为事前有了处置，没有出大事: why, and not yet what.
    r"(?:^|，)[^，]{2,12}因为[^，]*$|"
    # 五分钟之内楼里找一遍，找不到，报…: and then?
    r"(?:^|，)[^，]{0,8}(?:[找看查打连联做完叫]不[到上通开成]|不行|未果)$|"
    # 水温14摄氏度，按站里的经验，落水者…: by what it is so, of what follows.
    r"，(?:按照?|依照?|据)[^，]{1,8}(?:的[\u4e00-\u9fff]{2}|经验|惯例|速度|算法|口径|说法)$|"
    r"(?:会同|商同|协同)[^，应须]*$|" + FOUNDED_BY + r"|"
    # 每升高900米，大气压降低…; 拿出两个半天，到车场听意见.
    r"(?:^|，)每(?:升高|降低|增加|减少|超过?|提高|延长|多|少)[^，]{1,8}$|(?:拿出|抽出|腾出)[^，]*(?:天|小时|时间|分钟|学时)$|"
    r"(?:^|，)(?:不管|不论|无论|不分|即使|哪怕|只要|除非|尽管|虽然)[^，]*$|"
    r"(?:^|，)从[^，]{2,20}到[^，]*$|"
    r"(?:^|[，内后前起])(?:凭|持)[^，]*$|"
    r"(?:应当|必须|应|须)(?:按照|依照|根据|通过|结合|采取|在|自|以)[^，]*(?:要求|规定|标准|原则|方式|程序|情况|基础上|条件|范围|制度|办法|法律|法规|政策|文件|措施|合同|协议|章程|规范)$|"
    r"(?:^|，)[^，应须]{0,8}对(?!外)[^，应须]*$"
)

# 县里随后做了规定：…; 我院规定：…; 《方案》为此设定了硬指标：…
_LAYS_DOWN = re.compile(
    "[^。；：]{0,40}?(?:(?:[作做立定设推补执提出][了出定下行]+|制定|制订|订立|写进|写入)[^，。；：]{0,16}(?:规定|规矩|纪律|要求|指标|标准|制度|公约|的办法)|"
    "(?<![的下各])(?:规定|约定|明确|统一))(?:了|如下)?："
)


def segment_around(view: str, first: int, last: int) -> Range:
    ends = _segment_ends(view)
    before, after = bisect_left(ends, first), bisect_left(ends, last)
    return ends[before - 1] + 1 if before else 0, ends[after] if after < len(ends) else len(view)


@lru_cache(maxsize=1024)
def _segment_ends(view: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _SEGMENT_END.finditer(view))


def laid_down_from(view: str, first: int) -> int:
    """Return where what is announced as laid down begins before a place, 0 where nothing is: 我院规定：…；….

    What stands between two semicolons after it is a rule of its own, and no rest of the piece before.
    """
    end = _lead_end(view) if "：" in view else 0
    return end if end <= first else 0


@lru_cache(maxsize=1024)
def _lead_end(view: str) -> int:
    # Every amount and every list of a sentence asks.
    lead = _LAYS_DOWN.match(view)
    return lead.end() if lead else 0


def goes_on_from_colon(view: str, start: int) -> bool:
    """Tell whether a stretch is a later piece of what a colon opened: 期限为：警告，六个月；记过，十二个月."""
    return "：" in view[head_of(view, 0, start) : start]


@lru_cache(maxsize=1024)
def head_of(view: str, start: int, first: int) -> int:
    number = _NUMBERING.match(view[start:first])
    start += number.end() if number else 0
    for _ in range(_MOST_OPENERS):
        opener = _OPENERS.match(view[start:first]) or _concluded(view, start, first)
        if opener is None:
            break
        start += len(opener.group())
    return start


def _concluded(view: str, start: int, first: int) -> re.Match[str] | None:
    """Return the 因此， that a rule is concluded with; what binds may stand behind what is asked."""
    found = _CONCLUDES.match(view, start)
    return found if found and found.end() <= first else None


_TOPIC = re.compile("的[^，。；的]{1,5}$")
_AIM = re.compile("(?:^|，)要(?:做到|达到|实现|保证|想|使|让)[^，]*$")
# 同一驾驶员1小时内报警满3次，停运学习
_SO_OFTEN = re.compile("(?:^|，)(?:同一|凡|一[人名个])[^，；]*(?:满|达到?|超过|累计|连续)[^，；]{1,4}[次起个件]$")
_OR = re.compile("，(?:或者?|抑或)[^，]*$")
_TAKES = re.compile("[^，。；]{0,6}?(?:至少|就|还)(?:需|要|得|差|缺)|(?:需|要|得|才|必须)")
_SAID_OF_IT = re.compile("要(?![求点素])|应(?![急对付])|必?须|不[得宜准许能]|可以?|由|按|一律|优先|先")


# 迟到30分钟以上按缺课计: what the case comes to is said.
_COMES_TO = re.compile("(?:按[^，]{2,8}[计算]|按[^，]{2,8}(?:处理|对待)|视为[^，]{2,8})$")


def is_aim(view: str, start: int, comma: int) -> bool:
    """Tell whether what stands before a comma is an aim, and then what it takes: 要做到一岗一人，还差30人."""
    return _AIM.search(view[start:comma]) is not None and _TAKES.match(view, comma + 1) is not None


def tail_of(view: str, start: int, last: int, end: int) -> int:
    """Return where to stop: the first comma after the parts that ends a whole statement."""
    cut = view.find("，", last, end)
    while cut >= 0:
        head = view[start:cut]
        says = MODAL.search(head) is not None or _COMES_TO.search(head) is not None
        named_only = view.startswith("的", last) and not says
        # 声级高于限值的地块，要退让距离: what is said of it comes after the comma.
        topic = _TOPIC.search(head) is not None and _SAID_OF_IT.match(view, cut + 1) is not None
        # 发生两起以上问题，或者发生一起舆情，科主任就地免职: two cases, and not yet what follows.
        cases = not says and (_OR.search(head) or _SO_OFTEN.search(head)) is not None
        if (
            not (named_only or topic or cases or is_aim(view, start, cut))
            and _is_whole(head)
            and _can_go(view[cut + 1 : end], stated=says)
        ):
            return cut
        cut = view.find("，", cut + 1, end)
    return end


def _can_go(rest: str, *, stated: bool) -> bool:
    """Tell whether what follows a comma can be left away: no consequence, and no case still to be ``stated``."""
    # With no modal so far and one to come, what stands before the comma is only a part of a long subject.
    ahead = _CASE_AHEAD.match(rest) or MODAL.search(rest)
    ends = _COMPLETED_BY.match(rest) or _BUT_FOR.match(rest)
    return ends is None and (stated or ahead is None)


@lru_cache(maxsize=1024)
def _is_whole(head: str) -> bool:
    # Only in its last piece can a head be open.
    last = max(0, head.rfind("，"))
    return len(head) >= _SHORTEST and is_balanced(head) and not _OPEN_ENDED.search(head, last)
