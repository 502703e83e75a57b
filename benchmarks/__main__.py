"""All benchmarks: python -m benchmarks."""

from benchmarks import batch, commands, engine, ensemble, japan, leverage, official, reports

if __name__ == "__main__":
    engine.main()
    batch.main()
    ensemble.main()
    leverage.main()
    official.main()
    japan.main()
    commands.main()
    reports.main()
