"""Against the libraries' own functions, and the stream against its authors' known answers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from projection.batch import stream
from projection.batch.portable import (
    central_quantile,
    exponential,
    logarithm,
    tail_quantile,
)

ROUNDING = 4 * np.finfo(float).eps


def test_exponential_and_logarithm() -> None:
    x = np.linspace(-708.0, 709.0, 100_003)
    np.testing.assert_allclose(exponential(x), np.exp(x), rtol=ROUNDING)
    y = np.concatenate(
        [np.exp(np.linspace(-700.0, 700.0, 10_007)), np.linspace(0.5, 1.5, 1013)]
    )
    np.testing.assert_allclose(logarithm(y), np.log(y), rtol=ROUNDING)


def test_normal_quantiles() -> None:
    # The source promises 1e-7 relative.
    q = np.linspace(-0.425, 0.425, 1000)
    np.testing.assert_allclose(central_quantile(q), ndtri(0.5 + q), rtol=1e-7, atol=1e-9)
    log_tail = np.linspace(np.log(1.1e-16), np.log(0.075), 1000)
    np.testing.assert_allclose(tail_quantile(log_tail), -ndtri(np.exp(log_tail)), rtol=2e-7)


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        (["ffffffff"] * 4, ["ffffffff"] * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        (
            ["243f6a88", "85a308d3", "13198a2e", "03707344"],
            ["a4093822", "299f31d0"],
            "d16cfe09 94fdcceb 5001e420 24126ea1",
        ),
    ],
)
def test_known_answers(counter: list[str], key: list[str], answer: str) -> None:
    # Random123, file kat_vectors, philox4x32 with 10 rounds.
    a, b, c, d = (np.uint64(int(word, 16)) for word in counter)
    made = stream.philox(a, b, c, d, tuple(np.uint64(int(word, 16)) for word in key))
    assert " ".join(f"{int(word):08x}" for word in made) == answer


def test_uniforms_stay_between_0_and_1() -> None:
    most = np.uint64(0xFFFFFFFF)
    assert stream.uniform(np.uint64(0), np.uint64(0)) > 0.0
    assert stream.uniform(most, most) < 1.0


def test_no_two_events_share_a_place() -> None:
    kinds = range(stream.KINDS)
    places = {stream.place(t, k, a) for t in range(3) for k in kinds for a in range(131)}
    assert len(places) == 3 * len(kinds) * 131
