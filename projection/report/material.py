"""What a report is written from: results, and the inputs that they were run from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import xarray as xr

from projection.analysis import Measure
from projection.analysis.comparable import check_comparable, result_labels, result_names
from projection.analysis.experiment import Experiment, prepare
from projection.errors import ProjectionError, ResultError, ScenarioError, fault
from projection.inputs import Inputs, find_inputs, read_inputs
from projection.language import Text
from projection.report.labels import day_words
from projection.report.observed import Changes, People, observed_changes, observed_populations
from projection.report.points import Points, points_of
from projection.scenarios import Scenario, Vision, load_scenario
from projection.scenarios.loading import resolved_scenario

_TARGET_YEAR = 2060


@dataclass(frozen=True)
class Material:
    """Results of one region, told apart by name, and what else is known.

    Parameters
    ----------
    results
        By name, in their order; one scenario each.
    labels
        Their short labels, by name.
    base
        Name of the base scenario (推計): what others are compared with.
    outlook
        Name of the scenario that stands for the outlook (将来展望); None where there is one
        result only.
    year
        The target year, as of 1 January; every result has it.
    inputs
        The inputs that the base was run from, unchanged; None where they are not at hand.
    why_no_inputs
        Why they are not at hand; None where they are.
    vision
        Goals (目標); None where no vision file was given.
    ensembles
        Simulated futures around some of the results, by their names.
    """

    results: Mapping[str, xr.Dataset]
    labels: Mapping[str, Text]
    base: str
    outlook: str | None
    year: int
    inputs: Inputs | None
    why_no_inputs: ProjectionError | None
    vision: Vision | None
    ensembles: Mapping[str, xr.Dataset] = field(default_factory=dict)

    @property
    def place(self) -> Text:
        """The name of the municipality."""
        attrs = self.results[self.base].attrs
        return Text(ja=attrs["region_name_ja"], en=attrs["region_name_en"])

    @property
    def start(self) -> int:
        """The base year, as of 1 January."""
        return int(self.results[self.base]["year"].values[0])

    @property
    def day(self) -> Text:
        """The day of the year on which people are counted: 1 January of the register."""
        return day_words(str(self.results[self.base].attrs["base_date"]))

    @property
    def main(self) -> tuple[str, ...]:
        """Names of the base and the outlook: what printed figures of one scenario show."""
        return (self.base,) if self.outlook is None else (self.base, self.outlook)

    def scenario(self, name: str) -> Scenario:
        """Return the scenario of a result, from the text in it.

        Raises
        ------
        ScenarioError
            A life table of its own is no longer there.
        """
        return resolved_scenario(str(self.results[name].attrs["scenario_text"]), name)

    def points(self, name: str, measure: Measure) -> Points:
        """Return a measure of the result `name`, as `points_of`, worked out once."""
        key = name, measure.name
        if key not in self._points:
            self._points[key] = points_of(measure, self.results[name])
        return self._points[key]

    @cached_property
    def _points(self) -> dict[tuple[str, str], Points]:
        return {}

    @cached_property
    def people(self) -> People:
        """The register's persons, as `observed_populations`; empty without inputs."""
        return {} if self.inputs is None else observed_populations(self.inputs)

    @cached_property
    def changes(self) -> Changes:
        """The register's births, deaths and moves, as `observed_changes`, or empty."""
        return {} if self.inputs is None else observed_changes(self.inputs)

    @cached_property
    def experiment(self) -> Experiment | None:
        """The base rates fitted anew, for questions that results do not answer.

        None where the inputs are not at hand, or where the results are not by single years.
        """
        result = self.results[self.base]
        if self.inputs is None or result.attrs["step"] != 1:
            return None
        last = int(result["year"].values[-1])
        return prepare(self.inputs, [self.scenario(self.base)], start=self.start, end=last)


