"""Kiyose over ten years with made-up variances, in few members."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import numpy as np

from projection.analysis.ensembles import Plan
from projection.analysis.experiment import Experiment, prepare
from projection.deviations import Deviations, Scope
from projection.inputs import SourceFile
from projection.inputs.uncertainty import Uncertainty
from projection.language import Text
from projection.scenarios import Scenario, load_scenario
from tests.estimation.test_kiyose import kiyose

SHIPPED = Path(__file__).parents[2]
END = 2030
TABLE = SourceFile(
    *("uncertainty", "uncertainty.csv", "0" * 64, "standard deviation"),
    *(Text(ja="総務省", en="MIC"), "register", Text(ja="条件", en="terms"), None),
)


def uncertainty(size: float = 0.05) -> Uncertainty:
    """Two modes, about the ages 22 and 60; fertility varies twice as much as the rest."""
    one = size * np.array([2.0, 1.0, 1.0, 1.0])
    scope = Scope(one, np.full(4, 0.9), one / 3, np.eye(4), None)
    ages = np.arange(101)
    bells = np.stack([np.exp(-(((ages - middle) / 9.0) ** 2)) for middle in (22, 60)])
    modes = 0.1 * np.stack([bells, bells], axis=1)
    classes = (Deviations(scope, scope),)
    return Uncertainty(
        sizes=(0,),
        classes=classes,
        # About Kiyose's.
        turnovers=(0.1,),
        modes=modes,
        window=(1995, 2020),
        made=datetime.date(2026, 11, 23),
        sources=(TABLE,),
    )


def plan(draws: int = 40, *, size: float = 0.05, seed: int = 1, **more: object) -> Plan:
    """A plan without chance, unless told otherwise."""
    return Plan(uncertainty(size), draws, seed, **{"chance": False, **more})  # type: ignore[arg-type]


def scenario(name: str) -> Scenario:
    """One of Kiyose's."""
    return load_scenario(SHIPPED / "scenarios" / "kiyose" / f"{name}.toml")


@cache
def experiment() -> Experiment:
    """Kiyose from 2020 to 2030."""
    return prepare(kiyose(), [scenario("current")], end=END)
