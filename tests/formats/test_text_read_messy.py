"""Six banks with the mess of real ones, made by hand: what is read of them, and what is named."""

from __future__ import annotations

from pathlib import Path

from text_typist import errors_of, items_of, key_of, read, told

from qbank.errors import Problem

SAFETY = """2025年度柳湾泵站安全知识题库（内部资料 注意保存）

一、单项选择题
（在每小题列出的备选项中只有一个是符合题目要求的，请将其代码填写在题后括号内）

1.柳湾泵站汛期实行（ B ）小时值班制度。
A.12      B.24      C.36      D.48
2、 《泵站运行规程》规定，机组停运超过（  ）日的，
启动前应当测量绝缘电阻。
A、3   B、5
C、7   D、10
【答案】C   【解析】见第十二条。
第 1 页 共 3 页
3．下列关于值班交接的说法，正确的是（   ）
A．交班人员可以提前离岗。
B．接班人员未到的，交班人员不得离岗，
并应当报告带班领导。
C．口头交接即可
D．以上说法都不对
正确答案：B
4. 1998年建成的泵站是（　）。
A 柳湾泵站
B 白河泵站
C 东港泵站
答案：A
二、多项选择题
1、下列属于“五不准”的有（ABD）。
A、不准脱岗  B、不准饮酒  C、不准喝水  D、不准睡岗
2、巡查记录应当包括哪些内容？
（A）时间 （B）地点
（C）发现的问题 （D）处理情况
答案：A、B、C、D。
解析：
一是时间；
二是地点；
三是问题和处理。
第 2 页 共 3 页
三、判断题
1、值班期间可以饮酒。（ × ）
2、（√）发现险情应当立即报告。
3、雷雨天气应当停止水上作业( 对 )
4、交接班记录保存期限为一年。
答案：错误，应为三年。
四、填空题
1、值班人员应当做到不脱岗、____、______。
答案：不串岗；不睡岗
2、险情报告应当在（    ）分钟内完成。
答案：30
五、简答题（每题10分，共20分）
1、简述险情报告的要素。
答：（1）时间、地点；
（2）险情类别；
（3）已采取的措施。
2、什么是“三防”？（5分）
参考答案：防汛、防火、防盗。
第 3 页 共 3 页
"""


def test_a_bank_by_several_hands(tmp_path: Path) -> None:
    """Marks of every kind, keys in brackets and below, broken lines, page numbers: all is read."""
    found = read(SAFETY, tmp_path)
    assert errors_of(found) == []
    assert [(each.place, *told(each)) for each in items_of(found)] == [
        ("6", "single_choice", "柳湾泵站汛期实行____小时值班制度。", ["12", "24", "36", "48"], ["24"]),
        ("8", "single_choice", "《泵站运行规程》规定，机组停运超过____日的，启动前应当测量绝缘电阻。",
         ["3", "5", "7", "10"], ["7"]),
        ("14", "single_choice", "下列关于值班交接的说法，正确的是",
         ["交班人员可以提前离岗。", "接班人员未到的，交班人员不得离岗，并应当报告带班领导。",
          "口头交接即可", "以上说法都不对"],
         ["接班人员未到的，交班人员不得离岗，并应当报告带班领导。"]),
        ("21", "single_choice", "1998年建成的泵站是____。", ["柳湾泵站", "白河泵站", "东港泵站"], ["柳湾泵站"]),
        ("27", "multiple_choice", "下列属于“五不准”的有____。", ["不准脱岗", "不准饮酒", "不准喝水", "不准睡岗"],
         ["不准脱岗", "不准饮酒", "不准睡岗"]),
        ("29", "multiple_choice", "巡查记录应当包括哪些内容？", ["时间", "地点", "发现的问题", "处理情况"],
         ["时间", "地点", "发现的问题", "处理情况"]),
        ("39", "true_false", "值班期间可以饮酒。", [], ["错误"]),
        ("40", "true_false", "发现险情应当立即报告。", [], ["正确"]),
        ("41", "true_false", "雷雨天气应当停止水上作业", [], ["正确"]),
        ("42", "true_false", "交接班记录保存期限为一年。", [], ["错误"]),
        ("45", "fill_blank", "值班人员应当做到不脱岗、____、____。", [], ["不串岗", "不睡岗"]),
        ("47", "fill_blank", "险情报告应当在____分钟内完成。", [], ["30"]),
        ("50", "short_answer", "简述险情报告的要素。", [], ["时间、地点", "险情类别", "已采取的措施。"]),
        ("54", "short_answer", "什么是“三防”？", [], ["防汛、防火、防盗。"]),
    ]  # fmt: skip
    items = {each.place: each.item for each in items_of(found)}
    assert items["8"].rationale == "见第十二条。"
    assert items["29"].rationale == "一是时间；\n二是地点；\n三是问题和处理。"
    assert items["54"].body.interaction().points[0].marks == 5
    warnings = {each.code for each in found if isinstance(each, Problem)}
    assert warnings == {"text-also", "text-furniture"}


