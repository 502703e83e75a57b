"""All benchmarks: python -m benchmarks."""

from benchmarks import commands, engine, japan, leverage, official

if __name__ == "__main__":
    engine.main()
    leverage.main()
    official.main()
    japan.main()
    commands.main()
