"""Base rates fitted to what was observed: the model run over the past reproduces the past."""

from projection.estimation.base import BaseRates, Fit, fit_base_rates

__all__ = ["BaseRates", "Fit", "fit_base_rates"]
