"""The cohort-component recurrence for labelled rates of any dims, ages and convention."""

from projection.recurrence.project import project_rates

__all__ = ["project_rates"]
