"""The workspace's files as JupyterLab's server gives them out: a notebook that is being run comes when it has run."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from qbank.lab.waiting import is_being_run

_PAUSE = 0.05


class PatientContents(AsyncLargeFileManager):
    """JupyterLab's own file manager, but for the wait."""

    async def get(self, path: str, content: bool = True, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as it is called
        """Return a file or folder in the shape of Jupyter's contents API; arguments as there."""
        while content and is_being_run(Path(self.root_dir), path.strip("/")):
            await asyncio.sleep(_PAUSE)
        return await super().get(path, content, *args, **options)
