"""Settings of the whole suite."""

import os

# As the command line does: small matrices, and as many processes as cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import settings

# How long an example takes says nothing on a busy machine. In CI the same examples every time:
# a change is judged by itself, new examples are searched for where people work.
settings.register_profile("suite", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("suite")
