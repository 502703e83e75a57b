"""CSV for other programs: tidy, SDMX, and the municipal open data form."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from projection.analysis.age_groups import group_ages
from projection.inputs.ages import scale_of
from projection.inputs.csv_table import parse_table
from projection.inputs.opendata import is_open_data
from projection.inputs.population import populations_of, read_persons
from projection.inputs.regions import Region
from projection.inputs.text import SourceText, read_text
from projection.language import Text
from projection.report.identity import run_identifier
from projection.report.material import Material
from projection.report.open_data import open_data_csv
from projection.report.sdmx import COLUMNS, scenario_code, sdmx_csv
from projection.report.tables import harmless
from projection.report.tidy import tidy_csv
from tests.report.figures.worlds_material import alone, results
from tests.report.worlds_figures import HOSTILE

MARK = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
def material() -> Material:
    return alone(results())


def table(content: bytes) -> pd.DataFrame:
    """Read all cells as words: how pandas rounds numbers depends on its version."""
    return pd.read_csv(io.BytesIO(content), dtype=str, encoding="utf-8-sig", na_filter=False)


def numbers(column: pd.Series) -> np.ndarray:
    return np.array([float(cell) for cell in column])


def read_back(content: bytes, folder: Path, region: Region) -> xr.DataArray:
    path = folder / "population.csv"
    path.write_bytes(content)
    source = read_text(path)
    assert isinstance(source, SourceText)
    faults: list[object] = []
    parsed = parse_table(source, faults)  # type: ignore[arg-type]
    assert parsed is not None
    assert is_open_data(parsed)
    cells = read_persons(parsed, (region,), faults)  # type: ignore[arg-type]
    assert cells is not None
    assert faults == []
    return populations_of(cells, (region,), 1.0)[region.code]


def test_tidy_has_every_number_of_every_result(material: Material) -> None:
    content = tidy_csv(material)
    assert content.startswith(MARK)
    rows = table(content)
    for name, result in material.results.items():
        own = rows[rows["scenario"] == name]
        for variable, values in result.data_vars.items():
            found = numbers(own[own["variable"] == variable]["value"])
            assert np.array_equal(found, values.values.ravel())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_a_table_is_a_command(text: str) -> None:
    words = harmless(text)
    assert not words.startswith(("=", "+", "-", "@"))
    assert words.isprintable()


def test_sdmx_has_the_people_of_every_result(material: Material) -> None:
    rows = table(sdmx_csv(material))
    assert tuple(rows.columns) == COLUMNS
    assert set(rows["FREQ"]) == {"A"}
    assert set(rows["UNIT_MEASURE"]) == {"PS"}
    assert set(rows["REF_AREA"]) == {"132217"}
    for name, result in material.results.items():
        own = rows[rows["SCENARIO"] == scenario_code(name)]
        cells = numbers(own[(own["SEX"] != "_T") & (own["AGE"] != "_T")]["OBS_VALUE"])
        assert np.array_equal(cells, result["population"].values.ravel())
        total = own[(own["SEX"] == "_T") & (own["AGE"] == "_T")]
        everybody = result["population"].sum(["sex", "age"])
        np.testing.assert_allclose(numbers(total["OBS_VALUE"]), everybody.values, rtol=1e-14)
        oldest = own[(own["SEX"] == "F") & (own["AGE"] == "Y_GE100")]
        (found,) = numbers(oldest[oldest["TIME_PERIOD"] == "2022"]["OBS_VALUE"])
        assert found == float(result["population"].sel(year=2022, sex="female", age=100))


def test_sdmx_of_five_year_steps() -> None:
    rows = table(sdmx_csv(alone(results(width=5, periods=4))))
    assert set(rows["FREQ"]) == {"A5"}
    assert rows["AGE"].iloc[:2].tolist() == ["Y0T4", "Y5T9"]


def test_codes_of_scenarios_differ_where_names_do() -> None:
    names = [*HOSTILE, "a b", "a_b", "a$b", "ab", "$61$"]
    codes = [scenario_code(name) for name in names]
    assert len({*codes}) == len(names)
    assert all(code.isascii() and not set(code) & set("=,\"'<>/ ") for code in codes)


@pytest.mark.parametrize(("width", "periods"), [(1, 12), (5, 4)])
def test_open_data_come_back_through_the_reader_of_inputs(
    tmp_path: Path, width: int, periods: int
) -> None:
    material = alone(results(width=width, periods=periods))
    region = Region("132217", material.place)
    for name, result in material.results.items():
        read = read_back(open_data_csv(material, name), tmp_path, region)
        groups = scale_of(range(0, 90, 5)).groups
        true = group_ages(result["population"], groups).transpose("year", "sex", "age_group")
        assert read["year"].values.tolist() == result["year"].values.tolist()
        np.testing.assert_allclose(read.values, true.values, rtol=0, atol=1e-8)


def test_open_data_say_that_they_are_projected(material: Material) -> None:
    content = open_data_csv(material)
    assert content.startswith(MARK)
    first, second, *_ = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    run = run_identifier(material.results["alpha"])
    label, software = material.labels["alpha"].ja, material.results["alpha"].attrs["software"]
    assert first["備考"] == f"推計の基準人口（{label}、推計番号 {run}、{software}）"
    assert second["備考"] == f"推計（{label}、推計番号 {run}、{software}）"
    assert (second["調査年月日"], second["全国地方公共団体コード"]) == ("2021-01-01", "132217")
    assert second["世帯数"] == second["地域名"] == ""


def test_open_data_are_of_the_day_of_the_base_date(material: Material) -> None:
    result = material.results[material.base]
    october = replace(
        material,
        results={material.base: result.assign_attrs(base_date="2015-10-01")},
    )
    days = table(open_data_csv(october))["調査年月日"]
    assert {day[4:] for day in days} == {"-10-01"}
    assert days[0] == f"{int(result['year'].values[0])}-10-01"


def test_open_data_of_a_hostile_label_are_one_cell(material: Material) -> None:
    for text in HOSTILE:
        changed = replace(material, labels={"alpha": Text(ja=text, en=text)})
        rows = list(csv.reader(io.StringIO(open_data_csv(changed).decode("utf-8-sig"))))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert rows[1][-1].startswith("推計")
