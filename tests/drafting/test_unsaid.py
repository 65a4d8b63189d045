"""What a stem is lent by the words before it, and where nothing is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.drafting.draft import every_candidate
from qbank.drafting.naming import unnamed
from qbank.drafting.study import Study, Tools, study
from qbank.drafting.unsaid import whole_of
from qbank.model.document import Document, Kind
from qbank.model.wording import common_start
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
LENT = {
    "户用水表": (
        "公称口径15毫米至25毫米的户用水表，安装前实行首次检定，使用期限不超过6年，到期更换；"
        "公称口径大于25毫米、不超过50毫米的，使用期限不超过4年。",
        "公称口径大于25毫米、不超过50毫米的户用水表，使用期限不超过",
    ),
    "每个作业组": (
        "每个作业组不少于2人，即飞手1名、观察员1名；跨越公路、河流作业时，不少于3人，另设负责人1名。",
        "每个作业组跨越公路、河流作业时，不少于",
    ),
    "到场后": (
        "巡查员到场后，火势较小且有退路时，可用灭火器扑救；火势较大、有爆炸声或者白烟变黑烟的，立即撤离。",
        "巡查员到场后，火势较大、有爆炸声或者白烟变黑烟的，",
    ),
    "到底": (
        "会议明确了总体目标：到2031年底，每个街道至少配备3名专职值守员，山区镇通过视频实现值守。",
        "到2031年底，每个街道至少配备",
    ),
    "病程记录": (
        "同一病人的病程记录，跟前一天相似度超过百分之八十的，弹窗提醒，不能直接提交。",
        "同一病人的病程记录，跟前一天相似度超过百分之八十的，",
    ),
    "公司": (
        "为此，公司修订了《重点旅客服务办法》，把重点旅客细分为三类：一是视力残疾的旅客；二是行动不便的老人；三是孕妇。",
        "公司修订了《重点旅客服务办法》，把重点旅客细分为",
    ),
    "专班": (
        "会议宣布成立药品零售便民服务专班，实行周调度。专班下设夜间服务、处方审核、药品回收三个小组。",
        "药品零售便民服务专班下设",
    ),
    "波动": (
        "因开门作业、融霜造成的波动，冷冻库不得高于标准五摄氏度，持续时间不得超过三十分钟；"
        "冷藏库不得高于七摄氏度，持续时间不得超过二十分钟。",
        "因开门作业、融霜造成的波动，冷藏库不得高于",
    ),
    "抽调的同志": (
        "至于从机关抽调的24名同志，以前持有资格的，复训16学时；离岗超过两年或者从来没有持证的，按照新人的程序执行。",
        "从机关抽调的24名同志，离岗超过两年或者从来没有持证的，",
    ),
    "严重缺陷": (
        "严重缺陷：对运行有较大威胁，但尚能坚持运行的缺陷。如接头渗油超过3滴。7天内处理。",
        "严重缺陷几天内处理？",
    ),
    "一般": (
        "一般：灯不亮、门禁失灵、对讲不响。两小时内联系，二十四小时内完成。",
        "一般：两小时内联系，",
    ),
    "服务点": (
        "对村级服务点实行分级管理。按照活动情况分为甲、乙、丙三级，甲级每年活动经费两万元，乙级一万元，丙级五千元。",
        "村级服务点按照活动情况分为甲、乙、丙三级，",
    ),
    "办法": (
        "复盘之后，园里印发了《繁育季管理办法（试行）》，共28条。办法把繁育季划分为配对、产卵、孵化、断奶四个阶段。",
        "《繁育季管理办法（试行）》把繁育季划分为",
    ),
    "三专": (
        "对不完善粒超标的稻谷，实行“三专”：专仓收购、专账管理、专门用途。",
        "对不完善粒超标的稻谷实行的“三专”",
    ),
}
KEPT = {
    "another thing": "口径15毫米的户用水表，使用期限不超过6年；工程停工超过三个月的，恢复施工前应当重新检测。",
    "another figure": "每个作业组每月训练2次，每次2小时；跨越公路、河流作业时，不少于3人，另设负责人1名。",
    "a state and no event": "执业药师不在岗时，应当挂牌告知；采用远程审方的，单张处方审核时间一般不超过5分钟。",
    "another case": "座位预约后30分钟未签到的自动释放，临时离座超过60分钟的视为放弃，一个月内违约3次的暂停7天。",
    "a story": "后来，他们请来技术员一座一座查，发现真正的病根有三个：一是水封干了；二是积了尿碱；三是风扇装得太高。",
    "another paragraph": "客运班车每天捎带邮件。\n班车应当在到站后20分钟内发出。",
    "two names": "市里有水务专班和便民服务专班，都已运转。专班下设夜间服务、处方审核、药品回收三个小组。",
    "two papers": ("园里有《繁育管理办法》和《救护管理办法》。办法把繁育季划分为配对、产卵、孵化、断奶四个阶段。"),
    "another cause": (
        "因开门造成的波动，冷冻库不得高于标准五摄氏度，时间不得超过三十分钟；因停电造成的波动，冷藏库不得高于七摄氏度，时间不得超过十分钟。"
    ),
    "a word of what it is": "境内各民族人口差别较大。人口特少的其他民族，至少应当有代表一人，由本级政府确定。",
    "a verb before its object": "扦样前应当检查种子包装是否完好。种子包装破损超过10%的，应当要求被检单位整理后再扦样。",
}


def _studied(text: str, kind: Kind = "handbook") -> Study:
    title = "云岭站值班员工作手册"
    return study(Document("手册.txt", "d" * 64, f"{title}\n{text}\n", title=title, kind=kind), TOOLS)


@pytest.mark.parametrize("name", LENT)
def test_what_was_said_before_is_lent(name: str) -> None:
    """The stem says whose or of what it is, in the document's own words."""
    text, wanted = LENT[name]
    stems = [unnamed(each.item.stem) for each in every_candidate(_studied(text))]
    assert any(stem.startswith(wanted) for stem in stems), stems


