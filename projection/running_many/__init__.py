"""Runs of many municipalities: in pieces, so that memory holds the figures and little more."""

from projection.running_many.frames import (
    allocated,
    area_attributes,
    area_frame,
    fit_without,
    put_piece,
    total_of,
    without,
)
from projection.running_many.model import PIECE, ManyRun, Piece, Plan
from projection.running_many.running import (
    fit_area,
    many_horizon,
    plans_of,
    run_many,
    run_piece,
    run_pieces,
)
from projection.running_many.telling import many_warnings, refuse_nobody, told_left_out

__all__ = [
    "PIECE",
    "ManyRun",
    "Piece",
    "Plan",
    "allocated",
    "area_attributes",
    "area_frame",
    "fit_area",
    "fit_without",
    "many_horizon",
    "many_warnings",
    "plans_of",
    "put_piece",
    "refuse_nobody",
    "run_many",
    "run_piece",
    "run_pieces",
    "told_left_out",
    "total_of",
    "without",
]
