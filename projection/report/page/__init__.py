"""A report as one HTML file that asks no host for anything."""

from projection.report.page.writing import page

__all__ = ["page"]