@pytest.mark.parametrize("name", KEPT)
def test_nothing_is_lent_where_something_else_may_be_meant(name: str) -> None:
    """A wrong subject is worse than none."""
    studied = _studied(KEPT[name])
    drafts = [each.draft for each in every_candidate(studied)]
    assert drafts
    assert [whole_of(each, studied).stem for each in drafts] == [each.stem for each in drafts]


SENTENCES = [piece for text, _ in LENT.values() for piece in text.split("\n")]
SENTENCES += [piece for text in KEPT.values() for piece in text.split("\n")]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.sampled_from(["handbook", "news", "notice"]))
def test_what_is_lent_stands_in_the_proof_lines(pieces: list[str], kind: Kind) -> None:
    """Whatever the sentences around: the words in front are the paragraph's, and the proof lines show them."""
    studied = _studied("".join(pieces), kind)
    for each in every_candidate(studied):
        whole = whole_of(each.draft, studied)
        if not whole.stem.endswith(each.draft.stem[-6:]) or whole.stem == each.draft.stem:
            continue
        own, first = (
            common_start([whole.stem[::-1], each.draft.stem[::-1]]),
            common_start([whole.stem, each.draft.stem]),
        )
        lent = whole.stem[len(first) : len(whole.stem) - len(own)].removesuffix("的")
        proof = "".join(source.text for source in each.item.sources)
        assert lent.replace("，", "") in proof.replace("，", "")


def test_what_is_made_up_for_is_unsaid() -> None:
    """应在事后2小时之内补录 is of what was said before, so it is expected to be kept less often."""
    trusted = {}
    for does in ("补录", "登记"):
        studied = _studied(f"遇有航班急救的，可以先派人到场，值班经理应在事后2小时之内{does}。")
        asked = (each for each in every_candidate(studied) if each.item.type == "single_choice")
        trusted[does] = max(each.draft.trust for each in asked)
    assert trusted["补录"] < trusted["登记"]


def test_who_cannot_be_named_is_trusted_less() -> None:
    """A list whose lead starts in mid-sentence with a verb, after a story, is expected to be kept less often."""
    studied = _studied(KEPT["a story"])
    trusted = [each.draft.trust for each in every_candidate(studied) if "病根" in each.item.stem]
    alone = _studied("技术员发现真正的病根有三个：一是水封干了；二是缝隙里积了尿碱；三是排风扇装得太高。")
    named = [each.draft.trust for each in every_candidate(alone) if "病根" in each.item.stem]
    assert trusted
    assert max(trusted) < min(named)
