"""How much of a user's file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits for one file (``folder_depth``: for one walk).

    Args:
        file_bytes: size of the file on disk.
        inflated_bytes: what all members of a zip container inflate to, counted while inflating.
        ratio: inflated to compressed bytes of one zip member; members up to 10 MB are free of it.
        members: entries in a zip container.
        pages: pages of a PDF.
        seconds: wall time for one file; also the CPU time where the system can limit it.
        memory_bytes: address space of the child process that parses; POSIX only.
        folder_depth: levels of folders below the one given.
    """

    file_bytes: int = 200 * MEGABYTE
    inflated_bytes: int = 512 * 1024 * 1024
    ratio: int = 200
    members: int = 10_000
    pages: int = 2_000
    seconds: float = 60.0
    memory_bytes: int = 1536 * 1024 * 1024
    folder_depth: int = 64
