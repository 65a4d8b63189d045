"""What office prose and norms sound like, by surface alone: tables of openings, agents, modals, and what they tell."""

from __future__ import annotations

import re
from functools import lru_cache

from qbank.model import wording
from qbank.model.years import dated

_ASIDE = re.compile(
    r"[（(](?:(?:以下|下文)?(?:简称|统称|下称|以下)|(?:详?见)?附[件表录]|[^（）()0-9]{0,4}现有)[^（）()]*[）)]"
)
# 大学还必须设有…: beside what else, was said before.
_ALSO = re.compile(
    r"[还也并](?<=[\u4e00-\u9fff].)(?<![归偿退返交].)(?:(?<=[还也])(?<![再谁].)(?=[由按从把将][\u4e00-\u9fff“])|(?=应当|必须|不得|可以?|应[设有建在当]|要[求在]|须|邀请|聘请|建立|推出|印发|出台|举办|选派)(?<![不权]也))|"
    r"(?<=[\u4e00-\u9fff》”]{2})(?:为此|对此|据此)(?=[\u4e00-\u9fff]{2})|"
    # 微党课则由党员轮流讲
    r"(?<=[\u4e00-\u9fff]{2})(?<![规原准细法守总附通否然])则(?=由|应[当于在]|须|每[月周年季天])"
)
_ALSO_SIGN = re.compile("[还也并此则]")
ADVERBIAL = re.compile(
    r"(?:紧紧|充分|认真|深入|始终|主动|积极)?(?:为了?|根据|按照|依照|依据|通过|结合|围绕|针对|随着|由于|利用|依托|坚持|本着)[^，。；“”《》]{3,}(?<![的时后前内起中上下])，"
)
# 大兴调查研究之风，: bids everybody to do what any text may bid.
SLOGAN_PIECE = re.compile(
    "(?:要)?(?:持之以恒|坚定不移|持续|大力|切实|进一步|坚持|强化|加强|大兴|注重|突出|树立|弘扬|统筹|狠抓|压实|提高|深化|统一口径|改进)"
    "[^，。；：“”《》（）0-9一二三四五六七八九十]{0,14}，|"
    # 焊缝有无裂纹、脱焊，锈蚀深度超过…: what else is looked at.
    "[^，。；：“”《》（）0-9一二三四五六七八九十]{2,24}(?:有无|是否)[^，。；：“”《》（）0-9]{2,24}，|"
    # 强技能，每县至少培养3名
    "(?:强(?![制行度风降对光烈])|严(?![禁重格])|优(?![先秀惠良抚])|夯|聚(?![集餐会])|育(?![苗肥龄])|拓(?!片))[\u4e00-\u9fff]{2}，"
)
MODAL = re.compile(r"(?:应当|不得|可以|必须|须|有权|负责|具有|享有|禁止|应该)")
BARE = re.compile(r"(?:会同|可(?=[与向由按从])|应当|不得|可以|必须|须(?!知)|有权|享有|具有|具备|符合|履行|负责(?!人))")
NO_SUBJECT = re.compile(
    r"(?:距离(?=[^，。；]{2,16}(?:不|原则))|把|将(?!来)|对(?!口)|由(?!于)|给予|予以|处(?!理|置|分|罚)|责令|每(?=[年月周天日季半两三])|共(?!产|同|青)|先后|已(?!经?知)|累计|"
    r"分布(?=[在于])|位于|集中(?=[在于])|至少|不少于|超过|达到|是|为|有(?!限|色|机|害|毒|效|关|的|期|线|轨)|充分|严格|及时|定期|统一|重点|全面|"
    r"建立|搭建|组织(?!部|者|机构|架构|生活)|开展|强化|落实|推进|坚持|邀请|制定|完善|健全|深化|纳入|列入|参加(?!人)|发放|印发|举办|召开|成立|"
    r"紧贴|立足|聚焦|瞄准|告知(?!书|承诺)|提醒|下发|上报|报送|印制|编印|编写|出台|修订|签订|走访|排查|整改|化解|查处|收集|征求|征集|梳理|召集|听取|接待|受理|办理|解决|完成|实现|投入|"
    r"安排|拨付|配备|配发|购置|购买|新增|培训|慰问|帮扶|督导|督查|抽查|通报|约谈|表彰|评选|推荐|选派|抽调|动员|宣讲|宣传|张贴|悬挂|播放|拍摄|撰写|"
    r"教育(?=职工|引导|干部|党员|群众|人民)|会同|刊发|营造|打造|创新|创建|利用|依托|采取|实行|实施|推行|运用|通过|围绕|按照|根据|结合|以(?!上|下|内|外|及))"
)
# A limit or a duty in so many words: it stands by itself in a story too.
LIMIT = re.compile(
    "不得|不准|不许|严禁|禁止|必须|应当|须(?!知)|不(?:少|低|高|大|小|短|晚|迟)于|不超过|至少(?![有得要])|一律|方可|才[能可准]"
)
# Who had to act was said before: 因工作需要调动时，应当征得…同意.
NOBODY = re.compile(r"(?:因|在|经)?[^，；。]{2,16}[时后]，(?:应当?|不得|可以|必须)")
# 按规定，每天至少…: a duty of whoever was named before.
DUTY_OF = re.compile(
    "(?:按照?(?:有关)?(?:规定|要求|制度)，?)?(?=(?:每(?:[天日周月季年次班]|个?(?:工作日|星期|季度))|至少|必须|须(?!知)|不得|不准|不许|严禁))"
)
# What an agent does comes right after it; else the words were only the start of a longer subject.
ACTS = re.compile(
    rf"，|{NO_SUBJECT.pattern}|{MODAL.pattern}|高度|始终|认真|积极|主动|精心|迅速|第一时间|切实|大力|深入|不断|进一步|继续|共|全年|今年|年初"
)
# Norms may begin with a verb: what follows is a condition, or the one meant is whoever it concerns.
NORM = re.compile(r"应当|不得|可以|必须|的，|须")
# 列车因此停站, 没有杆子的十七处，: for what and of what, was said before.
# 从七月起改成每周六, 每个月公布一次, 卡在验收: of what, was said before.
_LEANING = re.compile(
    # 分优秀、合格、不合格三个等次，: of what, was said before.
    "分(?:为|成)?[\u4e00-\u9fff]{2,4}、[^，；。]*[一二三四五六][个类级档种]?(?:等[次级]|档次?|类别?|级别?)，|人家|按(?:照)?规定是|从(?:那|此|这)(?:以后|之后|时起|天起)?(?!处)|"
    "(?:[从自][^，。；]{1,10}起，?)?(?:一律|统一|全部)?(?:改[成为由]|延长到|提[高前]到|增加到|扩大到|降到|每(?:个?[月周季]度?|年)(?:公布|通报|排名|检查|考核|收|清)[^，。；]{0,2}[一1]次，)|"
    "(?:目前|现在)?(?:卡在|只?剩下?[0-9]|还[差剩有][0-9])|[0-9]{1,2}月[0-9日底初]{0,3}前[^，。；0-9]{2,6}[0-9]+[人名个户家台处座]，"
)
_THEREFORE = re.compile("[^，。；]*(?:因此|据此)(?!，)")
_HALF = re.compile(".*(?:^|，)(?:虽然|尽管)[^，]*$")
_OF_WHICH = re.compile("的[0-9一二三四五六七八九十]+[处个家台辆座件条项户]，")
_STOP = re.compile("[，。；]")
# 取样：混匀后…: what labels a line says what it is about.
LINE_LABEL = re.compile(
    r"(?:[a-z][.．、)）]\s*)?(?!所以|因此|但是|不过|要点|怎么|如何|经过|案例|场景|动作|旁白|问题|改法|注意|备注|说明|例如|比如|为什么|原因|结果|教训|体会|"
    r"感受|记者|附件|顺序|程序|步骤|流程|来源|时间|地点|主题|要求|其中|目的|依据|出处|"
    r"[^：]{0,6}(?:怎么|如何)[^：]{1,3}：|[^：]{0,6}(?:问|答|说|讲|道|是|了|的|在|有|为|于|规定|如下|措施|办法|目标|包括|强调|指出)(?:（[^（）]*）)?：)"
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)(?:（[^（）]{1,12}）)?：(?=[^：]{8,})"
)
# What a clause is about where that is a few characters before its modal, its limit or its comma.
SHORT_SUBJECT = re.compile(
    r"(?P<what>[^，。；：、“《]{2,7}?)(?:时|后|的)?，?(?:应当|不得|可以|必须|应|须|包括|载明|不少于|不超过|不低于|一般|为(?=[^，]{0,3}[0-9一二三四五六七八九十]))"
)
# Amounts that need no object beside them, and any amount with one.
GOVERNS = re.compile(
    r"[^，。；]*?[0-9.一二三四五六七八九十百千万两半]+(?:个?(?:小时|分钟|工作日|学时|课时|月|日|天|年|周岁|岁|元|万元|[%％分米]|公里)|[^，。；]{0,3}[\u4e00-\u9fff]{3,})|百分之"
)
# Words that say who acts, whatever was said before.
ACTOR_WORD = (
    r"(?:人|者|员|局|厅|处|科|室|所|站|队|部|委|院|校|会|社|组|班|政府|单位|部门|机关|机构|组织|企业|公司|学校|国家|公民|社会|家长|监护|儿童|学生|教师|干部|民警|党委|支部|街道|社区|"
    r"乡镇|村|中心|家庭|父母|夫妻|法院|军队|集体|群众|居民|村民|师傅|医师|护士|律师|主任|书记|组长|领导|同志|主席|总理|双方|当事人|司机|商户|用户)"
)
"""Any word for who acts, to build an expression of; ``ACTOR`` finds one at the end."""
ACTOR = re.compile(f"{ACTOR_WORD}$")
# 生产科长：决定停水检修…: whoever holds a post is the subject of what its line says.
POST = re.compile("(?:[科处局站所厂场校院馆部股段班室组社会车]长|主管|经理|调度|工程师|岗)$")
# Who must: 每个分局必须, 课题组应, 驾驶员连续驾驶不得.
OWN_AGENT = re.compile(
    rf"[^，。；、：的为对在把将由从按“《]{{1,14}}?{ACTOR_WORD}(?:应当?|必须|不得|须(?!知)|要(?![求点素])|"
    r"每[人个名]?[年月周日天季半]|至少|原则上|[^，。；、：的]{0,6}(?:不得|不准|不许))"
)
# What makes a clause a statement, and no mere 首次合作的单位，.
TELLS = re.compile(rf"{MODAL.pattern}|{NO_SUBJECT.pattern}|由|应|是|[^，]{{10,}}")
# Steps of a procedure that an earlier sentence began.
_RECEIVED = re.compile("(?:收到|受理|接到)[^，。；]{0,12}之日")
_OPENS_LATER = re.compile(
    r"经(?:审核|审查|核实|调查|批准)|在任何情况下|每[台辆人个名家所条件次期](?!轮训|培训|集训)|"
    r"(?:行动|活动|会议|培训|演练|检查|整治|比赛|大赛|工程|项目)(?:自|从|于|由|将|分|共)|[^，。；]{1,3}后"
)
_LATER = re.compile(
    r"(?=[予进原仍异复确逾期届])(?:(?:予以|进行)(?:审核|审查|登记)，|"
    r"原(?:备案|发证|审批|决定|登记)|仍(?:可以|应当|未|不)|异议的|复核|确实|逾期|期满|届满)"
)
# 我馆, 我市: who speaks is not said in the stem.
SPEAKER = re.compile(
    "(?=[市县区局省所镇乡中平选赛现大支政评社学活行我本全])(?:"
    "[市县区局省所镇乡]里|^(?:中心|平台|选手|赛场|现场|大队|支队|政府|赛事|评估|社区|学校|活动|行动)(?=[有将与设按已每由共])|"
    "我(?=[馆局市县区院校司镇乡村部处所站队厂集中])|本(?=[馆局市县院校司镇乡村部处所站厂])|全(?=[馆局院校司厂]))"
)
# Talk that no question takes over.
TALK = re.compile(
    "请(?:记住|牢记|注意|大家|各位)|我们|他们|她们|你们|咱们|大家|同志们|我(?![馆局市县区院校国省党军厂])|你|她|这[一二两三四五六七八九十几]?[个种样些次件里条项份批]|那[个种样些次件里]|哪[个家位些][^，。；]{0,10}的，|什么|怎么|吗|呢|吧|啊"
)
# Somebody a report tells of, and what nobody need know of: 贺老师, 郑大爷, 29岁的.
_PERSON = re.compile(
    r"(?:^|[，。、的和是]|老板|店主|村民|居民|市民|司机|职工|退休工人)[\u4e00-\u9fff](?:老师|奶奶|爷爷|大爷|大妈|大娘|阿姨|师傅|先生|女士|大姐|大哥|老太太|某某?)(?!们)|"
    r"[0-9一二三四五六七八九十]+岁的[\u4e00-\u9fff]{2,8}(?:[，。；]|$)|是其中的"
)
_MAYBE_PERSON = re.compile("老师|老太太|奶奶|爷爷|大爷|大妈|大娘|大姐|大哥|阿姨|师傅|先生|女士|某|岁的|是其中的")
"""One of these stands in every text that ``_PERSON`` is found in."""
# Who said it, before what was said.
REPORTED = r"[^，。；：“]{2,24}(?:告诉(?:记者|笔者)|介绍说?|表示|坦言|说|指出|强调|认为|要求)，"
# An agent and how often, but not what it does: 区市监局每周不少于2次.
HOW_OFTEN_ONLY = re.compile(
    # 真火训练每月不少于2次, 每名导师带培不超过2人: what it is that is done so often.
    # 各馆每周丰容不少于4次: what stands between.
    r"(?![^，。；]{1,10}每[年月周天日班季](?!原则|一般|至少|应|须|参加|组织|开展|举办|安排|[度人名])[\u4e00-\u9fff]{2,6}(?:不得?少于|至少)|"
    r"[^，。；]{3,12}(?:率|比例)(?:应当?|须|要|必须)?不)"
    r"(?!每[名位][^，。；]{4,8}(?:不|至少)|[^，。；]{0,12}(?:训练|培训|学习|演练|巡查|授课|讲课|宣讲|走访|调研|督导|抽查|夜查|集训|会议)(?:每|不得?少|至少|原则上))"
    r"[^，。；]{2,16}?(?:每[^，。；]{1,4}|原则上|一般)?(?:不得?少于|至少|不得?超过|不得?低于|最[多少长短])"
    r"[0-9.,一二两三四五六七八九十百千万半]+[^，。；]{1,3}(?:[，。；]|$)"
)
# A clause that says how much of the one before it: 时间不少于6个月, 其中持证的不少于2人.
OF_WHAT_PRECEDES = re.compile(
    "时间|时长|期限|期间|人数|数量|比例|每次|其中|且|并(?!可?以?处)|最[多少长高]|至[少多]|不少于|不超过|不低于|一般"
)
NTH = "第[一二三四五六七八九十](?:件事?|[条项点层句桩]|个方面)"
"""第一条, 第二件事: which point it is."""
# 《方案》提出三项指标，一是: the document is named in front of the question, and the point is one of it.
ANNOUNCED = (
    "《?[^，。；：《》]{0,12}(?:方案|办法|意见|通知|计划|规定|细则|规划)》?"
    "(?:提出|明确|设定|规定|确定|部署)了?[^，。；：]{1,12}[，：]一是"
)
ITEM_LABEL = re.compile(r"[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]|[①-⑳]|[一二三四五六七八九十]是")
_LAYS_DOWN = re.compile(
    r"^按照“|应当|应(?=[于在由按自当])|不得|可以|必须|须|每[年月周日天季半届两]|每[^，。]{1,4}[年月周日天季]|每(?<=[^，。；：]每)隔?[^，。]{1,4}(?:分钟|小时)|至少|不少于|不低于|不超过|期限|有效期|任期|以内|之内|[0-9一二三四五六七八九十两百作](?:日|年|月|天|小时|分钟)内|之日起|"
    r"的，|禁止|负责|实行|处[^，]*(?:罚|刑|拘留)|满|有权|包括|分为|是指|原则|遵循|由[^，]*[任担]"
)
_REPORTS = re.compile(
    r"是[^，的]{1,8}的，|[用耗历]时|^[0-9]{1,2}月[0-9]{1,2}日[^，前]{0,20}(?:举行|召开|开展|举办)|目前|以来|共(?!同|青|产)|累计|先后|已(?!经?[满知婚])|了(?!解)"
)
_OF_A_YEAR = re.compile("全年|上半年|今年|去年")
AGENT = re.compile(
    r"(?!特别|例如|比如|尤其|包括|其中)[^，。；：、0-9“”《》的为对在向把将以从由等各每及与和用通过有被让给到了并]{0,14}(?:局(?!长|面|部|限|势)|部(?!署|门|长|分|队)|厅(?!长)|处(?!理|置|长|罚|分)|科(?!技|学|长|研)|室|队(?!伍|长|员)|中心|单位|部门|组(?!织|成|建)|"
    r"委员会|党委|党组|支部|政府|学校|医院|公司|企业|社区|街道|镇(?!长|政|党)|乡(?!长|镇|村)|村(?!民|委|长|级)|民警|干部|党员|人员|学员|群众|同志|负责人|书记|主任|经理|机关|机构)(?![的是和与、之])"
)
# 分管负责人签字后于4月10日前报: what is handed in was said before.
HANDS_IN = re.compile(
    "[^，。；：将把]{0,24}(?:应当?|须|要)?(?:于|在)?[^，。；：将把]{0,10}前(?:(?:上?报|报?送|提交|交)(?!名|到)|(?:落实|分解|细化|传达)到)[^，。；将把]*$"
)
# Later pieces of a rule that mean nothing without the case before them.
LATER_CASE = re.compile(
    r"(?:[^，；。]{0,10}拒不|可能|不足|不满|未满|未达到|超过|违法所得|逾期|情节|构成|造成|有违法|没有违法|货值|尚|仍|屡|再次|并|取得|未取得违法|对直接负责|给他人)|[^，；。]*除外"
)
# 其 and the like as the object of the first clause: who it is was said before.
WHOSE = re.compile(
    r"(?:不足|不满|未满|超过|相关|有关)|(?:对)?其(?:他|它)[^，；。]*|(?:按照|根据|依照)[^，。；《]{2,10}(?:可以|应当|分为)|[^，；。]*(?:认定|对|向|为|与|将|把|使|给|由|取得|经|按)其(?!他|它|余|中)"
)
RELATIVE_TIME = re.compile(
    r"今年|去年|前年|明年|上年(?!度)|昨[天日]|今[天日]|明天|日(?<![0-9一二三四五六七八九十]日)前|近日|近期|本月|上个?月|最近|不久前|刚才|刚刚"
)
# 今年要新建15处, 今年6月底前, 明年起, 今年由四次减为两次: what is meant to be; 去年七月的一场大雨 is a story.
_MEANT = re.compile(
    "[今明后]年(?:要(?![求点素])|应|须|将|再|计划|力争|争取|确保|全部|统一|实行|实施|推行|推开|(?:工作)?的?(?:总体)?目标)|"
    "(?:[今明后]年[^，。；]{0,8}|从[今明]年开始，)(?:起(?!火|因|诉|伏)|底[之以]?前|月[之以]?前|日[之以]?前|旬[之以]?前)|"
    "力争|确保|要(?![求点素])[^，；。]{0,20}(?:达到|[升降提减增][高低少加]?[到至为])|"
    "[今明]年[^，。；]{0,20}由[^，。；]{2,12}(?:提高|增加|上调|下调|降低?|压缩|压减|减少?|缩短|延长|扩大|改)[到至为]"
)
_LAST_YEAR = re.compile("[去前]年(?!基础上|同期)")
_HAPPENED = re.compile(
    f"{_REPORTS.pattern}|同比|估计|预计|可能|有望|初步|考虑|正在|[0-9]月(?:[0-9]{{1,2}}[日号])?[，中]|曾|[0-9]+岁"
)
PENALTY = re.compile(r"并?(?:可以?)?并?处(?:以)?")
# 平台报警后，
WHENEVER = re.compile("[^，。；的这那此该]{4,16}(?<![以之])[时后]，")
BY_WHEN = "到[^，。；：到]{2,9}(?:[年月]?底|[年月日末]|前)，"
"""到2031年底，每个街道至少有…: an expression of a date that something is aimed at."""
# When, where or on what condition: what such a clause says cannot be left away.
SETTING = re.compile(
    # 于3月底前完成，: a duty, and not when something else is to be done.
    r"(?!于[^，；。]{2,12}前(?:完成|报送|结束|上报)，)(?:在|于|当|自|从|如果?|遇|凡|经(?![营济费办理]))[^，；。]{2,30}，|[^，；。]{0,16}(?:[年月日天]|期间|[时后前中间里]|[上下]午)，|"
    r"[^，；。]{0,6}[0-9]{1,2}月[^，；。]{0,10}[为是][^，；。]{2,8}(?:期|阶段)，|"
    r"[^，；。]{0,40}的，|[^，；。]{2,30}的[0-9]+[座个处名户家台辆所条项艘栋间件][^，；。的]{0,6}，"
)
# Reasons and aims, which say nothing by themselves.
_HANGING = re.compile(
    r"(?:^|，)(?:随着|通过(?!率)|经(?![营济费办理纪常历])|为了?(?!主)|根据|依据|按照|依照|确保|以便|以期|从而|进而)[^，；]*$"
)
_THING = re.compile(r"一(?:[场个次项种套批支条]|系列)[^，；]*的[^，；的]{1,8}$")
# 落实…的规定 states nothing that could be true or false.
_MERE_CALL = re.compile("(?:严格|认真|全面)?(?:落实|执行|贯彻)[^，。]*的(?:规定|制度|要求|措施)$")
_MERE_NAME = re.compile(r"的(?:重要|有力|具体|有效|必然|重大)?(?:举措|途径|体现|保证|选择|抓手|载体|法宝|典型|缩影)$")
_SAYS_WHAT_IT_IS = re.compile("[是为]|采取|推出|提出|有")
# Who somebody is or how bad it was, without the deed: 使用者为个人的，可以处…; 情节严重的，处….
_NO_DEED = re.compile(
    r"(?:[^，；]{0,12}(?:为|是|属于|系)[^，；]{1,10}的，|情节[^，；]{1,8}的，|造成[^，；]{0,8}后果的，|构成犯罪的，|(?:逾期|拒)不[^，；]{1,6}的，|"
    r"对?(?:个人|单位|企业|法人|自然人)[^，；]{0,4}，?|)(?:可以?)?(?:由[^，；]{2,60}?)?(?:并?处|给予|吊销|责令|没收|予以|依法)(?![^，；]{0,20}的，)"
)
EMPTY_TALK = re.compile(
    "一分部署|亲自部署|亲自过问|挂图作战|制定本|适用本(?:法|条例|办法|规定|细则|规则)|让我们|希望(?:年轻|大家|同志|广大|你们|各位)|作了?(?:[\u4e00-\u9fff]{2,4})?(?:发言|汇报)|不懈奋斗|衷心|祝愿|谢谢|新的更大贡献"
)
# 集中体现在五个“新”: what does, was said before.
OF_NOTHING = re.compile(
    "(?:集中|主要|突出|具体|具体地|重点)*(?:体现|表现|反映)(?:在|为|出)|(?:暴露|显露)出|发现(?![^，]{0,6}[时后])"
)
# 各单位一把手每月不少于三次: who and how often, but not what.
_NO_ACT = re.compile(
    # 检查时执法人员不得少于两人: on which occasion.
    rf"(?!每[^，。；]{{1,6}}的|[^，。；]{{2,10}}(?:时|期间|过程中)[^，。；]{{2,}}[名人](?:，|$))[^，。；]{{0,16}}?(?:{ACTOR_WORD}|手)(?:每[^，。；]{{1,4}}|原则上|一般)*"
    r"(?:不得?少于|至少|不得?超过|不得?低于)[0-9一二三四五六七八九十两半]+(?:次|名|人|场|小时|个小时)(?:，|$)"
)
# 按照规定，…: what follows may have a subject of its own; 每天户外活动不少于两小时 has one.
AFTER_RULE = re.compile("(?:按照?|根据)[^，；]{0,10}(?:规定|要求|标准|办法|制度|规程)，")
EVERY_TIME = re.compile(
    "每(?:[天日周月年季]|个?(?:学期|星期|工作日|季度))(?:[^，。；不]{2,8}(?:活动|学习|时间|时长|次数|间隔|训练|休息|睡眠))不(?:得|应|能)?(?:少|低|多|高|超)[于过]"
)
# 距离超过10米: the distance of what, was said before.
BARE_MEASURE = re.compile(
    "(?:距离|重量|高度|长度|宽度|厚度|湿度|浓度|压力|面积|深度|坡度|含量|水分|容量|体积)(?:超过|达到|高于|低于|大于|小于|不足|不得?[少超低高大小])"
)
ABOLISHED = re.compile("[以过原从](?<![^，].)(?:(?<=以)前|(?<=过)去|(?<=原)来|(?<=从)前)是")
# 数据每15分钟记录一次, 平台发现的: which one it is, was said before.
BARE_THING = re.compile(
    "(?:全部|均|都|统一)由|(?:数据|结果|平台|系统|体验得分|一般事件|名单|该项)(?=[，每应须由不自发对在实保记统]|按(?!摩))"
)
# 督促企业合理确定承包费，连续驾驶4小时的，…: what is before the case is another matter, and of whom nobody tells.
CASE_AFTER_ACT = re.compile(
    f"(?:督促|{NO_SUBJECT.pattern})[^，；。]{{4,24}}，[^，；。]{{3,24}}的，(?:应|必须|须|要|一律|不得)"
)
# 作业人员不少于2人: how many there are of them, and nothing they do.
HOW_MANY = re.compile("不得?应?(?:少于|低于|超过)|至少|达到|超过|共[0-9]")
# 全街道十一个社区，目前只有四个有食堂: they are told of, and do nothing.
IS_DESCRIBED = re.compile("，(?:目前|现有|只有|其中|已(?!经?知)|共有?|仍|还|大多|余下|有的)")
THAT_ONE = re.compile("(?:^|，)该[\u4e00-\u9fff]{1,4}?(?:[把将在对按由每从还已]|建立|实行|规定|要求|推行|改)")
# 其余24人从机关抽调, 我本人也排进去: another subject than the agent before.
SOMEBODY_ELSE = re.compile(
    "其余|余下|其他人|另有|有的|[我你他她]|本人|大家|每[个座家所处台辆名位][^，。；]{2,8}(?:不|应|须|要|至少|每|现场|必须)"
)
BY_WHAT = re.compile("根据|按照|依照|依据|通过|围绕|结合|为了|针对")
THAT = re.compile("该(期限|期间|手续|申请|决定|费用|款项|行为|情形|项目|事项|信息|时间|通知|文件|材料|场所|产品|设备)")
LIST_CUE = re.compile(r"下列|以下|如下")


