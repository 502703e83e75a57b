"""Chart and document libraries, imported when they are needed and not before."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from projection.errors import ProjectionError, fault


def library(module: str, package: str) -> ModuleType:
    """Return a library of the extra `report`.

    Parameters
    ----------
    module
        What is imported ("docx").
    package
        Under which name it is installed ("python-docx").

    Raises
    ------
    ProjectionError
        It is not installed.

    Examples
    --------
    >>> library("json", "json").__name__
    'json'
    """
    if importlib.util.find_spec(module.partition(".")[0]) is None:
        raise ProjectionError(fault("report_library_missing", package=package))
    return importlib.import_module(module)
