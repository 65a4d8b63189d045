"""Common members of everyday classes, by what they end in or begin with: wrong options where the document lends none.

Examiners take nearly half of their distractors from outside the document, most of them general members
of the key's class. Written for this project; every list is of one kind and one length or nearly so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BY_ENDING = {
    "教育": "廉政教育 法治教育 国防教育 安全教育 党性教育 传统教育 纪律教育 家风教育",
    "培训": "岗前培训 脱产培训 技能培训 专题培训 轮岗培训",
    "检查": "专项检查 交叉检查 突击检查 日常检查 联合检查",
    "考核": "平时考核 年度考核 任期考核 专项考核 季度考核",
    "学习": "集中学习 个人自学 专题学习 交流学习",
    "会议": "例行会议 专题会议 调度会议 联席会议",
    "机制": "监督机制 激励机制 协调机制 预警机制 容错机制",
    "制度": "值班制度 例会制度 回访制度 公示制度 报告制度 轮岗制度",
    "能力": "组织能力 沟通能力 表达能力 创新能力 应变能力 执行能力",
    "工资": "岗位工资 绩效工资 计件工资 加班工资",
    "建设": "队伍建设 作风建设 制度建设 阵地建设 文化建设",
    "服务": "上门服务 延时服务 预约服务 跟踪服务",
    "管理": "分级管理 动态管理 目标管理 档案管理 风险管理",
    "监督": "群众监督 舆论监督 内部监督 专项监督 日常监督",
    "意识": "大局意识 责任意识 服务意识 忧患意识 规矩意识 法治意识",
    "保障": "经费保障 人员保障 技术保障 后勤保障 制度保障",
    "感": "使命感 责任感 荣誉感 归属感 紧迫感 获得感 成就感",
    "观": "世界观 人生观 价值观 权力观 政绩观 事业观",
    "性": "真实性 准确性 完整性 及时性 保密性 权威性 系统性",
    "化": "标准化 规范化 信息化 专业化 智能化 制度化 常态化",
    "权": "知情权 参与权 表达权 监督权 选择权 名誉权 隐私权",
    "费": "差旅费 培训费 会议费 交通费 咨询费 误工费 住宿费",
    "组": "综合协调组 后勤保障组 医疗救护组 治安保卫组 宣传报道组 善后处置组 专家技术组 督查考核组 会务组 督导组",
    "课": "必修课 选修课 实践课 网络课 研讨课",
    "阶段": "动员阶段 自查阶段 整改阶段 验收阶段 试点阶段 推广阶段 巩固阶段",
    "记录": "巡查记录 交接记录 维修记录 培训记录 检测记录 值班记录 消毒记录",
    "关": "政治关 业务关 廉洁关 质量关 程序关",
}
# Rows of things made with one opening verb. Every list is of things said after that verb in such rows.
_BY_OPENING = {
    "进": "进社区 进企业 进机关 进农村 进家庭 进网络 进校园 进军营",
    "查": "查思想 查作风 查纪律 查隐患 查制度 查落实",
    "讲": "讲政治 讲规矩 讲奉献 讲诚信 讲团结 讲纪律",
    "比": "比学习 比作风 比业绩 比奉献 比技能 比服务",
    "学": "学理论 学法规 学先进 学业务 学技能 学党史",
    "敢": "敢担当 敢作为 敢创新 敢斗争 敢负责",
    "抓": "抓学习 抓作风 抓落实 抓整改 抓队伍",
    "促": "促发展 促改革 促和谐 促规范 促落实",
    "强": "强党建 强基础 强队伍 强作风 强本领",
    "转": "转观念 转作风 转职能 转方式",
}
_BY_NOUN = {
    "原则": "公开 公平 公正 自愿 平等 诚信 高效 便民 节约 保密 "
    "属地管理 分级负责 社会参与 公开透明 因地制宜 统筹兼顾 循序渐进 奖惩结合 示范引领 试点先行 总量控制 动态调整 "
    "节约集约 便民高效 市场运作 标本兼治 部门联动 突出重点 分类施策 注重实效",
    "方针": "预防为主 综合治理 分类指导 统筹兼顾 群防群治 属地管理",
    "处分": "警告 记过 记大过 降级 撤职 开除",
}

# Things of one kind that have no word in common: where a list names two of them, the others pass for members.
_KINDRED = (
    "短信 电话 广播 微信 传真 邮件 公告 对讲机 大喇叭",
    "沙袋 编织袋 抽水泵 挡水板 救生衣 应急灯 发电机 铁锹 雨衣",
    "灭火器 消火栓 防毒面具 消防水带 消防沙 灭火毯 应急照明灯",
    "固定电话 传真机 卫星电话 对讲机 打印机 录音系统 摄像机 扫描仪",
    "短信提醒 电话催办 上门催办 书面通知 公开通报 约谈提醒",
    "听取汇报 查阅资料 实地查看 个别访谈 问卷调查 随机抽查 现场提问",
    "笔试 面试 实操 答辩 体检 考察 公示",
    "集中授课 现场教学 案例分析 分组讨论 线上学习 实操演练 专家讲座",
    "初审 复审 公示 备案 核查 审批 归档",
    "消防 公安 医疗 环保 海事 气象 交通 水利 电力 通信",
    "通报批评 约谈 书面检查 诫勉谈话 调离岗位 取消评优资格 扣发绩效",
    "工作纪律 服务质量 办件效率 群众评价 学习培训 创新成效",
    "申请书 身份证明 营业执照 授权委托书 房屋权属证明 健康证明 户口簿 合同文本",
    "财政拨款 社会捐赠 自筹资金 银行贷款 上级补助 利息收入",
    "装卸 消防 用电 焊接 起重 登高 驾驶",
    "查询 预约 支付 导航 投诉 评价 打印 开票",
    "绝缘手套 安全帽 安全带 护目镜 绝缘靴 防护服 防尘口罩",
    "易燃 易爆 有毒 腐蚀 放射",
    "国家标准 行业标准 地方标准 团体标准 企业标准",
    "申诉 控告 检举 批评 建议",
    "协商 调解 仲裁 诉讼 复议 信访",
    "撤销 变更 延长 中止",
    "特别重大事故 重大事故 较大事故 一般事故 轻微事故",
    "查封 扣押 冻结 拍卖 没收",
    "年度检查 专项检查 日常检查 交叉检查 随机抽查",
    "企业 事业单位 社会团体 国家机关 个体工商户",
    "财政 税务 审计 统计 物价",
)
_NAMED_OF_KIN = 2
# What is often asked for, may be done or must be had elsewhere: class noun, what the members look like, and more of it.
_USUAL = (
    (
        "材料",
        re.compile("[书证件明表单料告案图]$"),
        "近三年的财务审计报告 无犯罪记录证明 上级主管部门的推荐意见 法定代表人的学历证明 经公证的承诺书 "
        "银行出具的资信证明 职工代表大会的决议 户籍所在地出具的证明 纳税情况证明 个人征信报告",
    ),
    (
        "措施",
        re.compile("^(?:进入|查阅|询问|查封|扣押|查询|复制|要求|对.{0,20}检查)"),
        "限制有关人员的人身自由 冻结有关单位和个人的存款、汇款 强制有关人员到场接受询问 吊销有关单位的营业执照 "
        "拍卖被扣押的财物抵缴罚款 通知出境管理机关阻止有关人员出境",
    ),
    (
        "条件",
        re.compile("^(?:有|是依法|具有健全)"),
        "有连续三年以上的经营业绩 有自有产权的办公用房 有上级主管部门出具的推荐意见 有本行业协会的会员资格",
    ),
)


def usual_of(members: Sequence[str], noun: str) -> tuple[str, ...]:
    """Return what is often listed under a noun beside members like these; none if either is another."""
    for known, made, words in _USUAL:
        if noun == known and sum(made.search(each) is not None for each in members) * 2 >= len(members):
            return tuple(words.split())
    return ()


# Words of how a thing is done or made, with the other way it could be done: both read well in the same place.
_OTHER_WAYS = """
    专职>兼职 书面>口头 原件>复印件 实名>匿名 双人>单人 独立设置>合并设置 分开存放>集中存放
    分类存放>集中存放 分类收集>混合收集 分类投放>混合投放 集中收集>分散收集 集中供应>分散供应 统一采购>自行采购
    统一配送>自行配送 统一管理>各自管理 专人管理>轮流管理 专人负责>轮流负责 专人保管>轮流保管 专柜存放>随处存放
    专用车辆>社会车辆 专用通道>公共通道 封闭运输>敞开运输 密闭运输>敞开运输 每月>每季度 每季度>每半年
    每半年>每年 每周>每月 每日>每周 当日>次日 当场>事后 事前>事后 事先>事后 逐级>越级 逐项>抽项
    逐一>抽样 全部>部分 全程>部分 现场核实>电话核实 实地核查>书面核查 公开招标>邀请招标