def test_answers_at_the_end_by_chapter_and_section(tmp_path: Path) -> None:
    """Chapters and sections in the list of answers are those of the items, wherever numbers begin again."""
    text = """青石镇综治知识竞赛题库

第一章  巡查制度
一、单选题（共4题）
1. 巡查组每日至少巡查（）次。
A. 1  B. 2  C. 3  D. 4
2. 巡查发现的一般隐患，应当在几日内整改？
A. 3日
B. 5日
C. 7日
D. 10日
3. （）负责巡查记录的归档。
A. 档案室 B. 安全科 C. 值班室
4. 下列哪项不属于B类隐患？
A. 消防通道堵塞
B. 灭火器过期
C. 电线老化
D. 路灯损坏
二、判断题
5. 巡查可以由一人单独完成。
6. 重大隐患应当立即上报。
第二章  值班制度
一、单选题
1. 值班电话应当（）小时畅通。
A. 8  B. 12  C. 24
2. 值班日志由（）填写。
A. 带班领导  B. 值班员  C. 保安
二、判断题
3. 值班员可以委托他人代班。

参考答案
第一章  巡查制度
一、单选题
1-4  BCAD
二、判断题
5-6 ×√
第二章  值班制度
一、单选题
1.C  2.B
二、判断题
3.错
"""
    found = read(text, tmp_path)
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [(each.item.chapter, key_of(each)) for each in items_of(found)] == [
        ("第一章 巡查制度", ["2"]),
        ("第一章 巡查制度", ["7日"]),
        ("第一章 巡查制度", ["档案室"]),
        ("第一章 巡查制度", ["路灯损坏"]),
        ("第一章 巡查制度", ["错误"]),
        ("第一章 巡查制度", ["正确"]),
        ("第二章 值班制度", ["24"]),
        ("第二章 值班制度", ["值班员"]),
        ("第二章 值班制度", ["错误"]),
    ]


def test_a_bank_without_numbers(tmp_path: Path) -> None:
    """Items that begin with 题目 or stand between empty lines need no numbers; labels below them are kept."""
    text = """题目：发现可疑包裹后，首先应当（    ）
A.打开检查
B.设置警戒并报告
C.转移到空旷处
答案：B
解析：先警戒、后处置。
难度：易
知识点：安检；应急

题目：下列证件可以登记入住的是（    ）
A.居民身份证
B.护照
C.工作证
答案：AB
难度：中

旅馆可以为未成年人单独办理入住而不询问监护人。
答案：错误
依据：《旅馆管理办法》（柳湾修订）第六条
章节：第二章

接待外来人员应当登记（   ）
A.姓名
B.车牌
C.爱好
【答案】AB
"""
    found = read(text, tmp_path)
    assert [each for each in found if isinstance(each, Problem)] == []
    first, second, third, fourth = items_of(found)
    assert (key_of(first), first.item.rationale, first.item.difficulty) == (
        ["设置警戒并报告"],
        "先警戒、后处置。",
        "easy",
    )
    assert first.item.tags == ("安检", "应急")
    assert key_of(second) == ["居民身份证", "护照"]
    assert (key_of(third), third.proof) == (["错误"], ("《旅馆管理办法》（柳湾修订）第六条",))
    assert third.item.chapter == "第二章"
    assert (fourth.place, fourth.item.stem) == ("22", "接待外来人员应当登记")


