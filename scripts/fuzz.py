#!/usr/bin/env python3
"""Feeds our parsers with bytes that lead into new code, and keeps what makes one fail: see docs/fuzzing.md.

    python3 scripts/fuzz.py --seconds 600            # every parser, ten minutes each
    python3 scripts/fuzz.py --seconds 60 zip tables  # these two
    python3 scripts/fuzz.py --replay                 # only the inputs that are kept, each once

A finding is a crash, a property that does not hold, five seconds without an answer, or a gigabyte of memory.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build/fuzz/fuzz"
KEPT = ROOT / "Fuzz/Corpora"
WORKING = ROOT / ".build/fuzz/corpora"
FINDINGS = ROOT / ".build/fuzz/findings"
TARGETS = sorted(path.name for path in KEPT.iterdir() if path.is_dir())
# Inputs beyond this find nothing that shorter ones do not, and take longer.
LONGEST = {"words": 300, "forms": 2000, "zip": 6000}
LIMITS = ["-timeout=5", "-rss_limit_mb=1024", "-print_final_stats=1"]
STATUS = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")


def run(target: str, arguments: list[str]) -> subprocess.CompletedProcess:
    environment = {**os.environ, "KITH_FUZZ": target, "SWIFT_BACKTRACE": "enable=no"}
    return subprocess.run(
        [PROGRAM, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        errors="replace", check=False)


def complain(ended: subprocess.CompletedProcess) -> None:
    telling = re.compile(r"^fuzz:|ERROR|SUMMARY|Fatal error|^ +#\d+ .* in (?!.*libFuzzer)|Base64|Test unit written")
    lines = [line[:300] for line in ended.stderr.splitlines() if telling.search(line)]
    print("\n".join(lines[:40]), file=sys.stderr, flush=True)


def told(target: str, ended: subprocess.CompletedProcess) -> str:
    """What a run came to, on one line."""
    covered = STATUS.findall(ended.stderr)
    edges, features, inputs = covered[-1] if covered else ("?", "?", "?")
    number = lambda name: next(iter(re.findall(rf"stat::{name}:\s+(\d+)", ended.stderr)), "?")
    return (
        f"{target:<15} {number('number_of_executed_units'):>10} runs  {number('average_exec_per_sec'):>6}/s  "
        f"{edges:>5} edges  {features:>6} features  {inputs:>5} inputs  {number('peak_rss_mb'):>5} MB")


def fuzz(target: str, seconds: int) -> bool:
    working, findings = WORKING / target, FINDINGS / target
    working.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    ended = run(target, [
        *LIMITS, f"-max_total_time={seconds}", f"-max_len={LONGEST.get(target, 4096)}",
        f"-artifact_prefix={findings}/", str(working), str(KEPT / target)])
    print(told(target, ended), flush=True)
    if ended.returncode:
        complain(ended)
        print(f"fuzz: {target} fails: the input lies in {findings.relative_to(ROOT)}", file=sys.stderr, flush=True)
    return ended.returncode == 0


def replay(target: str) -> bool:
    inputs = sorted(str(path) for path in (KEPT / target).iterdir())
    ended = run(target, [*LIMITS, *inputs])
    if ended.returncode:
        complain(ended)
    else:
        print(f"{target:<15} {len(inputs)} kept inputs", flush=True)
    return ended.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", help="parsers; all where none is named")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--replay", action="store_true")
    options = parser.parse_args()
    for target in options.targets:
        if target not in TARGETS:
            parser.error(f"{target} is none of {', '.join(TARGETS)}")
    chosen = options.targets or TARGETS
    step = replay if options.replay else lambda target: fuzz(target, options.seconds)
    return 0 if all([step(target) for target in chosen]) else 1


if __name__ == "__main__":
    sys.exit(main())
