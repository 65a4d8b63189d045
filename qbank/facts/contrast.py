"""A word of a rule that has a fixed opposite: 书面/口头, 上一级/同级, 每年/每两年. The table is written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Contrast, Fact, part

# Word and opposite, the more telling pairs first, since a sentence yields one; "=" reads both ways.
_TABLE = """
书面>口头或者书面 口头>书面 上一级>同级 同级>上一级
双方=单方 当场=事后 事前=事后 事先>事后 无记名=记名 有偿=无偿
副组长=组长 副主任=主任 副书记=书记 副局长=局长 副所长=所长 副会长=会长 副主席=主席
每年>每两年 每半年>每年 每季度>每半年 每月>每季度 每周>每月 每日>每周 每天>每周 按月>按年 按季>按月 按年>按月
次年=当年 次日=当日 次月>当月 按日>按月 每学期>每学年 每学年>每学期
每半月>每月 每两年>每年 过半数>三分之二以上 三分之二以上>过半数 集体讨论>个人 主要负责人>分管负责人
主要领导>分管领导 分管领导>主要领导 不计算在>计算在 不计入>计入 原件=复印件
居住地>户籍所在地 户籍所在地>居住地 一次性>分期 非营利性=营利性 左侧=右侧 视为准予>视为不予 视为同意=视为不同意
定期=不定期 从重=从轻 从严=从宽 专职=兼职 昼间=夜间 室内=室外 线上=线下 逐级=越级
上旬>下旬 中旬>上旬 下旬>中旬 本级>上一级 免费>收费
公开>不公开 单独>共同 全额>部分 可以>不得 不得>可以 有权>无权
人手一册>两人一册 人手一本>两人一本 人手一份>两人一份 人手一卡>两人一卡 一人一档>多人一档 一户一档>多户一档
不得少于>不得超过 不得超过>不得少于 不得低于=不得高于 不少于>不超过 不超过>不少于 不低于=不高于 至少>至多
"""
_RULE = re.compile(
    r"应当|必须|不得|可以|有权|禁止|严禁|须(?!知)|(?<![反供响对适效相感])应(?![用急对付答聘])|要(?![求点素闻])|实行|予以|由[^，。；]{2,30}(?:任|决定|负责|批准|组织)"
)
_FREQUENCY = re.compile("每|按[月季年]")
_NEEDS_NO_MODAL = re.compile("每|人手一|一[人户]一档|按[月季年]|[上中下]旬|不计")
# 不少人每天推开防火门许多回: what people do, and no rule.
_USUALLY = re.compile("不少人|许多|有人|大家|人们|往往|几乎|差不多|好多|习惯")
_LEVEL = re.compile("上一级|同级")
_POST = re.compile("(?:长|主任|书记|主席)$")
# 分管主任 may well be 副主任.
_IN_CHARGE = re.compile("(?:分管|主管|常务|值班|带班)的?$")
_POST_ENDS = re.compile("[，。；、]|$")
# 书面形式 is one word to the segmenter.
_ALSO_IN_COMPOUNDS = frozenset({"书面", "口头", "主要负责人", "集体讨论", "原件", "复印件"})
_NEGATION = "不非未无副"
_TIME_OF_DAY = re.compile(
    r"(?:[一二三四五六七日天]|末)?(?:[0-9一二三四五六七八九十]+[时点:：日号]|上午|下午|中午|晚|早|凌晨|夜)|[一二三四五六七日](?![次期场个篇回轮])"
)
# What may not follow, because it makes another word or a phrase whose opposite is nonsense.
_NOT_BEFORE = {
    "双方": re.compile("[都均的各]|具体"),
    "每日": re.compile(f"{_TIME_OF_DAY.pattern}|开放|营业|运营|供"),
    "每天": re.compile(f"{_TIME_OF_DAY.pattern}|开|营业|[上下]班|[班餐饭收]"),
    "每周": _TIME_OF_DAY,
    "每月": _TIME_OF_DAY,
    "全额": re.compile("[年费资奖]"),
    "专职": re.compile("消防|档案|保安|委员|队"),
    "当场": re.compile("[死受身]"),
    "原件": re.compile("可言"),
    "每年": re.compile("度"),
    "公开": re.compile(r"[、，性透]|招|发[行布]|征|和|曝|标|择"),
    "居住地": re.compile("区"),
    "次年": re.compile("度"),
    "当年": re.compile("度"),
    "本级": re.compile("以上|及|和|或"),
    "主要负责人": re.compile("员|或|和|、|(?:批准|同意)，"),
    "主要领导": re.compile("人|和|或|、"),
    "分管领导": re.compile("人|和|或|、"),
}
_PERMITTED = "延长|连选连任|连任|委托|拒绝|撤回|解除|提前|补考|重新|当场|不再|免予|免交|减免|直接|分期|适当|转让|抵押"
_FORBIDDEN = "兼任|兼职|连任|转让|转包|分包|委托|收费|收取|延长|由|重复|以低于|自行|单独|抵押|出租"
_FIGURE = re.compile(rf"[^，。；]{{0,10}}(?:{numerals.NUMERAL}|标准|指标)")
# What must follow, so that the word governs a noun that its opposite takes as well.
_ONLY_BEFORE = {
    "次年": re.compile("[0-9一二三四五六七八九十]"),
    "当年": re.compile("[0-9一二三四五六七八九十]+月|总收入|收入"),
    "上一年": re.compile("总|年|平均|收入|的|末"),
    "次日": re.compile("[0-9一二三四五六七八九十]|起|内|前"),
    "当日": re.compile("起|内"),
    "次月": re.compile("[0-9一二三四五六七八九十]|起"),
    "过半数": re.compile("通过|同意|出席"),
    "集体讨论": re.compile("决定|研究|通过|确定"),
    "主要负责人": re.compile("[是应为对必批审签]|担任|负责|每|组织"),
    "主要领导": re.compile("[是应为对必审签书担任每]|批(?!了)|负责|组织|向"),
    "分管领导": re.compile("[是应为对必审签书担任每]|批(?!了)|负责|组织|向"),
    "一次性": re.compile("支付|付清|缴纳|交纳|发放|退还|领取|拨付|补助|给予"),
    "线上": re.compile("培训|学习|教学|授课|考试|测试|办理|申请|报名|提交|审核|会议|举行|进行|缴"),
    "线下": re.compile("培训|学习|教学|授课|考试|测试|办理|申请|报名|提交|审核|会议|举行|进行|缴"),
    "免费": re.compile("开放|向|提供|为|进行|查询|发放|供应"),
    "本级": re.compile("人民政府(?:批准|备案|审批|报告|同意)|人民代表大会(?:常务委员会)?(?:批准|备案|报告)"),
    "不得少于": _FIGURE,
    "不得超过": _FIGURE,
    "不少于": _FIGURE,
    "不超过": _FIGURE,
    "至少": _FIGURE,
    "可以": re.compile(_PERMITTED),
    "不得": re.compile(_FORBIDDEN),
    "有权": re.compile("拒绝|查阅|查询|获得|获取|选择"),
    "双方": re.compile("签[字名订]|盖章|同意|在场|确认|当事人(?:签|同意|共同|在)|共同"),
    "单独": re.compile("核算|计算|设|收集|列|编"),
    "有偿": re.compile("服务|转让|使用|出让"),
    "无偿": re.compile("服务|转让|使用|划拨"),
    "室内": re.compile("场所|场馆|场地|活动"),
    "室外": re.compile("场所|场馆|场地|活动"),
}
_ONLY_AFTER = {
    "当场": re.compile("(?:应当?|必须|可以?|要|须|能)$"),
    "事后": re.compile("(?:应当?|必须|可以?|要|须|能)$"),
    "公开": re.compile(r"(?:应当|必须|一律|予以|依法|不得|向社会)$"),
    "单方": re.compile("不得由$"),
}
# What may not stand right before: 二十二时至次日八时 is a span, 可以书面提出 excludes no other form.
_NOT_AFTER = {
    "双方": re.compile("(?:交接|供需|买卖|甲乙|劳资|租赁)$"),
    "次日": re.compile("[至到—]$"),
    "次年": re.compile("[至到—]$"),
    "书面": re.compile("可以?$"),
    "原件": re.compile("[比与]$"),
    "口头": re.compile("可以?$"),
    # 每个客房单独设回路: one of them shares with nobody.
    "单独": re.compile("每[^，。；]{1,8}$"),
}
# Words that come near the opposite: beside one of them the swapped sentence contradicts itself or stays true.
_RIVALS = {
    "单独": "联合|共[用同]|并[设列用]|合[并用设]|混[用放装合]|一并|同时",
    "本级": "上级",
    "同级": "上级",
    "有权": "不得|无权|并有权|也有权",
    "居住地": "户籍|经常",
    "户籍所在地": "居住",
    "不得": "应当|可以|必须|除|未经|擅自|自行",
    "可以": "不得|不能|不予|应当|必须",
    "免费": "优惠",
    "主要负责人": "负责人[^，。；]*主要负责人|其他负责人|分管",
    "主要领导": "分管",
    "分管领导": "主要",
    "按月": "每年|按年|年终",
    "事前": "事[后中]",
    "事先": "事[后中]",
    "事后": "事[前先中]",
    "按季": "每月|按月",
    "按年": "每月|按月",
    "不超过": "最[长多高大]",
    "不得超过": "最[长多高大]|以上",
    "不少于": "最[短少低]",
    "至少": "以上",
    "不低于": "或者?高于",
    "不高于": "或者?低于",
    "当年": "次年",
    "当场": "时[^，。；的]{0,6}当场|现场",
    "昼间": "白天|夜",
    "夜间": "白天|昼|天黑|晚",
}
_PAIR = re.compile(r"(?P<word>[^\s=>]+)(?P<way>[=>])(?P<opposite>\S+)")


def _opposites() -> dict[str, str]:
    """Return word to opposite, in the order of the table."""
    found: dict[str, str] = {}
    for pair in _PAIR.finditer(_TABLE):
        found.setdefault(pair["word"], pair["opposite"])
        if pair["way"] == "=":
            found.setdefault(pair["opposite"], pair["word"])
    return found


_OPPOSITES = _opposites()
_ORDER = {word: at for at, word in enumerate(_OPPOSITES)}
_CUE = re.compile("|".join(sorted(_OPPOSITES, key=len, reverse=True)))


class ContrastPattern:
    """Words with an opposite in sentences that state a rule, one a sentence."""

    name = "contrast"
    yields = frozenset({"contrast"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the most telling word of each rule whose opposite the rule does not mention."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a form and a frequency."""
        text = "承办人应当以书面形式告知申请人。各站点每季度应当开展一次应急演练。"
        return text, (("书面",), ("每季度",))

    def counter_example(self) -> str:
        """Return both opposites in one rule, a word inside a title, and a sentence that states no rule."""
        return "检查应当定期或者不定期开展，可以书面或者口头报告，应当执行《书面审查规程》。他写了一份书面材料。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Contrast]:
        view = sent.view
        rule = _RULE.search(view) is not None
        closed = clauses.quotations(view)
        # What needs the words of the sentence comes last: most have none to ask about.
        safe = [
            match
            for match in _CUE.finditer(view)
            if (rule or (_NEEDS_NO_MODAL.match(match[0]) and not _USUALLY.search(view)))
            and view.count(match[0]) == 1
            and not _mentions_opposite(view, match[0])
            and not clauses.is_inside(closed, *match.span())
            and _is_whole(view, words, match)
        ]
        if safe:
            match = min(safe, key=lambda each: _ORDER[each[0]])
            yield Contrast(
                sent=sent,
                pattern=self.name,
                word=part(sent, *match.span(), "contrast"),
                opposite=_OPPOSITES[match[0]],
            )


