"""What office prose and norms sound like, by surface alone: tables of openings, agents, modals, and what they tell."""

from __future__ import annotations

import re

ASIDE = re.compile(r"[（(](?:以下|下文)?(?:简称|统称|下称|以下)[^（）()]*[）)]")
ADVERBIAL = re.compile(
    r"(?:紧紧|充分|认真|深入|始终|主动|积极)?(?:为了?|根据|按照|依照|依据|通过|结合|围绕|针对|随着|由于|利用|依托|坚持|本着|在)[^，。；“”《》]{3,}(?<![的时后前内起中上下])，"
)
DANGLING = re.compile(
    r"此(?!次|类|外)|该|其(?!他|它|余|中)|他们|她们|它们|他(?!人)|她|它|上述|前述|以上|以下|这|那(?!里)|之|对此|由此|据此|除此|有关规定|又|以及|及|和|或者?|等"
)
_ELSEWHERE = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]+[条款项章节编]|前[一二两三四五六]?[款项条]|本[条款项](?![例件目])|上述|前述|具体办法|另行|(?:遵守|适用)本|上一条|下列|如下|以下(?=[列述几一二两三四五六七八九十情条材])|此规定"
)
MODAL = re.compile(r"(?:应当|不得|可以|必须|须|有权|负责|具有|享有|禁止|应该)")
BARE = re.compile(r"(?:应当|不得|可以|必须|须(?!知)|有权|享有|具有|具备|符合|履行|负责(?!人))")
NO_SUBJECT = re.compile(
    r"(?:把|将(?!来)|对(?!口)|由(?!于)|给予|予以|处(?!理|置|分|罚)|责令|每(?=[年月周天日季半两三])|共(?!产|同|青)|先后|已(?!经?知)|累计|"
    r"至少|不少于|超过|达到|是|为|有(?!限|色|机|害|毒|效|关|的|期|线|轨)|充分|严格|及时|定期|统一|重点|全面|"
    r"建立|搭建|组织(?!部|者|机构|架构|生活)|开展|强化|落实|推进|坚持|邀请|制定|完善|健全|深化|纳入|列入|参加(?!人)|发放|印发|举办|召开|成立|"
    r"下发|上报|报送|印制|编印|编写|出台|修订|签订|走访|排查|整改|化解|查处|收集|征求|征集|梳理|召集|听取|接待|受理|办理|解决|完成|实现|投入|"
    r"安排|拨付|配备|配发|购置|购买|新增|培训|慰问|帮扶|督导|督查|抽查|通报|约谈|表彰|评选|推荐|选派|抽调|动员|宣讲|宣传|张贴|悬挂|播放|拍摄|撰写|"
    r"刊发|营造|打造|创新|创建|利用|依托|采取|实行|实施|推行|运用|通过|围绕|按照|根据|结合|以(?!上|下|内|外|及))"
)
# Norms may begin with a verb: what follows is a condition, or the one meant is whoever it concerns.
NORM = re.compile(r"应当|不得|可以|必须|的，|须")
ITEM_LABEL = re.compile(r"[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]|[①-⑳]|[一二三四五六七八九十]是")
_LAYS_DOWN = re.compile(
    r"应当|应(?=[于在由按自当])|不得|可以|必须|须|每[年月周日天季半届两]|每[^，。]{1,4}[年月周日天季]|至少|不少于|不低于|不超过|期限|有效期|任期|以内|之内|日内|年内|月内|之日起|"
    r"的，|禁止|负责|实行|处[^，]*(?:罚|刑|拘留)|满|有权|包括|分为|是指|原则|遵循|由[^，]*[任担]"
)
_REPORTS = re.compile(r"目前|以来|共(?!同|青|产)|累计|先后|已(?!经?[满知婚])|了(?!解)|全年|上半年|今年|去年")
AGENT = re.compile(
    r"(?!特别|例如|比如|尤其|包括|其中)[^，。；：、0-9“”《》的为对在向把将以从由等各每及与和用通过有被让给到了并]{0,14}(?:局(?!长|面|部|限|势)|部(?!署|门|长|分|队)|厅(?!长)|处(?!理|置|长|罚|分)|科(?!技|学|长|研)|室|队(?!伍|长|员)|中心|单位|部门|组(?!织|成|建)|"
    r"委员会|党委|党组|支部|政府|学校|医院|公司|企业|社区|街道|镇(?!长|政|党)|乡(?!长|镇|村)|村(?!民|委|长|级)|民警|干部|党员|人员|学员|群众|同志|负责人|书记|主任|经理|机关|机构)(?![的是和与、之])"
)
# Later pieces of a rule that mean nothing without the case before them.
LATER_CASE = re.compile(
    r"(?:[^，；。]{0,10}拒不|违法所得|逾期|情节|构成|造成|有违法|没有违法|货值|尚|仍|屡|再次|并|取得|未取得违法|对直接负责|给他人)|[^，；。]*除外"
)
# 其 and the like as the object of the first clause: who it is was said before.
WHOSE = re.compile(r"[^，；。]*(?:认定|对|向|为|与|将|把|使|给|由|取得|经|按)其(?!他|它|余|中)")
RELATIVE_TIME = re.compile(
    r"今年|去年|前年|明年|上年(?!度)|昨[天日]|今[天日]|明天|日前|近日|近期|本月|上个?月|最近|不久前"
)
PENALTY = re.compile(r"并?(?:可以?)?并?处(?:以)?")
EMPTY_TALK = re.compile("制定本|让我们|不懈奋斗|衷心|祝愿|谢谢|新的更大贡献")
LIST_CUE = re.compile(r"下列|以下|如下")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("‘", "’"), ("(", ")"))


def is_norm(text: str) -> bool:
    """Tell whether a text lays something down: a duty, a limit, a right; and does not report what happened."""
    return _LAYS_DOWN.search(text) is not None and _REPORTS.search(text) is None


def stands_by_itself(text: str) -> bool:
    """Tell whether a lead-in has its own subject and points at nothing but the list below it."""
    said = LIST_CUE.sub("", text)
    return not (DANGLING.match(text) or WHOSE.match(text) or BARE.match(text) or refers_elsewhere(said))


def refers_elsewhere(text: str) -> bool:
    """Tell whether a text points at another article, paragraph or list and so says little by itself."""
    return _ELSEWHERE.search(text) is not None


def is_balanced(text: str) -> bool:
    """Tell whether every quotation and bracket is opened and closed in the text."""
    return all(text.count(left) == text.count(right) for left, right in _PAIRS)
