"""The pages docs/validation.md and docs/validation.ja.md: published figures, reproduced.

Usage: python docs/validation.py (or: make validation)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEADS = {
    "ja": "# 公表された推計の再現\n\n"
    "このページは `make validation` が作ります。表は `projection validate` が出すものです。\n"
    "数値、出典、利用条件、自分の事例の作り方は\n"
    "[inputs/validation](../inputs/validation/README.ja.md) にあります。\n"
    "[English](validation.md)\n",
    "en": "# Published projections, reproduced\n\n"
    "`make validation` writes this page; the tables are what `projection validate` prints.\n"
    "Figures, sources, terms, and how to add a case of your own, stand in\n"
    "[inputs/validation](../inputs/validation/README.md). [日本語](validation.ja.md)\n",
}


def tables(lang: str) -> str:
    """Return what the command prints, without its title."""
    command = [sys.executable, "-m", "projection", "validate", "--format", "md"]
    printed = subprocess.run(
        [*command, "--lang", lang], cwd=ROOT, check=True, capture_output=True
    )
    return printed.stdout.decode().split("\n", 2)[2].rstrip() + "\n"


def main() -> None:
    for lang, name in (("en", "validation.md"), ("ja", "validation.ja.md")):
        path = ROOT / "docs" / name
        path.write_text("\n".join([HEADS[lang], tables(lang)]), encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
