"""Random age groups and the small tables made of them."""

from __future__ import annotations

from hypothesis import strategies as st


@st.composite
def lower_bounds(draw: st.DrawFn, least: int = 1) -> list[int]:
    """Lower bounds of groups that tile all ages, single, five-year or of any widths."""
    count = draw(st.integers(least, 20))
    even = draw(st.sampled_from([1, 5, None]))
    if even is not None:
        return [even * group for group in range(count)]
    widths = draw(st.lists(st.integers(1, 6), min_size=count - 1, max_size=count - 1))
    return [sum(widths[:group]) for group in range(count)]
