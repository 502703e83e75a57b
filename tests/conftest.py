"""Settings of the whole suite."""

import os

# As the command line does: small matrices, and as many processes as cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
