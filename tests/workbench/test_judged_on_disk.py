"""What waits to be stored is found again as it was, in memory and on the disk."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from portable_strategies import portables

import qbank.types  # noqa: F401 - registers the types
from qbank.model.record import ItemRecord
from qbank.workbench import waiting


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
@given(found=st.lists(portables(), max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_records_are_found_again(monkeypatch, in_memory, found):
    """Items come back equal, in their order, as often as they are asked for."""
    monkeypatch.setattr(waiting, "_IN_MEMORY", in_memory)
    records = [ItemRecord(portable.item) for portable in found]
    held = waiting.Waiting()
    for portable in found:
        held.append(portable.item)
    assert len(held) == len(records)
    assert list(held) == records == list(held)
