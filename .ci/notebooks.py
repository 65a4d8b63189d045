"""Write the notebooks of notebooks/ from what stands here; the same every time. ``--check`` only compares.

A cell is a pair: "md" and its text, "parameters" or "code" and its lines.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat

FOLDER = Path(__file__).parents[1] / "notebooks"
Cell = tuple[str, str]

PARAMETERS: Cell = (
    "parameters",
    """# 要读的文件夹，和题库所在的工作区。换成自己的文件夹时只改这里。
corpus = "../corpus"
folder = "../demo/quickstart\"""",
)
_ONE = '\nname = "公共停车场管理办法"  # 写文件名的一部分就行'
ONE_DOCUMENT: Cell = ("parameters", PARAMETERS[1] + _ONE)
READY: Cell = (
    "code",
    """import qbank

ws = qbank.open(folder, make=True)
ws.ingest(corpus)
ws.draft()""",
)

_SHOWN = 'status=["通过", "待审"], document="停车场"'
NOTEBOOKS: dict[str, list[Cell]] = {
    "01_quickstart": [
        (
            "md",
            "# 01 快速上手\n\n"
            "把一个文件夹的学习文件变成有出处的题库：读入、看关键句、看草稿、通过几道、导出。"
            "从上到下逐格运行即可（Shift+Enter）。",
        ),
        PARAMETERS,
        ("md", "## 一、读入文件\n\n再次运行只读有变化的文件。读不了的会说明原因，其余照常。"),
        ("code", "import qbank\n\nws = qbank.open(folder, make=True)\nws.ingest(corpus)"),
        ("code", "ws.documents()"),
        (
            "md",
            "## 二、关键句和理由\n\n右边是得分的主要理由：正数加分，负数减分。"
            "意思相近的句子只让一句排在前面，所以次序与得分略有出入。",
        ),
        ("code", 'ws.sentences("公共停车场管理办法")[:10]'),
        (
            "md",
            "## 三、出题，和原句对照着看\n\n排在前面的把握最大。右边是出处：文件、起止位置、原句。",
        ),
        ("code", "ws.draft()"),
        ("code", 'drafts = ws.items(status="draft", document="公共停车场管理办法")\ndrafts[:8]'),
        ("md", "## 四、通过几道，导出\n\n这里通过前五道。实际使用时请逐题看过再定。"),
        ("code", "ws.accept(*[item.id for item in drafts[:5]])"),
        ("code", 'ws.export(f"{folder}/bank.json")'),
        (
            "md",
            "下一步：[02 文件和关键句](02_corpus.ipynb)。导出的 `bank.json` 的写法见 `docs/format.md`。",
        ),
    ],
    "02_corpus": [
        ("md", "# 02 文件和关键句\n\n看清楚读进来的是什么，程序认为哪些句子最值得出题、为什么。"),
        ONE_DOCUMENT,
        ("md", "## 一、读入的文件\n\n题名、种类、日期都是从文件里认出来的；认错了可以在 `corpus.toml` 里改。"),
        ("code", "import qbank\n\nws = qbank.open(folder, make=True)\nws.ingest(corpus)"),
        ("code", "ws.documents()"),
        (
            "md",
            "## 二、关键句在文中的位置\n\n越高越值得出题，编号是名次。灰白相间的底色是各章；鼠标停在点上可以看到原句。",
        ),
        ("code", "ws.pictures.scores(name)"),
        ("md", "## 三、前十句和理由\n\n编号与图上一致。"),
        ("code", "ws.sentences(name)[:10]"),
        ("md", "下一步：[03 出题](03_drafting.ipynb)。"),
    ],
    "03_drafting": [
        ("md", "# 03 出题\n\n从全部文件里出草稿，看出了哪些题型、是按什么句式出的，再对照原句看几道。"),
        ONE_DOCUMENT,
        ("md", "## 一、出题\n\n没有变化的文件不会重出；审过的题不会被改动。"),
        READY,
        (
            "md",
            "## 二、各种句式和题型出了多少\n\n颜色越深题越多。审过几道以后，格子里会写出留用了几道："
            "常被退回的句式，可以先看别的。",
        ),
        ("code", "ws.pictures.drafts()"),
        ("md", "## 三、对照原句看草稿\n\n排在前面的把握最大。"),
        ("code", 'ws.items(status="draft", document=name, limit=8)'),
        ("md", "下一步：[04 审题](04_review.ipynb)。"),
    ],
    "04_review": [
        ("md", "# 04 审题\n\n先看每份文件审到哪里，再打开审题卡片逐题决定：通过、改后通过、退回或待定。"),
        PARAMETERS,
        READY,
        ("md", "## 一、审到哪里了"),
        ("code", "ws.pictures.progress()"),
        (
            "md",
            "## 二、审题\n\n每做一步立即存盘，都可以撤销；关掉笔记本，下次接着审。"
            "不想开笔记本时，在命令行运行 `qbank review` 就是同一张卡片。"
            '要发给别人审，用 `ws.review_sheet("审题表.xlsx")` 导出审题表。',
        ),
        ("code", "ws.review()"),
        ("md", "下一步：[05 重复和覆盖](05_duplicates_coverage.ipynb)。"),
    ],
    "05_duplicates_coverage": [
        ("md", "# 05 重复和覆盖\n\n导出之前查两件事：有没有考同一处内容的题，有没有哪个章节一道题也没有。"),
        ONE_DOCUMENT,
        READY,
        (
            "md",
            "## 一、重复的题\n\n不同之处有下划线。两道都留用 `ws.keep_both(编号, 编号)`，"
            "并成一道用 `ws.merge(留下的编号, 退回的编号)`。",
        ),
        ("code", "ws.duplicates(name)"),
        (
            "md",
            "## 二、哪些文件、哪些章节有题\n\n左边按题型数，右边从开头到结尾画出各章节，宽窄是篇幅："
            "满格有通过的题，半格只有待审的题，空格没有题。",
        ),
        ("code", "ws.pictures.coverage()"),
        ("md", "## 三、一份文件的各个章节"),
        ("code", "ws.pictures.coverage(name)"),
        ("md", "下一步：[06 导出](06_export.ipynb)。"),
    ],
    "06_export": [
        ("md", "# 06 导出\n\n看清楚题库里有什么，把通过的题写成文件，再留一个备份。"),
        PARAMETERS,
        READY,
        ("md", "## 一、题库里有什么\n\n默认只导出通过的题。"),
        ("code", "ws.pictures.export()"),
        (
            "md",
            "## 二、导出\n\n说明里有导出的题数。这个文件装得下全部内容：每道题的答案、出处和审题记录。"
            '连待审的一起导出：加上 `status=["通过", "待审"]`。',
        ),
        ("code", 'ws.export(f"{folder}/bank.json")'),
        (
            "md",
            "## 三、给别的系统，印成卷子\n\n`profile` 是对方的模板。装不下的内容先逐项说明；"
            "写好的文件读回来核对过才保存。"
            "这里连待审的题一起导出，方便看样子。",
        ),
        ("code", f'ws.export(f"{{folder}}/考试宝.xlsx", profile="kaoshibao", {_SHOWN})'),
        ("code", f'ws.export(f"{{folder}}/练习.html", {_SHOWN})'),
        ("code", f'ws.export(f"{{folder}}/试卷.docx", title="停车管理测试", {_SHOWN})'),
        ("md", "## 四、导出过什么\n\n每个文件里有哪些题、哪个版本，题库都记着。"),
        ("code", "ws.handouts()"),
        ("md", "## 五、把图存下来，留一个备份\n\n图可以贴进汇报材料；备份是整个题库。"),
        ("code", 'ws.pictures.export().save(f"{folder}/题库.png")\nws.backup()'),
        (
            "md",
            "下一步：考过之后看 [07 试题分析](07_item_analysis.ipynb)；"
            "或换成自己的文件夹，从 [01 快速上手](01_quickstart.ipynb) 再走一遍。",
        ),
    ],
    "07_item_analysis": [
        (
            "md",
            "# 07 试题分析\n\n考完以后，把成绩文件读回来："
            "哪些题太难、太易、答案有误、区分不了人，有多大把握，该怎么办。",
        ),
        PARAMETERS,
        READY,
        (
            "md",
            "## 一、成绩文件\n\n这里没有真实的考试，先造一份**模拟作答**来熟悉分析："
            "人是编的，最后一题故意让大家都信一个错误答案。有了真实的成绩文件，把这一格改成 `answers = '文件的位置'`。",
        ),
        ("code", 'answers = ws.rehearse(f"{folder}/模拟作答.csv", people=120)\nanswers'),
        (
            "md",
            "## 二、读入并分析\n\n列名是题干、编号或题号都能认；看不懂的单元格会逐一列出。什么都不会写进题库。"
            "“确定”是说区间整个落在界限之外，“待观察”是说只有数字本身越了界。",
        ),
        ("code", 'exam = ws.analyse(answers, name="模拟测试", date="2026-03-15", model="rasch")\nexam'),
        (
            "md",
            "## 三、看图\n\n成绩分布；每题的难度与区分度（三角形是有确定问题的题；"
            "点一个点，图下面就是这道题的题干、答案和各选项的数字）；一道题各选项由哪些人选。",
        ),
        ("code", "exam.scores()"),
        ("code", "exam.item_map()"),
        ("code", "exam.options(len(exam.exam.items))"),
        (
            "md",
            "## 四、写报告，存下来\n\n`.docx` 是给编辑看的 Word 文档，先列要处理的试题，再看图和数据；"
            "`.xlsx` 是全部数字的表格。几份成绩文件一起分析，用 `ws.analyse_all([文件, 文件])`："
            "同一天、同样题目的合起来算。\n\n作答存进工作区里单独的文件（不会随题目导出），"
            "每题的数字记在题库里当时那个版本旁边。之后在审题卡里可以按“需修订”筛选。",
        ),
        ("code", 'exam.write(f"{folder}/试题分析.docx")\nws.keep_sitting(exam)'),
        ("md", "## 五、部门成绩\n\n人数太少的部门不显示成绩。补考名单和错题本在写出的报告里（.docx 或 .xlsx）。"),
        ("code", 'results = ws.results("模拟测试")\nresults.write(f"{folder}/成绩通报.docx")\nresults'),
        (
            "md",
            "下一步：用题库组卷，看 [08 组卷](08_papers.ipynb)；"
            "或换成自己的文件夹，从 [01 快速上手](01_quickstart.ipynb) 再走一遍。",
        ),
    ],
    "08_papers": [
        (
            "md",
            "# 08 组卷\n\n从一份蓝图（双向细目表）到 A/B 卷、答案、补考卷：先看题库够不够，再组卷印发。",
        ),
        PARAMETERS,
        READY,
        (
            "md",
            "## 一、通过的题\n\n只用“通过”的题。这里是样例，**不审就全部通过**；"
            "自己的题库请跳过这一格，用审题得到的题（[04 审题](04_review.ipynb)）。",
        ),
        ("code", 'ws.accept(*[item.id for item in ws.items(status="draft")])'),
        (
            "md",
            "## 二、题库够不够\n\n蓝图可以是一行话、Excel 的双向细目表，或 TOML 文件"
            "（样子见 `docs/blueprint-sample.toml`）。"
            "图里每格是“要的题数 / 能用的题数”：红的不够，黄的不到要的两倍，下次就可能不够。",
        ),
        ("code", 'wanted = ws.paper("../docs/blueprint-sample.toml")\nwanted.table()'),
        (
            "md",
            "要得太多时不会硬凑：哪一格缺几道、怎么补，都会说明，什么也不印发。",
        ),
        ("code", 'ws.paper("判断 10×1，单选 900×2，60 分钟")'),
        (
            "md",
            "## 三、组卷印发\n\n写上 `out` 才会印发：试卷（Word、PDF）、答案、练习网页、选项对照表和报告写进文件夹，"
            "并在题库里登记，之后不再改动。`same=True` 是同题不同序的 A/B 卷；不写则各份卷题目不同、难度相当。"
            "同一个 `seed`、同一题库，得到同一份卷。",
        ),
        ("code", 'exam = ws.paper(wanted.blueprint, forms=2, same=True, seed="三月", out=f"{folder}/三月卷")\nexam'),
        (
            "md",
            "## 四、补考卷\n\n同一份蓝图、难度相当，不出原卷里的任何一道题。"
            "名单写 `roster='考试名称'`，取缺考和不及格的人。考完分析成绩时写 `form='卷号'`，"
            "各份卷的答案会自动对回原题。",
        ),
        ("code", 'ws.paper(wanted.blueprint, exclude=[exam.exam], out=f"{folder}/三月补考卷")'),
        ("md", "下一步：换成自己的文件夹，从 [01 快速上手](01_quickstart.ipynb) 再走一遍。"),
    ],
    "09_year_plan": [
        (
            "md",
            "# 09 全年学习考核计划\n\n一个计划文件排出一年的日抽背、周测、月练、季考、年赛和突击抽查：哪天考什么，"
            "每次用哪些题，同一道题隔多久再出；还没有人考，就知道题够不够。",
        ),
        (
            "parameters",
            "# 要读的文件夹，题库所在的工作区，和年度计划。换成自己的时只改这里。\n"
            'corpus = "../corpus"\nfolder = "../demo/year"\nplan = "../docs/plan-sample.toml"',
        ),
        READY,
        (
            "md",
            "## 一、通过的题\n\n只有“通过”的题才排进计划。这里是样例，**不审就全部通过**，好看到排满的一年；"
            "自己的题库请跳过这一格，用审题得到的题。",
        ),
        ("code", 'ws.accept(*[item.id for item in ws.items(status="draft")])'),
        (
            "md",
            "## 二、先算一年\n\n选好每次考试的题，写下日历、plan.json 和用题情况，不出试卷。缺题的考试逐一列出，"
            "并写明再出几道、或者间隔改成几天就够。",
        ),
        ("code", 'year = ws.plan(plan, f"{folder}/年度计划", simulate=True)\nyear'),
        (
            "md",
            "## 三、看日历\n\n每格一天，字是当天最大的一次考试。"
            "打印用的日历是 calendar.html 和 calendar.xlsx，每月一页。",
        ),
        ("code", "year.calendar()"),
        (
            "md",
            "## 四、每道题用几次\n\n左边是一年用几次的题各有多少，0 是整年用不到的；"
            "右边是用得最多的题进了多大比例的考试。",
        ),
        ("code", "year.exposure()"),
        (
            "md",
            "## 五、出一天的考试\n\n题目按已经选好的，不会重选。"
            "日抽背是朗读用的卡片，周测是试卷和答案，年赛是投影页和记分表。不写 `events` 就是接下来七天。",
        ),
        ("code", 'ws.plan(plan, f"{folder}/年度计划", events="2026-03-06")'),
        ("md", "## 六、学习手册\n\n一份文件的要点、名词、练习题、带出处的答案，和一个十分钟小测。"),
        ("code", 'ws.handbook(f"{folder}/学习手册.docx", document="公共停车场管理办法", quiz=True)'),
        ("md", "下一步：考过之后看 [07 试题分析](07_item_analysis.ipynb)。"),
    ],
}


def made(name: str) -> str:
    """Return the text of a notebook file."""
    short = name.split("_", 1)[1]
    cells = []
    for number, (kind, text) in enumerate(NOTEBOOKS[name], 1):
        own = f"{short}-{number:02}"
        if kind == "md":
            cells.append(nbformat.v4.new_markdown_cell(text, id=own))
        else:
            tags = {"tags": ["parameters"]} if kind == "parameters" else {}
            cells.append(nbformat.v4.new_code_cell(text, id=own, metadata=tags))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "qbank": {"role": short, "schema": 1},
    }
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook, version=4)}\n"


def main(check: bool) -> int:
    """Write the notebooks, or with ``check`` only say which differ; return the exit code."""
    differing = []
    for name in NOTEBOOKS:
        path, text = FOLDER / f"{name}.ipynb", made(name)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        differing.append(path.name)
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    print("\n".join(differing) or "no difference")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
