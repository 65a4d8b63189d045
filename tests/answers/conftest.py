"""What writes the files that the tests of answer files read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from answer_samples import Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes a CSV file of rows and gives its path."""

    def written(rows: Sequence[Sequence[object]], name: str = "answers.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        lines = (",".join(_quoted(str(cell)) for cell in row) for row in rows)
        path.write_text("".join(f"{line}\r\n" for line in lines), encoding=encoding, newline="")
        return path

    return written


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n\r') else text
