"""Build the documentation, in Japanese and English, into docs/_build/html; no network is used.

Usage: python docs/build.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from reference import write_reference

DOCS = Path(__file__).resolve().parent
SITE = DOCS / "_build" / "html"
# For the folder as a whole: which half a reader wants is known by nobody but the reader.
ENTRANCE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>projection</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { font: 1.2rem sans-serif; margin: 4rem auto; max-width: 30rem }</style></head>
<body><h1>projection</h1><p><a href="ja/index.html">日本語</a></p>
<p lang="en"><a href="en/index.html">English</a></p></body></html>
"""


def main() -> int:
    """Write the reference, then both halves; every warning of Sphinx is an error."""
    write_reference()
    for language in ("ja", "en"):
        command = [
            *(sys.executable, "-m", "sphinx", "-b", "html", "-q", "-n", "-W", "--keep-going"),
            *("-d", str(DOCS / "_build" / f"doctrees-{language}")),
            *(str(DOCS), str(SITE / language)),
        ]
        ended = subprocess.run(
            command, env={**os.environ, "DOCS_LANGUAGE": language}, check=False
        )
        if ended.returncode:
            return ended.returncode
    (SITE / "index.html").write_text(ENTRANCE, encoding="utf-8")
    print(SITE / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
