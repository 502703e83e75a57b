"""Any valid resolved scenario, for property tests."""

from pathlib import Path

from hypothesis import strategies as st

from projection.language import Text
from projection.scenarios import Fertility, Lever, Mortality, Scenario, YearPath

FILE = "any.toml"

_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda words: words == words.strip()
)
TEXTS = st.builds(Text, ja=_WORDS, en=_WORDS)


def paths(lower: float, upper: float) -> st.SearchStrategy[YearPath]:
    """Paths within bounds, constant ones among them."""
    values = st.floats(lower, upper)
    points = st.dictionaries(st.integers(1900, 2200), values, min_size=2, max_size=4)
    return st.one_of(values.map(YearPath.constant), points.map(YearPath.of))


_AGES = st.lists(st.integers(0, 130), min_size=2, max_size=2).map(
    lambda ages: (min(ages), max(ages))
)
_YEARS = st.integers(2021, 2200)
_EFFECTS = st.one_of(
    st.fixed_dictionaries({"add_per_year": paths(-1e6, 1e6)}),
    st.fixed_dictionaries({"add_rate": paths(-1, 1)}),
    st.fixed_dictionaries({"balance_by": _YEARS, "losses_only": st.booleans()}),
    st.fixed_dictionaries({"halve_by": _YEARS, "losses_only": st.booleans()}),
    st.just({"closed": True}),
)
_LEVERS = st.builds(
    lambda effect, **rest: Lever(**rest, **effect),
    effect=_EFFECTS,
    title=TEXTS,
    sex=st.sampled_from(["male", "female", "both"]),
    ages=st.none() | _AGES,
)


def _mortality(
    folder: Path,
    *,
    course: st.SearchStrategy[str],
    fall: st.SearchStrategy[YearPath | None] = st.none(),  # noqa: B008 - immutable
) -> st.SearchStrategy[Mortality]:
    return st.builds(
        Mortality,
        course=course,
        improvement=fall,
        level=paths(0.01, 10),
        table=st.none() | st.just(folder / "own.csv"),
    )


def scenarios(folder: Path) -> st.SearchStrategy[Scenario]:
    """Scenarios whose file stands in `folder`."""
    return st.builds(
        Scenario,
        name=st.just("any"),
        file=st.just(folder / FILE),
        title=TEXTS,
        label=TEXTS,
        notes=st.none() | TEXTS,
        region=st.none() | st.from_regex("[0-9]{6}", fullmatch=True),
        start=st.none() | st.integers(1900, 2020),
        end=st.none() | st.integers(2021, 2100),
        basis=st.sampled_from(["rate", "count"]),
        fertility=st.builds(
            Fertility, tfr=st.just("observed") | paths(0.1, 10), mean_age_shift=paths(-15, 15)
        ),
        mortality=_mortality(folder, course=st.just("national"), fall=paths(-0.2, 0.2))
        | _mortality(folder, course=st.sampled_from(["national", "published"])),
        migration=st.lists(
            _LEVERS,
            max_size=3,
            unique_by=(lambda one: one.title.ja, lambda one: one.title.en),
        ).map(tuple),
    )
