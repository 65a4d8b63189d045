"""Where a stem lacks whom or what it is about, and no words before it are sure to say it."""

from __future__ import annotations

import re

from qbank.drafting.continuing import is_part
from qbank.drafting.later_piece import StemPlace
from qbank.drafting.lending import LIMIT, is_bare
from qbank.drafting.prior import is_case_of_nobody
from qbank.model.document import Kind
from qbank.types._phrases import ACTOR_WORD

# 应在事后2小时之内补录: of what, was said before.
# 年度积分低于60分的, 积分每年兑换一次: whose.
_WHOSE_POINTS = re.compile(
    "(?:年度|月度|季度|全年|累计)?(?:积分|业绩|得分|考核成绩)(?:[低少高]于|不足|每|多长时间|不满)"
)
_MADE_UP_FOR = re.compile("(?:内|前)补[录报][。？]$")
# 下设哪三个养护站, 要抓住哪三个要点, 归纳起来有哪四类: a predicate alone; 出现哪些情形的，… asks for the case.
_PREDICATE = re.compile(
    "(?:要|须|应|会|先|主要|分别|重点|逐项|上面|下面|不得|归纳起来|概括起来|总的看|按照?[^，]{2,4}，|"
    "(?:主要|常见)的[\u4e00-\u9fff]?)*"
    "(?!严禁|禁止|下列|出现|遇|在|对|自|从|由|如|若|因|哪)[\u4e00-\u9fff]{1,2}[了出到在好住成下起]?"
    "哪(?![年月天日位个][^，？]|[^，？]*的，)"
)
_BARE_NOUN = re.compile(
    "[0-9.]*(?:主要|工作|通用|基本|具体|对照|有关|相关|总体|一般|(?:检查|排查|调查)?(?:发现|存在|反映)的)?"
    "(?:问题|原因|措施|条件|理由|内容|目的|标准|步骤|方法|档案|名单|要点|要求|情况|任务|原则)(?:主要)?(?:有|包括|分为?|必须有|应当?有)(?:哪|下列)|"
    "下列哪些属于(?:工作|直接|间接|通用|基本|具体|有关|主要)?(?:要求|标准|情况|问题|任务|措施|原因|原则|内容)？"
)
# 冷却不少于20分钟: of what. 作业中多长时间复测一次: what, and in which work.
_OPERATION = re.compile(
    "(?:浸泡|冷却|通风|过水|暂存|静置|搅拌|消毒|清洗|晾[干晒]|烘干|预热|加热|保温|停放|存放|保存|留存|充电|训练|测量|养护|观察|休息|停留|保留|冲洗|"
    "试运行|检修|公示|培训|送检|取样|采样|回访|抽查|车速|航速|间距)(?:时间|期限?)?(?:一般|应当?|必?须|最)?(?:不[少低高短大小得超]|至少|最[长短多少])|"
    "[\u4e00-\u9fff]{2,4}(?:中|前|后|期间)，?(?:每[^，]{1,4}|多长时间)[^，]{0,4}(?:一|几|[0-9]+)次[？。]$"
)
# 四百多人每人培训…, 834人中，…: of whom. 违者第一次扣…: of what rule. 本分册讲的是…: of which.
_SO_MANY = re.compile(
    "本(?:分?册|讲|章|节)(?:讲|说|介绍)|(?:其中)?[0-9一二三四五六七八九十百千两]+多?[人名户个家所份起件](?:中，|每|里|同一?|[全都均])|本次(?:修订|修改)|违[者规]者?(?:第|一律|处|扣|罚)|违反的"
)
# 合并以后，…, 停下来之后做…: of whom or what.
_AFTERWARDS = re.compile(
    "[\u4e00-\u9fff]{2}完毕(?:经|后|，)|新(?:上岗|入职|进)(?:要|须|应|后)|(?!今|此|散会|[0-9一二三四五六])[\u4e00-\u9fff]{2,3}(?:以后|之后|的时候)(?!的)"
)
# 第二部分是…, 主要是死亡人员…, 特点是…, 整个过程…: one more of what was counted or named before.
_ONE_MORE = re.compile(
    "[\u4e00-\u9fff]{2,4}，(?:就是|指的?是)|第[一二三四五六七八九十](?:部分|[个条步类件遍轮道])(?:数字?)?是|主要是|特点是|(?:整个|全部?)过程|服务半径|这时|于是|反过来|归根到底|另一|其余的?|其他|此次|本次(?!修订|修改)|(?:结合|针对|根据)(?:本|此)次"
)
# 屠宰前还要观察: beside what else. 除培训外，还要… says it.
_AS_BEFORE = re.compile("(?!除)[^，。除]{0,12}(?:同样[的要须应是]|(?<![归偿退返])还要)")
# 夜班补贴从这个月起提高: from when on; 这家企业的锅炉: whose.
_THIS_ONE = re.compile("[这那]个?月|[这那](?:家|位|名|处|座|起|艘|辆|所)(?!里|边|些)|从今天起|此案|本案")
# 行政后勤全年不少于4学时: of what.
_HOURS, _OF_LEARNING = (
    re.compile("(?:不得?[少低]于|至少)(?:多少|几|[0-9一二三四五六七八九十]+)个?[学课]时"),
    re.compile("[训学教课研修](?!时)|实操|实习|跟班|讲座"),
)
_HIM = re.compile("(?<![其吉排利维])他(?![人们国乡山处物方律项类])|她(?!们)")
# 收费标准每个孩子…, 满三年的必须更换, 规定单人下潜…: of what, and who said so.
_OF_WHAT = re.compile(
    "(?:收费|收费标准|补助标准|补贴标准|服务费|运费|工资)(?:每|由|不|按|最)|"
    "(?:满(?![足意分洲载])|最[长短高低多少](?=[0-9一二三四五六七八九十])|超过|低于|高于|偏离|相差|不足|少于)"
    "(?![^，。；]*的[^，。；]{2})|"
    "规定(?!的|要求)|责令|建议(?:给予|增设|增加|新增|对其|由[^，。；]{2,12}处以)"
)
# 各县应当在何时完成一次全面排查？
_OBJECTLESS = re.compile(
    "(?:对照问题)?(?:拿出|制定|提交|交|报送?)(?:整改措施|整改方案|整改清单|问题清单|自查报告|名单)[^，。；]{0,6}[？。]$|把名单[^，。]{2,4}[？。]$|"
    # 各车间应当在何时把方案传达到每一个人？
    "把(?:方案|精神|通知|文件|要求|情况)(?:传达|报|送|发|下发|布置)[^，。]{0,8}[？。]$|"
    "(?:完成|组织|进行|开展)(?:一次|一遍)?(?:全面|集中|再次)?(?:排查|清理|核实|整改|复核|核查)[？。]$|"
    # 新到岗人员须于报到3个工作日内学完。
    "(?:内|前)(?:[学读看做办改查]完|通读|研读|学习|熟悉)[。？]$|"
    # 党群工作部牵头，何时之前拿出新办法？
    "(?:拿出|制定|提交)新?(?:办法|方案|意见|措施)[。？]$|"
    # 供电中心应当在何时全部查一遍？
    "(?:全部|逐一|全面|重新|彻底|集中)(?:[排检清自]?查|过|看|清理|排查|检查|梳理)一遍[。？]$|"
    # 市疾控中心负责市抽查的80家。
    "负责[^，。]{0,8}的[0-9]+[家个户处所]。$"
)
# 锁定该献浆者的血浆; 该院 and 该办法 are whose text it is.
_THAT = re.compile(
    "该(?P<what>[\u4e00-\u9fff])(?<![应本]该.)"
    "(?<!该[讲报办方手规通条制细意计预指案矿厂院校站局市县区镇乡村行馆所公企段队])"
)
_HOW_OFTEN = "(?:多长时间|每(?:半年|季度|[年季月周天日]|[^，。；]{1,3}[年月周天日]))"
# 分局多长时间研判一次, 普通党员每三年至少轮到一次, 分局要求一个月之内背下来: what, was said before.
_OBJECT_SAID = re.compile(
    f"[^，。；由对将把]{{0,14}}?{ACTOR_WORD}(?:(?:应当?|必?须|要|至少)?{_HOW_OFTEN}(?:应当?|必?须|要|至少)?[\u4e00-\u9fff]{{1,2}}到?(?:一|几|[0-9])次|"
    f"(?:应当?|必?须|要求?)?[在于]?{LIMIT}下?来?)[。？]$"
)
# 一支是宣讲队, 会同区人社部门举办, 被点名的四家单位, 社会工作者违反的: one of several, with whom, which, and what.
_OF_OTHERS = re.compile(
    "分(?![管公局行校队区站馆会院支中])[^，、]{2,8}(?:、[^，、]{2,8})+[两二三四五六七八九][个类级种]|"
    "(?:全部|均|都|一律)(?:做到|实现|达到|通过|上报)|一个[\u4e00-\u9fff]{2,6}(?:[下分]设|设立?)|(?:[^，]{2,8}，)?一[支个名条类种项批组块头][是为](?!否)|会同[^，。；]{2,14}(?:举办|开展|组织|进行)|"
    "(?:在办|未办结|其余|剩余|余下)的?[0-9]+[条件起项名个](?:均|都|已|，)|"
    "[^，。；]{0,4}每[周月季年天日]度?(?:不得?少于|至少)(?:几|多少|[0-9一二两三四五六])[次人][。？]|"
    "“[0-9A-Z]”(?:即|是)|[^，。；]{0,16}(?:选取|抽取|选择|挑选|剖析|对|从)其中(?!的)|重点[看查]|被(?:点名|抽[中查]到?|通报|约谈|督办)的[0-9一二两三四五六七八九十]|[^，。；]{2,12}违反的，"
)
# 每2小时松解一次, 高风险的每天评, 用专用工具清扫，…, 护士可以先执行: what is done, and to what, was said before.
_ACT_ALONE = re.compile(
    "每[0-9一二两三四]*(?:小时|分钟|天|日|周)[\u4e00-\u9fff]{2}一次[，。]|[高中低]风险的(?:每|要|应|由)|"
    "用[^，。；]{2,10}(?:清扫|擦拭|清洗|冲洗|消毒|涂抹)，|[^，。；]{0,12}先执行，|同步|预计|(?:等待|停留|办理|处置)期间"
)
# 有效期几年, 后一种情况, 单笔多少元以上的须…, 6月、9月各一期, 办公室下设…: whose or of what was said before.
_WHOSE_ALONE = re.compile(
    "有效期(?!满)|[前后](?:一[种类个]|者)|(?:单[笔次项]|每笔)[^，。；]{0,12}(?:须|由|应|报)|[0-9]+月(?:、[0-9]+月)+各|"
    "(?:回避|申请|申诉|复核|复查|投诉|异议)由[^，。；]{1,10}(?:决定|改|受理|处理)|"
    "办公室(?:[下内]设|设[在于])|书记(?:每|多长时间|至少|应|要|须)"
)
# 一网能查：能运用…, 脉搏：每分钟60至100次: the label of a line is no subject.
# 方法是“自己找…”，; 结果填写在…; 三种方式是…; 9月11日在艺术中心举行，: of what, or of whom.
_OF_A_MATTER = re.compile(
    "(?:做法|方法|形式|流程|步骤)是|(?:集中)?反映的有哪|结果(?:填写|每|由|不|应|须)|请各|"
    "先(?!进|后|行|期|锋)[\u4e00-\u9fff]{2,4}，|(?:学习|培训|训练)?时间每人不|"
    "[一二两三四五六七八九][种个项类](?:方式|方法|途径|做法)(?:是|为|有|包括)|"
    "[0-9]{1,2}月[0-9]{1,2}日(?:[至到—–-]+[0-9月]*[0-9]{1,2}日)?在[^，]{2,16}(?:举行|召开|举办)，|系统上线|"
    # 几个党支部应当组织学习72次？
    "[^，。；对]{2,8}?(?:每[年月周天日]|每季度)?(?:抽查|抽检|检查)(?:比例)?不[少低]于(?:百分之|[0-9一二三四五六七八九十]+成)|"
    # 科主任为第一责任人, 无故缺席3次, 新开办尚未满几个月的食堂同样参加
    "[^，。；的对]{2,8}为第一责任人。|无故缺席[0-9一二三四五几的]|[^，。；]{0,12}几个?[年月天]的[^，。；]{2,6}(?:同样|也要|一并)|"
    "(?:几|多少)[个名家处所]|名单(?:[0-9]|由|应|须)|[^，]{2,16}成立相应(?:机构|组织)"
)
_LABELLED = re.compile("[^，。：；“”《》？0-9]{2,8}：")
_OPENS = re.compile(
    "|".join(
        each.pattern
        for each in (
            _PREDICATE,
            _BARE_NOUN,
            _OPERATION,
            _SO_MANY,
            _AFTERWARDS,
            _ONE_MORE,
            _AS_BEFORE,
            _OF_WHAT,
            _OF_OTHERS,
            _ACT_ALONE,
            _WHOSE_ALONE,
            _LABELLED,
            _WHOSE_POINTS,
            _OF_A_MATTER,
        )
    )
)


def is_lacking(place: StemPlace | None, stem: str, kind: Kind) -> bool:
    """Tell whether a stem opens with a predicate, a part, a later case or a pronoun of what it does not name."""
    if _MADE_UP_FOR.search(stem) or (place is not None and is_bare(place)):
        return True
    if kind == "law":
        # The article says whose a later case is.
        return False
    hours = _HOURS.search(stem) is not None and _OF_LEARNING.search(stem) is None
    said = (
        hours or _THIS_ONE.search(stem) or _HIM.search(stem) or _OBJECTLESS.search(stem) or _OBJECT_SAID.fullmatch(stem)
    )
    alone = bool(_OPENS.match(stem) or said) or is_part(stem)
    that = _THAT.search(stem)
    pointing = that is not None and that["what"] not in stem[: that.start()]
    return alone or pointing or (place is not None and _is_later_case(place))


def _is_later_case(place: StemPlace) -> bool:
    """Tell whether a stem is one case more after a semicolon, of whom or what the first piece says."""
    return place.mark == "；" and is_case_of_nobody(place.stem)
