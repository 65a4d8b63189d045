"""When two items are duplicates: what of an item counts, and the comparison of two. ``duplicates`` finds them fast.

``exact``: the same folded stem and the same set of folded answer wordings, on the same passage.

``near``: nothing that decides differs, and the two read alike. Decisive are the numbers in stem and key, the documents
named in 《》 (where both name any), the passage shared, and resting on different places of the same text. Alike means,
with J(x) the Jaccard likeness of the sets of character pairs: J(stem) ≥ 0.7, J(key) ≥ 0.5 and
``0.5 J(stem) + 0.3 J(key) + 0.2 J(all answers) ≥ 0.8``, the weights shared out anew where neither item has the part.
A plain statement (判断题) has its stem alone, so J(stem) ≥ 0.8.

``same-fact``: proof lines that overlap in one version of one document, and a key in common, whatever the type; two
statements have a fact in common where they differ in one place only.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from qbank.bank.search import INVISIBLE
from qbank.model.item import Choice, Item, answer_texts
from qbank.model.numerals import CHINESE, MEASURE, in_figures

Kind = Literal["exact", "near", "same-fact"]

LEAST_STEM = 0.7
LEAST_KEY = 0.5
LEAST = 0.8
MARK_BYTES = 32
_WEIGHTS = (0.5, 0.3, 0.2)
_HAIR = 1e-9
"""What a sum of weights may lose by rounding."""
_MARK_BITS = 251
"""The largest prime that ``MARK_BYTES`` hold."""
_MOST_OF_IT = 0.6
"""The share of a statement that another must have in common, at its two ends, to say the same but for one place."""

# What compatibility folding would turn into plain figures: 10² is not 102.
_RAISED = {ord(char): f"^{unicodedata.digit(char)}" for char in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"}
_GAP = "\ue000"
_BLANK = re.compile(r"[(\[【]\s*_*\s*[)\]】]|_{2,}")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
# Between two figures a mark means something: 1.5, 8:30, 5-10.
_ASIDE = re.compile(r"\s+|(?<![0-9])[,.:\-~、]+|[,.:\-~、]+(?![0-9])|[\"'“”‘’「」『』《》〈〉【】\[\](){}。;!?·…—–]+")
_CHINESE_NUMERAL = re.compile(f"[{CHINESE}]")
_ORDINAL = re.compile(f"第([{CHINESE}]+)")
_TITLE = re.compile("《([^《》]*)》")
_DECISIVE = re.compile(
    r"[0-9]+(?:[.:\-/][0-9]+)*%?|[二三四五六七八九百千万亿两]+|十(?!分)|一(?=[级类等档期组批号])"
    r"|[甲乙丙丁](?![醇醛酸烷烯])|(?<![a-z])[a-z](?![a-z])"
)
_AMOUNT = re.compile(rf"([0-9]+(?:\.[0-9]+)?)(?:{MEASURE}|%)?")


class Pair(NamedTuple):
    """Two items that are duplicates of a kind; ``score`` is how alike they read, 0–1, 1 for exact ones."""

    one: str
    other: str
    kind: Kind
    score: float


class Proof(NamedTuple):
    """A stretch of one version of a document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What of an item counts when it is compared; sets of character pairs are arrays without repeats.

    ``asks`` are the folded keys, each as (its number, or itself; itself). ``statement`` tells that the item is but
    its stem, to be called true or false. ``stem_mark`` has a bit set for each pair of the stem, several sharing one.
    """

    id: str
    stem: str
    answers: tuple[str, ...]
    stimulus: str
    stem_pairs: array[int]
    stem_mark: int
    key_pairs: array[int]
    answer_pairs: array[int]
    named: tuple[str, ...]
    numbers: tuple[str, ...]
    key_numbers: tuple[str, ...]
    asks: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]
    statement: bool


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """Return the wording without width, case, punctuation and spaces, numbers in figures, each blank one mark."""
    plain = unicodedata.normalize("NFKC", text.translate(INVISIBLE).translate(_RAISED)).casefold()
    plain = _THOUSANDS.sub("", _BLANK.sub(_GAP, plain))
    if _CHINESE_NUMERAL.search(plain):
        plain = in_figures(_ORDINAL.sub(lambda match: "第" + in_figures(match[1]), plain))
    return _ASIDE.sub("", plain).rstrip(_GAP)


def read(item: Item) -> Reading:
    """Return what of an item counts."""
    interaction, keys = item.body.interaction(), item.body.key_strings()
    statement = isinstance(interaction, Choice) and not keys
    answers = {folded(text) for text in answer_texts(interaction)}
    said = [] if statement else sorted(answers)
    asked = sorted({folded(text) for text in keys})
    stem = folded(item.stem)
    words = (folded(_TITLE.sub("", item.stem)) if "《" in item.stem else stem).replace(_GAP, "")
    pairs = _pairs_of([words])
    return Reading(
        id=item.id,
        stem=stem,
        answers=tuple(sorted(answers)),
        stimulus=item.stimulus,
        stem_pairs=pairs,
        stem_mark=_mark(pairs),
        key_pairs=_pairs_of(asked),
        answer_pairs=_pairs_of(said),
        named=tuple(sorted({folded(title) for title in _TITLE.findall(item.stem)})),
        numbers=_numbers(words),
        key_numbers=_numbers("/".join(asked)),
        asks=tuple((_number(text), text) for text in asked if text),
        proofs=tuple(Proof(each.digest or each.document, each.start, each.end) for each in item.sources),
        statement=statement,
    )


def compare(one: Reading, other: Reading) -> Pair | None:
    """Return what two items are to each other, the strongest kind that holds; None if no duplicates."""
    if (one.stem, one.answers, one.stimulus) == (other.stem, other.answers, other.stimulus):
        return Pair(one.id, other.id, "exact", 1.0)
    near = _nearness(one, other)
    if near is not None:
        return Pair(one.id, other.id, "near", near)
    if asks_the_same(one, other) and rest_on_the_same(one, other):
        return Pair(one.id, other.id, "same-fact", round(_score(_parts(one, other)), 4))
    return None


def keys_alike(one: Reading, other: Reading) -> bool:
    """Tell whether the keys are alike enough for ``near``."""
    return (one.statement, one.key_numbers) == (other.statement, other.key_numbers) and (
        _likeness(one.key_pairs, other.key_pairs) >= LEAST_KEY
    )


def asks_the_same(one: Reading, other: Reading) -> bool:
    """Tell whether a key is common to both; the bare number 23 is also 23个."""
    if one.statement and other.statement:
        return _same_but_one_place(one.stem, other.stem)
    return any(
        text == text2 or (number == number2 and number in {text, text2})
        for number, text in one.asks
        for number2, text2 in other.asks
    )


def rest_on_the_same(one: Reading, other: Reading) -> bool:
    """Tell whether proof lines overlap."""
    return any(
        mine.document == its.document and mine.start < its.end and its.start < mine.end
        for mine in one.proofs
        for its in other.proofs
    )


def _rest_on_others(one: Reading, other: Reading) -> bool:
    """Tell whether the items rest on different places of the same text: like sentences of one text mean to differ."""
    mine, its = {each.document for each in one.proofs}, {each.document for each in other.proofs}
    return bool(mine) and mine == its and not rest_on_the_same(one, other)


def _nearness(one: Reading, other: Reading) -> float | None:
    if (one.numbers, one.stimulus) != (other.numbers, other.stimulus) or not (one.stem_pairs and other.stem_pairs):
        return None
    if one.named and other.named and one.named != other.named:
        return None
    if not keys_alike(one, other) or _rest_on_others(one, other):
        return None
    parts = _parts(one, other)
    score = _score(parts)
    return round(score, 4) if parts[0] >= LEAST_STEM and score >= LEAST - _HAIR else None


def _parts(one: Reading, other: Reading) -> tuple[float, float | None, float | None]:
    """Return the likeness of stems, keys and answers, None for what neither has."""
    key = _likeness(one.key_pairs, other.key_pairs) if one.key_pairs or other.key_pairs else None
    answers = _likeness(one.answer_pairs, other.answer_pairs) if one.answer_pairs or other.answer_pairs else None
    return _likeness(one.stem_pairs, other.stem_pairs), key, answers


def _score(parts: Sequence[float | None]) -> float:
    there = [(weight, part) for weight, part in zip(_WEIGHTS, parts, strict=True) if part is not None]
    return sum(weight * part for weight, part in there) / sum(weight for weight, _ in there)


def _likeness(one: Collection[int], other: Collection[int]) -> float:
    """Return the Jaccard likeness of two sets, 1 for two empty ones."""
    if not one or not other:
        return float(not one and not other)
    common = len(set(one).intersection(other))
    return common / (len(one) + len(other) - common)


def _pairs_of(texts: Iterable[str]) -> array[int]:
    """Return the pairs of neighbours in some texts, each once; a text of one character is its own pair."""
    found: set[int] = set()
    for text in texts:
        code = array("I", text.encode("utf-32-le", "surrogatepass"))
        found |= {one << 21 | other for one, other in pairwise(code)}
        if len(code) == 1:
            found.add(code[0])
    return array("Q", sorted(found))


def _mark(pairs: Iterable[int]) -> int:
    mark = 0
    for pair in pairs:
        mark |= 1 << pair % _MARK_BITS
    return mark


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(_DECISIVE.findall(text)))


def _number(key: str) -> str:
    """Return the number of a key that is an amount, else the key itself."""
    amount = _AMOUNT.fullmatch(key)
    return amount[1] if amount else key


def _same_but_one_place(one: str, other: str) -> bool:
    return sum(common_ends(one, other)) >= _MOST_OF_IT * min(len(one), len(other))


def common_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at the beginning, and of the rest at the end."""
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - head
    return head, next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
