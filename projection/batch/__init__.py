"""Many trajectories at once, as fast as memory allows: the recurrence of `kernel` in blocks.

Rates stay shared and draws are factors on them, so that no array of rates by draw, period, sex
and age is made. One recurrence, two bodies: NumPy, and Numba where it is installed (`fast`).
"""

from projection.batch.model import Chance, Computing, Factors, Reducer
from projection.batch.work import available_cores, chosen_body, project_batch

__all__ = [
    "Chance",
    "Computing",
    "Factors",
    "Reducer",
    "available_cores",
    "chosen_body",
    "project_batch",
]
