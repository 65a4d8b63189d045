"""Records and rows that the program they come from no longer shows: deleted, switched off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qbank.formats.tables.language import bare, folded
from qbank.locale import brief

_DELETED = frozenset({
    "deleted", "isdeleted", "isdelete", "delflag", "deleteflag", "deletedflag", "delstatus", "isdel", "removed",
    "isremoved", "已删除", "是否删除", "是否已删除", "删除标志", "删除标记",
})  # fmt: skip
_DATES = frozenset({"deletedat", "deletetime", "deletedtime", "deletedon", "deletedate", "删除时间", "删除日期"})
_SHOWN = frozenset({
    "enabled", "isenabled", "enable", "isenable", "active", "isactive", "valid", "isvalid", "启用", "是否启用", "有效",
    "是否有效",
})  # fmt: skip
_STATES = frozenset({"status", "state", "状态"})
_OVER = frozenset({
    "deleted",
    "removed",
    "disabled",
    "inactive",
    "archived",
    "已删除",
    "停用",
    "已停用",
    "作废",
    "已作废",
    "禁用",
})
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_YES = frozenset({"1", "true", "yes", "y", "是", "已删除", "deleted"})
_NO = frozenset({"0", "false", "no", "n", "否", "未删除"})


def gone_by(row: Mapping[str, Any]) -> str:
    """Return the field and value by which a record says that it is deleted or switched off, "" where none does.

    Raises:
        ValueError: a field says something of the kind that is not understood; its text names it.
    """
    return next((f"{name}: {row[name]}" for name in row if _is_gone(name, row[name])), "")


def tells_state(name: str, value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a field says whether a record is still shown."""
    word = bare(name)
    return word in _DELETED | _DATES | _SHOWN or (word in _STATES and _said(value) in _OVER)


def _is_gone(name: str, value: Any) -> bool:  # noqa: ANN401 - JSON data
    word, said = bare(name), _said(value)
    if word in _DATES:
        return value not in _NOTHING and said not in _NO
    if word in _STATES:
        return said in _OVER
    if word not in _DELETED | _SHOWN or value in _NOTHING:
        return False
    if said not in _YES | _NO:
        # RuoYi writes 2 for what was deleted.
        if word in _DELETED and said == "2":
            return True
        raise ValueError(f"{name}: {brief(str(value), 20)}")
    return (said in _YES) == (word in _DELETED)


def _said(value: Any) -> str:  # noqa: ANN401 - JSON data
    return folded(str(value)) if isinstance(value, str | int | float) else ""
