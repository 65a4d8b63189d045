"""QTI items read as other programs write them: releases, ways to tell a key, and all that cannot be taken."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from qti_samples import PLAIN, SPACES, TEMPLATE, choice, item, one, refused, response, taken, template

from qbank.errors import Problem
from qbank.model.item import BLANK
from qbank.model.portable import Portable

every_release = pytest.mark.parametrize("release", SPACES)


def key_of(portable: Portable) -> Any:
    """Return the key in words."""
    return portable.item.body.key_text()


@every_release
def test_a_single_choice_of_any_release(release: str, tmp_path: Path) -> None:
    """Stem, options and key are found by the names of each release; the identifier is the id."""
    declared = response("identifier", "B")
    text = item(choice("政工室", "督查大队"), declared, rules=template("match_correct"), release=release)
    portable = taken(tmp_path, text)
    assert (portable.item.type, portable.item.stem, key_of(portable)) == ("single_choice", "谁负责命题？", "督查大队")
    assert (portable.item.id, portable.place) == ("ITEM-1", "item.xml")


@every_release
def test_a_multiple_choice_of_any_release(release: str, tmp_path: Path) -> None:
    """Keys are found, and all or nothing is what the template says."""
    declared = response("identifier", "A", "C", cardinality="multiple")
    text = item(choice("甲", "乙", "丙", most=0), declared, rules=template("match_correct"), release=release)
    portable = taken(tmp_path, text)
    assert (portable.item.type, key_of(portable)) == ("multiple_choice", "甲；丙")
    assert portable.item.body.marking.table == ()


def test_part_marks_of_a_mapping_are_a_marking_table(tmp_path: Path) -> None:
    """Keys that earn a share each, and a wrong one that takes it all, are a table of ours."""
    declared = response(
        "identifier", "A", "B", "C", cardinality="multiple", mapping="A=1|B=1|C=1|D=-3", bounds=' lowerBound="0"'
    )
    portable = taken(tmp_path, item(choice("甲", "乙", "丙", "丁", most=0), declared, rules=template("map_response")))
    assert portable.item.body.marking.table == (1 / 3, 2 / 3)


def test_part_marks_that_no_table_tells_are_said_to_be_lost(tmp_path: Path) -> None:
    """Where a wrong option only takes a part away, the key is taken and the marking is told of."""
    declared = response(
        "identifier", "A", "B", "C", cardinality="multiple", mapping="A=1|B=1|C=1|D=-1", bounds=' lowerBound="0"'
    )
    found = one(tmp_path, item(choice("甲", "乙", "丙", "丁", most=0), declared, rules=template("map_response")))
    assert [each.code for each in found if isinstance(each, Problem)] == ["qti-marking-differs"]
    assert found[0].severity == "warning"  # type: ignore[union-attr]
    assert key_of(found[1]) == "甲；乙；丙"  # type: ignore[arg-type]


def test_a_key_is_told_by_a_mapping_alone(tmp_path: Path) -> None:
    """Without a correct response, the answer that earns most is the key."""
    text = item(choice("甲", "乙"), response("identifier", mapping="A=0|B=1"), rules=template("map_response"))
    assert key_of(taken(tmp_path, text)) == "乙"


def test_a_key_is_told_by_rules_alone(tmp_path: Path) -> None:
    """Without a correct response and a mapping, the option that scores is the key."""
    rules = """<responseProcessing><responseCondition><responseIf>
        <match><variable identifier="RESPONSE"/><baseValue baseType="identifier">C</baseValue></match>
        <setOutcomeValue identifier="SCORE"><baseValue baseType="float">5</baseValue></setOutcomeValue>
        </responseIf><responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue>
        </setOutcomeValue></responseElse></responseCondition></responseProcessing>"""
    assert key_of(taken(tmp_path, item(choice("甲", "乙", "丙"), response("identifier"), rules=rules))) == "丙"


@pytest.mark.parametrize(
    ("texts", "names", "right", "verdict"),
    [
        (("True", "False"), "AB", "B", False),
        (("对", "错"), "AB", "A", True),
        (("错误", "正确"), "AB", "B", True),
        (("是", "否"), ("true", "false"), "true", True),
        (("错误", "正确"), ("true", "false"), "true", False),
    ],
)
def test_verdicts_are_known_by_their_words(
    texts: tuple[str, ...], names: str, right: str, verdict: bool, tmp_path: Path
) -> None:
    """Two options for true and false are a verdict; what a person sees goes before identifiers."""
    text = item(choice(*texts, names=names), response("identifier", right), rules=template("match_correct"))
    portable = taken(tmp_path, text)
    assert (portable.item.type, portable.item.body.key) == ("true_false", verdict)


@every_release
def test_blanks_in_running_text(release: str, tmp_path: Path) -> None:
    """Text entries are blanks where they stand; correct values and mappings are accepted answers."""
    body = '<p>自<textEntryInteraction responseIdentifier="A" expectedLength="5"/>起\n <b>三十</b>日内，'
    body += '由<textEntryInteraction responseIdentifier="B"/>答复。</p>'
    declared = response("string", "受理之日", mapping="受理之日=1|收到之日=1", name="A") + response(
        "string", "乙科", name="B"
    )
    portable = taken(tmp_path, item(body, declared, release=release))
    assert portable.item.stem == f"自{BLANK}起 三十日内，由{BLANK}答复。"
    assert portable.item.body.key == (("受理之日", "收到之日"), ("乙科",))


def test_answers_that_earn_a_part_are_not_accepted(tmp_path: Path) -> None:
    """What earns less than the key is left out and told."""
    body = '<p><textEntryInteraction responseIdentifier="RESPONSE"/>日</p>'
    found = one(tmp_path, item(body, response("string", mapping="三十=1|廿九=0.5"), rules=template("map_response")))
    assert [each.code for each in found if isinstance(each, Problem)] == ["qti-part-marks"]
    assert found[1].item.body.key == (("三十",),)  # type: ignore[union-attr]


def test_a_single_inline_choice_is_a_choice(tmp_path: Path) -> None:
    """One gap with words to choose from asks just what a single choice with a blank in its stem asks."""
    body = """<p>由<inlineChoiceInteraction responseIdentifier="RESPONSE">
        <inlineChoice identifier="A">甲科</inlineChoice>
        <inlineChoice identifier="B">乙科</inlineChoice></inlineChoiceInteraction>答复。</p>"""
    portable = taken(tmp_path, item(body, response("identifier", "B"), rules=template("match_correct")))
    assert (portable.item.type, portable.item.stem, key_of(portable)) == ("single_choice", f"由{BLANK}答复。", "乙科")


@every_release
def test_an_order(release: str, tmp_path: Path) -> None:
    """The right order is the key, whatever order the options stand in."""
    body = choice("总结", "部署", "实施").replace("choiceInteraction", "orderInteraction")
    declared = response("identifier", "B", "C", "A", cardinality="ordered")
    portable = taken(tmp_path, item(body, declared, rules=template("match_correct"), release=release))
    assert (portable.item.type, key_of(portable)) == ("ordering", "部署→实施→总结")


def match(pairs: list[str], *, most: int = 1) -> tuple[str, str]:
    """Return a match interaction with its declaration."""
    sets = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{n}" matchMax="{most}">{t}</simpleAssociableChoice>' for n, t in each
        )
        + "</simpleMatchSet>"
        for each in ([("L1", "信息科"), ("L2", "财务科")], [("R1", "经费"), ("R2", "系统"), ("R3", "督查")])
    )
    body = (
        f'<p>请匹配。</p><matchInteraction responseIdentifier="RESPONSE" maxAssociations="4">{sets}</matchInteraction>'
    )
    mapping = "|".join(f"{each}=1" for each in pairs)
    return body, response("directedPair", *pairs, cardinality="multiple", mapping=mapping)


@every_release
@pytest.mark.parametrize("pairs", [["L1 R2", "L2 R1"], ["R2 L1", "R1  L2"]])
def test_a_match(release: str, pairs: list[str], tmp_path: Path) -> None:
    """Each row has its right; pairs may be told from either side."""
    body, declared = match(pairs)
    portable = taken(tmp_path, item(body, declared, rules=template("map_response"), release=release))
    assert (portable.item.type, key_of(portable)) == ("matching", "信息科——系统；财务科——经费")


@every_release
def test_an_essay(release: str, tmp_path: Path) -> None:
    """What scorers read is the point to mark against, uncut; what candidates read belongs to the stem."""
    body = """<rubricBlock view="candidate"><p>共10分。</p></rubricBlock>
        <rubricBlock view="scorer"><p>每点一分：</p><ul><li>加强领导</li><li>落实经费</li></ul></rubricBlock>
        <extendedTextInteraction responseIdentifier="RESPONSE"><prompt>有哪些措施？</prompt>
        </extendedTextInteraction>"""
    portable = taken(tmp_path, item(body, response("string"), release=release))
    assert (portable.item.type, portable.item.stem) == ("short_answer", "共10分。\n有哪些措施？")
    assert key_of(portable) == "每点一分：\n加强领导\n落实经费"


def test_feedback_is_the_rationale(tmp_path: Path) -> None:
    """What is shown after an answer is kept, also what those are told who chose an option; the stem has none."""
    spoken = '<feedbackInline outcomeIdentifier="F" identifier="B" showHide="show">想想分工。</feedbackInline>'
    after = '<modalFeedback outcomeIdentifier="F" identifier="x" showHide="show"><p>见第五条。</p></modalFeedback>'
    portable = taken(tmp_path, item(choice("甲", f"乙{spoken}"), response("identifier", "A"), after=after))
    assert portable.item.rationale == "见第五条。\n“乙”：想想分工。"
    assert [option.text for option in portable.item.body.options] == ["甲", "乙"]


def test_text_is_read_as_html_shows_it(tmp_path: Path) -> None:
    """Paragraphs and breaks are lines, lists have their numbers, raised figures stay raised."""
    before = "<div><p>面积\n   为10m<sup>2</sup>，</p><ol><li>甲<br/>说</li><li>乙说</li></ol></div>"
    portable = taken(tmp_path, item(before + choice("甲", "乙"), response("identifier", "A")))
    assert portable.item.stem == "面积 为10m²，\n1. 甲\n说\n2. 乙说\n谁负责命题？"


GAP = '<p><textEntryInteraction responseIdentifier="RESPONSE"/>日</p>'
ESSAY = '<p>论述</p><extendedTextInteraction responseIdentifier="RESPONSE"/>'
REFUSED = [
    ("qti-keys-not-one", item(choice("甲", "乙"), response("identifier", mapping="A=1|B=1"))),
    ("qti-key-unknown", item(choice("甲", "乙"), response("identifier", "Z"))),
    ("qti-key-missing", item(choice("甲", "乙"), response("identifier"))),
    ("qti-key-missing", item(choice("甲", "乙"), response("identifier"), rules=template("match_correct"))),
    ("qti-key-disagrees", item(choice("甲", "乙"), response("identifier", "A", mapping="B=1"),
                               rules=template("map_response"))),
    ("qti-key-disagrees", item(choice("甲", "乙"), response("identifier", "A", mapping="A=1|B=1"),
                               rules=template("map_response"))),
    ("qti-not-declared", item(choice("甲", "乙"), response("identifier", "A", name="OTHER"))),
    ("qti-identifier-twice", item(choice("甲", "乙", names="AA"), response("identifier", "A"))),
    ("qti-option-empty", item(choice("甲", " "), response("identifier", "A"))),
    ("qti-nothing-asked", item("<p>请阅读。</p>", "")),
    ("qti-no-stem", item(choice("甲", "乙", prompt=""), response("identifier", "A"))),
    ("qti-composite", item(choice("甲", "乙") + '<p><textEntryInteraction responseIdentifier="B"/></p>',
                           response("identifier", "A") + response("string", "甲", name="B"))),
    ("qti-composite", item(choice("甲", "乙") * 2, response("identifier", "A"))),
    ("qti-kind-unknown", item('<p>看图。</p><hotspotInteraction responseIdentifier="RESPONSE"/>',
                              response("identifier", "A"))),
    ("qti-kind-unknown", item('<gapMatchInteraction responseIdentifier="RESPONSE"/>', response("directedPair", "A B"))),
    ("qti-not-text", item(choice("甲", "乙", prompt='看图：<img src="a.png" alt="图"/>'), response("identifier", "A"))),
    ("qti-not-text", item(choice("甲", "<math><mi>x</mi></math>"), response("identifier", "A"))),
    ("qti-order-incomplete", item(choice("甲", "乙", "丙").replace("choiceInt", "orderInt"),
                                  response("identifier", "A", "B", cardinality="ordered"))),
    ("qti-rows-not-one", item(*match(["L1 R1"]))),
    ("qti-rows-not-one", item(*match(["L1 R1", "L1 R2", "L2 R3"], most=0))),
    ("qti-key-unknown", item(*match(["L1 R9", "L2 R1"]))),
    ("qti-key-unknown", item(*match(["L1 L2", "L2 R1"]))),
    ("qti-blank-without-key", item(GAP, response("string"))),
    ("qti-key-missing", item(ESSAY, response("string"))),
    ("qti-adaptive", PLAIN.replace('adaptive="false"', 'adaptive="true"')),
    ("qti-template", PLAIN.replace("<outcome", '<templateDeclaration identifier="T"/><outcome', 1)),
    ("qti-off-rule", item(choice("甲", "乙"), response("identifier", mapping="A=many"))),
    ("qti-broken-xml", PLAIN[:-5]),
    ("qti-broken-xml", PLAIN.replace("谁", "&nbsp;")),
    ("qti-entities", PLAIN.replace("<assess", '<!DOCTYPE a [<!ENTITY b "c">]><assess', 1)),
    ("qti-too-old", "<questestinterop/>"),
    ("qti-no-package", '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"/>'),
    ("qti-no-item", "<html/>"),
    ("qti-broken-xml", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), REFUSED, ids=[f"{code}-{n}" for n, (code, _) in enumerate(REFUSED)])
def test_what_cannot_be_taken_is_told(code: str, text: str, tmp_path: Path) -> None:
    """A key that is missing, unknown or belied, a kind we do not have, a file that is none: a Problem, and no item."""
    assert refused(tmp_path, text).code == code


def test_the_kind_is_told_by_name(tmp_path: Path) -> None:
    """Whoever made the item finds there what to change."""
    text = item('<p>看图。</p><hotspotInteraction responseIdentifier="RESPONSE"/>', response("identifier", "A"))
    found = refused(tmp_path, text)
    assert "hotspotInteraction" in found.message("zh")
    assert found.place == "item.xml"


def test_a_scoring_that_is_not_worked_out_is_told(tmp_path: Path) -> None:
    """The declared key is taken, and a person is asked to look at it."""
    rules = template("match_correct").replace("/>", ">").replace(f' template="{TEMPLATE}match_correct"', "")
    rules += '<setOutcomeValue identifier="SCORE"><customOperator/></setOutcomeValue></responseProcessing>'
    found = one(tmp_path, item(choice("甲", "乙"), response("identifier", "B"), rules=rules))
    assert [each.code for each in found if isinstance(each, Problem)] == ["qti-scoring-unknown"]
    assert key_of(found[1]) == "乙"  # type: ignore[arg-type]


@every_release
def test_scoring_in_the_manner_of_learning_platforms(release: str, tmp_path: Path) -> None:
    """A score that is added up, kept within bounds, with a state of its own for feedback, is worked out."""
    score, most = '<variable identifier="SCORE"/>', '<variable identifier="MAXSCORE"/>'
    rules = f"""<responseProcessing><responseCondition><responseIf><isNull><variable identifier="RESPONSE"/></isNull>
        <setOutcomeValue identifier="STATE"><baseValue baseType="identifier">empty</baseValue></setOutcomeValue>
        </responseIf><responseElseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
        <setOutcomeValue identifier="SCORE"><sum>{score}{most}</sum></setOutcomeValue></responseElseIf>
        <responseElse><setOutcomeValue identifier="STATE"><baseValue baseType="identifier">wrong</baseValue>
        </setOutcomeValue></responseElse></responseCondition><responseCondition><responseIf><gt>{score}{most}</gt>
        <setOutcomeValue identifier="SCORE">{most}</setOutcomeValue></responseIf></responseCondition>
        </responseProcessing>"""
    declared = response("identifier", "A", "C", cardinality="multiple") + (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>3</value>'
        '</defaultValue></outcomeDeclaration><outcomeDeclaration identifier="STATE" cardinality="single"/>'
    )
    portable = taken(tmp_path, item(choice("甲", "乙", "丙", most=0), declared, rules=rules, release=release))
    assert (key_of(portable), portable.item.body.marking.table) == ("甲；丙", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    """XML says what its encoding is; a document type hides in none."""
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = PLAIN.replace("UTF-8", name)
    (found,) = one(tmp_path, text.encode(encoding))
    assert isinstance(found, Portable)
    assert found.item.stem == "谁负责命题？"
    (found,) = one(tmp_path, text.replace("<assess", "<!DOCTYPE a><assess", 1).encode(encoding))
    assert isinstance(found, Problem)
    assert found.code == "qti-entities"


def test_a_prefix_for_the_namespace(tmp_path: Path) -> None:
    """Elements may bear a prefix of their writer's choice."""
    text = re.sub(r"<(/?)(\w)", r"<\1q:\2", PLAIN.partition("?>\n")[2]).replace("xmlns=", "xmlns:q=")
    assert key_of(taken(tmp_path, text)) == "督查大队"
