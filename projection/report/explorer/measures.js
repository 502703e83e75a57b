// The formulas of projection/analysis/indicators.py on a run of the page, and whether goals are
// met (projection/analysis/goals.py).
"use strict";

const Measures = (() => {
  const ALL = [0, Infinity];
  const SEXES = { male: [0], female: [1], both: [0, 1] };
  const SAME = 1e-9;

  // Sum of a table (both sexes by age) over sexes and ages; the open group where ages reach it.
  function sum(table, run, sexes, [lower, upper] = ALL) {
    let persons = 0;
    const last = Math.min(upper, run.ages - 1);
    for (const sex of sexes) {
      for (let age = lower; age <= last; age++) persons += table[sex * run.ages + age];
    }
    return persons;
  }

  const stock = (run, t, who, ages) => sum(run.population[t], run, who.sexes, ages);
  const born = (run, t, who) => who.sexes.reduce((all, sex) => all + run.births[t][sex], 0);
  const percent = (part, whole) => (run, t, who) =>
    (100 * stock(run, t, who, part)) / stock(run, t, who, whole);
  const perThousand = (events) => (run, t, who) =>
    (2000 * events(run, t, who)) / (stock(run, t, who) + stock(run, t + 1, who));

  const deaths = (run, t, who) => sum(run.deaths[t], run, who.sexes, who.ages);
  const migration = (run, t, who) => sum(run.migration[t], run, who.sexes, who.ages);
  const natural = (run, t, who) =>
    (who.ages && who.ages[0] > 0 ? 0 : born(run, t, who)) - deaths(run, t, who);

  function median(run, t, who) {
    const half = stock(run, t, who) / 2;
    let below = 0;
    for (let age = 0; age < run.ages - 1; age++) {
      const inside = stock(run, t, who, [age, age]);
      if (below + inside >= half) return age + (half - below) / inside;
      below += inside;
    }
    return run.ages - 1;
  }

  const women = { sexes: SEXES.female };
  const FORMULAS = {
    population: (run, t, who) => stock(run, t, who, who.ages),
    births: born,
    deaths,
    natural_change: natural,
    net_migration: migration,
    total_change: (run, t, who) => natural(run, t, who) + migration(run, t, who),
    crude_birth_rate: perThousand(born),
    crude_death_rate: perThousand(deaths),
    crude_natural_change_rate: perThousand(natural),
    crude_net_migration_rate: perThousand(migration),
    total_fertility_rate: (run, t) => run.fertility[t].slice(0, -1).reduce((all, one) => all + one, 0),
    life_expectancy: (run, t, who) => run.lifeExpectancy[t][who.sexes[0]],
    child_share: percent([0, 14], ALL),
    working_age_share: percent([15, 64], ALL),
    aged_share: percent([65, Infinity], ALL),
    aged_share_75: percent([75, Infinity], ALL),
    dependency_ratio: (run, t, who) =>
      percent([0, 14], [15, 64])(run, t, who) + percent([65, Infinity], [15, 64])(run, t, who),
    child_dependency_ratio: percent([0, 14], [15, 64]),
    old_age_dependency_ratio: percent([65, Infinity], [15, 64]),
    median_age: median,
    child_woman_ratio: (run, t, who) => stock(run, t, who, [0, 4]) / stock(run, t, women, [15, 49]),
    women_20_39: (run, t) => stock(run, t, women, [20, 39]),
    sex_ratio: (run, t) => (100 * stock(run, t, { sexes: SEXES.male })) / stock(run, t, women),
  };

  // A measure in a year: of 1 January, or of the year that begins then.
  function value(run, year, measure, sex = "both", ages = null) {
    return FORMULAS[measure](run, year - run.start, { sexes: SEXES[sex], ages: ages ?? undefined });
  }

  const yearsOf = ({ start, population }, dim) =>
    Array.from({ length: population.length - (dim === "period" ? 1 : 0) }, (_, t) => start + t);

  // { met, year, value, limit }: the year that decides, as `goals.Outcome` has it.
  function outcome(run, goal) {
    const figure = (year) => value(run, year, goal.measure, goal.sex, goal.ages);
    const first = { at: goal.last, by: run.start, every: goal.first }[goal.when];
    const years = yearsOf(run, goal.dim).filter((year) => first <= year && year <= goal.last);
    const limit = goal.limitYear === null ? goal.limit : figure(goal.limitYear);
    const upwards = goal.comparison === "above" || goal.comparison === "at_least";
    const margins = years.map((year) => (upwards ? figure(year) - limit : limit - figure(year)));
    const least = SAME * Math.max(1, Math.abs(limit));
    const strict = goal.comparison === "above" || goal.comparison === "below";
    const good = margins.map((margin) => (strict ? margin > least : margin >= -least));
    const met = goal.when === "by" ? good.includes(true) : !good.includes(false);
    let at = margins.indexOf(Math.min(...margins));
    if (goal.when === "by") at = met ? good.indexOf(true) : margins.indexOf(Math.max(...margins));
    return { met, year: years[at], value: figure(years[at]), limit };
  }

  return { value, outcome, yearsOf };
})();
