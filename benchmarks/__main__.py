"""All benchmarks: python -m benchmarks."""

from benchmarks import commands, engine, leverage, official

if __name__ == "__main__":
    engine.main()
    leverage.main()
    official.main()
    commands.main()
