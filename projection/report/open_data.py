"""A result in the form of Japan's municipal open data 「地域・年齢別人口」.

Source: Digital Agency of Japan, 自治体標準オープンデータセット, 地域・年齢別人口.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import xarray as xr

from projection.analysis.age_groups import group_ages
from projection.inputs.ages import AgeGroup, scale_of
from projection.language import Text
from projection.report.identity import run_identifier
from projection.report.material import Material
from projection.report.tables import harmless
from projection.report.tidy import BYTE_ORDER_MARK
from projection.variables import SEXES

_OPEN_AGE = 85
_GRID = 2.0**-26  # persons
_GROUPS = scale_of(range(0, _OPEN_AGE + 1, 5)).groups
_SEXES = {"male": "男性", "female": "女性"}
_BEFORE = ("全国地方公共団体コード", "地域コード", "地方公共団体名", "調査年月日", "地域名")
_AFTER = ("世帯数", "備考")
_REMARKS = {
    True: "推計の基準人口（{label}、推計番号 {run}、{software}）",
    False: "推計（{label}、推計番号 {run}、{software}）",
}


def open_data_csv(material: Material, name: str | None = None) -> bytes:
    """Return the population of one result, one row a year, in five-year age groups.

    Parameters
    ----------
    material
        Of a report.
    name
        Which result; the base where left out.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark. The form knows days of a survey, not projections: each
        row stands for the day of the base date in its year, and its last column says that it
        is a projection (推計), of which scenario and run. Counts are the results' to 1e-8
        persons: whole multiples of 2 to the power of -26, which add up exactly to the total of
        their sex in any order, as `inputs` demands where it reads such a file back. Households
        are unknown.
    """
    chosen = material.base if name is None else name
    result = material.results[chosen]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    ages = [f"{_age(group)}の{sex}" for group in _GROUPS for sex in _SEXES.values()]
    writer.writerow((*_BEFORE, "総人口", *_SEXES.values(), *ages, *_AFTER))
    writer.writerows(_rows(result, material.place, material.labels[chosen]))
    return BYTE_ORDER_MARK + file.getvalue().encode()


def _age(group: AgeGroup) -> str:
    return f"{group.lower}歳以上" if group.upper is None else f"{group.label}歳"


def _rows(result: xr.Dataset, place: Text, label: Text) -> Iterator[list[str]]:
    grouped = group_ages(result["population"], _GROUPS).transpose("year", "sex", "age_group")
    people = (grouped / _GRID).round() * _GRID
    traced = {"run": run_identifier(result), "software": result.attrs["software"]}
    years = people["year"].values.tolist()
    day = str(result.attrs["base_date"])[len("2020") :]  # of the official form, 1 October
    for year, of_year in zip(years, people.sel(sex=list(SEXES)).values.tolist(), strict=True):
        sums = [sum(of_sex) for of_sex in of_year]
        ages = (count for group in zip(*of_year, strict=True) for count in group)
        remark = _REMARKS[year == years[0]].format(label=label.ja, **traced)
        yield [
            str(result.attrs["region"]),
            "",
            harmless(place.ja),
            f"{year}{day}",
            "",
            *map(repr, (sum(sums), *sums, *ages)),
            "",
            harmless(remark),
        ]
