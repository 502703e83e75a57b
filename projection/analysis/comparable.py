"""Which results can stand beside each other, and what they are called there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType

import xarray as xr

from projection.errors import Fault, ResultError, fault
from projection.language import Text

# Message and attribute of what results must have in common; age groups follow from the step.
_IN_COMMON = MappingProxyType(
    {
        "compare_region": "region",
        "compare_base_date": "base_date",
        "compare_step": "step",
    }
)


def result_names(results: Sequence[xr.Dataset]) -> list[str]:
    """Return a name for every result: its scenario's, with the path where two share it.

    Examples
    --------
    >>> old, new = (xr.Dataset(attrs={"scenario": "vision"}) for _ in range(2))
    >>> old.encoding["source"] = "old/vision.nc"
    >>> result_names([old, new])
    ['vision (old/vision.nc)', 'vision (2)']
    """
    given = [str(one.attrs["scenario"]) for one in results]
    return [
        f"{name} ({one.encoding.get('source', number)})" if given.count(name) > 1 else name
        for number, (name, one) in enumerate(zip(given, results, strict=True), start=1)
    ]


def result_labels(results: Sequence[xr.Dataset], names: Sequence[str]) -> list[Text]:
    """Return the short label of every result; its name too where two share a label."""
    labels = [Text(ja=one.attrs["label_ja"], en=one.attrs["label_en"]) for one in results]
    times = Counter(labels)
    return [
        Text(ja=f"{label.ja} [{name}]", en=f"{label.en} [{name}]")
        if times[label] > 1
        else label
        for label, name in zip(labels, names, strict=True)
    ]


def check_comparable(results: Sequence[xr.Dataset], names: Sequence[str]) -> None:
    """Refuse results that cannot be compared.

    Raises
    ------
    ResultError
        There is none, or some differ from the first in region, base date or step;
        names all that do.
    """
    if not results:
        raise ResultError(fault("compare_nothing"))
    faults = [
        one
        for result, name in zip(results[1:], names[1:], strict=True)
        for one in _differences(result, name, results[0], names[0])
    ]
    if faults:
        raise ResultError(*faults)


def _differences(
    result: xr.Dataset, name: str, reference: xr.Dataset, reference_name: str
) -> Iterator[Fault]:
    for key, attribute in _IN_COMMON.items():
        if result.attrs[attribute] != reference.attrs[attribute]:
            yield fault(
                key,
                file=name,
                found=_shown(result, attribute),
                reference=reference_name,
                expected=_shown(reference, attribute),
            )


def _shown(result: xr.Dataset, attribute: str) -> Text:
    code, ja, en = (result.attrs[key] for key in ("region", "region_name_ja", "region_name_en"))
    if attribute == "region":
        return Text(ja=f"{ja}（{code}）", en=f"{en} ({code})")
    value = str(result.attrs[attribute])
    return Text(ja=value, en=value)
