"""Many futures of one region: draws around the path of a scenario, kept as sums.

What varies and by how much is estimated elsewhere (`inputs.uncertainty`); here it is drawn,
projected and put in order.
"""

from projection.ensemble.area import AreaDrawing, ensemble_of, run_area
from projection.ensemble.members import draw_members, members_of
from projection.ensemble.model import LARGE, Course, Drawing, Drawn, Members, Start, Varying
from projection.ensemble.moves import gross_moves
from projection.ensemble.order import QUANTILES, mean_of, quantiles_of
from projection.ensemble.room import room

__all__ = [
    "LARGE",
    "QUANTILES",
    "AreaDrawing",
    "Course",
    "Drawing",
    "Drawn",
    "Members",
    "Start",
    "Varying",
    "draw_members",
    "ensemble_of",
    "gross_moves",
    "mean_of",
    "members_of",
    "quantiles_of",
    "room",
    "run_area",
]
