"""What one more person is worth: the backward pass against one forward run, in one process.

Kiyose's scenario "current", 45 years of single ages. Asked one run a cell, the same answer
would take as many forward runs as there are cells.

Usage: python -m benchmarks.leverage
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.engine import timed
from projection.adjoint import adjoint
from projection.analysis.asked import asked
from projection.analysis.experiment import prepare
from projection.analysis.leverage import figure_gradient, leverage
from projection.inputs import read_inputs
from projection.kernel import project
from projection.scenarios import load_scenario

ROOT = Path(__file__).parents[1]


def main() -> None:
    scenario = load_scenario(ROOT / "scenarios/kiyose/current.toml")
    experiment = prepare(read_inputs(ROOT / "inputs/kiyose"), [scenario])
    population, rates = experiment.base.population, experiment.rates(scenario).rates
    question = asked("population", 2060)
    trajectory = project(population, rates, 1)
    gradient = figure_gradient(question, experiment.run([scenario]).isel(scenario=0))

    forward = timed(lambda: project(population, rates, 1))
    backward = timed(lambda: adjoint(trajectory, rates, gradient, 1))
    one_run = timed(lambda: experiment.run([scenario]))
    whole = timed(lambda: leverage(experiment, scenario, question))
    cells = int(np.prod(rates.migration_count.shape))
    print(f"forward pass        {forward * 1e3:8.2f} ms")
    print(f"backward pass       {backward * 1e3:8.2f} ms, ratio {backward / forward:.1f}")
    print(f"one scenario's run  {one_run * 1e3:8.2f} ms, rates and labels included")
    print(f"leverage            {whole * 1e3:8.2f} ms, ratio {whole / one_run:.1f}")
    print(f"a run a cell        {cells * one_run:8.2f} s, for {cells} cells, not run")


if __name__ == "__main__":
    main()
