"""Who is left out of a run of many municipalities, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from projection.errors import Fault, RunError, fault
from projection.inputs import MunicipalInputs
from projection.language import Language, Text
from projection.messages import MESSAGES
from projection.scenarios import Scenario

_MOST_LISTED = 6


def many_warnings(scenario: Scenario) -> list[Fault]:
    """Return what makes little sense where a scenario is run for many municipalities."""
    return [
        fault("many_persons", file=str(scenario.file), title=lever.title)
        for lever in scenario.migration
        if lever.add_per_year is not None
    ]


def told_left_out(inputs: MunicipalInputs, left_out: Mapping[str, Fault]) -> Fault:
    """Name in one line the municipalities that were left out, with the reasons."""
    return fault(
        "many_left_out",
        total=f"{inputs.register.sizes['region']:,}",
        count=len(left_out),
        listed=_listed(inputs, left_out),
    )


def refuse_nobody(
    inputs: MunicipalInputs, codes: Collection[str], left_out: Mapping[str, Fault]
) -> None:
    """Refuse a run in which no municipality is left.

    Raises
    ------
    RunError
        Says why the first of them were left out.
    """
    if not codes:
        raise RunError(fault("many_none_left", listed=_listed(inputs, left_out)))


def _listed(inputs: MunicipalInputs, left_out: Mapping[str, Fault]) -> Text:
    shown = [*left_out.items()][:_MOST_LISTED]
    more = len(left_out) > len(shown)
    return Text(
        ja="、".join([*(_told(inputs, *one, "ja") for one in shown), *(["…"] * more)]),
        en=", ".join([*(_told(inputs, *one, "en") for one in shown), *(["..."] * more)]),
    )


def _told(inputs: MunicipalInputs, code: str, why: Fault, lang: Language) -> str:
    words, reason = MESSAGES["many_one"].of(lang), why.message(lang)
    return words.format(name=inputs.names[code], code=code, reason=reason)
