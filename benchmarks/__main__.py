"""All benchmarks: python -m benchmarks."""

from benchmarks import commands, engine

if __name__ == "__main__":
    engine.main()
    commands.main()
