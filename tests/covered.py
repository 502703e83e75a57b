"""Hold every file to 85 % of its lines, and all together to 95 %.

Usage: python -m tests.covered REPORT.json (as `coverage json` writes it)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ALL, EACH = 95.0, 85.0


def too_low(report: dict[str, Any]) -> list[str]:
    """Say what is covered too little; every file counts by itself."""
    shares = {name: one["summary"]["percent_covered"] for name, one in report["files"].items()}
    shares_wanted = [("all files", report["totals"]["percent_covered"], ALL)]
    shares_wanted += [(name, share, EACH) for name, share in sorted(shares.items())]
    return [
        f"{name}: {share:.1f} % of the lines; at least {wanted:.0f} %"
        for name, share, wanted in shares_wanted
        if share < wanted
    ]


if __name__ == "__main__":
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lowest = min(one["summary"]["percent_covered"] for one in found["files"].values())
    of_all = found["totals"]
    print(f"{of_all['num_statements']} statements, {of_all['missing_lines']} not reached:")
    print(f"{of_all['percent_covered']:.2f} % in all, {lowest:.1f} % in the lowest file")
    faults = too_low(found)
    print("\n".join(faults))
    sys.exit(bool(faults))
