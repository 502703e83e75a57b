"""What results say: indicators, comparisons, long tables."""

from projection.analysis.comparison import Comparison, compare, tidy_comparison
from projection.analysis.export import tidy
from projection.analysis.measures import MEASURES, Measure, evaluate, find_measure
from projection.analysis.summary import Summary, summary

__all__ = [
    "MEASURES",
    "Comparison",
    "Measure",
    "Summary",
    "compare",
    "evaluate",
    "find_measure",
    "summary",
    "tidy",
    "tidy_comparison",
]
