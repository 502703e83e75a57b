"""A result that is put together in memory and written as one file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import xarray as xr

from projection.blocks.model import Block, Finished
from projection.errors import Fault
from projection.inputs import MunicipalInputs
from projection.results import write_regions
from projection.running_many import Piece, put_piece, total_of, without


@dataclass
class WholeStore:
    """A result of many regions that grows in this process.

    Parameters
    ----------
    dataset
        With memory for all figures (`allocated`).
    left_out
        Why regions were left out so far, by code.
    """

    dataset: xr.Dataset
    left_out: dict[str, Fault] = field(default_factory=dict)

    def put(self, block: Block, piece: Piece) -> None:
        """Keep a block."""
        put_piece(self.dataset, slice(block.start, block.stop), piece)
        self.left_out |= piece.left_out

    def finish(self, inputs: MunicipalInputs, path: Path) -> Finished:
        """Write the result, whole or not at all.

        Raises
        ------
        RunError
            Nobody is left in it.
        ProjectionError
            The file cannot be written.
        """
        result = without(inputs, self.dataset, self.left_out)
        write_regions(result, path)
        return Finished(total_of(result), self.left_out, path)
