"""Coverage-guided fuzzing of one door: `python -m tests.fuzz.guided TARGET [OPTIONS]`.

The options are libFuzzer's.

The corpus of each target grows in a folder of its own under `build/fuzz`; a crash leaves its
bytes there and belongs into `tests/fuzz/findings` with a test.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_BUILD = Path("build") / "fuzz"
# What is ours, and the readers of the standard library that are written in Python.
_WATCHED = ["projection", "tomllib"]
_USUAL = ["-timeout=5", "-rss_limit_mb=1500", "-max_len=100000", "-print_final_stats=1"]


def main(name: str, options: list[str]) -> None:
    """Fuzz one target until libFuzzer's own limits (`-max_total_time`, `-runs`) end it."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=_WATCHED):
        targets = importlib.import_module("tests.fuzz.targets")
    # libFuzzer's own threads hold no lock that a child of ours would wait for.
    apart: Any = importlib.import_module("projection.apart")
    apart._is_alone = lambda: True
    target = targets.TARGETS[name]
    corpus = _BUILD / name
    corpus.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        folder = Path(made)
        for at, seed in enumerate(target.seeds(folder)):
            (corpus / f"seed-{at:03}").write_bytes(seed)
        target.prepare(folder)
        arguments = [name, *_USUAL, f"-artifact_prefix={_BUILD}/{name}-", *options, str(corpus)]
        atheris.Setup(arguments, lambda content: target.enter(content, folder))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
