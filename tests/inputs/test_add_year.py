"""Years added to a folder: the same as if they had always been there, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from projection.errors import InputsError
from projection.inputs import inputs_of_one, match_municipality, read_inputs, read_municipal
from projection.inputs.add_year import Addition, add_years
from projection.inputs.new_files import folder_files, register_sources
from tests.inputs.worlds_ministry import JAPAN, ages_rows, changes_rows, register, save

Rows = list[list[object]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Kiyose as it stood on 1 January 2018, with a window of two years."""
    many = read_municipal(JAPAN, "13")
    one = inputs_of_one(many, match_municipality("清瀬市").region)
    path = tmp_path / "kiyose"
    path.mkdir()
    for name, text in folder_files(one, register_sources(one), [], str(JAPAN)).items():
        (path / name).write_text(text, encoding="utf-8")
    _cut(path / "population.csv", ("2019", "2020"))
    _cut(path / "components.csv", ("2018", "2019"))
    _replace(path / "inputs.toml", "base_date = 2020-01-01", "base_date = 2018-01-01  # ours")
    _replace(path / "inputs.toml", "window = 5", "window = 2")
    return path


def _cut(path: Path, years: tuple[str, ...]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(one for one in lines if not one.startswith(years)), "utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(
    folder: Path, *years: int, change: Callable[[Rows], Rows] = lambda rows: rows
) -> list[Path]:
    """The ministry's two tables of every year, residents changed on the way."""
    return [
        save(rows, folder.parent / f"{kind}{year}.{ending}")
        for year in years
        for kind, ending, rows in (
            ("a", "xlsx", change(ages_rows(year))),
            ("c", "csv", changes_rows(year)),
        )
    ]


def added(folder: Path, *paths: Path, force: bool = False) -> Addition:
    return add_years(folder, paths, register(), force=force)


