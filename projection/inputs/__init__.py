"""The only door to `inputs/`: tables and their `inputs.toml`, checked as they come in."""

from projection.inputs.check import check_inputs
from projection.inputs.data import (
    Inputs,
    RegionSummary,
    Report,
    Row,
    Schedules,
    SourceFile,
    YearlyChange,
)
from projection.inputs.find import (
    find_inputs,
    folders_of_regions,
    holding_folder,
    known_region,
)
from projection.inputs.model import inputs_schema
from projection.inputs.municipal import (
    MunicipalInputs,
    PastRegister,
    find_past_register,
    inputs_of_one,
    read_municipal,
    stands_for_many,
)
from projection.inputs.names import Municipality, match_municipality
from projection.inputs.official import OfficialInputs, read_official
from projection.inputs.published import (
    PublishedProjection,
    areas_within,
    find_published,
    match_area,
)
from projection.inputs.rates import Expected, RatesFolder, read_rates
from projection.inputs.rates_model import rates_schema
from projection.inputs.read import read_inputs
from projection.inputs.regions import Region
from projection.inputs.register import Register, find_register
from projection.inputs.residents import Residents, residents_of
from projection.inputs.schedules import read_life_tables

__all__ = [
    "Expected",
    "Inputs",
    "MunicipalInputs",
    "Municipality",
    "OfficialInputs",
    "PastRegister",
    "PublishedProjection",
    "RatesFolder",
    "Region",
    "RegionSummary",
    "Register",
    "Report",
    "Residents",
    "Row",
    "Schedules",
    "SourceFile",
    "YearlyChange",
    "areas_within",
    "check_inputs",
    "find_inputs",
    "find_past_register",
    "find_published",
    "find_register",
    "folders_of_regions",
    "holding_folder",
    "inputs_of_one",
    "inputs_schema",
    "known_region",
    "match_area",
    "match_municipality",
    "rates_schema",
    "read_inputs",
    "read_life_tables",
    "read_municipal",
    "read_official",
    "read_rates",
    "residents_of",
    "stands_for_many",
]
