"""What goes with what in one section or document: duties, terms, cases, amounts, marks, persons."""

import pytest
from facts_of import facts_of

from qbank.model.fact import Pairs


def rows_in(name, text):
    """Return names and rows of each fact a pattern finds."""
    facts = facts_of(name, text)
    assert all(isinstance(fact, Pairs) for fact in facts)
    return [
        (fact.names, [(left.text, right.text) for left, right in zip(fact.left, fact.right, strict=True)])
        for fact in facts
    ]


def rows_only(name, text):
    """Return the rows of all facts a pattern finds."""
    return [rows for _, rows in rows_in(name, text)]


GROUPS = """二、组织领导
领导小组下设三个工作组：
（一）课程组。由市局培训科牵头，科长负责，承担教材编写和题库建设，六月底前完成。
（二）教务组。由市干部学校牵头，教务主任负责，承担报名审核和学时登记。
（三）巡查组。由市局值班一科牵头，科长负责，承担抽查暗访和成绩复核。
"""


def test_groups_are_paired_with_their_leaders_and_leaders_with_duties():
    """One division of work gives both: who leads which group, and what each office does."""
    found = dict(rows_in("duty_pairs", GROUPS))
    assert found["工作组", "牵头单位"] == [
        ("课程组", "市局培训科"),
        ("教务组", "市干部学校"),
        ("巡查组", "市局值班一科"),
    ]
    assert ("市局培训科", "教材编写和题库建设") in found["单位", "职责"]
    assert [fact.topic for fact in facts_of("duty_pairs", GROUPS)] == ["组织领导", "组织领导"]


@pytest.mark.parametrize(
    "text",
    [
        "县民政局负责运营补助，县财政局负责资金筹集。",
        "县民政局负责运营补助；该局负责资金筹集；其下属机构负责场地维护。",
        "县民政局负责运营补助；县财政局负责资金筹集；县民政局负责场地维护。",
        "县民政局负责下列工作；县财政局负责具体工作；县商务局负责全部费用。",
        "县民政局负责运营补助；王某某科长负责资金筹集；李某某队长负责场地维护。",
    ],
)
def test_too_few_or_doubtful_duties_are_left(text):
    """Two offices, offices only pointed at, an office named twice and empty duties make no columns."""
    assert rows_only("duty_pairs", text) == []


def test_definitions_of_a_document_are_gathered():
    """Short definitions from different places go together; one that leans on another rule is left out."""
    text = (
        "本办法所称夜间值守，是指每日二十时至次日六时的在岗守候。值班员应当填写日志。"
        "本办法所称首报，是指接到险情后的第一次书面报告。本办法所称终报，是指处置结束后的总结报告。"
        "本办法所称复核，是指依照本办法第九条进行的核对。"
    )
    assert rows_in("term_pairs", text) == [
        (
            ("用语", "含义"),
            [
                ("夜间值守", "每日二十时至次日六时的在岗守候"),
                ("首报", "接到险情后的第一次书面报告"),
                ("终报", "处置结束后的总结报告"),
            ],
        )
    ]


@pytest.mark.parametrize(
    ("text", "names", "lefts"),
    [
        ("告示牌上，绿色代表完成，黄色代表在修，红色代表未动。", ("颜色", "含义"), ["绿色", "黄色", "红色"]),
        ("长哨声代表集合，短哨声代表撤离，锣声代表转移。", ("信号", "含义"), ["长哨声", "短哨声", "锣声"]),
        ("红色用于生料，黄色用于半成品，蓝色用于熟食。", ("颜色", "用途"), ["红色", "黄色", "蓝色"]),
        (
            "公司实行四个一，其中一车一检管的是入口，一仓一档管的是来历，一季一测管的是变化。",
            ("做法", "所管的内容"),
            ["一车一检", "一仓一档", "一季一测"],
        ),
        (
            "常与变回答为什么储，量与质回答储什么，公与私则回答为谁而储。",
            ("内容", "所回答的问题"),
            ["常与变", "量与质", "公与私"],
        ),
        ("红色用于生料，黄色代表半成品，蓝色表示熟食。", None, None),
        (
            "村民代表会议每季度至少1次，有三分之二以上的代表参加方可召开，所作决定应当经到会代表过半数同意。",
            None,
            None,
        ),
    ],
)
def test_what_one_sentence_says_of_several_in_one_verb(text, names, lefts):
    """The verb tells what the columns are; of three verbs no column is made, nor of those who stand for others."""
    found = rows_in("term_pairs", text)
    expected = [] if names is None else [(names, lefts)]
    assert [(called, [left for left, _ in pairs]) for called, pairs in found] == expected