def write(addition: Addition) -> None:
    for path, text in addition.texts.items():
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("years", [(2019,), (2019, 2020)])
def test_the_folder_is_as_if_made_later(folder: Path, years: tuple[int, ...]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    addition = added(folder, *files(folder, *years))
    assert (addition.years, addition.warnings) == (years, ())
    assert [path.name for path in addition.texts][-1] == "inputs.toml"
    # Nothing is written until the caller does.
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    write(addition)
    toml = (folder / "inputs.toml").read_text(encoding="utf-8")
    assert f"base_date = {years[-1]}-01-01  # ours\n" in toml
    inputs = read_inputs(folder)
    assert inputs.base_date.year == years[-1]
    theirs = register().sel(region="132217")
    np.testing.assert_array_equal(
        inputs.population, theirs["population"].sel(year=slice(2015, years[-1]))
    )
    for name in inputs.components:
        flows = theirs[str(name)].sel(period=slice(2015, years[-1] - 1))
        np.testing.assert_array_equal(inputs.components[name], flows)


def test_tidy_tables_do_as_well(folder: Path, tmp_path: Path) -> None:
    workbooks = added(folder, *files(folder, 2019))
    texts = {path.name: text.splitlines() for path, text in workbooks.texts.items()}
    tidy = []
    for name in ("population.csv", "components.csv"):
        head, *rows = texts[name]
        new = [
            row for row in rows if row not in (folder / name).read_text("utf-8").splitlines()
        ]
        tidy.append(tmp_path / name)
        tidy[-1].write_text("\n".join([head, *new]), encoding="utf-8")
    assert added(folder, *tidy).texts == workbooks.texts


def refused(folder: Path, *paths: Path) -> str:
    with pytest.raises(InputsError) as caught:
        added(folder, *paths)
    return caught.value.text("en")


def test_what_is_missing(folder: Path) -> None:
    ages, changes, later, _ = files(folder, 2019, 2020)
    assert "births, deaths and moves of 2018 are missing" in refused(folder, ages)
    assert "on 1 January 2019 is missing" in refused(folder, changes)
    # A year cannot be left out.
    said = refused(folder, later)
    assert "1 January 2019 is missing" in said
    assert "moves of 2019 are missing" in said
    old = files(folder, 2018)
    assert "no year after the base date (1 January 2018); years found: 2018" in refused(
        folder, *old
    )


def test_another_city_under_the_code_is_refused(folder: Path) -> None:
    def kodaira(rows: Rows) -> Rows:
        swap = {"132217": "132110", "132110": "132217"}
        return [[swap.get(str(row[0]), row[0]), *row[1:]] for row in rows]

    paths = files(folder, 2019, change=kodaira)
    said = refused(folder, *paths)
    assert "the accounts of 2018 are out by" in said
    assert "in the register of 2015-2020" in said
    assert "nothing has been written" in said
    addition = added(folder, *paths, force=True)
    assert len(addition.warnings) > 5
    assert "known_gaps = [2018]\n" in addition.texts[folder / "inputs.toml"]


def test_known_gaps_are_kept(folder: Path) -> None:
    _replace(folder / "inputs.toml", "window = 2", "window = 2\nknown_gaps = [2016]")

    def twelve_hundred_more(rows: Rows) -> Rows:
        at = next(row for row in rows if row[0] == "132217" and row[3] == "女")
        at[15] = int(str(at[15])) + 1200
        return rows

    paths = files(folder, 2019, change=twelve_hundred_more)
    addition = added(folder, *paths, force=True)
    assert "known_gaps = [2016, 2018]\n" in addition.texts[folder / "inputs.toml"]
    write(addition)
    assert read_inputs(folder).base_date.year == 2019


def test_groups_that_do_not_fit(folder: Path, tmp_path: Path) -> None:
    _, changes = files(folder, 2019)
    tidy = tmp_path / "own.csv"
    head = "date,sex,age,population\n"
    tidy.write_text(head + "2019-01-01,male,3-7,10\n2019-01-01,female,3-7,10\n", "utf-8")
    assert "the age group 3-7 of 2019 does not fit" in refused(folder, tidy, changes)
    tidy.write_text(head + "2019-01-01,male,0-4,10\n", "utf-8")
    assert "no population of 2019 at ages 5-9" in refused(folder, tidy, changes)
    tidy.write_text(head + "2019-04-01,male,0-4,10\n", "utf-8")
    assert "2019-04-01" in refused(folder, tidy, changes)


def test_a_table_of_open_data_is_not_added_to(folder: Path) -> None:
    paths = files(folder, 2019)
    path = folder / "population.csv"
    rows = [line.split(",") for line in path.read_text("utf-8").splitlines()[1:]]
    ages = dict.fromkeys(row[2] for row in rows)
    names = {"male": "男性", "female": "女性"}
    words = [f"{age.replace('+', '歳以上')}の{name}" for age in ages for name in names.values()]
    lines = ["全国地方公共団体コード,地域名,調査年月日," + ",".join(words)]
    for date in dict.fromkeys(row[0] for row in rows):
        of = {(row[2], row[1]): row[3] for row in rows if row[0] == date}
        cells = [of[age, sex] for age in ages for sex in names]
        lines.append(f"132217,,{date}," + ",".join(cells))
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "it has no column 'date'" in refused(folder, *paths)


def test_a_folder_of_several_regions(tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    shipped = JAPAN.parent / "tokyo"
    for name in ("population.csv", "components.csv"):
        lines = (shipped / name).read_text("utf-8").splitlines(keepends=True)
        kept = [one for one in lines if not ("2020-01-01," in one and "2020-01-01" in one[:18])]
        kept = [one for one in kept if ",2019-01-01,2020-01-01," not in one]
        (folder / name).write_text("".join(kept), encoding="utf-8")
    text = (shipped / "inputs.toml").read_text("utf-8")
    text = text.replace("2020-01-01", "2019-01-01").replace("window = 5", "window = 4")
    (folder / "inputs.toml").write_text(text.replace("../japan", str(JAPAN)), "utf-8")
    codes = [line.split('"')[1] for line in text.splitlines() if line.startswith("code =")]
    paths = [
        save(ages_rows(2020, codes), tmp_path / "a.xlsx"),
        save(changes_rows(2020, codes), tmp_path / "c.xlsx"),
    ]
    write(added(folder, *paths))
    for code in codes:
        ours = read_inputs(folder, code)
        theirs = read_inputs(shipped, code)
        np.testing.assert_array_equal(ours.population, theirs.population)
        assert ours.components["births"].identical(theirs.components["births"])
