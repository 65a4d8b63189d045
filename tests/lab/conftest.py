"""One review server for the tests that only look at it: it takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lab_samples import Run, make_workspace, review

DEAD_PROXY = "http://127.0.0.1:9"


@pytest.fixture
def workspace_folder(tmp_path: Path) -> Path:
    """Return a workspace of the test's own."""
    return make_workspace(tmp_path / "ws")


@pytest.fixture(scope="package")
def shared_review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Return a running review; the environment names a proxy that nothing must go by, and a user's own Jupyter."""
    home = tmp_path_factory.mktemp("home")
    kernel = home / ".local/share/jupyter/kernels/python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text('{"argv": ["/bin/false"], "display_name": "no qbank here", "language": "x"}')
    (home / ".jupyter").mkdir()
    (home / ".jupyter/jupyter_server_config.py").write_text("c.ServerApp.base_url = '/elsewhere/'\n")
    proxies = dict.fromkeys(("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"), DEAD_PROXY)
    folder = make_workspace(tmp_path_factory.mktemp("shared") / "审题 工作区")
    with review(folder, env={**proxies, "HOME": str(home), "QBANK_LANG": "zh"}) as run:
        yield run
