#!/usr/bin/env python3
"""Every unit under packaging/ is understood by systemd, and judged by it as exposed at 2.0 of 10 or less."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST = 2.0


def judged(unit: Path) -> tuple[float | None, list[str]]:
    """How exposed a unit is, and what systemd does not understand in it."""
    with tempfile.TemporaryDirectory() as place:
        # A template is judged as one of what it makes.
        one = Path(place) / unit.name.replace("@.", "@8080.")
        one.write_text(unit.read_text(encoding="utf-8"), encoding="utf-8")
        told = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", str(one)], capture_output=True, text=True)
        found = re.search(r"Overall exposure level for \S+: (\d+\.\d+)", told.stdout)
        # It says of the program that it is not on this machine, which is no fault of the unit.
        odd = [
            line for line in told.stderr.splitlines() if re.search(r"Unknown|Failed to parse|Invalid|not a valid", line)]
        return (float(found.group(1)) if found else None), odd


def main() -> int:
    units = sorted((ROOT / "packaging").glob("*.service"))
    faults = [] if units else ["there is no unit under packaging/"]
    for unit in units:
        exposed, odd = judged(unit)
        faults += [f"{unit.name}: systemd does not understand it: {line}" for line in odd]
        if exposed is None:
            faults.append(f"{unit.name}: systemd did not judge it: run `systemd-analyze security` on it")
        elif exposed > MOST:
            faults.append(f"{unit.name}: exposed at {exposed}, more than {MOST}: `systemd-analyze security` says by what")
        else:
            print(f"{unit.name}: exposed at {exposed} of 10, at most {MOST}")
    for fault in faults:
        print(f"kith: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
