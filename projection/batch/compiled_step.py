"""One step of one trajectory, compiled by Numba: what `kernel.project_step` does.

A step is as short as the way of a number through the memory, so what is written in vectors is
read in the same ones: loops go over the closed age groups from 1 on, the youngest and the open
group are worked out alone, and who is one age group younger is worked out again, not read.
"""

from __future__ import annotations

from projection.batch.compiling import Period, Rule, Space, compiled, total


@compiled
def step(space: Space, rule: Rule, now: Period) -> None:
    """Carry one trajectory over one step."""
    rest = 1 - rule.share_at_start
    for sex in range(2):
        _survive(space, rule, now, sex)
        _survive_in_open(space, rule, now, sex)
        met = 0.0 if rule.present else space.people[sex, 0]
        space.alive[sex, 0] = 0.0
        space.second[sex, 0] = rest * _net(now, sex, 0, met)
    _bear(space, rule, now)
    for sex in range(2):
        born = total(space.births[sex, rule.youngest : rule.oldest])
        alive = born * now.survival[sex, 0]
        met = alive if rule.present else space.people[sex, 0]
        second = rest * _net(now, sex, 0, met)
        if rule.keeps_flows:
            _flow(space, rule, now, sex)
            space.deaths[sex, 0], space.moved[sex, 0] = born - alive, second
        _renew(space, sex)
        space.people[sex, 0] = alive + second


@compiled
def _net(now: Period, sex: int, age: int, met: float) -> float:
    return now.migration_count[sex, age] + now.migration_rate[sex, age] * met


@compiled
def _survive(space: Space, rule: Rule, now: Period, sex: int) -> None:
    last, share, rest = space.people.shape[1] - 1, rule.share_at_start, 1 - rule.share_at_start
    younger, own = space.people[sex, : last - 1], space.people[sex, 1:last]
    alive, second = space.alive[sex, 1:last], space.second[sex, 1:last]
    ratio = now.survival[sex, 1:last]
    count, rate = now.migration_count[sex, : last - 1], now.migration_rate[sex, : last - 1]
    for cell in range(alive.size):
        joined = younger[cell] + share * (count[cell] + rate[cell] * younger[cell])
        alive[cell] = joined * ratio[cell]
    met = alive if rule.present else own
    count, rate = now.migration_count[sex, 1:last], now.migration_rate[sex, 1:last]
    for cell in range(alive.size):
        second[cell] = rest * (count[cell] + rate[cell] * met[cell])


@compiled
def _survive_in_open(space: Space, rule: Rule, now: Period, sex: int) -> None:
    last, people = space.people.shape[1] - 1, space.people[sex]
    came = rule.share_at_start * _net(now, sex, last - 1, people[last - 1])
    stayed = rule.share_at_start * _net(now, sex, last, people[last])
    entering, staying = people[last - 1] + came, people[last] + stayed
    if rule.separate:
        alive = entering * now.survival[sex, last] + staying * now.survival[sex, last + 1]
    else:
        alive = (entering + staying) * now.survival[sex, last]
    met = alive if rule.present else people[last]
    second = (1 - rule.share_at_start) * _net(now, sex, last, met)
    space.alive[sex, last], space.second[sex, last] = alive, second
    space.deaths[sex, last] = entering + staying - alive
    space.moved[sex, last] = came + stayed + second


@compiled
def _bear(space: Space, rule: Rule, now: Period) -> None:
    share, counted = rule.share_at_start, 1.0 if rule.counts_arrivals else 0.0
    people, alive, second = space.people[1], space.alive[1], space.second[1]
    count, rate, fertility = now.migration_count[1], now.migration_rate[1], now.fertility
    boys, girls, male_share = space.births[0], space.births[1], now.male_share
    for age in range(rule.youngest, rule.oldest):
        start = people[age] + share * (count[age] + rate[age] * people[age])
        women = start + alive[age] + counted * second[age]
        girls[age] = rule.width * fertility[age] * (women / 2)
    for age in range(rule.youngest, rule.oldest):
        boys[age] = girls[age] * male_share
        girls[age] -= boys[age]


@compiled
def _flow(space: Space, rule: Rule, now: Period, sex: int) -> None:
    """Make deaths and moves by cohort of the closed groups."""
    last, share = space.people.shape[1] - 1, rule.share_at_start
    younger, alive = space.people[sex, : last - 1], space.alive[sex, 1:last]
    count, rate = now.migration_count[sex, : last - 1], now.migration_rate[sex, : last - 1]
    deaths, moved, second = space.deaths[sex, 1:last], space.moved[sex], space.second[sex]
    for cell in range(deaths.size):
        joined = younger[cell] + share * (count[cell] + rate[cell] * younger[cell])
        deaths[cell] = joined - alive[cell]
    moving, coming = moved[1:last], second[1:last]
    for cell in range(moving.size):
        moving[cell] = share * (count[cell] + rate[cell] * younger[cell]) + coming[cell]


@compiled
def _renew(space: Space, sex: int) -> None:
    last = space.people.shape[1] - 1
    people, alive = space.people[sex, 1:last], space.alive[sex, 1:last]
    second = space.second[sex, 1:last]
    for cell in range(people.size):
        people[cell] = alive[cell] + second[cell]
    space.people[sex, last] = space.alive[sex, last] + space.second[sex, last]