def test_what_each_of_several_words_means():
    """看封，是…；看门，是…；看空，是… are glosses; 难点是…；重点是… are none."""
    text = "开箱有自己的看法：看封，是核对封志号码；看门，是看铰链螺栓；看空，是量内长和内宽。"
    assert rows_only("term_pairs", text) == [
        [("看封", "核对封志号码"), ("看门", "看铰链螺栓"), ("看空", "量内长和内宽")]
    ]
    assert rows_only("term_pairs", "难点是资金怎么来；重点是人员怎么配；关键是责任怎么分。") == []


def test_codes_explained_in_one_sentence():
    """Quoted codes with 是指 make columns; two of them do not."""
    three = "“前堵”是指铺设防渗布，“中导”是指开挖导渗沟，“后压”是指填筑反滤围井。"
    assert rows_only("term_pairs", three) == [
        [("前堵", "铺设防渗布"), ("中导", "开挖导渗沟"), ("后压", "填筑反滤围井")]
    ]
    assert rows_only("term_pairs", "“前堵”是指铺设防渗布，“中导”是指开挖导渗沟。") == []


@pytest.mark.parametrize(
    ("text", "names", "rows"),
    [
        (
            "考核实行百分制，平时表现占20分、理论考试占45分、实操考核占35分。",
            ("考核项目", "分值"),
            [("平时表现", "20分"), ("理论考试", "45分"), ("实操考核", "35分")],
        ),
        (
            "一、学时要求\n参训人员分为三类，要求如下：\n1.值班长，全年不少于32学时；\n2.值班员，全年不少于40学时；\n"
            "3.信息员，全年不少于24学时。\n二、工作要求\n各单位要高度重视，认真抓好各项任务的落实。\n",
            ("人员", "最低学时"),
            [("值班长", "32学时"), ("值班员", "40学时"), ("信息员", "24学时")],
        ),
    ],
)
def test_labels_and_amounts_in_a_row_or_a_list(text, names, rows):
    """The right column is named by measure and limit, the left by what is marked or who is meant."""
    assert rows_in("label_pairs", text) == [(names, rows)]


@pytest.mark.parametrize(
    "text",
    [
        "考核中平时表现占30分、理论考试占30分、实操考核占40分。",
        "考核中平时表现占20分、理论考试限90分钟、实操考核占35分。",
        "参演人员共90人，其中消防员40人、医护人员20人、志愿者30人。",
        "图书馆收到书籍后，借阅3天、编目5天、上架7天。",
    ],
)
def test_equal_mixed_or_nameless_amounts_are_left(text):
    """Amounts given twice, of two measures, mere tallies and amounts of nobody knows what are no columns."""
    assert rows_only("label_pairs", text) == []


def test_cases_of_one_sentence_with_their_authority():
    """由X批准 in every case leaves only X in the right column, named by the verb."""
    text = "采购一万元以下的，由科长审批；采购一万元至五万元的，由处长审批；采购五万元以上的，由局长审批。"
    ((names, rows),) = rows_in("case_pairs", text)
    assert names == ("情形", "审批人")
    assert [right for _, right in rows] == ["科长", "处长", "局长"]


def test_the_condition_of_a_list_of_cases_is_kept():
    """What the lead-in says of all cases goes with the fact; a lead-in that cannot be quoted refuses them all."""
    cases = (
        "：\n（一）发生一般险情的，处一万元罚款；\n（二）发生较大险情的，处三万元罚款；\n"
        "（三）发生重大险情的，处九万元罚款。\n"
    )
    (fact,) = facts_of("case_pairs", f"仓储企业未按规定值守的，由应急管理部门依照下列规定处以罚款{cases}")
    assert (fact.case, fact.names) == ("仓储企业未按规定值守的", ("情形", "罚款标准"))
    (open_case,) = facts_of("case_pairs", f"有下列情形之一的，由应急管理部门予以处罚{cases}")
    assert open_case.case == ""
    assert facts_of("case_pairs", f"违反本办法第九条规定，未值守的，依照下列规定处罚{cases}") == []


@pytest.mark.parametrize(
    "text",
    [
        "民警被通报两次的，取消评优资格；民警被通报三次的，离岗培训。辅警被通报两次的，予以辞退。",
        "申请材料齐全的，当场受理；人员外出的，登记去向；车辆损坏的，及时送修。",
        "情节较轻的，给予警告处分；情节较重的，给予记过处分；情节严重的，予以辞退。",
    ],
)
def test_cases_of_several_things_are_left(text):
    """Cases of two sentences, of unlike things, and cases without the deed are no columns."""
    assert rows_only("case_pairs", text) == []


