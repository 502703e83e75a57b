// What the reader has set, and how the address says it: only what differs from the beginning.
"use strict";

const State = (() => {
  const PEOPLE = ["young", "families"];

  function initial(data) {
    return {
      tfr: null, young: 0, families: 0, mortality: 0, start: data.engine.start,
      year: data.year, with: data.compared, lang: data.lang,
    };
  }

  // A number on the slider's grid; null where it is none, or where the page has no such slider.
  function onSlider(slider, text) {
    const value = Number(text);
    if (!slider || String(text).trim() === "" || !Number.isFinite(value)) return null;
    return rounded(Math.min(Math.max(value, slider.lower), slider.upper), slider.decimals);
  }

  const rounded = (value, decimals) => Number(value.toFixed(decimals));

  function read(data, fragment) {
    const said = new URLSearchParams(fragment.replace(/^#/, ""));
    const state = initial(data);
    for (const key of ["tfr", ...PEOPLE, "mortality", "start"]) {
      if (said.has(key)) state[key] = onSlider(data.sliders[key], said.get(key)) ?? state[key];
    }
    const years = { lower: data.engine.start, upper: data.engine.end, decimals: 0 };
    if (said.has("year")) state.year = onSlider(years, said.get("year")) ?? state.year;
    const names = data.others.map((other) => other.name);
    if (said.has("with")) state.with = names.filter((name) => said.getAll("with").includes(name));
    if (["ja", "en"].includes(said.get("lang"))) state.lang = said.get("lang");
    return state;
  }

  function fragment(data, state) {
    const said = new URLSearchParams();
    const first = initial(data);
    for (const key of Object.keys(first)) {
      if (String(state[key]) === String(first[key])) continue;
      // An empty list is said too: nothing to compare with.
      const values = key === "with" && state.with.length ? state.with : [state[key]];
      values.forEach((value) => said.append(key, value));
    }
    return said.toString();
  }

  // What the recurrence is told.
  function change(data, state) {
    return {
      tfr: state.tfr,
      movers: Object.fromEntries(
        Object.keys(data.engine.spread).map((key) => [key, state[key]])
      ),
      mortality: state.mortality,
      from: state.start,
      by: state.start + data.ramp,
    };
  }

  const ASSUMPTIONS = ["tfr", ...PEOPLE, "mortality", "start"];

  // Keys of the assumptions that differ; a later start of nothing changes nothing.
  function changed(data, state) {
    const first = initial(data);
    const keys = ASSUMPTIONS.filter((key) => state[key] !== first[key]);
    return keys.length === 1 && keys[0] === "start" ? [] : keys;
  }

  // Years that words name: of the first effect, of the full one, and the base year.
  function years(data, state) {
    const { from, by } = change(data, state);
    return { from, by, base: data.engine.start };
  }

  // What was changed, in words: "TFR 1.80 in 2030; families +30 a year".
  function told(data, state, { say, number }) {
    const phrases = changed(data, state).map((key) => {
      const signed = !["tfr", "start"].includes(key);
      const value = key === "start" ? state.start
        : number(state[key], data.sliders[key].decimals, signed);
      return say(`${key}Change`, { value, ...years(data, state) });
    });
    return phrases.join(say("between"));
  }

  return { initial, read, fragment, change, changed, onSlider, years, told, ASSUMPTIONS };
})();
