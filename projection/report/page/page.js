"use strict";
(() => {
  const PRINTED = 680; // the text of an A4 page, pixels
  const PACE = 350; // milliseconds a year
  const AXIS = 50; // pixels left of a chart
  const { charts, settings, locale, play, pause } = JSON.parse(
    document.getElementById("report-data").textContent,
  );
  const places = [...document.querySelectorAll(".chart")];
  const boxes = [...document.querySelectorAll(".scenarios input")];
  const drawn = new Map(); // place -> { view, width }
  const chosenYear = new Map(); // figure -> year

  const shown = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const figureOf = (place) => place.closest("article").id;

  function sized(chart, width) {
    const columns = Math.max(1, Math.floor((width - AXIS) / chart.view.usermeta.longest));
    const legend = { ...settings.legend, columns };
    legend.labelLimit = Math.min(legend.labelLimit, width - 2 * AXIS);
    const view = { ...chart.view, width, config: { ...settings, legend } };
    if (view.params) view.params = [{ name: "shown", value: shown() }];
    return view;
  }

  async function draw(place, width = place.clientWidth) {
    if (!width || drawn.get(place)?.width === width) return;
    drawn.get(place)?.view?.finalize();
    drawn.set(place, { width });
    const chart = charts[place.dataset.chart];
    // Vega renames what it draws in; the place keeps its name for screen readers.
    const canvas = document.createElement("div");
    place.replaceChildren(canvas);
    const { view } = await window.vegaEmbed(canvas, sized(chart, width), {
      mode: "vega-lite",
      renderer: "svg",
      actions: false,
      ast: true,
      defaultStyle: false,
      formatLocale: locale,
    });
    // Drawn anew with another width while this one was under way.
    if (drawn.get(place).width !== width) return;
    drawn.get(place).view = view;
    place.classList.add("drawn");
    if (chosenYear.has(figureOf(place))) turn(place, chosenYear.get(figureOf(place)));
  }

  /* Scenarios */
  function switchScenarios() {
    const names = shown();
    for (const panel of document.querySelectorAll(".panel")) {
      const { scenario } = panel.dataset;
      panel.classList.toggle("off", scenario !== "" && !names.includes(scenario));
    }
    for (const [place, { view }] of drawn) {
      if (view && charts[place.dataset.chart].view.params) view.signal("shown", names).run();
    }
  }
  for (const box of boxes) box.addEventListener("change", switchScenarios);

  /* Pyramids: the year that is chosen, or the last one before it that a run has */
  function turn(place, year) {
    const { years, view: plan } = charts[place.dataset.chart];
    const view = drawn.get(place)?.view;
    if (!years || !view) return;
    const there = years.filter((one) => one.year <= year).at(-1) ?? years[0];
    const rows = there.sides.flatMap((side, k) => side.map((x, g) => ({ k, g, x })));
    const { x, y } = plan.layer.find((layer) => layer.data.name === "when").data.values[0];
    view.data("people", rows).data("when", [{ x, y, n: there.name }]).run();
  }

  function yearControl(control) {
    const { figure } = control.dataset;
    const own = places.filter((place) => figureOf(place) === figure);
    const known = own.flatMap((place) => charts[place.dataset.chart].years ?? []);
    const names = new Map(known.map((one) => [one.year, one.name]));
    const years = [...names.keys()].sort((a, b) => a - b);
    const [button, slider, output] = ["button", "input", "output"].map((tag) =>
      control.querySelector(tag),
    );
    let playing = null;

    function show(position) {
      slider.value = position;
      const year = years[position];
      output.textContent = names.get(year);
      slider.setAttribute("aria-valuetext", names.get(year));
      chosenYear.set(figure, year);
      for (const place of own) turn(place, year);
    }
    function stop() {
      clearInterval(playing);
      playing = null;
      button.textContent = play;
      button.setAttribute("aria-pressed", "false");
    }
    function start() {
      if (Number(slider.value) === years.length - 1) show(0);
      button.textContent = pause;
      button.setAttribute("aria-pressed", "true");
      playing = setInterval(() => {
        show(Number(slider.value) + 1);
        if (Number(slider.value) === years.length - 1) stop();
      }, PACE);
    }
    slider.max = years.length - 1;
    slider.addEventListener("input", () => {
      if (playing !== null) stop();
      show(Number(slider.value));
    });
    button.addEventListener("click", () => (playing === null ? start() : stop()));
    show(years.indexOf(charts[own[0].dataset.chart].year));
  }

  /* Panels for which there is no room in print */
  function otherControl(control) {
    const panels = [...control.closest("article").querySelectorAll(".panel")];
    control.querySelector("select").addEventListener("change", ({ target }) => {
      panels.forEach((panel, position) => {
        if (!panel.classList.contains("chosen")) return;
        panel.hidden = String(position) !== target.value;
      });
    });
  }

  document.documentElement.classList.add("js");
  if (window.innerWidth < 700) {
    document.querySelector(".scenarios details").open = false;
  }
  document.querySelectorAll(".years").forEach(yearControl);
  document.querySelectorAll(".others").forEach(otherControl);

  // One after the other: the first is there soonest.
  let queue = Promise.resolve();
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (isIntersecting) queue = queue.then(() => draw(target)).catch(console.error);
      }
    },
    { rootMargin: "1000px" },
  );
  const wide = new ResizeObserver((changed) => {
    for (const { target } of changed) if (drawn.has(target)) draw(target);
  });
  // Charts measure their words: the font comes first.
  document.fonts.load("12px 'Embedded Gothic'", "あ").finally(() => {
    for (const place of places) {
      near.observe(place);
      wide.observe(place);
    }
  });
  window.addEventListener("beforeprint", () => {
    for (const place of places) {
      const half = place.closest(".panels").matches(".abreast, .many");
      if (!place.closest(".chosen")) draw(place, half ? PRINTED / 2 - 8 : PRINTED);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const place of drawn.keys()) draw(place);
  });
})();
