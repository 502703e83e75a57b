"""All benchmarks: python -m benchmarks."""

from benchmarks import batch, commands, engine, japan, leverage, official

if __name__ == "__main__":
    engine.main()
    batch.main()
    leverage.main()
    official.main()
    japan.main()
    commands.main()
