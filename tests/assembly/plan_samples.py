"""Plans and candidates for the tests of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from qbank.model.candidate import Verdict
from qbank.model.item import Difficulty
from qbank.model.plan import KINDS, Plan, Rhythm, Series, Study

TYPES = ("true_false", "single_choice", "multiple_choice")
START = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan has to know of an item."""

    id: str
    type: str = "single_choice"
    document: str = "甲.txt"
    tags: tuple[str, ...] = ()
    difficulty: Difficulty = "medium"
    verdict: Verdict = ""
    rights: int = 0
    last_used: date | None = None
    miskeyed: bool = False
    uses: int = 0


def known(count: int, documents: int = 1, seed: int = 0) -> list[Known]:
    """Return candidates of three types, evenly spread over documents."""
    rng = Random(seed)
    return [
        Known(f"q{at:05}", TYPES[at % 3], f"文件{at // 3 % documents}.txt",
              difficulty=rng.choice(("easy", "medium", "hard")))
        for at in range(count)
    ]  # fmt: skip


def year() -> Plan:
    """Return a plan of 250 daily, 50 weekly, 12 monthly, 4 quarterly tests and a contest."""
    first = date(2026, 1, 1)
    weeks = [first + timedelta(days=7 * at) for at in range(1, 52) if at not in {7}]
    days = [day for at in range(365) if (day := first + timedelta(days=at)).weekday() < 5][:250]
    return Plan(
        title="2026",
        start=first,
        end=date(2026, 12, 31),
        window=2,
        series=(
            Series(name="日抽背", kind="日抽背", rhythm=Rhythm(dates=tuple(days)), items={"": 5}, window=60),
            Series(name="周测", kind="周测", rhythm=Rhythm(dates=tuple(weeks)),
                   items={"true_false": 5, "single_choice": 10, "multiple_choice": 5}, window=60),
            Series(name="月练", kind="月练", rhythm=Rhythm(every="month", weekdays=(2,), at="last"),
                   items={"single_choice": 25, "multiple_choice": 25}, window=120),
            Series(name="季考", kind="季考", rhythm=Rhythm(every="quarter", weekdays=(1,), at="last"),
                   items={"true_false": 20, "single_choice": 40, "multiple_choice": 40}, window=180),
            Series(name="年赛", kind="年赛", rhythm=Rhythm(dates=(date(2026, 11, 18),)), items={"": 80}),
        ),
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a small plan of any rhythms, windows and limits, mostly more than a small bank can do."""
    length = draw(st.integers(1, 50))
    day = st.integers(0, length - 1).map(lambda at: START + timedelta(days=at))
    documents = st.sampled_from(["all", "week", ("文件0.txt",), ("文件1.txt", "文件2.txt")])
    rhythms = st.one_of(
        st.builds(Rhythm, weekdays=st.sets(st.integers(0, 6), min_size=1).map(tuple)),
        st.builds(Rhythm, every=st.sampled_from(["month", "quarter", "year"]), at=st.sampled_from(["first", "last"])),
        st.builds(Rhythm, times=st.integers(1, 5)),
        st.builds(Rhythm, dates=st.lists(day, min_size=1, max_size=5).map(tuple)),
    )
    series = st.builds(
        Series,
        name=st.just(""),
        kind=st.sampled_from(KINDS),
        rhythm=rhythms,
        items=st.dictionaries(st.sampled_from(["", *TYPES]), st.integers(1, 4), min_size=1, max_size=3),
        window=st.integers(0, 20),
        documents=documents,
        exposure=st.sampled_from([0.1, 0.25, 0.5, 1.0]),
        most=st.none() | st.integers(1, 4),
    )
    drawn = draw(st.lists(series, min_size=1, max_size=4))
    named = [
        Series(**{name: getattr(each, name) for name in Series.__slots__} | {"name": f"第{at}种"})
        for at, each in enumerate(drawn)
    ]
    study = [
        Study(first=start, last=start + timedelta(days=6), documents=(f"文件{draw(st.integers(0, 2))}.txt",))
        for start in draw(st.lists(day, max_size=4))
    ]
    holidays = [(start, start + timedelta(days=draw(st.integers(0, 3)))) for start in draw(st.lists(day, max_size=2))]
    return Plan(
        title="计划",
        start=START,
        end=START + timedelta(days=length - 1),
        series=tuple(named),
        seed=draw(st.sampled_from(["", "1", "2"])),
        window=draw(st.integers(0, 10)),
        exposure=draw(st.sampled_from([0.25, 1.0])),
        most=draw(st.none() | st.integers(1, 5)),
        holidays=tuple(holidays),
        study=tuple(study),
    )


@st.composite
def banks(draw: st.DrawFn) -> list[Known]:
    """Return up to 40 candidates, some used shortly before the plan."""
    rng = Random(draw(st.integers(0, 10**6)))
    used = [None, None, None, *(START - timedelta(days=at) for at in (1, 3, 8))]
    return [
        Known(f"q{at:03}", rng.choice(TYPES), f"文件{rng.randrange(3)}.txt", last_used=rng.choice(used))
        for at in range(draw(st.integers(0, 40)))
    ]
