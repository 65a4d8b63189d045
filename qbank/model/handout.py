"""A file that left the bank: when, by whom, and which versions of which items it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """``file`` is the path as it was asked for, ``digest`` the SHA-256 of its bytes, ``items`` how many it holds.

    ``at`` is ISO 8601 in UTC to the second; ``profile`` is "" for a format with one layout only.
    """

    id: str
    at: str
    actor: str
    format: str
    profile: str
    file: str
    digest: str
    items: int
