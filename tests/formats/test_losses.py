"""What counts as a loss, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._held import as_short_answer, with_stimulus_in_stem, without
from qbank.formats.losses import Loss, LossReport, held, losses
from qbank.formats.overview import full_example
from qbank.locale import Lang
from qbank.model.portable import Portable
from qbank.types._contract import TYPES


def found(before: Portable, after: Portable | Problem) -> dict[str, str]:
    """Return the losses by field."""
    return {loss.field: loss.kind for loss in losses(before, after)}


def test_nothing_lost_is_no_loss() -> None:
    """The same portable loses nothing."""
    portable = full_example("single_choice")
    assert found(portable, portable) == {}


def test_what_is_taken_away_is_lost() -> None:
    """A field that is empty afterwards is lost, and the record says what it was."""
    portable = full_example("single_choice")
    (loss,) = losses(portable, without(portable, "tags"))
    assert loss == Loss(portable.item.id, "tags", "lost", "值班", "", stem=portable.item.stem)


def test_what_an_item_never_had_is_no_loss() -> None:
    """Marks that only the new shape has are not told."""
    portable = full_example("matching")
    told = found(portable, as_short_answer(portable, f"{portable.item.stem}（略）"))
    assert "marks" not in told
    assert told["options"] == "lost" and told["key"] == "reduced"


def test_what_the_stem_shows_is_not_gone() -> None:
    """A passage in front of the stem is told as a change of the stem; options in the stem as cut down."""
    portable = replace(full_example("true_false"), stimulus="4月2日8时，柳湾泵站报告险情。")
    assert found(portable, with_stimulus_in_stem(portable)) == {"stem": "reduced"}
    matching = full_example("matching")
    columns = "".join(option.text for side in ("left", "right") for option in getattr(matching.item.body, side))
    assert found(matching, as_short_answer(matching, matching.item.stem + columns))["options"] == "reduced"


@pytest.mark.parametrize("name", ["gift", "aiken", "moodle-xml", "h5p"])
@pytest.mark.parametrize("blank", ["____16学时", "____学时", "________Q", "甲____"])
def test_a_blank_of_a_passage_is_shown_and_the_passage_is_not_lost(name: str, blank: str) -> None:
    """Whatever stands beside the line to write on; the report has it in one line."""
    before = replace(full_example("true_false"), stimulus=f"必修课16学时，\n实践课{blank}。")
    fmt = FORMATS.get(name)
    assert isinstance(fmt, ForeignFormat)
    after = held(fmt, before, Settings())
    assert isinstance(after, Portable)
    assert "stimulus" not in found(before, after)
    stems = [loss.now for loss in losses(before, after) if loss.field == "stem"]
    assert all("〔" in each and "\n" not in each for each in stems)
    assert stems or after.stimulus == before.stimulus


def test_an_item_left_out_is_one_loss() -> None:
    """Its reason goes with it."""
    portable = full_example("single_choice")
    problem = Problem("key-missing")
    (loss,) = losses(portable, problem)
    assert (loss.field, loss.kind, loss.problem) == ("item", "left_out", problem)


LAYOUTS = [(fmt, name) for fmt in FORMATS if isinstance(fmt, ForeignFormat) for name in fmt.profiles() or ("",)]


@pytest.mark.parametrize(("fmt", "profile"), LAYOUTS, ids=[f"{fmt.name}-{name}" for fmt, name in LAYOUTS])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_left_out_is_named(fmt: ForeignFormat, profile: str, lang: Lang) -> None:
    """By its id and the beginning of its stem, whatever the format and its reason; for people and in the record."""
    settings, report = Settings(profile=profile, lang=lang), LossReport(fmt.name)
    single = full_example("single_choice")
    unfit = replace(single, item=replace(single.item, body=replace(single.item.body, key=())))
    out = []
    for portable in (unfit, *map(full_example, TYPES.names())):
        after = held(fmt, portable, settings)
        out += [portable.item] if isinstance(after, Problem) else []
        report.add(losses(portable, after), lang)
    told = [line for line in report.lines(lang) if line.startswith(("没有写进文件：", "left out: "))]
    assert len(told) == len(out) >= 1
    for item, line in zip(out, told, strict=True):
        assert item.id in line and item.stem[:20] in line
    records = [each for each in report.records() if each["kind"] == "left_out"]
    assert [(each["item"], each["stem"][:20]) for each in records] == [(item.id, item.stem[:20]) for item in out]


RULES = {
    ("multiple_choice", "h5p"): ("少选且无错选得 50% 的分", "全对才得分，少选不得分"),
    ("multiple_choice", "moodle-xml"): (
        "少选且无错选得 50% 的分",
        "选对 1 项得 33.333% 的分；选对 2 项得 66.667% 的分",
    ),
    ("fill_blank", "h5p"): ("各空不分先后", "逐空判分"),
    ("fill_blank", "gift"): ("各空不分先后", "由人评分"),
}


@pytest.mark.parametrize(("name", "format_name"), RULES)
def test_a_marking_rule_is_told_before_and_after(name: str, format_name: str) -> None:
    """In words, also where the receiver has only its usual rule."""
    fmt = FORMATS.get(format_name)
    assert isinstance(fmt, ForeignFormat)
    before = full_example(name)
    told = [(loss.was, loss.now) for loss in losses(before, held(fmt, before, Settings())) if loss.field == "rules"]
    assert told == [RULES[name, format_name]]


@pytest.mark.parametrize(("fmt", "profile"), LAYOUTS, ids=[f"{fmt.name}-{name}" for fmt, name in LAYOUTS])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_and_what_is_are_words_that_differ(fmt: ForeignFormat, profile: str, lang: Lang) -> None:
    """Of every field that is cut down both are told, none is code but a type's and a level's, and they differ."""
    for name in TYPES.names():
        before = replace(full_example(name), stimulus="4月2日8时，柳湾泵站报告险情。")
        for loss in losses(before, held(fmt, before, Settings(profile=profile, lang=lang)), lang):
            assert loss.was and (loss.now or loss.kind != "reduced"), loss
            assert loss.was != loss.now, loss
            assert loss.field in {"type", "difficulty"} or "_" not in loss.was.replace("____", ""), loss


@pytest.mark.parametrize(
    ("text", "left", "was", "now"),
    [
        ("甲" * 80 + "乙", "甲" * 80, f"…{'甲' * 12}乙", f"…{'甲' * 12}"),
        ("甲\n乙", "甲 乙", "甲↵乙", "甲 乙"),
        ("甲\u200b乙", "甲乙", "甲〈U+200B〉乙", "甲乙"),
        ("甲\n乙", "甲", "甲 乙", "甲"),
    ],
)
def test_a_difference_is_shown_where_it_is(text: str, left: str, was: str, now: str) -> None:
    """Long texts that begin alike are shown from where they part; a line's end or an unseen sign as a sign."""
    before, after = (Portable(item=replace(full_example("true_false").item, rationale=each)) for each in (text, left))
    (loss,) = losses(before, after)
    assert (loss.was, loss.now) == (was, now)
