// The recurrence of projection/kernel.py, by single years: half of the migrants join at either
// end of a year, rates meet those present, the last two groups enter the open one together.
// Tables are flat: males by age, then females by age. Whoever changes the Python engine changes
// this; tests/report/explorer compares the two in a browser.
"use strict";

const Recurrence = (() => {
  const FEMALE = 1;
  const LOWEST = -1e-9;

  // rates/life_table.py: lines in q0, by sex: [from q0, constant, slope].
  const INFANT = [
    [[0.0785, 0.2991, 0.0], [0.0226, 0.0244, 3.4994], [0.0, 0.1493, -2.0367]],
    [[0.0658, 0.3141, 0.0], [0.017, 0.0438, 4.1075], [0.0, 0.149, -2.0867]],
  ];

  function numbers(packed) {
    return new Float64Array(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)).buffer);
  }

  function decoded(engine) {
    const years = ({ rows, of }) => {
      const tables = rows.map(numbers);
      return of.map((row) => tables[row]);
    };
    return {
      ...engine,
      periods: engine.end - engine.start,
      population: numbers(engine.population),
      hazards: years(engine.hazards),
      patterns: years(engine.patterns),
      counts: years(engine.counts),
      rates: years(engine.rates),
      spread: Object.fromEntries(
        Object.entries(engine.spread).map(([key, packed]) => [key, numbers(packed)])
      ),
    };
  }

  // scenarios/year_path.py: linear between points, held outside.
  function valueAt({ years, values }, year) {
    const last = years.length - 1;
    if (last < 0 || year <= years[0]) return values[0];
    if (year >= years[last]) return values[last];
    const right = years.findIndex((one) => one > year);
    const slope = (values[right] - values[right - 1]) / (years[right] - years[right - 1]);
    return values[right - 1] + slope * (year - years[right - 1]);
  }

  // What the reader's changes say, as paths: the very ones that the scenario file is given.
  // change: { tfr (null: as it is), movers: { key: units a year }, mortality (% a year), from, by }.
  function paths(base, change) {
    const { from, by } = change;
    const risen = (value) => ({ years: [from, by], values: [0, value] });
    const movers = Object.entries(change.movers).filter(([, units]) => units !== 0);
    return {
      tfr: change.tfr === null ? base.tfr : joined(base.tfr, from, by, change.tfr),
      movers: Object.fromEntries(movers.map(([key, units]) => [key, risen(units)])),
      level: base.level.map((level, t) => fallen(level, change.mortality, base.start + t - from)),
    };
  }

  // analysis/applying.py: a path as it is up to a year, then a line to the value.
  function joined(path, from, by, value) {
    const kept = path.years.filter((year) => year < from);
    return {
      years: [...kept, from, by],
      values: [...path.values.slice(0, kept.length), valueAt(path, from), value],
    };
  }

  // A fall in one year shows from the next year on. Nine digits are enough, and can be written.
  function fallen(level, percent, years) {
    if (percent === 0 || years <= 0) return level;
    return Number((level * (1 - percent / 100) ** years).toPrecision(9));
  }

  function infantSeparation(sex, q0) {
    const [, constant, slope] = INFANT[sex].find(([from]) => q0 >= from);
    return constant + slope * q0;
  }

  // rates/life_table.py `survival_ratios` with groups of one year; writes those of one sex.
  function survive(hazards, level, sex, ages, into) {
    const size = hazards.length / 2, first = sex * size, open = ages - 1;
    const dying = new Float64Array(size), lived = new Float64Array(size);
    for (let age = 0; age < size; age++) {
      dying[age] = -Math.expm1(-hazards[first + age] * level);
      lived[age] = 1 - 0.5 * dying[age];
    }
    lived[0] = 1 - (1 - infantSeparation(sex, dying[0])) * dying[0];
    lived[size - 1] = -1 / Math.log1p(-Math.min(dying[size - 1], 1 - 1e-12));
    const left = Float64Array.from(lived);
    for (let age = size - 2; age >= 0; age--) left[age] += (1 - dying[age]) * left[age + 1];
    const at = sex * ages;
    into[at] = lived[0];
    for (let age = 1; age < open; age++) {
      into[at + age] = ((1 - dying[age - 1]) * lived[age]) / lived[age - 1];
    }
    const entering = (1 - dying[open - 1]) * left[open];
    into[at + open] = entering / (lived[open - 1] + entering);
    return left[0];
  }

  // scenarios/rates.py: the rates of one period.
  function ratesOf(base, said, t) {
    const year = base.start + t, ages = base.ages;
    const survival = new Float64Array(2 * ages);
    const level = said.level[t] / base.level[t];
    const lifeExpectancy = [0, 1].map((sex) => survive(base.hazards[t], level, sex, ages, survival));
    const count = Float64Array.from(base.counts[t]);
    for (const [key, path] of Object.entries(said.movers)) {
      const units = valueAt(path, year);
      base.spread[key].forEach((persons, cell) => (count[cell] += persons * units));
    }
    const tfr = valueAt(said.tfr, year);
    const fertility = base.patterns[t].map((share) => tfr * share);
    return { survival, fertility, sexRatio: base.sexRatio[t], count, rate: base.rates[t], lifeExpectancy };
  }

  // Everybody one age up; the last two groups together enter the open one.
  function entered(persons, ages) {
    const moved = new Float64Array(2 * ages);
    for (const at of [0, ages]) {
      for (let age = 1; age < ages; age++) moved[at + age] = persons[at + age - 1];
      moved[at + ages - 1] += persons[at + ages - 1];
    }
    return moved;
  }

  // kernel.py `project_step` with timing "even", rate base "present", open group "joint".
  function step(population, { survival, fertility, sexRatio, count, rate }, ages) {
    const first = population.map((persons, cell) => 0.5 * (count[cell] + rate[cell] * persons));
    const start = population.map((persons, cell) => persons + first[cell]);
    const atRisk = entered(start, ages);
    const survivors = atRisk.map((persons, cell) => persons * survival[cell]);
    const second = survivors.map((persons, cell) => 0.5 * (count[cell] + rate[cell] * persons));
    let all = 0;
    for (let age = 0, cell = FEMALE * ages; age < ages; age++, cell++) {
      all += (fertility[age] * (start[cell] + survivors[cell] + second[cell])) / 2;
    }
    const male = all * (sexRatio / (1 + sexRatio));
    const births = [male, all - male];
    births.forEach((born, sex) => {
      const cell = sex * ages;
      atRisk[cell] = born;
      survivors[cell] = born * survival[cell];
      second[cell] += 0.5 * rate[cell] * survivors[cell];
    });
    const moved = entered(first, ages);
    return {
      population: survivors.map((persons, cell) => persons + second[cell]),
      births,
      deaths: atRisk.map((persons, cell) => persons - survivors[cell]),
      migration: moved.map((persons, cell) => persons + second[cell]),
    };
  }

  // All years. Flows are by cohort, as in results. `impossible` is the first year in which more
  // people have left a cell than lived in it (balance.py), or null.
  function project(base, change) {
    const said = paths(base, change);
    const run = {
      start: base.start, ages: base.ages, population: [base.population],
      births: [], deaths: [], migration: [], fertility: [], lifeExpectancy: [], impossible: null,
    };
    for (let t = 0; t < base.periods; t++) {
      const rates = ratesOf(base, said, t);
      const next = step(run.population[t], rates, base.ages);
      run.population.push(next.population);
      run.births.push(next.births);
      run.deaths.push(next.deaths);
      run.migration.push(next.migration);
      run.fertility.push(rates.fertility);
      run.lifeExpectancy.push(rates.lifeExpectancy);
      const below = (persons) => persons < LOWEST;
      if (run.impossible === null && (next.population.some(below) || next.deaths.some(below))) {
        run.impossible = base.start + t + 1;
      }
    }
    return run;
  }

  return { decoded, paths, project, valueAt };
})();
