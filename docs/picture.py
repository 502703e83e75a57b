"""The pictures of the README: population by scenario, as `projection compare` gives it.

Usage: python docs/picture.py, after `make kiyose` (or: make picture)
"""

from __future__ import annotations

import csv
import subprocess
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
# In grey print the dashes tell the lines apart; the colours are safe for colour-blind readers.
LINES = {
    "current": ("#000000", ""),
    "observed": ("#7f7f7f", "6 3"),
    "vision": ("#0072b2", ""),
    "retention": ("#009e73", "2 3"),
    "vision-retention": ("#d55e00", "8 3"),
    "vision-families": ("#cc79a7", "10 3 2 3"),
    "closed": ("#56b4e9", "3 2"),
}
YEARS = range(2020, 2066, 5)
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 400, 70, 250, 46, 40
LOW, HIGH, GRID = 50_000, 90_000, 10_000
WORDS = {
    "en": ("Kiyose: population on 1 January by scenario", "persons"),
    "ja": ("清瀬市：シナリオ別の総人口（各年1月1日）", "人"),
}


def compared(lang: str) -> dict[str, list[tuple[int, float]]]:
    """Return points by scenario label, as the program compares them."""
    files = [f"results/{name}.nc" for name in LINES]
    options = ["--years", ",".join(map(str, YEARS)), "--format", "csv", "--lang", lang]
    command = [sys.executable, "-m", "projection", "compare", *files, *options]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    lines: dict[str, list[tuple[int, float]]] = {}
    for row in csv.DictReader(printed.stdout.decode().splitlines()):
        point = (int(row["year"]), float(row["value"]))
        lines.setdefault(row["label"], []).append(point)
    return lines


def x_of(year: int) -> float:
    return LEFT + (year - YEARS[0]) / (YEARS[-1] - YEARS[0]) * (WIDTH - LEFT - RIGHT)


def y_of(persons: float) -> float:
    return HEIGHT - BOTTOM - (persons - LOW) / (HIGH - LOW) * (HEIGHT - TOP - BOTTOM)


def text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(words)}</text>'


def axes(lang: str) -> list[str]:
    title, unit = WORDS[lang]
    parts = [text(LEFT, 20, title, 'font-size="16" font-weight="bold"')]
    parts.append(text(LEFT, TOP - 10, f"({unit})", 'text-anchor="end"'))
    for persons in range(LOW, HIGH + 1, GRID):
        y = y_of(persons)
        ends = f'x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"'
        parts.append(f'<line {ends} stroke="#dddddd"/>')
        parts.append(text(LEFT - 8, y + 4, f"{persons:,}", 'text-anchor="end"'))
    for year in YEARS[::2]:
        parts.append(text(x_of(year), HEIGHT - 14, str(year), 'text-anchor="middle"'))
    return parts


def picture(lang: str) -> str:
    """Return the chart in one language as SVG."""
    parts = axes(lang)
    for (colour, dashes), (label, points) in zip(
        LINES.values(), compared(lang).items(), strict=True
    ):
        path = " ".join(f"{x_of(year):.1f},{y_of(persons):.1f}" for year, persons in points)
        style = f'stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"'
        parts.append(f'<polyline points="{path}" fill="none" {style}/>')
        last_year, last = points[-1]
        named = f"{label}  {last:,.0f}"
        parts.append(text(x_of(last_year) + 8, y_of(last) + 4, named, f'fill="{colour}"'))
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
    frame += 'font-family="sans-serif" font-size="13" role="img">'
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    title = f"<title>{escape(WORDS[lang][0])}</title>"
    return "\n".join([frame, title, ground, *parts, "</svg>"]) + "\n"


def main() -> None:
    for lang in ("en", "ja"):
        path = ROOT / "docs" / f"population.{lang}.svg"
        path.write_text(picture(lang), encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
