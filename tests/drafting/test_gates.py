"""Gates that need the document: what the text says elsewhere, and what it hides."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.also_true import also_true, record_of
from qbank.drafting.candidate import Candidate
from qbank.drafting.gates import refused_by
from qbank.drafting.study import Study
from qbank.model.document import Document, Span
from qbank.model.fact import HeadingList, Part, Quantity, part
from qbank.model.item import Item, Option
from qbank.text.segment import outline
from qbank.text.terms import content_words, open_segmenter, terms_of
from qbank.types._contract import Draft
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.single_choice import SingleChoice
from qbank.types.true_false import TrueFalse

SEGMENTER = open_segmenter()


def _candidate(text: str, stem: str, body: object, ask: str) -> tuple[Candidate, Study]:
    outlined = outline(Document("a.txt", "0" * 64, text))
    sent = next(each for each in outlined.sentences if ask in each.view)
    start = sent.view.index(ask)
    asked = part(sent, start, start + len(ask))
    fact = Quantity(sent=sent, pattern="quantity", number=asked, value=2.0, measure=asked, whole=asked)
    made = Draft(fact=fact, stem=stem, body=body, asks=(asked,), trust=0.5)
    aside = tuple(Span(each.start, each.end) for each in outlined.sentences if each.role not in {"body", "heading"})
    study = Study(outlined, (), (), aside, frozenset(), content_words(SEGMENTER), terms_of(SEGMENTER))
    return Candidate(Item(id="q", stem=stem, body=body, pattern="quantity"), made), study


def _found(candidate: Candidate, study: Study) -> str:
    """Return the sentence that makes a draft ambiguous, "" if none does."""
    problem = also_true(candidate, record_of(study))
    return str(problem.values["sentence"]) if problem else ""


CHOICE = SingleChoice((Option("o1", "2次"), Option("o2", "3次"), Option("o3", "4次")), ("o1",))


def test_a_distractor_that_is_also_true_is_refused() -> None:
    """A wrong option that the document puts in the same place elsewhere makes two keys."""
    text = "各站每季度组织拉动演练2次并通报。\n重点站每季度组织拉动演练3次并通报。\n"
    stem = "每季度组织拉动演练____并通报。"
    assert _found(*_candidate(text, stem, CHOICE, "2次")) == "重点站每季度组织拉动演练3次并通报。"
    assert _found(*_candidate(text.splitlines()[0], stem, CHOICE, "2次")) == ""


def test_a_false_statement_that_the_document_makes_is_refused() -> None:
    """What is keyed false must not stand in the text."""
    text = "各站每季度组织演练2次。\n重点站每季度组织演练3次。\n"
    assert _found(*_candidate(text, "重点站每季度组织演练3次。", TrueFalse(False), "2次")) == text.splitlines()[1]
    assert _found(*_candidate(text, "重点站每季度组织演练3次。", TrueFalse(True), "2次")) == ""


def test_a_stem_with_a_redaction_is_refused() -> None:
    """Neither the stem nor the asked words may hold what was redacted."""
    text = "xxx县每季度组织演练2次。\n"
    assert "touches-redaction" in refused_by(*_candidate(text, "xxx县每季度组织演练____。", CHOICE, "2次"))


def test_a_part_outside_the_body_is_refused() -> None:
    """Page furniture is never asked about."""
    text = "各站每季度组织演练2次。\n版权所有：云岭市应急局 备案2次\n"
    candidate, study = _candidate(text, "各站每季度组织演练____。", CHOICE, "2次")
    furniture = next(each for each in study.outline.sentences if each.role == "furniture")
    moved = Part("2次", furniture.start, furniture.start + 2)
    wrong = replace(candidate, draft=replace(candidate.draft, asks=(moved,)))
    assert "outside-body" in refused_by(wrong, study)


def _kin(options: tuple[str, ...], text: str = "各站每季度组织演练2次。\n") -> str:
    """Return the code for a draft whose first option is the key."""
    body = SingleChoice(tuple(Option(f"o{n}", each) for n, each in enumerate(options)), ("o0",))
    candidate, study = _candidate(text, "____牵头组织演练。", body, "2次")
    problem = also_true(candidate, record_of(study))
    return problem.code if problem else ""


def test_an_option_that_says_the_key_in_other_words_is_refused() -> None:
    """Short names, short forms and wordings that hold the key's words are no wrong options."""
    named = "各站每季度组织演练2次。\n市应急管理综合保障中心（以下简称保障中心）负责通报。\n"
    assert _kin(("应急管理综合保障中心", "保障中心", "监测中心"), named) == "same-as-key"
    assert _kin(("市人民代表大会", "市人大", "市政府")) == "same-as-key"
    assert _kin(("说明有效率", "说明治愈率或者有效率", "说明用法")) == "same-as-key"


def test_options_of_one_kind_are_kept() -> None:
    """A shared head noun, an opposite post and another number are what wrong options are made of."""
    assert _kin(("市人民政府", "市辖区人民政府", "镇人民政府")) == ""
    assert _kin(("组长", "副组长", "联络员")) == ""
    assert _kin(("30日", "60日", "90日")) == ""


