// The page: sliders, results, and what happens between them.
"use strict";

const Page = (() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const BASE = Recurrence.decoded(DATA.engine);
  const { start: FIRST, end: LAST } = DATA.engine;
  const UNCHANGED = Recurrence.project(BASE, State.change(DATA, State.initial(DATA)));
  const GROUPS = Array.from({ length: Math.floor((BASE.ages - 1) / 5) + 1 }, (_, at) => 5 * at);
  const OLDEST = GROUPS[GROUPS.length - 1];
  const STOCKS = { population: null, children: [0, 14], working: [15, 64], aged: [65, 1000] };
  const FLOWS = { natural: "natural_change", social: "net_migration" };
  const OWN = { colour: DATA.colours.own, dash: [], own: true };
  const START = { colour: DATA.colours.base, dash: [5, 3], own: false };
  const WAIT = 300;

  let state, run, parts, waiting;

  // Words ------------------------------------------------------------------------------------

  const VOICES = Object.fromEntries(["ja", "en"].map((lang) => [lang, Words.voice(DATA, lang)]));
  const say = (name, values) => VOICES[state.lang].say(name, values);
  const of = (text) => VOICES[state.lang].of(text);
  const number = (...told) => VOICES[state.lang].number(...told);
  const withUnit = (value, unit) => VOICES[state.lang].withUnit(value, unit);
  const short = (text) => VOICES[state.lang].short(text);
  const label = () => short(DATA.scenario.label);
  const years = () => State.years(DATA, state);

  // What a slider shows: the reader's value, or that of the scenario it starts from.
  const shown = (key) =>
    key === "tfr" && state.tfr === null ? Recurrence.valueAt(BASE.tfr, years().by) : state[key];

  // Elements ---------------------------------------------------------------------------------

  const { el, table } = Elements;

  function build() {
    parts = { sliders: {}, charts: {}, tables: {} };
    document.documentElement.lang = state.lang;
    document.title = say("heading", { place: of(DATA.place) });
    document.querySelector("#page")?.remove();
    const main = el("main", {}, figures(), controls(), results());
    document.body.prepend(el("div", { id: "page" }, header(), main, notes()));
    update();
  }

  function header() {
    const other = state.lang === "ja" ? "en" : "ja";
    const turn = () => {
      set({ lang: other });
      build();
      document.querySelector("#language").focus();
    };
    return el(
      "header", {},
      el("h1", {}, say("heading", { place: of(DATA.place) })),
      el("button", { id: "language", type: "button", lang: other, onclick: turn }, say("otherLanguage")),
      el("p", {}, say("intro", { title: of(DATA.scenario.title) }))
    );
  }

  function controls() {
    parts.changed = el("p", { class: "changed", "aria-live": "polite" });
    parts.alert = el("p", { class: "alert", role: "alert" });
    parts.save = el("button", { id: "save", type: "button", onclick: save }, say("save"));
    parts.hint = el("p", { class: "hint" });
    const reset = () => {
      set({ ...State.initial(DATA), lang: state.lang, year: state.year, with: state.with });
      update();
    };
    return el(
      "section", { class: "controls" },
      el("h2", {}, say("assumptions")),
      ...State.ASSUMPTIONS.filter((key) => DATA.sliders[key]).map(slider),
      parts.changed,
      parts.alert,
      el("div", { class: "buttons" },
        parts.save, el("button", { id: "reset", type: "button", onclick: reset }, say("resetAll"))),
      parts.hint
    );
  }

  function slider(key) {
    const { lower, upper, step } = DATA.sliders[key];
    const take = (event) => {
      const value = State.onSlider(DATA.sliders[key], event.target.value);
      if (value !== null) set({ [key]: value });
      update();
    };
    const bounds = { min: lower, max: upper, step };
    const part = {
      name: el("label", { for: `${key}-range` }),
      range: el("input", { type: "range", id: `${key}-range`, ...bounds, oninput: take }),
      box: el("input", { type: "number", id: `${key}-box`, ...bounds, onchange: take }),
      unit: el("span", { class: "unit" }, say(`${key}Unit`)),
      hint: el("p", { class: "hint", id: `${key}-hint` }),
      reset: el("button", { type: "button", class: "reset", onclick: () => {
        set({ [key]: State.initial(DATA)[key] });
        update();
        part.range.focus();
      } }, "↺"),
    };
    part.range.setAttribute("aria-describedby", `${key}-hint`);
    parts.sliders[key] = part;
    return el("div", { class: "slider" },
      el("div", { class: "name" }, part.name, part.unit),
      el("div", { class: "value" }, part.range, part.box, part.reset), part.hint);
  }

  function compare() {
    const box = (other) => {
      const take = (event) => {
        const names = DATA.others.map((one) => one.name);
        const kept = (name) => (name === other.name ? event.target.checked : state.with.includes(name));
        set({ with: names.filter(kept) });
        update();
      };
      const checked = state.with.includes(other.name);
      return el("label", { title: `${of(other.label)} – ${of(other.title)}` },
        el("input", { type: "checkbox", checked, value: other.name, onchange: take }),
        Charts.sample(other), el("span", {}, short(other.label)));
    };
    const fixed = (look, name) => el("p", {}, Charts.sample(look), el("span", {}, name));
    return el("fieldset", { class: "compare" },
      el("legend", {}, say("compare")),
      fixed(OWN, say("own")), fixed(START, say("startsFrom", { label: label() })), ...DATA.others.map(box));
  }

  function figures() {
    parts.figures = el("dl");
    return el("section", { class: "figures", "aria-label": say("results") }, parts.figures);
  }

  function results() {
    parts.goals = el("section", { class: "goals" });
    const charts = [...Object.keys(STOCKS), ...Object.keys(FLOWS)].map((name) =>
      chart(name, say(name), name in FLOWS ? "unitPerYear" : "unitPersons"));
    return el("section", { class: "results" },
      el("h2", {}, say("results")), yearPicker(), compare(),
      el("div", { class: "charts" },
        charts[0], chart("pyramid", "", "unitPersons"), ...charts.slice(1)),
      parts.goals);
  }

  function yearPicker() {
    const take = (event) => { set({ year: Number(event.target.value) }); update(); };
    parts.year = el("input",
      { type: "range", id: "year", min: FIRST, max: LAST, step: 1, oninput: take });
    parts.yearName = el("output", { for: "year" });
    return el("div", { class: "year" },
      el("label", { for: "year" }, say("year")), parts.yearName, parts.year,
      el("p", { class: "hint" }, say("yearHint")));
  }

  function chart(name, heading, unit) {
    parts.tables[name] = el("div", { class: "scroll", tabindex: "0" });
    const details = el("details", { ontoggle: () => fillTable(name) },
      el("summary", {}, say("table")), parts.tables[name]);
    const place = el("div");
    const head = el("figcaption", {}, heading);
    const told = el("p", { class: "told" });
    parts.charts[name] = { place, head, told, details };
    return el("figure", { id: `chart-${name}` },
      head, el("p", { class: "unit" }, say("lineUnit", { unit: say(unit) })), told, place, details);
  }

  function notes() {
    const items = DATA.notes.map((one) => el("li", {}, of(one)));
    return el("footer", {}, el("h2", {}, say("notes")), el("ul", {}, ...items));
  }

  // What changes with the sliders --------------------------------------------------------------

  function update() {
    run = Recurrence.project(BASE, State.change(DATA, state));
    const impossible = run.impossible !== null;
    parts.alert.textContent = impossible ? say("impossible", { year: run.impossible }) : "";
    parts.save.disabled = impossible;
    fillSliders();
    parts.year.value = state.year;
    parts.yearName.textContent = say("yearLabel", { year: state.year, era: Words.era(state.year) });
    parts.year.setAttribute("aria-valuetext", parts.yearName.textContent);
    fillFigures();
    [...Object.keys(STOCKS), ...Object.keys(FLOWS)].forEach(drawLines);
    drawPyramid();
    Object.keys(parts.tables).forEach(fillTable);
    fillGoals();
  }

  function fillSliders() {
    for (const [key, part] of Object.entries(parts.sliders)) {
      const { decimals } = DATA.sliders[key];
      const value = shown(key).toFixed(decimals);
      part.range.value = part.box.value = value;
      const unit = say(`${key}Unit`);
      part.range.setAttribute("aria-valuetext",
        withUnit(key === "start" ? value : number(shown(key), decimals), unit));
      part.name.textContent = say(key, years());
      part.box.setAttribute("aria-label", part.name.textContent);
      part.hint.textContent = say(`${key}Hint`, years());
      part.reset.disabled = state[key] === State.initial(DATA)[key];
      part.reset.title = say("resetOf", { what: part.name.textContent });
      part.reset.setAttribute("aria-label", part.reset.title);
    }
    const list = State.told(DATA, state, VOICES[state.lang]);
    parts.changed.textContent = list ? say("changed", { list }) : say("unchanged", { label: label() });
    parts.hint.textContent = [
      say("saveHint", { file: Saving.fileName(DATA, state) }),
      DATA.ownTable ? say("ownTable") : "",
    ].join(state.lang === "ja" ? "" : " ");
  }

  // Of a flow, the year that begins on the 1 January shown; at the end the last one there is.
  const flowYear = () => Math.min(state.year, LAST - 1);

  function fillFigures() {
    const figure = (name, measure, year, decimals, unit, points) => {
      const [own, before] = [run, UNCHANGED].map((one) => Measures.value(one, year, measure));
      const when = say(unit === "perYear" ? "during" : "inYear", { year });
      return el("div", {},
        el("dt", {}, `${say(name)} ${when}`),
        el("dd", {}, el("strong", {}, withUnit(number(own, decimals), say(unit)))),
        el("dd", { class: "difference" }, say("difference", {
          label: label(), value: withUnit(number(own - before, decimals, true), say(points)) })));
    };
    parts.figures.replaceChildren(
      figure("population", "population", state.year, 0, "persons", "persons"),
      figure("agedShare", "aged_share", state.year, 1, "percent", "points"),
      figure("natural", "natural_change", flowYear(), 0, "perYear", "perYear"),
      figure("social", "net_migration", flowYear(), 0, "perYear", "perYear"));
  }

  function lineOf(one, name) {
    if (name in FLOWS) {
      return Measures.yearsOf(one, "period").map((year) => Measures.value(one, year, FLOWS[name]));
    }
    return Measures.yearsOf(one, "year").map((year) =>
      Measures.value(one, year, "population", "both", STOCKS[name]));
  }

  // Lines from the back to the front.
  function seriesOf(name) {
    const others = DATA.others.filter((one) => state.with.includes(one.name));
    return [
      ...others.map((one) => ({ ...one, own: false, label: short(one.label), values: one[name] })),
      { ...START, label: label(), values: lineOf(UNCHANGED, name) },
      { ...OWN, label: say("own"), values: lineOf(run, name) },
    ];
  }

  function drawLines(name) {
    const part = parts.charts[name], series = seriesOf(name);
    const own = series[series.length - 1].values, before = series[series.length - 2].values;
    const flow = name in FLOWS, end = flow ? LAST - 1 : LAST, year = flow ? flowYear() : state.year;
    const unit = say(flow ? "perYear" : "persons");
    const amount = (value, signed) => withUnit(number(value, 0, signed), unit);
    part.series = series;
    part.told.textContent = say("toldYear", {
      year: say(flow ? "during" : "inYear", { year }),
      value: amount(own[year - FIRST]),
      difference: amount(own[year - FIRST] - before[year - FIRST], true),
    });
    const told = say("told", {
      what: say(name), start: FIRST, end, label: label(),
      first: amount(own[0]), last: amount(own[end - FIRST]), other: amount(before[end - FIRST]),
    });
    part.place.replaceChildren(Charts.lines({
      told, start: FIRST, end: LAST, series, year: flow ? year : state.year,
      format: (value) => number(value), pick: (chosen) => { set({ year: chosen }); update(); },
    }));
  }

  const ageLabel = (lower) =>
    lower === OLDEST ? say("agesOpen", { first: lower })
      : say("ages", { first: lower, last: lower + 4 });

  function sidesOf(one, year) {
    return ["male", "female"].map((sex) => GROUPS.map((lower) => Measures.value(
      one, year, "population", sex, [lower, lower === OLDEST ? 1000 : lower + 4])));
  }

  function drawPyramid() {
    const part = parts.charts.pyramid;
    const when = say("yearLabel", { year: state.year, era: Words.era(state.year) });
    part.sides = sidesOf(run, state.year);
    part.outline = sidesOf(UNCHANGED, FIRST);
    part.head.textContent = `${say("pyramid")} ${when}`;
    part.told.replaceChildren(
      Charts.sample({ colour: "#000", dash: [], own: false }), say("outline", { year: FIRST }), " ",
      Charts.sample({ colour: "#000", dash: [2, 2], own: false }), say("startsFrom", { label: label() }));
    part.place.replaceChildren(Charts.pyramid({
      told: say("pyramidTold", { year: state.year, start: FIRST }),
      groups: GROUPS.map((lower) => (lower === OLDEST ? `${lower}+` : `${lower}-${lower + 4}`)),
      sides: part.sides,
      outlines: [
        { sides: part.outline, dash: [] }, { sides: sidesOf(UNCHANGED, state.year), dash: [2, 2] },
      ],
      limit: largest(), colours: [DATA.colours.male, DATA.colours.female],
      labels: [say("male"), say("female")], format: (value) => number(value),
    }));
  }

  // One axis for all years, so that a pyramid can be compared with the one before.
  function largest() {
    const some = Measures.yearsOf(run, "year").filter((year) => (year - FIRST) % 5 === 0);
    const groups = [...some, state.year].flatMap((year) =>
      [run, UNCHANGED].flatMap((one) => sidesOf(one, year).flat()));
    return Math.max(...groups);
  }

  function fillTable(name) {
    const part = parts.charts[name];
    if (!part.details.open) return;
    const made = name === "pyramid" ? pyramidTable(part) : lineTable(part.series);
    parts.tables[name].replaceChildren(made);
  }

  function lineTable(series) {
    const shownYears = series[series.length - 1].values.map((_, at) => FIRST + at)
      .filter((year, at, all) => year % 5 === 0 || at === 0 || at === all.length - 1);
    const front = [...series].reverse();
    return table([say("year"), ...front.map((one) => one.label)],
      shownYears.map((year) => [String(year), ...front.map((one) => number(one.values[year - FIRST]))]));
  }

  function pyramidTable({ sides, outline }) {
    const heads = [say("age"), ...[state.year, FIRST].flatMap((year) =>
      ["male", "female"].map((sex) => `${say("inYear", { year })} ${say(sex)}`))];
    return table(heads, GROUPS.map((lower, at) =>
      [ageLabel(lower), ...[sides, outline].flatMap((pair) => pair.map((one) => number(one[at])))]));
  }

  function fillGoals() {
    if (!DATA.goals.length) return;
    const found = DATA.goals.map((goal) => Measures.outcome(run, goal));
    const met = found.filter((one) => one.met).length;
    parts.goals.replaceChildren(
      el("h2", {}, say("goals")),
      el("p", {}, say("goalsOf", { all: found.length, met })),
      el("ul", {}, ...found.map((one, at) => goalItem(DATA.goals[at], one))));
  }

  function goalItem(goal, { met, year, value, limit }) {
    const figure = number(value, goal.decimals);
    const fact = (name, said) => el("div", {}, el("dt", {}, say(name)), el("dd", {}, said));
    return el("li", { class: met ? "met" : "missed" },
      el("strong", {}, say(met ? "met" : "missed")), el("span", {}, of(goal.title)),
      el("dl", {},
        fact("when", say(goal.when, goal)),
        fact("limit", Words.fill(of(goal.words), { limit: number(limit, goal.decimals) })),
        fact("value", goal.when === "at" ? figure : say("ofYear", { value: figure, year }))));
  }

  // What the reader does -----------------------------------------------------------------------

  function set(changed) {
    state = { ...state, ...changed };
    clearTimeout(waiting);
    waiting = setTimeout(tell, WAIT);
  }

  // Browsers refuse an address that changes at every move of a slider.
  function tell() {
    const said = State.fragment(DATA, state);
    if (said !== location.hash.slice(1)) {
      history.replaceState(null, "", said ? `#${said}` : location.pathname);
    }
  }

  const file = () => ({
    name: Saving.fileName(DATA, state), text: Saving.toml(DATA, BASE, state, VOICES),
  });

  function save() {
    const { name, text } = file();
    Saving.download(name, text);
  }

  function open() {
    state = State.read(DATA, location.hash);
    build();
  }

  window.addEventListener("hashchange", open);
  open();

  return { run: () => run, state: () => state, file };
})();
