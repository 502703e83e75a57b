"""The doors by which files come in, each as a function of the bytes of one file.

A door either takes the file or raises a `ProjectionError`; whatever else it raises, and every
hang, is a finding. Hypothesis (in the suite) and atheris (`make fuzz`) share these functions.
"""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from projection.errors import Fault, ProjectionError
from projection.inputs.arranging import arranged
from projection.inputs.components import read_components
from projection.inputs.csv_table import Table, parse_table
from projection.inputs.followed import read_mortality_course
from projection.inputs.manifest import read_manifest
from projection.inputs.migration_by_size import read_migration_by_size
from projection.inputs.ministry import is_ministry, read_ministry, read_rows
from projection.inputs.netcdf import decoded
from projection.inputs.opendata import is_open_data, read_open_data
from projection.inputs.population import population_faults, read_persons
from projection.inputs.rates import read_rates
from projection.inputs.regions import Region
from projection.inputs.register import DIMS
from projection.inputs.rows import read_other_projections, read_published_tfr
from projection.inputs.schedules import (
    read_death_probability,
    read_fertility_rate,
    read_sex_ratio,
)
from projection.inputs.text import read_text
from projection.language import LANGUAGES, Text
from projection.results import read_any, write_result
from projection.scenarios.loading import load_scenario, resolved_scenario
from projection.scenarios.plausibility import scenario_warnings
from projection.scenarios.text import to_toml
from projection.scenarios.vision_loading import load_vision
from tests.fuzz import folders
from tests.inputs import worlds_rates
from tests.worlds import world

SHIPPED = Path(__file__).parents[2]
REGION = Region("132217", Text(ja="架空市", en="Nowhere"))
_SCENARIO = 'title = "Base"\nend = 2050\n'
_GOALS = (
    'title = "Goals"\nbase = "base.toml"\nscenario = "base.toml"\n'
    '[[goals]]\ntitle = "g"\nmeasure = "population"\nat = 2040\nat_least = 1\n'
)
_OPEN_DATA = (
    "都道府県コード又は市区町村コード,都道府県名,市区町村名,調査年月日,地域名,総人口,男性,女性,"
    "0-4歳の男性,0-4歳の女性,5歳以上の男性,5歳以上の女性\n"
    "132217,東京都,架空市,2020-01-01,架空市,10,5,5,2,2,3,3\n"
)


_MINISTRY = (
    ("住民基本台帳人口・世帯数（平成31年1月1日）",),
    ("団体コード", "都道府県名", "市区町村名", "性別", "総数", "0歳～4歳", "5歳以上"),
    ("132217", "東京都", "架空市", "計", 10, 4, 6),
    ("132217", "東京都", "架空市", "男", 5, 2, 3),
    ("132217", "東京都", "架空市", "女", 5, 2, 3),
)


@dataclass(frozen=True)
class Target:
    """A door: its small world, what to give it first, and the door itself.

    Parameters
    ----------
    prepare
        Writes what stands around the file into a folder.
    seeds
        Files that the door takes.
    enter
        Gives the door the bytes; in the prepared folder.
    """

    prepare: Callable[[Path], None]
    seeds: Callable[[Path], Iterable[bytes]]
    enter: Callable[[bytes, Path], None]


@contextmanager
def in_words() -> Iterator[None]:
    """Take a `ProjectionError` for an answer, if it can be read in both languages."""
    try:
        yield
    except ProjectionError as error:
        if not all(error.text(lang, codes=True) for lang in LANGUAGES):
            raise AssertionError("an error without words") from error