_SAYS_WHO = re.compile(ACTOR_WORD)
# 离岗两年或者…, 能够局部加固: the same characters, and nobody.
_NOBODYS = re.compile("或者|局部")


def without_aside(text: str) -> str:
    """Return a text without what brackets say of names and annexes: （以下简称…）, （见附件1）."""
    return _ASIDE.sub("", text) if "（" in text or "(" in text else text


def without_also(text: str) -> str:
    """Return a text without the 还, 也 or 为此 that sets it beside what was said before."""
    return _ALSO.sub("", text) if _ALSO_SIGN.search(text) else text


def is_leaning(text: str) -> bool:
    """Tell whether a text says 因此 or 改为 of what was said before, or of which things 的十七处; or half of 虽然…."""
    if _LEANING.match(text) or (("虽然" in text or "尽管" in text) and _HALF.match(text)):
        return True
    if ("因此" in text or "据此" in text) and _THEREFORE.match(text):
        return True
    which = _OF_WHICH.search(text)
    return which is not None and _STOP.search(text, 0, which.start()) is None


def goes_on(text: str) -> bool:
    """Tell whether a text takes up what the sentence before it named: 自收到申请之日起…, 经审核…, 逾期…."""
    received = _RECEIVED.search(text)
    if received and "的，" not in text[: received.start()]:
        return True
    return _OPENS_LATER.match(text) is not None or _LATER.search(text) is not None


