"""From the inputs of a municipality to the scenario files that a user starts from."""

from __future__ import annotations

from projection.estimation import fit_base_rates
from projection.inputs import Inputs
from projection.scenarios.new_files import Observed, new_scenarios


def observed_fertility(inputs: Inputs) -> Observed:
    """Fit the window and return the TFR that the registered births imply.

    Parameters
    ----------
    inputs
        Checked inputs of one region.

    Raises
    ------
    EstimationError
        The window admits no plausible rates.
    """
    base = fit_base_rates(inputs)
    years = base.fit.years.tolist()
    tfr = round(float(base.total_fertility_rate), 2)
    return Observed(inputs.region, years[0], years[-1], tfr)


def starting_scenarios(inputs: Inputs) -> tuple[Observed, dict[str, str]]:
    """Return what is observed of a region, and its first scenario files by name.

    Parameters
    ----------
    inputs
        Checked inputs of one region.

    Raises
    ------
    EstimationError
        As `observed_fertility`.
    """
    observed = observed_fertility(inputs)
    return observed, new_scenarios(observed)
