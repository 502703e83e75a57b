"""From a published projection to the files that a user starts from: inputs and scenarios."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from projection.estimation.published import Country, first_fertility, rates_of
from projection.inputs import PublishedProjection, Region
from projection.inputs.official_files import Derived, official_files
from projection.scenarios.official_files import Goals, official_scenarios

# The day of the census from which official projections start.
_CENSUS = (10, 1)


@dataclass(frozen=True)
class StartingFiles:
    """Files by name.

    Parameters
    ----------
    inputs
        Of a folder of inputs.
    scenarios
        Of a folder of scenarios.
    """

    inputs: dict[str, str]
    scenarios: dict[str, str]


def official_start(
    published: PublishedProjection,
    country: Country,
    region: Region,
    goals: Goals,
    standard: str,
) -> StartingFiles:
    """Derive the inputs of one area and write down its scenarios.

    Parameters
    ----------
    published, country
        The projection, and what it is split by.
    region
        The area, with the name that readers see.
    goals
        What the scenarios assume.
    standard
        The folder of national schedules, as seen from the folder of inputs.

    Returns
    -------
    StartingFiles
        Run from these files, pattern1 gives the published population to the person.
    """
    population, rates = rates_of(published, country, [region.code])
    start = int(country.years[0])
    derived = Derived(
        region=region,
        base_date=datetime.date(start, *_CENSUS),
        ages=country.ages,
        population=population[0],
        rates=rates.of_area(0),
        fertility_conversion=country.fertility_conversion[1:],
        source=published.source,
    )
    tfr = float(first_fertility(population, country)[0])
    scenarios = official_scenarios(region, start, tfr, goals, published.source.source)
    return StartingFiles(official_files(derived, standard), scenarios)
