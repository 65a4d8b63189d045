"""A part's own clause, and what is drafted from it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_facts import code, drafts, enumeration, find, sentence

from qbank.model.fact import Inclusion, Parallel, Treatment, part
from qbank.model.item import BLANK
from qbank.model.wording import dangling_word, is_balanced
from qbank.types import FillBlank, MultipleChoice, ShortAnswer, SingleChoice, TrueFalse
from qbank.types._own_clause import MOST_TRUST, own_clause

CHARS = st.text(st.sampled_from("甲乙丙丁的，；。、：“”《》（）应当不得目前其并3五"), max_size=40)
LONG = "为进一步学习贯彻全县教育大会的部署要求，紧紧围绕本年度的重点任务，按照分级分类、全员覆盖、注重实效的总体思路，"
VALUES = ["立德树人", "因材施教", "公平优质", "开放协同"]


@given(CHARS, CHARS)
def test_an_own_clause_is_closed_and_leans_on_nothing(before, after):
    """Whatever stands around the part, the clause holds it, is balanced and opens with no pointing word."""
    fact = code(f"{before}“四个走遍”{after}", "四个走遍")
    clause = own_clause(fact, fact.code)
    if clause is not None:
        text = clause.put()
        assert "四个走遍" in text
        assert is_balanced(text.strip("，；。：、"))
        assert not dangling_word(text)


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        (f"{LONG}全体教师坚持做到“四个走遍”，取得了实效。", "全体教师坚持做到“四个走遍”"),
        ("该局按照“四个走遍”制度，每月走访一次联系企业，解决难题。", "按照“四个走遍”制度，每月走访一次联系企业"),
        ("县教体局统一印发了工作手册，做到“四个走遍”。", "县教体局统一印发了工作手册，做到“四个走遍”"),
        ("按照“四个走遍”的要求。", None),
        ("教师应当做到“四个走遍”，每年不少于一次。", None),
        ("我们要让大家都做到“四个走遍”，一个也不能少。", None),
    ],
)
def test_the_clause_is_widened_only_where_it_is_short(view, wanted):
    """Who acts is taken in where it stands right before; a rule, talk and a mere manner give none."""
    fact = code(view, "四个走遍")
    clause = own_clause(fact, fact.code)
    assert (clause and clause.put()) == wanted


def test_codes_with_their_own_verbs_are_all_left_out():
    """Each verb tells which code its blank wants, so their order counts."""
    codes = ["四个走遍", "三个必到", "两个清零"]
    run = "推行“四个走遍”、落实“三个必到”、实现“两个清零”"
    view = f"{LONG}动员全县各中小学校和全体教职员工在家访工作中{run}，为全年工作XX收官打下基础，再接再厉再上台阶。"
    (draft,) = drafts(FillBlank, enumeration(view, codes, run[3:-1]))
    assert draft.stem.count(BLANK) == len(draft.body.key) > 1
    assert not draft.body.any_order
    assert draft.trust <= MOST_TRUST


def test_a_formula_is_quoted_by_itself():
    """Where the sentence is a call, the formula still can be asked."""
    run = "、".join(VALUES)
    view = f"让我们携手同行，以扎实的作风践行{run}的总要求，为办好人民满意的教育而不懈奋斗。"
    (draft,) = drafts(FillBlank, enumeration(view, VALUES, run))
    assert draft.stem.startswith("以扎实的作风践行立德树人、")
    assert "不懈奋斗" not in draft.stem
    assert draft.trust <= MOST_TRUST
    plain = view.replace("的总要求", "")
    assert drafts(FillBlank, enumeration(plain, VALUES, run)) == []


def test_rows_made_with_one_verb_borrow_mates_of_that_verb():
    """进厂区、进工地 take another 进…; 学习内容、学习方法 only share the start of a word."""
    members = ["进厂区", "进工地", "进站场"]
    view = f"{LONG}{LONG}持续推动消防宣传{'、'.join(members)}，确保全员知晓。"
    (draft,) = drafts(MultipleChoice, enumeration(view, members, "、".join(members)))
    wrong = [option.text for option in draft.body.options if option.id not in draft.body.key]
    assert wrong
    assert all(text.startswith("进") for text in wrong)
    words = ["学习内容", "学习方法", "学习步骤"]
    other = f"{LONG}{LONG}各支部及时明确{'、'.join(words)}，确保全员知晓。"
    assert drafts(MultipleChoice, enumeration(other, words, "、".join(words))) == []


def test_rows_of_one_noun_are_asked_by_it():
    """开展每月入户检查、…: which 检查, said as one says it."""
    members = ["入户检查", "夜间检查", "回头检查"]
    view = f"{LONG}{LONG}开展每月{'、'.join(members)}，消除隐患。"
    (draft,) = drafts(MultipleChoice, enumeration(view, members, "、".join(members), label="member:检查"))
    assert draft.stem == "每月开展哪些检查？"


def test_titles_before_their_noun_are_asked_freely():
    """An open list of titles is asked by what they are called together; other open lists are not."""
    titles = ["《溪山县志》", "《青溪镇志》", "《梧川地名考》"]
    view = f"县档案馆统一编印了{'、'.join(titles)}等地方读物，供各校选用。"
    (draft,) = drafts(ShortAnswer, enumeration(view, titles, "、".join(titles), closed=False))
    assert draft.stem == "县档案馆统一编印了哪些地方读物？"
    assert draft.body.key_strings() == tuple(titles)
    tools = ["铁锹", "沙袋", "救生衣"]
    view = f"县应急库统一储备了{'、'.join(tools)}等物资，供各镇选用。"
    assert drafts(ShortAnswer, enumeration(view, tools, "、".join(tools), closed=False)) == []


def test_frames_of_a_document_stand_for_choice():
    """What else things are put into is wrong; a frame of the same thing is right as well, and no option."""
    frames = [
        ("防溺水工作", "纳入", "年度目标考核"),
        ("演练经费", "列入", "年度财政预算"),
        ("水库巡查", "纳入", "县级专项考核"),
        ("防溺水宣传工作", "纳入", "平安建设考核"),
        ("巡查员", "纳入", "公益岗位名录"),
    ]
    sents, at = [], 0
    for index, (what, verb, frame) in enumerate(frames):
        view = f"各镇要将{what}{verb}{frame}。"
        sents.append(replace(sentence(view, start=at), index=index))
        at += len(view)
    facts = [
        Inclusion(
            sent=sent,
            pattern="inclusion",
            what=find(sent, what),
            verb=find(sent, verb),
            frame=find(sent, frame, f"frame:{verb}"),
        )
        for sent, (what, verb, frame) in zip(sents, frames, strict=True)
    ]
    (draft,) = drafts(SingleChoice, *facts)
    assert draft.stem == f"各镇要将防溺水工作纳入{BLANK}。"
    assert {option.text for option in draft.body.options} == {"年度目标考核", "年度财政预算", "县级专项考核"}
    assert drafts(SingleChoice, *facts[:2]) == []


def hinged(view, rows):
    """Return clauses of one frame, each from its left to its right word."""
    sent = sentence(view)
    found = tuple((find(sent, left), find(sent, right)) for left, right in rows)
    wholes = tuple(part(sent, left.start, right.end) for left, right in found)
    run = part(sent, wholes[0].start, wholes[-1].end)
    return Parallel(sent=sent, pattern="hinge", rows=found, wholes=wholes, run=run)


HINGE = hinged("河道保洁，重点在巡，关键在管，全镇常抓不懈。", [("重点", "巡"), ("关键", "管")])


def test_what_something_hinges_on_is_left_out():
    """The clause before the row says what it is; each blank has its own word."""
    (draft,) = drafts(FillBlank, HINGE)
    assert draft.stem == f"河道保洁，重点在{BLANK}，关键在{BLANK}。"
    assert draft.body.key == (("巡",), ("管",))
    assert not draft.body.any_order
    assert drafts(FillBlank, hinged("重点在巡，关键在管。", [("重点", "巡"), ("关键", "管")])) == []


def test_like_clauses_exchange_their_second_words():
    """Both keys occur; the false statement has the other clause's word."""
    found = {draft.stem: draft.body.key for seed in range(40) for draft in drafts(TrueFalse, HINGE, seed=seed)}
    assert found == {
        "河道保洁，重点在巡。": True,
        "河道保洁，关键在管。": True,
        "河道保洁，重点在管。": False,
        "河道保洁，关键在巡。": False,
    }


def test_a_treatment_is_stated_as_it_stands():
    """Nothing is swapped in: what else could follow is nowhere said."""
    sent = sentence("对擅离职守的，予以通报批评。")
    fact = Treatment(
        sent=sent,
        pattern="treatment",
        case=find(sent, "擅离职守的"),
        then=find(sent, "予以通报批评"),
        whole=find(sent, "对擅离职守的，予以通报批评"),
    )
    assert {(d.stem, d.body.key) for seed in range(20) for d in drafts(TrueFalse, fact, seed=seed)} == {
        ("对擅离职守的，予以通报批评。", True)
    }
