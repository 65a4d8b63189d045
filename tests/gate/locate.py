"""Turns ideal questions written as quotations into places: ``locate.py QUOTED.json DOCUMENTS > IDEALS.json``.

``QUOTED.json`` lists ``{"document", "number", "type", "sources": [quotation, …], "parts": [[quotation, …], …]}``.
A source is widened to its sentence. The parts of a key are looked for in the sources, in order, each behind the one
before where it can be; a quotation that stands nowhere in them is named and nothing is written.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from data import folder
from ideals import SHORT_DIGEST

_SENTENCE = re.compile(r"[^。！？\n]*[^。！？\n\s][^。！？\n]*[。！？]?[”’」』]?")


def located(quoted: list[dict], root: Path) -> dict:
    """Return the file of ideals; raises ValueError naming the first quotation that is not found."""
    wanted = {each["document"] for each in quoted}
    documents = {each.name: each for each in folder(root) if each.name in wanted}
    if missing := wanted - documents.keys():
        raise ValueError(f"not in {root}: {', '.join(sorted(missing))}")
    return {
        "documents": {name: each.digest[:SHORT_DIGEST] for name, each in sorted(documents.items())},
        "ideals": [_places(each, documents[each["document"]].text) for each in quoted],
    }


def _places(ideal: dict, text: str) -> dict:
    name = f"{ideal['document']} {ideal['number']}"
    sources = [_sentence(text, _find(text, quotation, [(0, len(text))], 0, name)) for quotation in ideal["sources"]]
    parts, behind = [], 0
    for alternatives in ideal["parts"]:
        spans = [_find(text, quotation, sources, behind, name) for quotation in alternatives]
        behind = max(end for _, end in spans)
        parts.append(spans)
    kept = {key: ideal[key] for key in ("document", "number", "type")}
    return kept | {"sources": sources, "parts": parts}


def _find(text: str, quotation: str, within: list[tuple[int, int]], behind: int, name: str) -> tuple[int, int]:
    places = [text.find(quotation, max(start, least), end) for least in (behind, 0) for start, end in within]
    start = next((place for place in places if place >= 0), -1)
    if start < 0:
        raise ValueError(f"{name}: {quotation!r} does not stand in the text")
    return start, start + len(quotation)


def _sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span widened to the sentences it touches."""
    touched = [match.span() for match in _SENTENCE.finditer(text) if match.start() < span[1] and span[0] < match.end()]
    return min([span[0], *(start for start, _ in touched)]), max([span[1], *(end for _, end in touched)])


if __name__ == "__main__":
    quoted = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = located(quoted, Path(sys.argv[2]))
    rows = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in found["ideals"])
    print(f'{{\n "documents": {json.dumps(found["documents"], ensure_ascii=False)},\n "ideals": [\n  {rows}\n ]\n}}')