def test_a_list_of_answers_with_words_in_it(tmp_path: Path) -> None:
    """Answers of blanks and short questions stand in the list too, several in a line or several lines for one."""
    text = """反诈知识测试（答案附后）
一、选择题
1、接到自称“客服”的退款电话，应当（　　）
A、按提示操作　B、挂断并通过官方渠道核实　C、提供验证码
2、下列属于诈骗手法的是（　　）
A、刷单返利　B、冒充公检法　C、虚假投资　D、官网购物
二、填空题
3、不轻信、不______、不转账。
4、“三不一多”中的“一多”是指多______。
三、简答题
5、遇到诈骗应当怎么做？
附：参考答案
一、1.B 2.ABC
二、3、透露 4、核实
三、5、答：
①立即停止转账；
②保留证据；
③拨打110报警。
"""
    found = read(text, tmp_path)
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [key_of(each) for each in items_of(found)] == [
        ["挂断并通过官方渠道核实"], ["刷单返利", "冒充公检法", "虚假投资"], ["透露"], ["核实"],
        ["立即停止转账", "保留证据", "拨打110报警。"],
    ]  # fmt: skip


def test_what_a_learning_platform_prints(tmp_path: Path) -> None:
    """Somebody's own answers beside the right ones are no keys, and 第1题 begins again in each section."""
    text = """1、单选题
第1题：仓库内吸烟的，处以多少元罚款？
A、50元	B、100元
C、200元	D、500元
我的答案：A  正确答案：C
答案解析：依据《仓库管理办法》第9条。
第2题：灭火器的检查周期是（  ）
A、每周	B、每月	C、每季度
我的答案：B  正确答案：B
2、判断题
第1题：仓库钥匙可以由一人保管。
正确答案：错
第2题：出库单应当一式三联。
正确答案：对
"""
    found = read(text, tmp_path)
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [key_of(each) for each in items_of(found)] == [["200元"], ["每月"], ["错误"], ["正确"]]


def test_odd_ends_of_an_old_bank(tmp_path: Path) -> None:
    """Points within stems, options without spaces, keys in odd places are read; a number used twice names both."""
    text = """一、单项选择
1、下列说法正确的是：（D）
①值班员应当持证上岗；
②值班记录可以事后补填；
③交接班应当双方签字。
A、①② B、②③ C、①②③ D、①③
2、甲、乙、丙三人值班，（B）1. 甲先到；2. 乙后到；3. 丙未到。应当由谁先接班？
A、乙 B、甲 C、丙
3、下列选项中，属于A级预警颜色的是（ C ）
A:蓝色 B:黄色 C:红色 D:橙色
4、使用灭火器的正确步骤是(  )
A.提、拔、瞄、压
B.拔、提、压、瞄
Ｃ．瞄、提、拔、压
答案：Ａ
5、下列做法正确的是
（A）先报告（B）先离开（C）A和B都对
（答案：A）
6、【2021年真题】登记的时限是（2分） （正确答案：B）
A、1日 B、3日
二、多项选择（多选、少选、错选均不得分）
7、以下哪些情形应当报告？（  ）
A、停电超过30分钟；
B、水位超过警戒线；
C、设备异响；
D、正常交班。
答案：ABC
7、值班室应当配备（  ）。
A、电话 B、手电 C、急救箱
答案：ABC
8、登记内容包括（  ）。
A、姓名 B、事由 C、A和B
答案：AB
"""
    found = read(text, tmp_path)
    assert [(each.place, key_of(each)) for each in items_of(found)] == [
        ("2", ["①③"]), ("7", ["甲"]), ("9", ["红色"]), ("11", ["提、拔、瞄、压"]), ("16", ["先报告"]), ("19", ["3日"]),
        ("31", ["姓名", "事由"]),
    ]  # fmt: skip
    assert items_of(found)[0].item.stem.endswith("③交接班应当双方签字。")
    assert items_of(found)[5].item.stem == "【2021年真题】登记的时限是"
    assert [(each.place, each.code) for each in errors_of(found)] == [
        ("22", "text-number-twice"),
        ("28", "text-number-twice"),
    ]


def test_letters_without_a_sign_that_are_names_stay(tmp_path: Path) -> None:
    """A班负责 says which 班; A八小时 only bears its letter; A应当, B应当 may be either and is refused."""
    text = (
        "一、单选题\n1. 火警由谁处置？\nA班负责\nB班不负责\nC班协助\n答案：A\n"
        "2. 值班多长时间？\nA八小时\nB十小时\nC十二小时\n答案：B\n"
        "3. 遇险时怎样？\nA应当先行\nB应当后行\n答案：A\n"
    )
    first, second, third = read(text, tmp_path)
    assert [each.text for each in first.item.body.options] == ["A班负责", "B班不负责", "C班协助"]
    assert [each.text for each in second.item.body.options] == ["八小时", "十小时", "十二小时"]
    assert third.code == "text-option-letters-unclear"
