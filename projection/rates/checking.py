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

# Letters of what is no array of numbers, in messages.
_SHOWN = 60


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
        A value is no number or not finite, below zero (not above it where `positive`) or above
        `limit`.

    Examples
    --------
    >>> checked([0.1, -0.2], "rate", ages=(0, 1))
    Traceback (most recent call last):
    ...
    projection.errors.RatesError: rate[age 1]: below zero; expected zero or above; found -0.2
    """
    found = numbers(values, name)
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


def checked_finite(values: ArrayLike, name: str, *, limit: float = np.inf) -> Array:
    """Return values of either sign as an array, or refuse what is no number.

    Parameters
    ----------
    values
        Any shape.
    name
        What they are, as the caller's parameter is called.
    limit
        The furthest from zero that is allowed.

    Raises
    ------
    RatesError
        A value is no number or not finite, or further from zero than `limit`.

    Examples
    --------
    >>> checked_finite([1.0, float("nan")], "net")
    Traceback (most recent call last):
    ...
    projection.errors.RatesError: net[1]: not a finite number; expected a number; found nan
    """
    found = numbers(values, name)
    finite = np.isfinite(found)
    wrong = (("rates_no_number", ~finite), ("rates_outside", finite & (np.abs(found) > limit)))
    refuse(
        *(
            fault(
                key,
                place=cell(name, at),
                found=f"{found[at]:.10g}",
                limit=f"{limit:g}",
                more=more,
            )
            for key, mask in wrong
            for at, more in first(mask)
        )
    )
    return found


def numbers(values: ArrayLike, name: str) -> Array:
    """Return values as an array of floating-point numbers, or refuse words and ragged rows.

    Raises
    ------
    RatesError
        They are no such array.

    Examples
    --------
    >>> numbers([[1, 2], [3]], "rate")
    Traceback (most recent call last):
    ...
    projection.errors.RatesError: rate: not an array of numbers; found [[1, 2], [3]]
    """
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        found = repr(values)
        shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
        raise RatesError(fault("rates_no_array", place=name, found=shown)) from None


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
    found = numbers(age, name)
    said = np.asarray(age).tolist()
    if found.ndim != 1 or found.size < 2:
        refuse(fault("rates_ages_too_few", place=name, found=said))
    whole = np.isfinite(found).all() and bool((found == np.round(found)).all())
    if not whole or found[0] != 0 or (np.diff(found) <= 0).any():
        refuse(fault("rates_ages_do_not_tile", place=name, found=said))
    return found.astype(np.int64)


def checked_widths(edges: ArrayLike) -> Array:
    """Widths of age groups from the exact ages between them.

    Parameters
    ----------
    edges
        Not below zero, ascending. Shape (age + 1,).

    Returns
    -------
    ndarray
        Years. Shape (age,).

    Raises
    ------
    RatesError
        They are something else.

    Examples
    --------
    >>> checked_widths([15, 20, 30]).tolist()
    [5.0, 10.0]
    """
    ages = checked(edges, "edges")
    check_shape(ages, "edges", ages.ndim == 1 and ages.size > 1, "schedules_shape_edges")
    widths = np.diff(ages)
    if (widths <= 0).any():
        refuse(fault("rates_not_ascending", place="edges", found=ages.tolist()))
    return widths


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


def check_together(**arrays: Array) -> None:
    """Refuse arrays whose shapes do not broadcast; the first of them leads.

    Parameters
    ----------
    arrays
        By the name of the caller's parameter; without the axes that are checked elsewhere.

    Raises
    ------
    RatesError
        One does not go with those before it.

    Examples
    --------
    >>> check_together(cwr=np.ones(3), tfr=np.ones(2))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    projection.errors.RatesError: tfr: the shape does not fit; ...
    """
    leading, *others = arrays
    together = arrays[leading]
    for name in others:
        fits = go_together(together, arrays[name])
        check_shape(arrays[name], name, fits, "rates_shape_alike", other=leading)
        together = np.broadcast_arrays(together, arrays[name])[0]


def sexes_of(values: ArrayLike, sexes: Sequence[str]) -> Sequence[str]:
    """Return the names of the sexes where the axis before age can be theirs, else none."""
    shape = np.shape(values)
    return sexes if len(shape) > 1 and shape[-2] == len(sexes) else ()
