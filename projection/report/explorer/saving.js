// The reader's settings as a scenario file that stands by itself.
"use strict";

const Saving = (() => {
  // TOML escapes as JSON does, but for one control character.
  const quoted = (text) => JSON.stringify(text).replaceAll("\x7f", "\\u007f");
  const both = (text) => `{ ja = ${quoted(text.ja)}, en = ${quoted(text.en)} }`;

  function path({ years, values }) {
    if (years.length === 0) return String(values[0]);
    return `{ ${years.map((year, at) => `${year} = ${values[at]}`).join(", ")} }`;
  }

  function section(heading, values) {
    const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
    return [...(heading ? [heading] : []), ...lines].map((line) => `${line}\n`).join("");
  }

  // voices: of both languages, for the file has both whichever is shown.
  function toml(data, base, state, voices) {
    const said = Recurrence.paths(base, State.change(data, state));
    const { head, fertility, mortality, levers, movers } = data.file;
    const own = { ...mortality };
    if (state.mortality !== 0) {
      own.level = path({ years: said.level.map((_, t) => base.start + t), values: said.level });
    }
    const moved = Object.entries(said.movers).flatMap(([key, units]) =>
      movers[key].map(({ persons, values }) => ({
        ...values,
        add_per_year: path({ ...units, values: units.values.map((value) => value * persons) }),
      }))
    );
    const blocks = [
      section("", { ...words(data, state, voices), ...head }),
      section("[fertility]", state.tfr === null ? fertility : { ...fertility, tfr: path(said.tfr) }),
      section("[mortality]", own),
      ...[...levers, ...moved].map((lever) => section("[[migration]]", lever)),
    ];
    return blocks.join("\n");
  }

  function words(data, state, voices) {
    const inBoth = (make) => both({ ja: make(voices.ja), en: make(voices.en) });
    const { title, label } = data.scenario, { software } = data;
    return {
      title: inBoth((voice) => voice.say("fileTitle", {
        list: State.told(data, state, voice) || voice.say("fileSame", { label: voice.of(label) }),
      })),
      notes: inBoth(({ say, of }) => say("fileNotes", { title: of(title), software })),
    };
  }

  function fileName(data, state) {
    const parts = State.changed(data, state).map((key) => `-${key}${state[key]}`);
    return `explorer${parts.join("")}.toml`;
  }

  function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  return { toml, fileName, download };
})();
