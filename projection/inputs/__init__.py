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
from projection.inputs.find import find_inputs
from projection.inputs.model import inputs_schema
from projection.inputs.read import read_inputs
from projection.inputs.regions import Region
from projection.inputs.register import Register, find_register
from projection.inputs.schedules import read_life_tables

__all__ = [
    "Inputs",
    "Region",
    "RegionSummary",
    "Register",
    "Report",
    "Row",
    "Schedules",
    "SourceFile",
    "YearlyChange",
    "check_inputs",
    "find_inputs",
    "find_register",
    "inputs_schema",
    "read_inputs",
    "read_life_tables",
]
