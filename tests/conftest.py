"""Settings of the whole suite."""

import os

# As the command line does: small matrices, and as many processes as cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import Phase, settings

# How long an example takes says nothing on a busy machine. In CI the same examples every time:
# a change is judged by itself, new examples are searched for where people work.
settings.register_profile("suite", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("suite")

# Mutation testing (docs/testing.md) runs the tests of a function once for each of its mutants:
# few examples, the same ones every time, and none made smaller.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
)
