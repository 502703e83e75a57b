// Two forms of chart as SVG: lines over years, and a population pyramid.
"use strict";

const Charts = (() => {
  const SPACE = "http://www.w3.org/2000/svg";
  const WIDTH = 380;

  function shape(tag, attributes = {}, ...children) {
    const made = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  const text = (x, y, anchor, said, more = {}) =>
    shape("text", { x, y, "text-anchor": anchor, ...more }, said);
  const rule = (x1, y1, x2, y2, kind) => shape("line", { x1, y1, x2, y2, class: kind });

  // About `count` round numbers that cover [low, high].
  function ticks(low, high, count) {
    const wanted = (high - low || 1) / count;
    const size = 10 ** Math.floor(Math.log10(wanted));
    const gap = [1, 2, 2.5, 5, 10].find((head) => head * size >= wanted * 0.999) * size;
    const first = Math.floor(low / gap + 1e-9), last = Math.ceil(high / gap - 1e-9);
    return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * gap);
  }

  function figure(height, told, ...children) {
    return shape(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": told },
      ...children
    );
  }

  // series: [{ values, colour, dash, own }], one value a year from `start`; the last is on top.
  function lines({ told, start, end, series, year, format, pick }) {
    const height = 210, left = 58, right = 10, top = 10, bottom = 24;
    const all = series.flatMap((one) => one.values);
    const levels = ticks(Math.min(0, ...all), Math.max(0, ...all), 4);
    const x = (at) => left + ((at - start) / (end - start)) * (WIDTH - left - right);
    const low = levels[0], high = levels[levels.length - 1];
    const y = (value) => top + ((high - value) / (high - low)) * (height - top - bottom);
    const years = ticks(start, end, 5).filter((at) => at >= start && at <= end);
    const drawn = figure(
      height,
      told,
      ...levels.flatMap((level) => [
        rule(left, y(level), WIDTH - right, y(level), level === 0 ? "zero" : "grid"),
        text(left - 6, y(level) + 4, "end", format(level)),
      ]),
      ...years.map((at) => text(x(at), height - 6, "middle", String(at))),
      rule(x(year), top, x(year), height - bottom, "marker"),
      ...series.map((one) => line(one, (at) => x(start + at), y)),
      ...series
        .filter((one) => one.own)
        .map((one) => dot(one, x(start + clipped(one, year - start)), y, year - start))
    );
    drawn.addEventListener("click", (event) => {
      const place = drawn.getBoundingClientRect();
      const at = ((event.clientX - place.left) / place.width) * WIDTH;
      const chosen = Math.round(start + ((at - left) / (WIDTH - left - right)) * (end - start));
      pick(Math.min(Math.max(chosen, start), end));
    });
    return drawn;
  }

  const clipped = (one, at) => Math.min(at, one.values.length - 1);

  function line({ values, colour, dash, own }, x, y) {
    const d = values.map((value, at) => `${at ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
    return shape("path", {
      d: d.join(""), stroke: colour, "stroke-dasharray": dash.join(" "), class: own ? "own" : "other",
    });
  }

  const dot = (one, cx, y, at) =>
    shape("circle", { cx, cy: y(one.values[clipped(one, at)]), r: 4.5, fill: one.colour });

  // A sample of a line, for legends.
  const sample = ({ colour, dash, own }) =>
    shape(
      "svg",
      { viewBox: "0 0 40 10", class: "sample", "aria-hidden": "true" },
      line({ values: [5, 5], colour, dash, own }, (at) => 1 + 38 * at, (value) => value)
    );

  // groups: labels, youngest first; sides: [males, females]; outlines: [{ sides, dash }].
  function pyramid({ told, groups, sides, outlines, limit, colours, labels, format }) {
    const height = 384, top = 20, bottom = 26, gap = 54, side = (WIDTH - gap) / 2 - 10;
    const tall = (height - top - bottom) / groups.length;
    const reach = 1.05 * limit, marks = ticks(0, limit, 4).filter((mark) => mark <= reach);
    const y = (group) => height - bottom - (group + 1) * tall;
    // Males grow to the left, females to the right of the ages in the middle.
    const x = (sex, persons) =>
      WIDTH / 2 + (sex ? 1 : -1) * (gap / 2 + (persons / reach) * side);
    const bars = [0, 1].flatMap((sex) =>
      sides[sex].map((persons, group) =>
        shape("rect", {
          x: Math.min(x(sex, 0), x(sex, persons)), y: y(group) + 0.5,
          width: Math.abs(x(sex, persons) - x(sex, 0)), height: tall - 1, fill: colours[sex],
        })
      )
    );
    const around = outlines.flatMap((outline) =>
      [0, 1].map((sex) => edge(outline, sex, x, y, tall))
    );
    return figure(
      height,
      told,
      ...[0, 1].flatMap((sex) =>
        marks.flatMap((mark) => [
          rule(x(sex, mark), top, x(sex, mark), height - bottom, mark ? "grid" : "zero"),
          ...(mark || sex === 0
            ? [text(x(sex, mark), height - 8, mark ? "middle" : "end", format(mark))]
            : []),
        ])
      ),
      ...bars,
      ...around,
      ...groups.flatMap((label, group) =>
        group % 2 ? [] : [text(WIDTH / 2, y(group) + tall - 3, "middle", label, { class: "ages" })]
      ),
      ...labels.map((label, sex) =>
        text(x(sex, reach / 2), 13, "middle", label, { class: "sex" })
      )
    );
  }

  function edge({ sides, dash }, sex, x, y, tall) {
    const d = sides[sex].map((persons, group) => {
      const at = x(sex, persons).toFixed(1);
      return `${group ? "L" : "M"}${at} ${(y(group) + tall).toFixed(1)}L${at} ${y(group).toFixed(1)}`;
    });
    return shape("path", { d: d.join(""), class: "outline", "stroke-dasharray": dash.join(" ") });
  }

  return { lines, pyramid, sample };
})();
