"""A file that breaks its reader: told in words, whatever becomes of the child that read it."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from projection import apart
from projection.apart import Part, Parts, each_taken_apart, received, send, taken_apart

FOUND = Path(__file__).parent / "data" / "bad" / "results"


def parts() -> Parts:
    """One variable of every kind, no two of one size, and one of nothing."""
    return Parts(
        {
            "people": Part(("year", "sex"), np.arange(6.0).reshape(3, 2)[:, ::-1], {"n": 1}),
            "year": Part(("year",), np.arange(2020, 2023), {}),
            "sex": Part(("sex",), np.array(["male", "female"]), {"long_name": "性別"}),
            "none": Part(("none",), np.empty(0, np.float32), {}),
            "one": Part((), np.array(7, np.int8), {}),
        },
        {"title": "題\udcff", "step": 5, "rate": 0.1, "all": np.arange(3)},
    )


def take(_: bytes) -> Parts:
    return parts()


def the_same(found: Parts) -> None:
    expected = parts()
    assert [*found.variables] == [*expected.variables]
    for name, one in expected.variables.items():
        assert found.variables[name].dims == one.dims
        assert found.variables[name].values.dtype == one.values.dtype
        assert found.variables[name].attributes == one.attributes
        np.testing.assert_array_equal(found.variables[name].values, one.values)
    assert found.attributes["title"] == "題\udcff"
    assert (found.attributes["step"], found.attributes["rate"]) == (5, 0.1)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Fork although the runner of tests may have threads: none of them reads files."""
    children: list[int] = []
    monkeypatch.setattr(apart, "_is_alone", lambda: True)
    monkeypatch.setattr(os, "fork", _forked(os.fork, children))
    return children


def _forked(fork: Callable[[], int], children: list[int]) -> Callable[[], int]:
    def quietly() -> int:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            children.append(fork())
        return children[-1]

    return quietly


def assert_none_left(children: list[int]) -> None:
    """Every child was waited for; the runner of tests may have others of its own."""
    assert children
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def test_what_is_sent_is_received() -> None:
    stream = io.BytesIO()
    send(parts(), stream)
    found = received(io.BufferedReader(io.BytesIO(stream.getvalue())))
    assert found is not None
    the_same(found)


@pytest.mark.parametrize("cut", [0, 10, -1])
def test_half_an_answer_is_none(cut: int) -> None:
    stream = io.BytesIO()
    send(Parts({"x": Part(("a",), np.ones(3), {})}, {}), stream)
    with pytest.raises(EOFError):
        received(io.BufferedReader(io.BytesIO(stream.getvalue()[:cut])))


@pytest.mark.parametrize("values", [np.array([None]), np.zeros(2, [("a", "f8")]), None])
def test_neither_figures_nor_words(values: np.ndarray | None) -> None:
    stream = io.BytesIO()
    nothing = KeyError("x")
    send(nothing if values is None else Parts({"x": Part(("a",), values, {})}, {}), stream)
    assert received(io.BufferedReader(io.BytesIO(stream.getvalue()))) is None


def test_a_child_answers(alone: list[int]) -> None:
    def elsewhere(content: bytes) -> Parts:
        assert os.getpid() != here
        return take(content)

    here = os.getpid()
    the_same(taken_apart(elsewhere, b""))


def aborts(_: bytes) -> Parts:
    os.abort()


def turns(_: bytes) -> Parts:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    while True:
        pass


def takes_all(_: bytes) -> Parts:
    np.ones(10**9)
    raise AssertionError("there was room for 8 GB")


def raises(_: bytes) -> Parts:
    raise KeyError("x")


def leaves(_: bytes) -> Parts:
    raise SystemExit(0)


BREAKING: dict[bytes, Callable[[bytes], Parts]] = {
    b"aborts": aborts,
    b"takes all": takes_all,
    b"raises": raises,
    b"leaves": leaves,
    b"well": take,
}


def breaks(content: bytes) -> Parts:
    return BREAKING[content](content)


@pytest.mark.parametrize("content", BREAKING)
def test_a_child_that_breaks(
    content: bytes, alone: list[int], capfd: pytest.CaptureFixture[str]
) -> None:
    if content == b"well":
        the_same(taken_apart(breaks, content))
    else:
        with pytest.raises(OSError, match=r"no answer|refused"):
            taken_apart(breaks, content)
    assert capfd.readouterr() == ("", "")
    assert_none_left(alone)


def test_the_files_after_one_that_breaks_are_read(alone: list[int]) -> None:
    order = [b"well", b"raises", b"aborts", b"aborts", b"well", b"leaves", b"well", b"aborts"]
    found = [*each_taken_apart(breaks, order)]
    taken = [not isinstance(one, Exception) for one in found]
    assert taken == [one == b"well" for one in order]
    assert_none_left(alone)


def test_nobody_waits_for_what_is_not_asked_for(alone: list[int]) -> None:
    found = each_taken_apart(lambda one: take(one) if one else turns(one), [b"1", b""])
    the_same(next(one for one in found if isinstance(one, Parts)))
    before = time.monotonic()
    found.close()  # type: ignore[attr-defined]
    assert time.monotonic() - before < 60
    assert_none_left(alone)


def test_a_child_that_turns_for_ever(alone: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_SECONDS", 0)
    before = time.process_time()
    with pytest.raises(OSError, match="no answer"):
        taken_apart(turns, b"")
    assert time.process_time() - before < 1


@pytest.mark.parametrize("alone_there", [False, True])
def test_large_files_and_threads_are_left_here(
    alone_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forked() -> int:
        raise AssertionError("forked")

    monkeypatch.setattr(os, "fork", forked)
    monkeypatch.setattr(apart, "_is_alone", lambda: alone_there)
    monkeypatch.setattr(apart, "_LARGEST", 3)
    the_same(taken_apart(take, b"1234" if alone_there else b"1"))
    with pytest.raises(KeyError):
        taken_apart(raises, b"1234")


def test_no_other_thread_and_a_system_that_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "from projection.apart import _is_alone; print(_is_alone())"
    told = "import threading, time; threading.Thread(target=time.sleep, args=[1]).start();"
    said = [
        subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=True)
        for one in (asked, told + asked)
    ]
    assert [one.stdout for one in said] == ["True\n", "False\n"]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not apart._is_alone()


@pytest.mark.parametrize("name", ["crashes", "hangs"])
def test_a_result_on_which_hdf5_breaks(name: str, tmp_path: Path) -> None:
    """Were an abort and a hang: found by `tests.fuzz.resealed`, all their checksums agree."""
    path = tmp_path / "r.nc"
    path.write_bytes(gzip.decompress((FOUND / f"{name}.nc.gz").read_bytes()))
    ended = subprocess.run(
        [sys.executable, "-m", "projection", "compare", str(path), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: {path}: the file is cut off, damaged or changed")
    assert len(ended.stderr.splitlines()) == 1
