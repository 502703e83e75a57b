"""Charts as Vega-Lite: plain dictionaries in its grammar.

Source: Satyanarayan, Moritz, Wongsuphasawat and Heer (2017), Vega-Lite: A Grammar of
Interactive Graphics, IEEE Transactions on Visualization and Computer Graphics 23-1.
"""

from projection.report.vega.charts import (
    chart,
    legend_columns,
    number_locale,
    settings,
    without_legend,
)
from projection.report.vega.grids import pyramid_sides

__all__ = [
    "chart",
    "legend_columns",
    "number_locale",
    "pyramid_sides",
    "settings",
    "without_legend",
]
