"""Long runs cut in blocks: worked out anywhere, kept as they are finished, taken up again.

A block is a slice of the regions of one result. Working one out is a pure function that can be
pickled; who calls it (threads, processes of this machine, a cluster) and where it is put (one
file, a folder of chunks) changes no figure, to the last bit.
"""

from projection.blocks.area import (
    Area,
    Told,
    finished_before,
    outgrows_one_file,
    run_folders,
    run_whole,
)
from projection.blocks.clusters import cluster
from projection.blocks.ensembles import (
    FinishedEnsemble,
    Futures,
    draw_ensemble,
    drawn_before,
)
from projection.blocks.folder import FolderStore, open_folder
from projection.blocks.model import Block, Finished, LastingStore, Store, Task
from projection.blocks.pieces import PieceStore, open_pieces
from projection.blocks.running import run_blocks, still_missing, watched
from projection.blocks.whole import WholeStore

__all__ = [
    "Area",
    "Block",
    "Finished",
    "FinishedEnsemble",
    "FolderStore",
    "Futures",
    "LastingStore",
    "PieceStore",
    "Store",
    "Task",
    "Told",
    "WholeStore",
    "cluster",
    "draw_ensemble",
    "drawn_before",
    "finished_before",
    "open_folder",
    "open_pieces",
    "outgrows_one_file",
    "run_blocks",
    "run_folders",
    "run_whole",
    "still_missing",
    "watched",
]
