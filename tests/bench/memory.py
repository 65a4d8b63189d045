"""How much memory a process has held."""

from __future__ import annotations

import re
import resource
from pathlib import Path


def peak() -> float:
    """Return the most memory this process has held, in MB.

    Linux's own count is taken where it is to be had: ``ru_maxrss`` of a new process begins with what its parent held.
    """
    status = Path("/proc/self/status")
    held = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    return (int(held[1]) if held else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
