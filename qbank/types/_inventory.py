"""Common members of everyday classes, by what they end in or begin with: wrong options where the document lends none.

Examiners take nearly half of their distractors from outside the document, most of them general members
of the key's class. Written for this project; every list is of one kind and one length or nearly so.
"""

from __future__ import annotations

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
    "原则": "公开 公平 公正 自愿 平等 诚信 高效 便民 节约 保密",
    "方针": "预防为主 综合治理 分类指导 统筹兼顾 群防群治 属地管理",
    "处分": "警告 记过 记大过 降级 撤职 开除",
}


def class_mates(members: Sequence[str], noun: str) -> tuple[str, ...]:
    """Return common things of the members' class that are not among them, none if the class is not known.

    Args:
        members: the members of one list.
        noun: what the document calls them together (原则, 方针), "" if it does not say.
    """
    length = {len(member) for member in members}
    listed = (
        _BY_NOUN.get(noun, "")
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
