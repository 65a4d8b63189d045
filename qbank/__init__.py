"""qbank: study documents in, a question bank with proof lines out.

Only the public names live here, and they load on first use, so that
``import qbank`` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qbank.errors import Problem as Problem
    from qbank.errors import QbankError as QbankError
    from qbank.workbench.opening import init as init
    from qbank.workbench.opening import open_workspace as open  # noqa: A004 - qbank.open is the public face
    from qbank.workbench.workspace import Workspace as Workspace

__version__ = "0.1.0"

_HOMES = {
    "Problem": ("qbank.errors", "Problem"),
    "QbankError": ("qbank.errors", "QbankError"),
    "Workspace": ("qbank.workbench.workspace", "Workspace"),
    "init": ("qbank.workbench.opening", "init"),
    "open": ("qbank.workbench.opening", "open_workspace"),
}
__all__ = ["Problem", "QbankError", "Workspace", "__version__", "init", "open"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a lazy module attribute can be anything
    if name not in _HOMES:
        raise AttributeError(f"module 'qbank' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
