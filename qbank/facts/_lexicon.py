"""Closed word lists of office prose, written by hand. A word belongs here when its place beside a list is telling."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """Return the words of a text that white space separates."""
    return frozenset(text.split())


CONJUNCTIONS = listed("和 与 及 以及 或 或者")
MODALS = listed("应当 应 必须 可以 不得 须 要")

LEADS = listed("""
    包括 包含 分为 分 有 具有 具备 即 是 为 指 含 涵盖 遵循 坚持 贯彻 实行 建立 健全 完善 载明 写明 注明 列明 说明
    提供 提交 设立 设置 设 下设 内设 分设 配备 采取 采用 做到 践行 强化 加强 突出 抓好 落实 推行 开展 弘扬 树立
    遵守 恪守 出示 公布 公开 记载 填写 收集 如 例如 充分利用 利用 构建 形成 营造 提高 提升 增强 培养 培育 保障
    保护 维护 促进 推进 推动 发扬 享受 享有 打造 严禁 禁止 按照 不得 应当 必须 分别 依次 危害 损害 侵害 侵犯
    涉及 约定 违反 取得 征求 听取 接受 承担 参与 参加 发布 出具 防止 防范 规范 鼓励 支持 紧贴 紧盯 聚焦 瞄准 立足
""")
"""Words right before a list that are hardly ever part of its first member."""

PREPOSITIONS = listed("由 从 对 在 向 以 用 通过 经")
"""What follows such a list must be seen, for a verb may hang on its last member (由A、B、C签名)."""

HEADS = listed("""
    原则 方针 制度 机制 体系 方式 方法 形式 措施 要求 内容 标准 条件 权利 义务 职责 任务 部门 单位 机构 组织 机关
    人员 材料 文件 信息 证件 精神 作风 意识 能力 素质 活动 工作 平台 载体 渠道 手段 途径 情形 行为 因素 环节 方面
    领域 行业 场所 设施 设备 档次 等级 类别 程序 费用 资金 办法 教育 培训 局面 格局 氛围 风尚 思路 总要求 关系
    目标 理念 要素 指标 媒介 媒体 品种 灾害 事项 科目 课程 项目 产品 证书 处分 处罚 工具 保险 基金 税种 奖项 称号
""")
"""Class nouns: what a list of things is a list of."""

NEVER_INSIDE = listed("""
    的 等 应当 应 必须 可以 不得 须 要 和 与 及 或 或者 以及 并 对 对于 向 由 以 按照 根据 依照 依据 通过 经 自 从
    在 把 将 被 为 是 使 让 给予 予以 了 着 所 之 其 进行 相 相互 同 跟 因 有关 相关 后 前 时 外 中 内 上 下 起 止
    仍然 仍 关于 颁发 没有 都 均 也
""")
"""Words that no member of a list contains."""

REGIONS = listed("省 自治区 直辖市 市 县 乡 镇 区 自治州 自治县 民族乡 街道 设区 县级市 市辖区 市级 县级 省级")

NEVER_IN_NAMES = listed("""
    的 了 着 过 是 有 为 对 向 由 被 把 将 与其 及其 并 应当 应 必须 可以 不得 须 要 按照 根据 在 按 依照 经 自 以
    予以 给予     因 从
""")
"""Words that no name of an organ or post contains."""
