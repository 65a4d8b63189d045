"""Floors and ceilings pinned in ``baseline.json``: what fails against them, and how they may change."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypedDict

BASELINE = Path(__file__).with_name("baseline.json")
NOISE = 0.005
"""A figure may lie this far beyond its pin: another version of a library may break ties otherwise."""


class Baseline(TypedDict):
    """What is pinned: digests of the inputs, least and most of figures, and the reasons why a pin was once worsened."""

    digests: dict[str, str]
    floors: dict[str, float]
    ceilings: dict[str, float]
    regressions: list[str]


def load(path: Path = BASELINE) -> Baseline:
    """Return what is pinned, nothing if there is no file."""
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Baseline(
        digests=data.get("digests", {}),
        floors=data.get("floors", {}),
        ceilings=data.get("ceilings", {}),
        regressions=data.get("regressions", []),
    )


def dump(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write what is pinned."""
    path.write_text(json.dumps(baseline, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def of_inputs(baseline: Baseline, inputs: Collection[str]) -> Baseline:
    """Return the pins that can be tested on some inputs: all of them, or those of the only group of documents."""
    if not baseline["digests"].keys() - inputs:
        return baseline
    return Baseline(
        digests={name: digest for name, digest in baseline["digests"].items() if name in inputs},
        floors=_of_groups(baseline["floors"], inputs),
        ceilings=_of_groups(baseline["ceilings"], inputs),
        regressions=baseline["regressions"],
    )


def _of_groups(pins: Mapping[str, float], groups: Collection[str]) -> dict[str, float]:
    return {name: pin for name, pin in pins.items() if name.partition("/")[0] in groups}


def merged(baseline: Baseline, part: Baseline, new: Baseline) -> Baseline:
    """Return the baseline with a part of it renewed, the pins of the new part that are no group's own left out."""
    if part is baseline:
        return new
    floors, ceilings = (_of_groups(new[name], new["digests"]) for name in ("floors", "ceilings"))
    return Baseline(
        digests={**baseline["digests"], **new["digests"]},
        floors={**baseline["floors"], **floors},
        ceilings={**baseline["ceilings"], **ceilings},
        regressions=new["regressions"],
    )


def verdicts(figures: Mapping[str, float], baseline: Baseline, digests: Mapping[str, str]) -> list[str]:
    """Return what is wrong: figures beyond their pin, pins without a figure, other inputs than pinned."""
    side = dict.fromkeys(baseline["floors"], "below") | dict.fromkeys(baseline["ceilings"], "above")
    pin = {**baseline["floors"], **baseline["ceilings"]}
    worse = (name for name in _worse(figures, baseline) if name in figures)
    wrong = [f"{name}: {figures[name]:.4f} is {side[name]} {pin[name]:.4f}" for name in worse]
    wrong += [f"{name}: pinned but not measured" for name in pin if name not in figures]
    wrong += [
        f"{name}: not the input that was pinned"
        for name, digest in baseline["digests"].items()
        if digests.get(name) != digest
    ]
    return wrong


def pinned(
    floors: dict[str, float], ceilings: dict[str, float], baseline: Baseline, digests: dict[str, str], why: str
) -> Baseline:
    """Return the new baseline.

    Raises:
        ValueError: if a pin would be worsened or dropped and no reason is given.
    """
    worse = list(_worse({**floors, **ceilings}, baseline))
    if worse and not why.strip():
        raise ValueError(f"these would be worse, say why with --allow-regression: {', '.join(worse)}")
    reasons = [*baseline["regressions"], *([f"{', '.join(worse)}: {why}"] if worse else [])]
    return Baseline(digests=digests, floors=floors, ceilings=ceilings, regressions=reasons)


def _worse(figures: Mapping[str, float], baseline: Baseline) -> list[str]:
    """Return the pinned figures that are missing or beyond their pin."""
    low = [name for name, pin in baseline["floors"].items() if figures.get(name, float("-inf")) < pin - NOISE]
    high = [name for name, pin in baseline["ceilings"].items() if figures.get(name, float("inf")) > pin + NOISE]
    return low + high
