"""All benchmarks: python -m benchmarks."""

from benchmarks import commands, engine, leverage

if __name__ == "__main__":
    engine.main()
    leverage.main()
    commands.main()
