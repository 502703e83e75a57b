"""What differs between two results, and why."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import xarray as xr

from projection.language import LANGUAGES
from projection.recording import scenario_texts
from projection.report.differing import difference_document
from projection.report.identity import run_identifier
from projection.report.tables import Document, Table, comma_separated, markdown
from projection.scenarios import load_scenario
from projection.variables import UNIT_LABELS, VARIABLES
from tests.report.worlds_figures import HOSTILE
from tests.worlds import world

TEXT = """title = "Alpha"
end = 2030

[fertility]
tfr = 1.3
"""
INPUTS = [
    {"kind": "population", "sha256": "aa", "source": "x", "publisher": {"ja": "x", "en": "x"}},
    {"kind": "components", "sha256": "bb", "source": "x", "publisher": {"ja": "x", "en": "x"}},
]
CONVENTION = '{"timing": "even", "open_group": "joint"}'


def result(**changes: object) -> xr.Dataset:
    attributes = {
        "scenario_text": TEXT,
        "inputs": json.dumps(INPUTS),
        "convention": CONVENTION,
        "software": "projection 0.1.0",
    }
    return world(periods=7).assign_attrs(attributes | changes)


def named(document: Document, start: str) -> Table:
    return next(one for one in document.tables if one.heading.en.startswith(start))


def headings(document: Document) -> list[str]:
    return [one.heading.en.split(" ")[0] for one in document.tables]


def test_the_same_result_says_so() -> None:
    document = difference_document(result(), result())
    assert [one.en for one in document.sentences] == [
        "All numbers are the same (Alpha and Alpha)."
    ]
    assert document.tables == ()


def test_one_changed_number_is_found_with_its_place() -> None:
    old, new = result(), result()
    new["population"].loc[{"year": 2025, "sex": "female", "age": 37}] += 2.5
    document = difference_document(old, new)
    (row,) = named(document, "Quantities").rows
    assert row[2] == 1
    assert row[3] == old["population"].size
    assert row[4] == pytest.approx(2.5)
    assert getattr(row[5], "en", None) == "2025, Female, 37"
    # Nothing that went in differs: the reader is told so.
    assert document.sentences[1].en.startswith("Inputs, scenario, conventions and version are")


def test_totals_of_every_year_are_data() -> None:
    old, new = result(), result()
    new["deaths"].loc[{"period": 2022, "sex": "male", "age": 80}] += 4.0
    data = difference_document(old, new).long_table
    found = {(row[0], row[1]): row[2:] for row in data.rows}
    before = float(old["deaths"].sel(period=2022).sum())
    assert found["deaths", 2022] == pytest.approx((before, before + 4.0, 4.0))
    assert found["deaths", 2021][2] == 0
    assert found["natural_change", 2022][2] == pytest.approx(-4.0)
    assert {row[1] for row in data.rows if row[0] == "population"} == {*range(2020, 2028)}


def test_readers_see_every_fifth_year_and_the_last() -> None:
    old, new = result(), result()
    new["population"] = new["population"] + 1.0
    rows = named(difference_document(old, new), "Totals").rows
    assert [row[1] for row in rows][:3] == [2020, 2025, 2027]


def test_changed_inputs_are_named_by_their_table() -> None:
    changed = [INPUTS[0] | {"sha256": "cc"}, INPUTS[1] | {"kind": "other"}]
    document = difference_document(result(), result(inputs=json.dumps(changed)))
    rows = named(document, "Inputs").rows
    assert [(row[0], getattr(row[1], "en", row[1]), getattr(row[2], "en", row[2]))
            for row in rows] == [
        ("population", "aa", "cc"), ("components", "bb", "none"), ("other", "none", "bb"),
    ]  # fmt: skip
    assert document.sentences[-1].en == "What differs: inputs."


def test_scenarios_are_compared_key_by_key() -> None:
    new = result(scenario_text=TEXT.replace("1.3", "1.8"))
    document = difference_document(result(), new)
    ((place, before, after),) = named(document, "What the scenarios").rows
    assert [getattr(one, "en", one) for one in (place, before, after)] == [
        "fertility.tfr", "1.3", "1.8",
    ]  # fmt: skip


def test_a_scenario_that_cannot_be_read_back_still_differs() -> None:
    new = result(scenario_text=TEXT + '\n[mortality]\ntable = "gone.csv"\n')
    document = difference_document(result(), new)
    ((said, *_),) = named(document, "What the scenarios").rows
    assert "gone.csv" in getattr(said, "en", "")


def test_a_changed_life_table_of_a_scenario_is_a_change_of_the_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a resolved text names the table from where it is read
    texts = []
    file = tmp_path / "mine.toml"
    head = 'region = "132217"\n'
    file.write_text(f'{head}{TEXT}\n[mortality]\ntable = "own.csv"\n', "utf-8")
    for rate in (0.01, 0.02):
        rows = [f"2015,{sex},{age},{rate}" for sex in ("male", "female") for age in range(101)]
        content = "\n".join(["year,sex,age,death_probability", *rows])
        (tmp_path / "own.csv").write_text(content, "utf-8")
        texts.append(scenario_texts([load_scenario(file)])["scenario_text"][1][0])
    old, new = (result(scenario_text=text) for text in texts)
    assert run_identifier(old) != run_identifier(new)
    document = difference_document(old, new)
    ((place, before, after),) = named(document, "What the scenarios").rows
    assert place == "mortality.table (SHA-256)"
    assert before != after
    assert document.sentences[-1].en == "What differs: scenario."


@pytest.mark.parametrize(
    ("name", "value", "row"),
    [
        ("software", "projection 0.2.0", ("version of the software", "projection 0.2.0")),
        ("convention", CONVENTION.replace("even", "start"), ("conventions: timing", '"start"')),
        ("region", "131008", ("region", "131008")),
        ("base_date", "2020-10-01", ("base date", "2020-10-01")),
    ],
)
def test_whatever_else_went_in_is_named(name: str, value: str, row: tuple[str, str]) -> None:
    document = difference_document(result(), result(**{name: value}))
    ((place, _, after),) = named(document, "What else").rows
    assert (getattr(place, "en", place), after) == row
    assert document.sentences[-1].en.startswith("What differs: ")


def test_units_are_words_of_the_reader() -> None:
    old, new = result(), result()
    new["population"].loc[{"year": 2025, "sex": "female", "age": 37}] += 2.5
    ((_, unit, *_),) = named(difference_document(old, new), "Quantities").rows
    assert (getattr(unit, "ja", unit), getattr(unit, "en", unit)) == ("人", "persons")
    assert {*UNIT_LABELS} == {one.unit for one in VARIABLES.values()}


def test_a_long_checksum_does_not_widen_the_numbers() -> None:
    # Tables of one document that share a key share the width of its column.
    old, new = result(), result(inputs=json.dumps([INPUTS[0] | {"sha256": "c" * 64}]))
    new["deaths"] = new["deaths"] + 1.0
    document = difference_document(old, new)
    keys = [
        {one.key for one in named(document, start).columns} for start in ("Totals", "Inputs")
    ]
    assert keys[0].isdisjoint(keys[1])


def test_other_steps_are_compared_by_totals_alone() -> None:
    five = world(periods=3, width=5).assign_attrs(
        scenario_text=TEXT, inputs=json.dumps(INPUTS), convention=CONVENTION
    )
    document = difference_document(result(), five)
    assert "Quantities" not in headings(document)
    assert (
        document.sentences[-1].en
        == "Age groups or steps differ: numbers by age are not compared."
    )
    assert {row[1] for row in document.long_table.rows if row[0] == "population"} == {
        2020,
        2025,
    }


def test_results_without_a_common_year() -> None:
    later = world(start=2040, periods=7).assign_attrs(
        scenario_text=TEXT, inputs=json.dumps(INPUTS), convention=CONVENTION
    )
    document = difference_document(result(), later)
    assert document.sentences[0].en == "The results share no year."
    assert comma_separated(document, "en").count("\n") == 1


def test_labels_are_words() -> None:
    for text in HOSTILE:
        document = difference_document(result(), result(label_ja=text, label_en=text))
        for lang in LANGUAGES:
            shown = markdown(document, lang)
            assert re.search(r"(?<!\\)<", shown) is None
            assert "\x1b" not in shown
