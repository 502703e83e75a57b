"""Projections of several regions that exchange people, on labelled arrays."""

from projection.regions.matrices import project_multiregional
from projection.regions.recurrence import project_regions

__all__ = ["project_multiregional", "project_regions"]