def test_marks_of_one_sort_only():
    """Colours in brackets name a column; marks of several sorts do not."""
    heads = (
        "一、分类标准\n（一）可回收物（蓝色）。废纸、废塑料、废玻璃和废金属等都要投入这一类垃圾桶。\n"
        "（二）厨余垃圾（{}）。家庭厨余和农贸市场产生的易腐垃圾都要投入这一类。\n"
        "（三）有害垃圾（红色）。废电池、废灯管和过期药品都要投入这一类，不得混投。\n"
    )
    ((names, rows),) = rows_in("head_pairs", heads.format("绿色"))
    assert names == ("类别", "标识颜色") and rows[1] == ("厨余垃圾", "绿色")
    assert rows_only("head_pairs", heads.format("湿垃圾")) == []
    assert rows_only("head_pairs", heads.format("红色")) == []


def test_holders_of_posts_stand_under_a_heading():
    """Posts and names of one section are paired; those scattered over a report are not."""
    said = "演练由副镇长陈望舒任总指挥，派出所所长李砚田、水利站站长温书衡任副总指挥，三人轮流值守，遇有险情及时会商。"
    after = "\n二、工作要求\n各村要高度重视，认真抓好各项任务的落实。\n"
    assert rows_only("person", f"一、组织领导\n{said}{after}") == [
        [("副镇长", "陈望舒"), ("派出所所长", "李砚田"), ("水利站站长", "温书衡")]
    ]
    assert rows_only("person", said) == []


@pytest.mark.parametrize(
    ("text", "names", "rows"),
    [
        (
            "险情按照紧急程度、影响范围分为一级、二级和三级，分别用红色、橙色和黄色标示。",
            ("级别", "标示颜色"),
            [("一级", "红色"), ("二级", "橙色"), ("三级", "黄色")],
        ),
        (
            "重大事故、较大事故、一般事故分别由省级人民政府、市级人民政府、县级人民政府负责调查。",
            ("事故类别", "调查主体"),
            [("重大事故", "省级人民政府"), ("较大事故", "市级人民政府"), ("一般事故", "县级人民政府")],
        ),
        (
            "预警信号分为蓝色、黄色、橙色三个等级，分别对应四级、三级、二级。",
            ("颜色", "对应级别"),
            [("蓝色", "四级"), ("黄色", "三级"), ("橙色", "二级")],
        ),
        ("一级响应、二级响应和三级响应，分别用红色、橙色和黄色标示。", None, None),
        ("风险分为一级、二级和三级，分别用红色、橙色、黄色和蓝色标示。", None, None),
        ("风险分为一级、二级和三级，分别用红色、橙色和红色标示。", None, None),
        ("重大事故、较大事故、一般事故分别由有关部门、当地政府、专门人员负责调查。", None, None),
    ],
)
def test_lists_joined_by_respectively(text, names, rows):
    """Two lists of one length whose kinds are plain go together; unequal, repeated and nameless ones do not."""
    assert rows_in("respective_pairs", text) == ([(names, rows)] if rows else [])


SPOKE = "{}说：“要把巡查做细。”"


@pytest.mark.parametrize(
    ("last", "rows"),
    [
        ("县水务局局长、防汛指挥部秘书长温书衡", 3),
        ("县水务局局长、抗旱领导小组组长温书衡", 0),
    ],
)
def test_speakers_of_one_body_are_its_posts(last, rows):
    """Three who speak as holders of posts in one body are paired with the last post named; others are not."""
    speakers = ["县长、防汛指挥部指挥长陈望舒", "副县长、防汛指挥部副指挥长李砚田", last]
    found = rows_only("person", "".join(map(SPOKE.format, speakers)))
    assert [len(each) for each in found] == ([rows] if rows else [])
    assert not rows or found[0][0] == ("防汛指挥部指挥长", "陈望舒")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("水务局负责水位调度，公安局负责河道执法，气象局负责雨情预报，大家各尽其责。", ("水务局", "水位调度")),
        ("报名由人事科牵头，试卷命制由教务科牵头，考场布置由后勤科牵头。", ("人事科", "报名")),
        ("试卷评阅由教务科负责，考场布置由后勤科负责，成绩公布由人事科负责。", ("教务科", "试卷评阅")),
    ],
)
def test_duties_parted_by_commas_are_a_row(text, first):
    """Three in a row are a division of work, whichever of the two stands first."""
    (fact,) = facts_of("duty_pairs", text)
    pairs = list(zip((each.text for each in fact.left), (each.text for each in fact.right), strict=True))
    assert len(pairs) == 3
    assert pairs[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "水务局负责水位调度，公安局负责河道执法，村民自己看护，气象局负责雨情预报。",
        "经费由财政局承担，路灯由城管局管理，其他由大家想办法。",
    ],
)
def test_two_duties_beside_something_else_are_no_row(text):
    """A clause of another frame parts them."""
    assert facts_of("duty_pairs", text) == []


def test_what_there_is_is_no_case():
    """门禁是有的，密码贴在门框上 tells of a fault."""
    text = "门禁是有的，密码贴在门框上；手机柜是有的，柜门锁不上；承诺书是有的，笔迹只有三种。"
    assert facts_of("case_pairs", text) == []
