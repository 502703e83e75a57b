// Words and numbers as readers of either language have them.
"use strict";

const Words = (() => {
  const LONGEST = 40;

  // Braces that have no value stay, so that a mistake is seen.
  function fill(text, values = {}) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  function number(value, decimals, lang, signed = false) {
    const size = Math.abs(value).toLocaleString("en-US", {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals,
    });
    const zero = Number(size.replaceAll(",", "")) === 0;
    if (zero) return size;
    if (value < 0) return (lang === "ja" ? "△" : "-") + size;
    return (signed ? (lang === "ja" ? "＋" : "+") : "") + size;
  }

  // The Japanese era of 1 January.
  function era(year) {
    const [name, first] = [["令和", 2020, 2018], ["平成", 1990, 1988], ["昭和", 1927, 1925]]
      .filter(([, from]) => year >= from)
      .map(([called, , before]) => [called, year - before])[0] ?? ["西暦", year];
    return `${name}${first}年`;
  }

  // A label that is a sentence does not take the page over; its whole is told where it is chosen.
  const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

  // All of it in one language.
  function voice(data, lang) {
    return {
      say: (name, values) => fill(data.words[name][lang], values),
      of: (text) => text[lang],
      short: (text) => short(text[lang]),
      number: (value, decimals = 0, signed = false) => number(value, decimals, lang, signed),
      withUnit: (value, unit) => (unit ? `${value}${lang === "ja" ? "" : " "}${unit}` : value),
    };
  }

  return { fill, era, voice };
})();