def gather_material(
    results: Sequence[xr.Dataset],
    inputs: Path,
    *,
    base: str | None = None,
    outlook: str | None = None,
    year: int | None = None,
    vision: Vision | None = None,
    ensembles: Sequence[xr.Dataset] = (),
) -> Material:
    """Put together what a report is written from.

    Parameters
    ----------
    results
        As `results.read_results` gives them, of one region, base date and step.
    inputs
        The folder of inputs, or of folders of them.
    base
        Name of the base scenario; the first result where left out.
    outlook
        Name of the outlook; the second result where left out.
    year
        The target year; 2060 where left out, or the last year that all results have.
    vision
        Goals.
    ensembles
        As `results.read_ensemble` gives them, each of one of the results.

    Raises
    ------
    ResultError
        Results that cannot be compared, a name or a year that they do not have, one result as
        both base and outlook, the base year as the target year, or goals of another region.
    """
    names = result_names(results)
    check_comparable(results, names)
    first = _known(names, base or names[0])
    others = [name for name in names if name != first]
    if outlook == first:
        raise ResultError(fault("report_base_is_outlook", found=first))
    of_base = results[names.index(first)]
    _check_vision(vision, of_base)
    found, why_not = _inputs(of_base, inputs)
    return Material(
        results=dict(zip(names, results, strict=True)),
        labels=dict(zip(names, result_labels(results, names), strict=True)),
        base=first,
        outlook=_known(names, outlook) if outlook else next(iter(others), None),
        year=_target_year(results, year, int(of_base["year"].values[0])),
        inputs=found,
        why_no_inputs=why_not,
        vision=vision,
        ensembles=_ensembles(dict(zip(names, results, strict=True)), ensembles),
    )


def _ensembles(
    results: Mapping[str, xr.Dataset], ensembles: Sequence[xr.Dataset]
) -> dict[str, xr.Dataset]:
    """Find the result around which each ensemble lies."""
    found = {
        name: one for one in ensembles for name, run in results.items() if _is_around(one, run)
    }
    faults = [
        fault("report_ensemble_alone", file=str(one.encoding.get("source", "")))
        for one in ensembles
        if all(one is not other for other in found.values())
    ]
    if faults:
        raise ResultError(*faults)
    return found


def _is_around(ensemble: xr.Dataset, run: xr.Dataset) -> bool:
    known, tables = (
        {t["sha256"] for t in json.loads(one.attrs["inputs"])} for one in (ensemble, run)
    )
    same = ("region", "base_date", "scenario_text", "convention")
    return tables <= known and all(ensemble.attrs[key] == run.attrs[key] for key in same)


def _known(names: Sequence[str], name: str) -> str:
    if name not in names:
        raise ResultError(fault("report_no_result", found=name, known=", ".join(names)))
    return name


def _target_year(results: Sequence[xr.Dataset], year: int | None, start: int) -> int:
    common = sorted(set.intersection(*({*one["year"].values.tolist()} for one in results)))
    if not common:
        raise ResultError(fault("compare_no_common_years"))
    if year is None:
        return _TARGET_YEAR if _TARGET_YEAR in common else int(common[-1])
    if year not in common:
        raise ResultError(fault("report_year", found=year, first=common[0], last=common[-1]))
    if year == start:
        raise ResultError(fault("report_year_base", found=year, last=common[-1]))
    return year


def _check_vision(vision: Vision | None, result: xr.Dataset) -> None:
    """Refuse goals of another region, where the scenario that they start from names one."""
    if vision is None:
        return
    try:
        region = load_scenario(vision.base).region
    except ScenarioError:  # whose goals they are is not known
        return
    if region not in (None, result.attrs["region"]):
        raise ResultError(
            fault(
                "report_vision_region",
                file=str(vision.file),
                found=region,
                expected=result.attrs["region"],
                name=Text(ja=result.attrs["region_name_ja"], en=result.attrs["region_name_en"]),
            )
        )


def _inputs(result: xr.Dataset, folder: Path) -> tuple[Inputs | None, ProjectionError | None]:
    """Read the inputs of a result if they still are what it was run from, or say why not."""
    region = result.attrs["region"]
    try:
        # It fails where a life table of the scenario's own is not seen from here.
        scenario = resolved_scenario(str(result.attrs["scenario_text"]), "base")
        if scenario.method == "ipss":
            return None, ResultError(fault("report_official"))
        found = read_inputs(find_inputs(folder, region), region)
    except ProjectionError as error:
        return None, error
    recorded = {one["sha256"] for one in json.loads(result.attrs["inputs"])}
    changed = [one.file for one in found.sources if one.sha256 not in recorded]
    if changed:
        return None, ResultError(fault("report_inputs_changed", files=", ".join(changed)))
    return found, None
