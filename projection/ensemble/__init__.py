"""Many futures of one region: draws around the path of a scenario, kept as sums.

What varies and by how much is estimated elsewhere (`inputs.uncertainty`); here it is drawn,
projected and put in order.
"""

from projection.ensemble.area import (
    Place,
    ensemble_of,
    ensemble_piece,
    place_of,
    put_together,
    run_area,
)
from projection.ensemble.area_drawing import AreaDrawing
from projection.ensemble.area_events import AREA_EVENTS, likely_in
from projection.ensemble.members import draw_members, members_of, room_of_members
from projection.ensemble.model import LARGE, Course, Drawing, Drawn, Members, Start, Varying
from projection.ensemble.moves import gross_moves
from projection.ensemble.order import QUANTILES, mean_of, quantiles_of
from projection.ensemble.room import room

__all__ = [
    "AREA_EVENTS",
    "LARGE",
    "QUANTILES",
    "AreaDrawing",
    "Course",
    "Drawing",
    "Drawn",
    "Members",
    "Place",
    "Start",
    "Varying",
    "draw_members",
    "ensemble_of",
    "ensemble_piece",
    "gross_moves",
    "likely_in",
    "mean_of",
    "members_of",
    "place_of",
    "put_together",
    "quantiles_of",
    "room",
    "room_of_members",
    "run_area",
]
