"""Commands as a user starts them, and what is done to them under way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.cli.conftest import plain_environment

OLDER = b"an older file"


@dataclass(frozen=True)
class Case:
    """A command that writes one file into `results/` or a folder in it."""

    words: tuple[str, ...]
    target: str


CASES = {
    "run": Case(("run", "scenarios/current.toml"), "current.nc"),
    "ensemble": Case(
        ("ensemble", "scenarios/current.toml", "--draws", "20", "--no-chance"),
        "ensemble/current.nc",
    ),
    "report": Case(
        ("report", "made/current.nc", "--data", "open-data", "-o", "results/report.csv"),
        "report.csv",
    ),
}

# Runs the command once, which loads what it needs, and then in one fork after the other, each
# killed elsewhere: at its n-th touch of the folder of results, or at a random moment.
_KILLING = """
import json, os, random, signal, sys, time
from pathlib import Path
from projection.cli.main import main

how, target, words = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
sys.stdout = sys.stderr = open(os.devnull, "w")
times = []
for _ in range(2):
    begun = time.monotonic()
    assert main(words) == 0
    times.append(time.monotonic() - begun)
new, older = target.read_bytes(), b"an older file"
seen = 0

def watch(event, details):
    global seen
    if event in ("open", "os.rename", "os.remove"):
        names = [os.fspath(one) for one in details if isinstance(one, (str, os.PathLike))]
        seen += any(name.startswith(str(target.parent)) for name in names)
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

killed = []
for at in range(1, 11):
    target.write_bytes(older)
    child = os.fork()
    if child == 0:
        if how == "touch":
            sys.addaudithook(watch)
        os._exit(main(words))
    if how == "moment":
        time.sleep(times[1] * random.uniform(0.5, 1.2))
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    content = {older: "older", new: "new"}.get(target.read_bytes(), "neither")
    killed.append((status, content))
    if how == "touch" and status == 0:
        break
print(json.dumps(killed), file=sys.__stdout__)
"""
# The process watches itself: at the n-th time that it opens, renames or removes something in
# the folder of results, what it writes is taken away.
_TAKEN_AWAY = """
import os, sys
from pathlib import Path
from projection.cli.main import main

folder, at, what = Path("results"), int(sys.argv[1]), sys.argv[2]
seen = 0

def watch(event, details):
    global seen
    if event not in ("open", "os.rename", "os.remove"):
        return
    names = [os.fspath(one) for one in details if isinstance(one, (str, os.PathLike))]
    if not any(name.startswith(str(folder)) for name in names):
        return
    seen += 1
    if seen == at and what == "folder":
        folder.rename("moved")
    elif seen == at:
        [one.unlink() for one in folder.rglob(".*.tmp")]

sys.addaudithook(watch)
sys.exit(main(sys.argv[3:]))
"""
# Files grow to a limit and no further, as on a full disk; or the process ends there.
_LIMITED = """
import resource, signal, sys
if sys.argv[2] == "kill":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
from projection.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(sys.argv[3:]))
"""
# Modes of folders hold for root as well once CAP_DAC_OVERRIDE is out of the bounding set.
_UNPRIVILEGED = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "projection", *sys.argv[1:]])
"""
# A small disk of its own, which is gone when the process ends; what is on it is told before.
_ON_DISK = """
set -e
disk="$(dirname "results/$2")"
mount -t tmpfs -o "$1" tmpfs "$disk"
printf '%s' 'an older file' > "results/$2"
[ -z "$3" ] || mount -o "remount,$3" "$disk"
shift 3
set +e
"$@" >/dev/null
code=$?
ls -A "$disk"
cat "$disk"/*
exit $code
"""
_OWN_MOUNTS = ("unshare", "--mount", "--map-root-user")


def killed(case: Case, folder: Path, how: str) -> list[tuple[int, str]]:
    """Run a case many times, killed at every "touch" of the results or at a random "moment".

    Returns exit code and what the target then is, "older", "new" or "neither", for every time;
    a run that touches the folder less often than it should be killed at ends the list.
    """
    start = [sys.executable, "-c", _KILLING, how, f"results/{case.target}"]
    ended = _finished([*start, *case.words], folder)
    assert ended.returncode == 0, ended.stderr
    return [(code, content) for code, content in json.loads(ended.stdout)]


def taken_away(
    case: Case, folder: Path, at: int, what: str
) -> subprocess.CompletedProcess[str]:
    """Run a case; at its n-th touch of the results its "file" or the "folder" is taken away."""
    return _finished([sys.executable, "-c", _TAKEN_AWAY, str(at), what, *case.words], folder)


def limited(case: Case, folder: Path, size: int, act: str) -> subprocess.CompletedProcess[str]:
    """Run a case where files end at `size` bytes: "refuse", or "kill" in the middle of it."""
    start = [sys.executable, "-c", _LIMITED, str(size), act]
    return _finished([*start, *case.words], folder)


def unprivileged(words: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command for which the modes of folders hold, even where the tests run as root."""
    return _finished([sys.executable, "-c", _UNPRIVILEGED, *words], folder)


def on_disk(
    case: Case, folder: Path, options: str, later: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a case whose file goes to a disk of its own; stdout has its names and content."""
    (folder / "results" / case.target).parent.mkdir(parents=True, exist_ok=True)
    start = [*_OWN_MOUNTS, "sh", "-c", _ON_DISK, "sh", options, case.target, later]
    return _finished([*start, sys.executable, "-m", "projection", *case.words], folder)


def can_mount() -> bool:
    """Whether this system lets a process have mounts of its own."""
    try:
        tried = subprocess.run(
            [*_OWN_MOUNTS, "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return False
    return tried.returncode == 0


def started(case: Case, folder: Path) -> subprocess.Popen[bytes]:
    """Start a case and do not wait for it."""
    return subprocess.Popen(
        [sys.executable, "-m", "projection", *case.words],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def undisturbed(case: Case, folder: Path) -> bytes:
    """Run a case, and return what it writes."""
    ended = _finished([sys.executable, "-m", "projection", *case.words], folder)
    assert ended.returncode == 0, ended.stderr
    return (folder / "results" / case.target).read_bytes()


def put_older(case: Case, folder: Path) -> Path:
    """Put an older file where a case writes its own, and return its path."""
    target = folder / "results" / case.target
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(OLDER)
    return target


def _finished(words: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env=_environment(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )


def _environment() -> dict[str, str]:
    # Compiled modules are files too.
    return plain_environment(PYTHONDONTWRITEBYTECODE="1")