"""
_OTHER_WAY = dict(pair.split(">") for pair in _OTHER_WAYS.split())
_SHORTEST_TURNED = 6
_HOW = re.compile("|".join(sorted(_OTHER_WAY, key=len, reverse=True)))
_NO_OTHER_WAY = re.compile("不|无|至少|或者?|、")


def counterpart_of(text: str) -> str:
    """Return a wording with its only word that says how it is done turned to another way; "" if it has none."""
    found = list(_HOW.finditer(text))
    if len(text) < _SHORTEST_TURNED or len(found) != 1 or _NO_OTHER_WAY.search(text):
        return ""
    how = found[0]
    return f"{text[: how.start()]}{_OTHER_WAY[how.group()]}{text[how.end() :]}"


def class_mates(members: Sequence[str], noun: str) -> tuple[str, ...]:
    """Return common things of the members' class that are not among them, none if the class is not known.

    Args:
        members: the members of one list.
        noun: what the document calls them together (原则, 方针), "" if it does not say.
    """
    length = {len(member) for member in members}
    kin = next((words for words in _KINDRED if len(set(words.split()) & set(members)) >= _NAMED_OF_KIN), "")
    listed = (
        _BY_NOUN.get(noun, "")
        or kin
        or next((words for end, words in _BY_ENDING.items() if all(each.endswith(end) for each in members)), "")
        or (_BY_OPENING.get(members[0][0], "") if share_opening(members) else "")
    )
    said = "".join(members)
    return tuple(
        word for word in listed.split() if word not in said and min(length) - 1 <= len(word) <= max(length) + 1
    )


def known_ending(members: Sequence[str]) -> str:
    """Return the class noun of two characters and more that all members end in, "" if it is not a known one."""
    return next((end for end in _BY_ENDING if len(end) > 1 and all(each.endswith(end) for each in members)), "")


def share_opening(members: Sequence[str]) -> bool:
    """Tell whether members are made with one verb of one character: 进警营、进教材, but not 学习内容、学习步骤."""
    made = {each[:1] for each in members}
    return len(made) == 1 and made <= _BY_OPENING.keys() and len({each[1:2] for each in members}) == len(members)
