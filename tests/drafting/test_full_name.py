"""A bare noun of a stem is named as in full as the words above it name it, and stays bare where that is not sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.drafting.draft import every_candidate
from qbank.drafting.naming import unnamed
from qbank.drafting.said_in_full import is_short_for
from qbank.drafting.study import Study, Tools, study
from qbank.drafting.unsaid import whole_of
from qbank.model.document import Document
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
ALARM = "平台报警后，责任人应当在2小时内到场。"
LETTER = "逾期不归还的，由中心发函催办，一个季度内逾期3次的，暂停借阅一个月。"
NAMED = {
    "in quotation marks": (
        "今年在三个县开展“邻里互助”试点，安排经费200万元。试点要在9月底前拿出服务清单、价格标准、评价办法三样东西。",
        "“邻里互助”试点要在",
    ),
    "paragraphs before": (
        f"市水库监管平台6月上线，接入水库88座。\n值班人员每天交接一次。\n{ALARM}",
        "市水库监管平台报警后",
    ),
    "before another noun": (
        "市校车监管平台6月上线。平台的数据每周通报一次，保存不少于3个月。",
        "市校车监管平台的数据",
    ),
    "in mid-sentence": (f"图书由市文化交流中心统一保管。\n{LETTER}", "逾期不归还的，由市文化交流中心发函催办"),
    "a title": (
        "老师傅把这些写进了《木材查验手册》。\n手册每两年修订一次，修订前征求意见不少于30天。",
        "《木材查验手册》每",
    ),
    "a heading": (
        "一、告别仪式\n家属提前到场。\n仪式由主持人主持，时间不得超过30分钟，确需延长的不得超过10分钟。",
        "告别仪式由主持人",
    ),
    "a longer form beside it": (
        "这是白石滩治沙林场的账本。白石滩林场管着沙地九万亩。\n林场接报后，护林员应当在2小时内到场。",
        "白石滩林场接报后",
    ),
    "set up": (
        "支行成立合规文化建设领导小组，由行长任组长。\n领导小组每季度召开一次会议，会议纪要在5个工作日内报市分行。",
        "合规文化建设领导小组",
    ),
    "doing something": (
        "分馆管理员集训两次。\n一、队伍\n分馆管理员集训要签到。管理员应当在3个工作日内归还图书。",
        "分馆管理员应当",
    ),
}
BARE = {
    "two names": f"省级平台和市水库监管平台都已上线。\n{ALARM}",
    "bare first": f"平台的使用要有记录。\n市水库监管平台6月上线，接入水库88座。\n值班人员每天交接。{ALARM}",
    "one of several": f"新建平台要经过验收。\n{ALARM}",
    "no name but an act": "会同市中心抓好培训。\n中心应当在3个工作日内答复。",
    "only part of a name": "环境投诉受理中心调研组走访了三个县。\n调研组应当在30日内提交报告。",
    "nothing founded, another paragraph": "冷库备有柴油发电机。\n发电机每月带载试机不少于1次，每次不少于30分钟。",
    "held again in another part": (
        "一、每年一评\n教师年度考核每年12月进行，由校务会组织。\n二、师德师风\n"
        "教师要为人师表，不得收受礼品。\n考核每学期组织一次，不少于3名家长参加，材料保存不少于5年。"
    ),
    "kinds of people": "残疾旅客和轮椅旅客优先。旅客可以通过电话、网站、服务台三种方式预约，预约不少于6小时。",
    "part of another noun": f"市水库监管平台数据由专人保管。\n{ALARM}",
}


def _studied(text: str) -> Study:
    title = "云岭站值班员工作手册"
    return study(Document("手册.txt", "d" * 64, f"{title}\n{text}\n", title=title, kind="handbook"), TOOLS)


@pytest.mark.parametrize("name", NAMED)
def test_a_noun_is_named_as_before(name: str) -> None:
    """The stem has the full name, word for word."""
    text, wanted = NAMED[name]
    stems = [unnamed(each.item.stem) for each in every_candidate(_studied(text))]
    assert any(stem.startswith(wanted) for stem in stems), stems


@pytest.mark.parametrize("name", BARE)
def test_a_noun_stays_bare_where_no_name_is_sure(name: str) -> None:
    """Of two names, of a name cut off, of one of many things: none."""
    studied = _studied(BARE[name])
    drafts = [each.draft for each in every_candidate(studied)]
    assert drafts
    assert [whole_of(each, studied).stem for each in drafts] == [each.stem for each in drafts]


LINES = [line for text, _ in NAMED.values() for line in text.split("\n")]
LINES += [line for text in BARE.values() for line in text.split("\n")]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=5))
def test_a_name_stands_in_the_proof(lines: list[str]) -> None:
    """Whatever stands around, what a stem has more than its draft stands in the lines that its proof shows."""
    studied = _studied("\n".join(lines))
    for each in every_candidate(studied):
        whole = whole_of(each.draft, studied)
        if whole.lent_by is None or whole.lent_by is each.draft.fact.sent:
            continue
        assert is_short_for(each.draft.stem, whole.stem)
        assert whole.lent_by.text in [source.text for source in each.item.sources]
        start = next(at for at, char in enumerate(whole.stem) if char != each.draft.stem[at : at + 1])
        more = len(whole.stem) - len(each.draft.stem)
        assert whole.stem[start : start + more] in whole.lent_by.view


@given(st.text("白石滩治沙林场市县", min_size=1), st.data())
def test_a_name_with_words_left_out_is_its_short_form(name: str, data: st.DataObject) -> None:
    """What is left of a name, in its order, is a short form of it; what has more is none."""
    kept = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    short = "".join(char for char, is_kept in zip(name, kept, strict=True) if is_kept)
    assert is_short_for(short, name)
    assert not is_short_for(f"{name}局", name)
