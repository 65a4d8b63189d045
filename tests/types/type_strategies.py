"""Bodies and texts for the laws of the item types."""

from hypothesis import strategies as st

from qbank.model.item import BLANK, MarkingPoint, Option
from qbank.types import FillBlank, Matching, MultipleChoice, Ordering, ShortAnswer, SingleChoice, TrueFalse
from qbank.types._marking import Marking

RARE = st.sampled_from([
    "𠮷野家规程",
    "👩‍🚒 演练",
    "第一行\n第二行",
    "全角ＡＢＣ１２３",
    "“四个意识”",
    "\u200b零宽",
    "①②③",
    " ",
])
TEXTS = st.one_of(RARE, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12))
WORDS = st.text(st.sampled_from("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"), min_size=2, max_size=6)


@st.composite
def options(draw, least=3, most=6):
    """Options with ids of any kind and any texts."""
    texts = draw(st.lists(TEXTS, min_size=least, max_size=most))
    return tuple(Option(f"o{n}", text, draw(TEXTS)) for n, text in enumerate(texts, 1))


@st.composite
def singles(draw):
    """Single-choice bodies with one key."""
    found = draw(options())
    return SingleChoice(found, (draw(st.sampled_from(found)).id,))


@st.composite
def multiples(draw):
    """Multiple-choice bodies with one or more keys in the order of the options, with any marking table."""
    found = draw(options())
    keys = draw(st.sets(st.sampled_from([option.id for option in found]), min_size=1))
    table = draw(st.lists(st.floats(0, 1), max_size=4).map(sorted))
    return MultipleChoice(found, tuple(option.id for option in found if option.id in keys), Marking(tuple(table)))


@st.composite
def matchings(draw):
    """Matching bodies with any texts, each left with one right of its own, some rights to spare."""
    rows, spare = draw(st.integers(1, 6)), draw(st.integers(0, 2))
    left = tuple(Option(f"l{n}", draw(TEXTS)) for n in range(1, rows + 1))
    right = tuple(Option(f"r{n}", draw(TEXTS)) for n in range(1, rows + spare + 1))
    rights = draw(st.permutations([option.id for option in right]))
    return Matching(left, right, tuple(zip((option.id for option in left), rights, strict=False)))


@st.composite
def orderings(draw):
    """Ordering bodies with any texts in any order."""
    found = draw(options(least=2, most=7))
    return Ordering(found, tuple(draw(st.permutations([option.id for option in found]))))


ANSWERS = WORDS | st.sampled_from(["30日", "三十日", "《值班手册》", "“两个清单”", "ＫＮ９５"])
FILLS = st.builds(
    FillBlank,
    st.lists(st.lists(ANSWERS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
    st.just(False),
)
POINTS = st.builds(MarkingPoint, TEXTS, st.floats(0.5, 20))
ANY_BODY = st.one_of(
    singles(),
    multiples(),
    st.builds(TrueFalse, st.booleans()),
    FILLS,
    st.builds(ShortAnswer, st.lists(POINTS, min_size=1, max_size=5).map(tuple)),
    matchings(),
    orderings(),
)
STEMS = st.lists(st.one_of(TEXTS, st.just(BLANK)), max_size=5).map("".join)