def test_a_key_with_fewer_points_than_the_stem_asks_for_is_refused() -> None:
    """哪四道 with two right options is one thing asked and another answered."""
    text = "审核环节设置初审、复审两道手续。\n"
    two = MultipleChoice((Option("o1", "初审"), Option("o2", "复审"), Option("o3", "终审")), ("o1", "o2"))
    for number, found in (("四", True), ("两", False), ("2", False)):
        codes = refused_by(*_candidate(text, f"审核环节设置哪{number}道手续？", two, "两道"))
        assert ("counted-wrong" in codes) is found


def test_a_stem_that_leans_on_what_was_told_before_is_refused() -> None:
    """据此 and 因此 of nothing, things without their noun, and a main clause that only concedes."""
    text = "各站每季度组织演练2次。\n"
    for stem in (
        "各站据此每季度组织演练____。",
        "没有杆子的17处，每季度组织演练____。",
        "人手不足，虽然每季度组织演练____。",
        "从七月起改成每周六收集，每季度组织演练____。",
        "每个月公布一次，排在前五的，每季度组织演练____。",
        "卡在验收，每季度组织演练____。",
        "6月底前轮换到位50人，每季度组织演练____。",
        "从那以后各站每季度组织演练____。",
        "《方案》将其分为三类，每季度组织演练____。",
        "关于它怎样伤害材料，每季度组织演练____。",
        "各站抽查了其中的400份，每季度组织演练____。",
        "为什么会出现这样低的压力？每季度组织演练____。",
        "对在外的船员，则由家属代收，每季度组织演练____。",
        "____内处理。",
        "5天内处理。",
    ):
        named = f"根据《云岭站手册》，{stem}"
        assert "stem-leans" in refused_by(*_candidate(text, named, CHOICE, "2次")), stem
    for stem in (
        "各站每季度组织演练____。",
        "如船员不在，则由家属代收，每季度组织演练____。",
        "严重缺陷5天内处理。",
    ):
        assert "stem-leans" not in refused_by(*_candidate(text, stem, CHOICE, "2次")), stem


def test_no_wrong_option_stands_in_the_part_asked() -> None:
    """乡包村 told under 落实责任 is a demand as well, though no heading."""
    text = (
        "工作方案\n一、工作要求\n（一）落实责任\n实行乡包村。\n（二）加强培训\n每月一次。\n"
        "（三）严肃问责\n逐级问责。\n二、附则\n自发布之日起施行。\n"
    )
    outlined = outline(Document("a.txt", "0" * 64, text))
    sents = [each for each in outlined.sentences if each.role == "heading"]
    heads = tuple(part(each, 0, len(each.view)) for each in sents[1:4])
    fact = HeadingList(sent=sents[0], pattern="heading_list", heads=heads, rests_on=())
    study = Study(outlined, (), (), (), frozenset(), content_words(SEGMENTER), terms_of(SEGMENTER))
    for wrong, told in (("乡包村", True), ("自发布之日起施行", False)):
        options = tuple(Option(f"o{at}", each.text) for at, each in enumerate(heads))
        body = MultipleChoice((*options, Option("w", wrong)), tuple(option.id for option in options))
        draft = Draft(fact=fact, stem="下列哪些属于工作要求？", body=body, asks=heads, trust=0.5)
        candidate = Candidate(Item(id="q", stem=draft.stem, body=body, pattern="heading_list"), draft)
        assert ("also-in-the-part" in refused_by(candidate, study)) is told


def test_how_long_something_took_is_no_rule() -> None:
    """A report tells what happened; what it lays down, and what a plan says, may be stated."""
    text = "巡堤人员5分钟内完成报告。\n巡堤人员必须在5分钟内完成报告。\n"
    for kind, stem, told in (
        ("report", "巡堤人员5分钟内完成报告。", True),
        ("report", "巡堤人员必须在5分钟内完成报告。", False),
        ("plan", "巡堤人员5分钟内完成报告。", False),
    ):
        candidate, study = _candidate(text, stem, TrueFalse(True), "5分钟内")
        draft = replace(candidate.draft, fact=replace(candidate.draft.fact, pattern="time_limit"))
        document = replace(study.outline.document, kind=kind)
        in_kind = replace(study, outline=replace(study.outline, document=document))
        assert ("story" in refused_by(replace(candidate, draft=draft), in_kind)) is told


@given(st.lists(st.integers(1, 4), max_size=12), st.integers(0, 30), st.integers(1, 6))
def test_what_touches_a_span_aside_is_aside(lengths: list[int], start: int, length: int) -> None:
    """Found in a sorted row as it would be by looking at every span."""
    ends = list(accumulate(lengths))
    aside = tuple(Span(end - length, end) for end, length in zip(ends, lengths, strict=True))[::2]
    study = Study(outline(Document("a.txt", "", "")), (), (), aside, frozenset(), lambda sentences: [], lambda sent: ())
    asked = Span(start, start + length)
    assert study.is_aside(asked) == any(asked.touches(each) for each in aside)


def test_the_verb_may_stand_with_a_later_piece() -> None:
    """Of 于5日前将计划，于6日前将总结报市局 the first piece cannot be asked alone; one with a verb can."""
    for text, told in (
        ("各单位请于5月10日前将实施计划和名单，于6月5日前将活动总结报市局。", True),
        ("各单位请于5月10日前将名单报市局，于6月5日前将活动总结报省局。", False),
    ):
        candidate, study = _candidate(text, "各单位应当在何时报送？", TrueFalse(True), "5月10日")
        assert ("verb-elsewhere" in refused_by(candidate, study)) is told
