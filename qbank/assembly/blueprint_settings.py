"""The sheet 其他要求 of a drawing: what a blueprint asks for that has no place in a two-way table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from qbank.assembly.blueprint_line import is_line
from qbank.assembly.book import Grid, Value
from qbank.model.blueprint import Band, Blueprint, Section

SETTINGS = "其他要求"
_HEADINGS = "大题标题"


class _Setting(NamedTuple):
    """A field of a blueprint: what its row is called, how the row's values make it."""

    field: str
    name: str
    read: Callable[[Sequence[Value]], Any]


def _texts(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(each if isinstance(each, str) else f"{each:g}" for each in values if each != "")


def _text(values: Sequence[Value]) -> str:
    (found,) = _texts(values)
    return found


def _number(values: Sequence[Value]) -> float:
    (found,) = values
    number = float(found)
    if number < 0:
        raise ValueError(number)
    return number


def _whole(values: Sequence[Value]) -> int:
    number = _number(values)
    if number != int(number):
        raise ValueError(number)
    return int(number)


def _share(values: Sequence[Value]) -> float:
    number = _number(values)
    if number > 1:
        raise ValueError(number)
    return number


def _band(values: Sequence[Value]) -> Band:
    least, most = values
    return Band(_number([least]), _number([most]))


def _shares(values: Sequence[Value]) -> Band:
    least, most = values
    return Band(_share([least]), _share([most]))


_ALL = (
    _Setting("title", "标题", _text),
    _Setting("documents", "只从这些文件出题", _texts),
    _Setting("audiences", "适用对象", _texts),
    _Setting("pinned", "必选题", _texts),
    _Setting("banned", "禁选题", _texts),
    _Setting("rested", "多少天内用过的不选", _whole),
    _Setting("uses", "用过几次的不再选", _whole),
    _Setting("stimulus_least", "同一材料至少选几题", _whole),
    _Setting("overlap", "平行卷重复的比例", _share),
    _Setting("keys", "单选题各答案位置的比例", _shares),
    _Setting("trues", "判断题中说法正确的比例", _shares),
    _Setting("rights", "多选题正确选项个数相同的最多占", _share),
    _Setting("facility", "平均难度系数", _shares),
    _Setting("words", "总字数", _band),
    _Setting("seconds", "总用时（秒）", _band),
)
"""The rows in their order; a title stands here only where it could be taken for something else."""


def setting_rows(blueprint: Blueprint) -> Iterator[list[Value]]:
    """Yield the rows of the sheet: a name, then its values; what a blueprint does not ask for is left out."""
    default = Blueprint(name="", sections=())
    for setting in _ALL:
        value = getattr(blueprint, setting.field)
        plain_title = setting.field == "title" and not is_line(blueprint.title)
        if value != getattr(default, setting.field) and not plain_title:
            yield [setting.name, *(value if isinstance(value, tuple) else [value])]
    if any(section.heading for section in blueprint.sections):
        yield [_HEADINGS, *(section.heading or "-" for section in blueprint.sections)]


def with_settings(blueprint: Blueprint, grid: Grid | None) -> Blueprint:
    """Return a blueprint with what the sheet says; headings of sections as sections that have nothing else.

    Raises:
        QbankError: ``blueprint-book-setting`` naming the cell.
    """
    if grid is None:
        return blueprint
    known: Mapping[str, _Setting] = {each.name: each for each in _ALL}
    for row in range(1, grid.rows + 1):
        name = grid.text(row, 1)
        values = [grid.value(row, at) for at in range(2, grid.columns + 1)]
        while values and values[-1] == "":
            values.pop()
        if not name and not values:
            continue
        if name == _HEADINGS:
            texts = ["" if each == "-" else str(each) for each in values]
            sections = tuple(Section(type="", number=1, marks=1, heading=each) for each in texts)
            blueprint = replace(blueprint, sections=sections)
            continue
        try:
            setting = known[name]
            blueprint = replace(blueprint, **{setting.field: setting.read(values)})
        except (KeyError, ValueError) as error:
            allowed = "、".join([*known, _HEADINGS])
            raise grid.refuse("blueprint-book-setting", row, 1, found=name, allowed=allowed) from error
    return blueprint