def tells_of_person(text: str) -> bool:
    """Tell whether a text tells of somebody whom nobody need know: 贺老师, 郑大爷, 29岁的."""
    return _MAYBE_PERSON.search(text) is not None and _PERSON.search(text) is not None


def is_no_act(text: str) -> bool:
    """Tell whether a text says of somebody how often or how many, and not what they do: 检查员每周不少于两次，."""
    return ("不" in text or "至少" in text) and _NO_ACT.match(text) is not None


def says_who(text: str) -> bool:
    """Tell whether a text holds a word for who acts: 人员, 部门, 公司, 学员."""
    return _SAYS_WHO.search(text) is not None and _SAYS_WHO.search(_NOBODYS.sub("，", text)) is not None


@lru_cache(maxsize=2048)
def is_norm(text: str) -> bool:
    """Tell whether a text lays something down: a duty, a limit, a right; and does not report what happened."""
    return _LAYS_DOWN.search(text) is not None and not is_report(text)


def is_report(text: str) -> bool:
    """Tell whether a text reports what happened: 累计, 目前, 已, 去年."""
    return _REPORTS.search(text) is not None or (_OF_A_YEAR.search(text) is not None and not _is_meant(text))


def lacks_date(text: str, year: int) -> bool:
    """Tell whether a text says 最近, or 今年 where ``year`` does not say which (0), or where it tells a story."""
    if RELATIVE_TIME.search(text) is None:
        return False
    return not year or not _is_meant(text) or RELATIVE_TIME.search(dated(text, year)) is not None


def _is_meant(text: str) -> bool:
    """Tell whether what a text says of a year is a rule, an aim or a plan: 今年要新建15处, 明年起每半年公布."""
    if _LAST_YEAR.search(text) or (LIMIT.search(text) is None and _MEANT.search(text) is None):
        return False
    return _HAPPENED.search(text) is None


def stands_by_itself(text: str) -> bool:
    """Tell whether a lead-in has its own subject and points at nothing but the list below it."""
    said = LIST_CUE.sub("", text)
    return not (
        OF_NOTHING.match(text)
        or TALK.search(text)
        or wording.dangling_word(text)
        or WHOSE.match(text)
        or BARE.match(text)
        or wording.refers_elsewhere(said)
    )


def says_something(text: str) -> bool:
    """Tell whether a clause is more than a reason or an aim at its end, a bare noun, or a penalty without its deed."""
    hanging = _HANGING.search(text)
    aimless = hanging is not None and MODAL.search(hanging.group()) is None
    nameless = _MERE_NAME.search(text) is not None and _SAYS_WHAT_IT_IS.search(text) is None
    return not (
        aimless
        or nameless
        or _MERE_CALL.match(text)
        or (_THING.match(text) and MODAL.search(text) is None)
        or _NO_DEED.match(text)
    )
