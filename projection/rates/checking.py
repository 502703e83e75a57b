"""What every function of the toolbox refuses, with the value and the cell where it stands.

Cells are named by their position, the sex by its name and the age by the lower bound of its
group: `mortality_rate[3, female, age 85]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import Fault, RatesError, fault
from projection.language import Text
from projection.messages import MESSAGES

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]
Mask = NDArray[np.bool_]


def checked(
    values: ArrayLike,
    name: str,
    *,
    ages: Sequence[int] | Bounds = (),
    sexes: Sequence[str] = (),
    positive: bool = False,
    limit: float = np.inf,
) -> Array:
    """Return values as an array of finite numbers from zero up, or refuse them.

    Parameters
    ----------
    values
        Any shape.
    name
        What they are, as the caller's parameter is called.
    ages, sexes
        Names of the cells of the last axis and of the last but one; positions where left out.
    positive
        Whether zero is refused as well.
    limit
        The highest value allowed.

    Raises
    ------
    RatesError
        A value is not finite, below zero (not above it where `positive`) or above `limit`.

    Examples
    --------
    >>> checked([0.1, -0.2], "rate", ages=(0, 1))
    Traceback (most recent call last):
    ...
    projection.errors.RatesError: rate[age 1]: below zero; expected zero or above; found -0.2
    """
    found = np.asarray(values, dtype=np.float64)
    finite = np.isfinite(found)
    low = finite & ((found <= 0) if positive else (found < 0))
    wrong = (
        ("rates_not_finite", ~finite),
        ("rates_not_positive" if positive else "rates_negative", low),
        ("rates_above_limit", finite & (found > limit)),
    )
    refuse(
        *(
            fault(
                key,
                place=cell(name, where, ages, sexes),
                found=f"{found[where]:.10g}",
                limit=f"{limit:g}",
                more=more,
            )
            for key, mask in wrong
            for where, more in first(mask)
        )
    )
    return found


def refuse(*faults: Fault) -> None:
    """Raise the faults, if there are any."""
    if faults:
        raise RatesError(*faults)


def first(mask: Mask) -> Iterator[tuple[tuple[int, ...], Text | str]]:
    """Yield the first cell of a mask, if any, and words that tell how many more there are."""
    if not mask.any():
        return
    others = int(mask.sum()) - 1
    where = tuple(int(one) for one in np.argwhere(mask)[0])
    yield where, filled("rates_more_cells", count=others) if others else ""


def filled(key: str, **values: object) -> Text:
    """Return a text of the catalogue with its braces filled, to fill a message with."""
    text = MESSAGES[key]
    return Text(ja=text.ja.format(**values), en=text.en.format(**values))


def cell(
    name: str,
    where: Sequence[int],
    ages: Sequence[int] | Bounds = (),
    sexes: Sequence[str] = (),
) -> str:
    """Name one cell of an array.

    Examples
    --------
    >>> cell("qx", (4, 1, 2), ages=(0, 1, 5), sexes=("male", "female"))
    'qx[4, female, age 5]'
    """
    parts = [str(one) for one in where]
    # A shape that does not fit is told after the values, so positions may lie beyond the names.
    if parts and where[-1] < len(ages):
        parts[-1] = f"age {ages[where[-1]]}"
    if len(parts) > 1 and where[-2] < len(sexes):
        parts[-2] = sexes[where[-2]]
    return f"{name}[{', '.join(parts)}]" if parts else name


def checked_ages(age: ArrayLike, name: str = "age") -> Bounds:
    """Return lower bounds of age groups, or refuse those that do not tile the ages from 0.

    Parameters
    ----------
    age
        Whole numbers ascending from 0, the last of the open group. Shape (age,), two or more.

    Raises
    ------
    RatesError
        They are something else.
    """
    found = np.asarray(age)
    if found.ndim != 1 or found.size < 2:
        refuse(fault("rates_ages_too_few", place=name, found=found.tolist()))
    numbers = found.astype(np.float64)
    whole = np.isfinite(numbers).all() and bool((numbers == np.round(numbers)).all())
    if not whole or numbers[0] != 0 or (np.diff(numbers) <= 0).any():
        refuse(fault("rates_ages_do_not_tile", place=name, found=found.tolist()))
    return numbers.astype(np.int64)


def check_shape(values: Array, name: str, fits: bool, expected: str, **filling: object) -> None:
    """Refuse an array whose shape does not fit; `expected` is the key of what would.

    Raises
    ------
    RatesError
        `fits` is false.
    """
    if not fits:
        said = MESSAGES[expected]
        words = Text(ja=said.ja.format(**filling), en=said.en.format(**filling))
        refuse(fault("rates_shape", place=name, expected=words, found=values.shape))


def check_choice(found: str, name: str, choices: object) -> None:
    """Refuse a word that is not one of a `Literal`.

    Raises
    ------
    RatesError
        It is not.
    """
    if found not in get_args(choices):
        known = ", ".join(get_args(choices))
        refuse(fault("rates_unknown_choice", place=name, found=found, known=known))


def check_ages_of(values: Array, name: str, age: Bounds) -> None:
    """Refuse an array whose last axis has not as many cells as there are age groups.

    Raises
    ------
    RatesError
        It has not.
    """
    fits = values.ndim > 0 and values.shape[-1] == age.size
    check_shape(values, name, fits, "rates_shape_ages", count=age.size)


def go_together(one: Array, other: Array) -> bool:
    """Return whether two shapes broadcast."""
    try:
        np.broadcast_shapes(one.shape, other.shape)
    except ValueError:
        return False
    return True


def sexes_of(values: ArrayLike, sexes: Sequence[str]) -> Sequence[str]:
    """Return the names of the sexes where the axis before age can be theirs, else none."""
    shape = np.shape(values)
    return sexes if len(shape) > 1 and shape[-2] == len(sexes) else ()
