"""Which members are drawn of the municipalities of an area, and what results say of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import NamedTuple

from projection.ensemble.model import LARGE, Drawing, Varying
from projection.inputs import MunicipalInputs
from projection.inputs.uncertainty import Uncertainty
from projection.recording import environment

LIBRARIES = ("numba",)
"""What the last digits of members depend on where it is installed, beside those of a run."""


class AreaDrawing(NamedTuple):
    """Which members are drawn of every municipality.

    Parameters
    ----------
    draws, seed
        As in `Drawing`. Members of the same number share the nation's departures.
    chance
        As in `Drawing`; None: where there are less than 100,000 residents.
    uncertainty
        What varies, by residents and turnover.
    """

    draws: int
    seed: int
    chance: bool | None
    uncertainty: Uncertainty

    def of(self, code: str, residents: float, yearly: float) -> tuple[Varying, Drawing]:
        """Return what varies in a municipality, and its members.

        Parameters
        ----------
        code
            Six digits.
        residents, yearly
            Persons, and their arrivals and departures a year, together.
        """
        table = self.uncertainty
        chance = residents < LARGE if self.chance is None else self.chance
        varying = Varying(table.of(residents, yearly / residents), table.modes)
        return varying, Drawing(self.draws, self.seed, int(code), chance)

    def attributes(self) -> dict[str, str | int]:
        """Return what the result says of it."""
        table = self.uncertainty
        made = {
            "made": table.made.isoformat(),
            "window": list(table.window),
            "processes": list(table.processes),
        }
        return {
            "draws": self.draws,
            "seed": str(self.seed),
            # 2: where there are less than 100,000 residents.
            "chance": 2 if self.chance is None else int(self.chance),
            "uncertainty": json.dumps(made),
            "environment": json.dumps(environment(*LIBRARIES)),
        }

    def inputs(self, area: MunicipalInputs) -> MunicipalInputs:
        """Return the inputs of an area with the tables of uncertainty among their sources."""
        sources = dict.fromkeys((*area.sources, *self.uncertainty.sources))
        return replace(area, sources=tuple(sources))