def _nothing(_folder: Path) -> None:
    pass


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _read(paths: Iterable[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def _enter_scenario(content: bytes, folder: Path) -> None:
    with in_words():
        scenario = load_scenario(_written(folder / "tried.toml", content))
        scenario_warnings(scenario)
        again = resolved_scenario(to_toml(scenario), scenario.name, folder)
        assert again.migration == scenario.migration


def _prepare_scenario(folder: Path) -> None:
    (folder / "current.toml").write_text(_SCENARIO, encoding="utf-8")


def _scenario_seeds(_folder: Path) -> list[bytes]:
    files = (SHIPPED / "scenarios" / "kiyose").glob("*.toml")
    bad = (SHIPPED / "tests" / "data" / "bad" / "scenarios").glob("*.toml")
    return _read(sorted([*files, *bad]))


def _enter_vision(content: bytes, folder: Path) -> None:
    with in_words():
        load_vision(_written(folder / "goals.toml", content))


def _prepare_vision(folder: Path) -> None:
    (folder / "base.toml").write_text(_SCENARIO, encoding="utf-8")


def _vision_seeds(_folder: Path) -> list[bytes]:
    files = (SHIPPED / "scenarios" / "kiyose").glob("vision-*.toml")
    return [_GOALS.encode(), *_read(sorted(files))]


def _enter_manifest(content: bytes, folder: Path) -> None:
    with in_words():
        _written(folder / "inputs.toml", content)
        read_manifest(folder)


def _manifest_seeds(_folder: Path) -> list[bytes]:
    return _read(sorted((SHIPPED / "inputs").glob("*/inputs.toml")))


def _persons(table: Table, faults: list[Fault]) -> None:
    cells = read_persons(table, [REGION], faults)
    if cells is not None and not faults:
        faults += population_faults(cells, [REGION], range(2019, 2021))


# The first byte says which table the others are; one figure stands for itself.
_READERS: Mapping[str, Callable[[Table, list[Fault]], object]] = MappingProxyType(
    {
        "population": _persons,
        "components": lambda table, faults: read_components(table, [REGION], [2019], faults),
        "fertility_rate": lambda table, faults: read_fertility_rate(table, 1.0, faults),
        "death_probability": lambda table, faults: read_death_probability(table, 1.0, faults),
        "sex_ratio": lambda table, faults: read_sex_ratio(table, 1.0, faults),
        "mortality_course": lambda table, faults: read_mortality_course(table, 1.0, faults),
        "by_size": lambda table, faults: read_migration_by_size(table, 1.0, faults),
        "published_tfr": read_published_tfr,
        "other_projections": read_other_projections,
    }
)
_SEED_LINES = 40


def _enter_table(content: bytes, folder: Path) -> None:
    at = content[0] if content else 0
    read = list(_READERS.values())[at % len(_READERS)]
    source = read_text(_written(folder / "tried.csv", content[1:]))
    if isinstance(source, Fault):
        return
    faults: list[Fault] = []
    if (table := parse_table(source, faults)) is not None:
        with in_words():
            read(table, faults)
    arranged(faults)


def _table_seeds(_folder: Path) -> list[bytes]:
    known = [(at, kind) for at, kind in enumerate(_READERS)]
    files = [(at, file) for at, kind in known for file in _tables_of(kind)]
    return [bytes([at]) + b"".join(_lines(file)) for at, file in files]


def _tables_of(kind: str) -> list[Path]:
    return sorted((SHIPPED / "inputs").glob(f"*/*{kind}*.csv"))


def _lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines(keepends=True)[:_SEED_LINES]


def _enter_open_data(content: bytes, folder: Path) -> None:
    source = read_text(_written(folder / "open.csv", content))
    faults: list[Fault] = []
    if isinstance(source, Fault):
        return
    table = parse_table(source, faults)
    if table is not None and is_open_data(table):
        with in_words():
            read_open_data(table, [REGION], faults)


def _enter_packed(content: bytes, folder: Path) -> None:
    source = read_text(_written(folder / "tried.csv.gz", content))
    if not isinstance(source, Fault):
        faults: list[Fault] = []
        parse_table(source, faults)
        arranged(faults)


def _enter_workbook(content: bytes, folder: Path) -> None:
    with in_words():
        rows = read_rows(_written(folder / "tried.xlsx", content))
        if is_ministry(rows):
            read_ministry(rows, "tried.xlsx", ["132217"], None)


def _enter_lines(content: bytes, folder: Path) -> None:
    with in_words():
        rows = read_rows(_written(folder / "tried.csv", content))
        if is_ministry(rows):
            read_ministry(rows, "tried.csv", ["132217"], None)


def _workbook_seeds(folder: Path) -> list[bytes]:
    xlsxwriter = importlib.import_module("xlsxwriter")
    path = folder / "seed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(_MINISTRY):
            sheet.write_row(at, 0, row)
    return [path.read_bytes()]


def _enter_rates(content: bytes, folder: Path) -> None:
    with in_words():
        _written(folder / "rates.toml", content)
        read_rates(folder)


def _prepare_rates(folder: Path) -> None:
    worlds_rates.write_world(folder)


def _enter_result(content: bytes, folder: Path) -> None:
    with in_words():
        read_any(_written(folder / "tried.nc", content))


def _result_seeds(folder: Path) -> list[bytes]:
    path = folder / "seed.nc"
    write_result(world(periods=3, open_age=5), path)
    sealed = path.read_bytes()
    # Without its checksum a file goes further in before it is refused.
    return [sealed, sealed[: sealed.rindex(b"\nprojection-sha256:")]]


# The first byte says which file of the folder the others are.
_FILES = (folders.DECLARED, folders.SUMS, "population/0.0.0.0", "name/0")


def _enter_chunks(content: bytes, folder: Path) -> None:
    file = _FILES[(content[0] if content else 0) % len(_FILES)]
    before = {name: (folder / "r.zarr" / name).read_bytes() for name in (file, folders.SUMS)}
    folders.put(folder / "r.zarr", file, content[1:])
    try:
        with in_words():
            read_any(folder / "r.zarr")
    finally:
        for name, one in before.items():
            (folder / "r.zarr" / name).write_bytes(one)


def _prepare_chunks(folder: Path) -> None:
    folders.write_folder(folder / "r.zarr")


def _chunk_seeds(_folder: Path) -> list[bytes]:
    with TemporaryDirectory() as made:
        _prepare_chunks(Path(made))
        return [
            bytes([at]) + (Path(made) / "r.zarr" / file).read_bytes()
            for at, file in enumerate(_FILES)
        ]


def _enter_netcdf(content: bytes, folder: Path) -> None:
    with in_words():
        decoded(content, str(folder / "tried.nc"), DIMS, "register_incomplete")


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "scenario": Target(_prepare_scenario, _scenario_seeds, _enter_scenario),
        "vision": Target(_prepare_vision, _vision_seeds, _enter_vision),
        "inputs": Target(_nothing, _manifest_seeds, _enter_manifest),
        "table": Target(_nothing, _table_seeds, _enter_table),
        "open-data": Target(_nothing, lambda _: [_OPEN_DATA.encode()], _enter_open_data),
        "packed": Target(
            _nothing, lambda _: [gzip.compress(_OPEN_DATA.encode())], _enter_packed
        ),
        "workbook": Target(_nothing, _workbook_seeds, _enter_workbook),
        "lines": Target(
            _nothing,
            lambda _: ["\n".join(",".join(map(str, row)) for row in _MINISTRY).encode()],
            _enter_lines,
        ),
        "rates": Target(_prepare_rates, lambda _: [worlds_rates.TOML.encode()], _enter_rates),
        "result": Target(_nothing, _result_seeds, _enter_result),
        "chunks": Target(_prepare_chunks, _chunk_seeds, _enter_chunks),
        "netcdf": Target(_nothing, _result_seeds, _enter_netcdf),
    }
)
