"""Results damaged and sealed anew: `python -m tests.fuzz.resealed COUNT [SEED] [bare]`.

A checksum that agrees lets a file through to HDF5, and HDF5's own checksums are made to agree
too, in most of the files. Each is read in a process of its own, which is ended when it takes
too long; what became of them is printed by the five hundred. With `bare`, HDF5 reads in that
same process: what the library alone makes of them.
"""

from __future__ import annotations

import os
import random
import re
import resource
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from projection import apart
from projection.errors import ProjectionError
from projection.language import LANGUAGES
from projection.results import read_any, write_result
from projection.sealed import seal
from tests.fuzz.lookup3 import Block, blocks_of, checked_anew
from tests.worlds import world

# Of the processor; a busy machine may take the wall's clock for far longer.
SECONDS, WAITING = 5, 300
MEMORY = 500_000_000
_SAVED = Path("build") / "fuzz" / "resealed"
# Where structures of HDF5 begin: most bytes of a file are figures, which harm nobody.
_MARKS = re.compile(rb"OHDR|OCHK|FRHP|FHDB|FHIB|BTHD|BTLF|BTIN|TREE|SNOD|HEAP|GCOL|\x89HDF")
_NEAR, _AT_MARK, _CHECKED = 120, 0.8, 0.9
_ODD = (0, 1, 2, 3, 4, 8, 16, 64, 127, 128, 254, 255)
_TOOK, _REFUSED, _WORDLESS = 0, 2, 3
_LAWFUL, _TOLD = ("taken", "refused in words"), 500


def damaged(content: bytes, blocks: Sequence[Block], draw: random.Random) -> bytes:
    """Change some bytes of a file, most of them near the beginning of a structure."""
    spoilt = bytearray(content)
    marks = [one.start() for one in _MARKS.finditer(content)]
    kinds = sorted({content[at : at + 4] for at in marks})
    for _ in range(draw.randint(1, 4)):
        # Every kind as often as the others, however many there are of it.
        kind = draw.choice(kinds)
        mark = draw.choice([one for one in marks if content.startswith(kind, one)])
        near = mark + draw.randrange(_NEAR)
        anywhere = draw.randrange(len(spoilt))
        at = min(near if draw.random() < _AT_MARK else anywhere, len(spoilt) - 8)
        _change(spoilt, at, marks, draw)
    if draw.random() < _CHECKED:
        checked_anew(spoilt, blocks)
    return bytes(spoilt)


def _change(spoilt: bytearray, at: int, marks: Sequence[int], draw: random.Random) -> None:
    how = draw.randrange(4)
    if how == 0:
        spoilt[at] ^= 1 << draw.randrange(8)
    elif how == 1:
        spoilt[at] = draw.choice(_ODD)
    elif how == 2:
        # An address or a size that stands elsewhere: cycles are made so.
        other = min(draw.choice(marks) + draw.randrange(_NEAR), len(spoilt) - 8)
        spoilt[at : at + 8] = spoilt[other : other + 8]
    else:
        spoilt[at : at + 8] = draw.choice(marks).to_bytes(8, "little")


def outcome(path: Path) -> str:
    """Read a file in a process of its own, and say what became of it."""
    child = os.fork()
    if child == 0:
        os._exit(_read(path))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        ended = os.WTERMSIG(status)
        return "hangs" if ended in (signal.SIGXCPU, signal.SIGALRM) else "crashes"
    known = {_TOOK: "taken", _REFUSED: "refused in words"}
    return known.get(os.WEXITSTATUS(status), "ends in a traceback")


def _read(path: Path) -> int:
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = used * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + SECONDS, int(spent) + 2 * SECONDS))
    signal.alarm(WAITING)
    try:
        read_any(path)
    except ProjectionError as error:
        return _REFUSED if all(error.text(lang) for lang in LANGUAGES) else _WORDLESS
    except BaseException as error:
        sys.stderr.write(f"{path}: {error!r}\n")
        sys.stderr.flush()
        return _WORDLESS
    return _TOOK


def main(count: int, seed: int, *, bare: bool) -> None:
    """Try so many files, keep those that break the law, and print the counts."""
    if bare:
        apart._is_alone = lambda: False
    draw = random.Random(seed)  # noqa: S311  drawn again from its seed
    found = Counter[str]()
    with TemporaryDirectory() as made:
        path = Path(made) / "tried.nc"
        write_result(world(periods=3, open_age=5), path)
        whole = path.read_bytes()
        content = whole[: whole.rindex(b"\nprojection-sha256:")]
        blocks = blocks_of(content, _MARKS)
        for at in range(count):
            tried = damaged(content, blocks, draw)
            path.write_bytes(tried + seal(tried))
            said = outcome(path)
            found[said] += 1
            if said not in _LAWFUL:
                _SAVED.mkdir(parents=True, exist_ok=True)
                name = f"{said.replace(' ', '-')}-{seed}-{at}.nc"
                (_SAVED / name).write_bytes(path.read_bytes())
            if at % _TOLD == _TOLD - 1 or at == count - 1:
                told = ", ".join(f"{said} {number:,}" for said, number in found.most_common())
                sys.stdout.write(f"{at + 1:,}: {told}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int([*sys.argv, "0"][2]), bare="bare" in sys.argv)