PATTERNS.add(ContrastPattern.name)(ContrastPattern())


def _is_whole(view: str, words: Words, match: re.Match[str]) -> bool:
    word, (start, end) = match[0], match.span()
    if view[start - 1 : start] in tuple(_NEGATION):
        return False
    if _POST.search(word) and (not _POST_ENDS.match(view, end) or _IN_CHARGE.search(view, 0, start)):
        return False
    if _FREQUENCY.match(word) and _is_bound(view, word, end):
        return False
    if _LEVEL.match(word) and re.search("地方$|和$|或者$", view[:start]):
        return False
    if _LEVEL.match(word) and re.match("或者?|和|及|以及", view[end:]):
        return False
    unwanted = _NOT_AFTER.get(word)
    if unwanted and unwanted.search(view[max(0, start - 10) : start]):
        return False
    needed = _ONLY_AFTER.get(word)
    if needed and not needed.search(view[max(0, start - 4) : start]):
        return False
    governs = _ONLY_BEFORE.get(word)
    if governs and not governs.match(view, end):
        return False
    banned = _NOT_BEFORE.get(word)
    if banned and banned.match(view, end):
        return False
    return words.is_cut(start) and (words.is_cut(end) or word in _ALSO_IN_COMPOUNDS)


def _is_bound(view: str, word: str, end: int) -> bool:
    """Tell whether a frequency is no frequency of the rule's own: 每年征集的人数, 每年两次, 按月…当月."""
    counted = re.match(r"[^，。；]{0,8}?(?:[二两三四五六七八九十]|[2-9])次|[一1]次", view[end:])
    if re.search("每[人生户名件次]$", view[: end - len(word)]) or re.match("[0-9一二三四五六七八九十]+月", view[end:]):
        return True
    modifies = re.match(r"[^，。；]*的[^，。；]*，?(?:由|应当|可以|不得)", view[end:])
    return bool(counted or modifies) or view.count(word[-1]) > 1


def _mentions_opposite(view: str, word: str) -> bool:
    """Tell whether the opposite stands in the view by itself: 组长 inside 副组长 does not count, nor the other way."""
    if word in _RIVALS and re.search(_RIVALS[word], view):
        return True
    opposite = _OPPOSITES[word]
    rest = view.replace(word, " ") if opposite in word else view
    return opposite in rest
