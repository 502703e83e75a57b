from __future__ import annotations

from pathlib import Path

import pytest

from projection.inputs.uncertainty import KINDS, find_uncertainty
from tests.cli.conftest import SHIPPED, Called
from tests.worlds_register import write_few

JAPAN = SHIPPED / "inputs" / "japan"


def rows(path: Path) -> list[list[str]]:
    """Cells of a table, without the date on which it was made."""
    return [line.split(",")[:-1] for line in path.read_text(encoding="utf-8").splitlines()]


def test_it_makes_the_shipped_tables_again(call: Called, tmp_path: Path) -> None:
    out = tmp_path / "made"
    out.mkdir()
    said = call("estimate", "uncertainty", "--inputs", str(JAPAN), "--out", str(out))
    assert said.code == 0
    for kind in KINDS:
        assert f"{kind}.csv" in said.err
        made, shipped = (rows(folder / f"{kind}.csv") for folder in (out, JAPAN))
        assert len(made) == len(shipped)
        for one, other in zip(made, shipped, strict=True):
            for cell, same in zip(one, other, strict=True):
                # Of sums in another order on another machine the last digit may differ.
                assert cell == same or float(cell) == pytest.approx(float(same), abs=2e-4)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("few") / "country"
    write_few(folder)
    return folder


def test_tables_of_other_content_are_not_replaced(
    call: Called, few: Path, tmp_path: Path
) -> None:
    (tmp_path / "uncertainty.csv").write_text("mine\n", encoding="utf-8")
    words = ("--inputs", str(few), "--out", str(tmp_path), "--last", "2005")
    said = call("estimate", "uncertainty", *words, "--lang", "ja")
    assert said.code == 2
    assert "uncertainty.csv" in said.err
    assert [one.name for one in tmp_path.glob("*.csv")] == ["uncertainty.csv"]
    assert (tmp_path / "uncertainty.csv").read_text(encoding="utf-8") == "mine\n"


def test_tables_that_say_the_same_keep_their_date(call: Called, few: Path) -> None:
    words = ("estimate", "uncertainty", "--inputs", str(few), "--lang", "en")
    assert call(*words).code == 2
    assert call(*words, "--force").code == 0
    made = str(find_uncertainty(few).made)
    for kind in KINDS:
        text = (few / f"{kind}.csv").read_text(encoding="utf-8")
        (few / f"{kind}.csv").write_text(text.replace(made, "2020-02-02"), encoding="utf-8")
    said = call(*words)
    assert (said.code, said.out) == (0, "")
    assert f"the tables in {few} say the same" in said.err
    assert str(find_uncertainty(few).made) == "2020-02-02"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--last", "2004"), "expected a year from 2005 to 2020"),
        (("--inputs", "inputs/kiyose"), "municipal_history"),
    ],
)
def test_mistakes(call: Called, words: tuple[str, ...], message: str) -> None:
    said = call("estimate", "uncertainty", *words)
    assert said.code == 2
    assert message in said.err
    assert "Traceback" not in said.err


def test_help_says_what_is_written(call: Called) -> None:
    said = call("estimate", "uncertainty", "--help", "--lang", "ja")
    assert "標準偏差" in said.out
    assert "予測" not in said.out
