from __future__ import annotations

import numpy as np
import pytest

from projection.batch import Computing
from projection.ensemble import Members, members_of, room_of_members
from projection.kernel import project
from tests.ensemble.worlds import CONVENTION, PERIODS, course, drawn, start


def same(one: Members, other: Members) -> bool:
    return all((a == b).all() for a, b in zip(one, other, strict=True))


def test_without_departures_every_member_is_the_projection() -> None:
    members = members_of(start(), course(), drawn(size=0.0))
    exact = project(start().population, course().rates, 1, CONVENTION)
    grouped = np.add.reduceat(exact.population, start().bounds, axis=-1)
    # Single precision: a ten-millionth of each.
    assert members.population == pytest.approx(np.repeat(grouped[..., None], 11, -1), rel=2e-7)
    for name in ("births", "deaths", "net_migration"):
        by_sex = getattr(exact, name).sum(axis=-1)
        assert getattr(members, name) == pytest.approx(
            np.repeat(by_sex[..., None], 11, -1), rel=2e-7, abs=1e-4
        )


def test_members_balance() -> None:
    """Everybody there at the end was there before, was born or came, and has not died."""
    members = members_of(start(), course(), drawn(chance=True))
    total = members.population.astype(np.float64).sum(axis=2)
    change = (members.births - members.deaths + members.net_migration).astype(np.float64)
    assert np.diff(total, axis=0) == pytest.approx(change, abs=2e-3)


@pytest.mark.parametrize("chance", [False, True])
@pytest.mark.parametrize("block", [1, 3, 500])
def test_blocks_and_workers_change_nothing(chance: bool, block: int) -> None:
    whole = members_of(start(), course(), drawn(chance=chance), computing=Computing("numpy"))
    for workers in (1, 2):
        computing = Computing("numpy", workers, block)
        cut = members_of(start(), course(), drawn(chance=chance), computing=computing)
        assert same(cut, whole)


def test_the_first_members_do_not_depend_on_how_many_there_are() -> None:
    few, many = (members_of(start(), course(), drawn(draws, chance=True)) for draws in (4, 13))
    assert all((a == b[..., :4]).all() for a, b in zip(few, many, strict=True))


def test_a_single_member() -> None:
    members = members_of(start(), course(), drawn(1, chance=True))
    assert members.population.shape == (PERIODS + 1, 2, 3, 1)


def test_both_bodies_give_the_same_members() -> None:
    """Equal to 1e-12 in double precision, so to the last bit or so of single precision."""
    plain, fast = (
        members_of(start(), course(), drawn(), computing=Computing(body))
        for body in ("numpy", "numba")
    )
    for a, b in zip(plain, fast, strict=True):
        assert b == pytest.approx(a, rel=2e-7, abs=1e-4)


def test_another_seed_is_another_ensemble() -> None:
    one, other = (members_of(start(), course(), drawn(seed=seed)) for seed in (1, 2))
    assert not same(one, other)


def test_the_mean_of_members_tends_to_the_projection() -> None:
    """The mean of n members is off by the standard error, and by half the variance of logs."""
    draws, size = 4_000, 0.02
    members = members_of(start(), course(), drawn(draws, size=size))
    exact = project(start().population, course().rates, 1, CONVENTION)
    total = members.population.sum(axis=(1, 2), dtype=np.float64)
    error = total.std(axis=-1) / np.sqrt(draws)
    # Curvature: exp of a log with variance v has the mean exp(v / 2); national and local parts
    # sum to a variance below 2 size**2 (1 + 1 / (4 (1 - 0.64))).
    bent = total.mean(axis=-1) * size**2 * (1 + 1 / (4 * 0.36))
    off = np.abs(total.mean(axis=-1) - exact.population.sum(axis=(-2, -1)))
    assert (off <= 4 * error + bent + 1e-3).all()
    assert (off[1:] > 0).all()


def test_the_difference_of_pairs_is_narrower_than_of_strangers() -> None:
    """Common random numbers: the variance of a difference loses twice the covariance."""
    base = members_of(start(), course(0.4), drawn(400, chance=True))
    paired = members_of(start(), course(0.44), drawn(400, chance=True))
    strange = members_of(start(), course(0.44), drawn(400, chance=True, seed=9))

    def spread(one: Members) -> float:
        last = (one.population[-1] - base.population[-1]).sum(axis=(0, 1))
        return float(last.std())

    assert spread(paired) < 0.5 * spread(strange)


def test_what_follows_sees_every_member_once_and_kept() -> None:
    whole = members_of(start(), course(), drawn())
    room = room_of_members(start(), drawn())
    seen: list[int] = []

    def look(some: slice) -> None:
        assert (room.population[..., some] == whole.population[..., some]).all()
        seen.extend(range(some.start, some.stop))

    members_of(start(), course(), drawn(), into=room, computing=Computing(block=4), then=look)
    assert sorted(seen) == [*range(11)]


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    fours = Computing(block=4)
    members_of(
        start(), course(), drawn(), computing=fours, progress=lambda *both: told.append(both)
    )
    assert told == [(4, 11), (8, 11), (11, 11)]
