#!/usr/bin/env bash
# Prints every figure of docs/benchmarks.md that is about matching and sharing places out, from clean:
#   1  a question at 1,000, 100,000 and 1,000,000 groups: p50, p99, build, change one group, bytes a group; the whole country
#   2  `kith match` on a file of 100,000 groups, the whole process
#   3  the same directory and questions asked of PostGIS, DuckDB and SQLite
#   4  places shared out among 10,000 and 100,000 people, beside OR-tools on the same graph
#   Benchmarks/matching.sh [KITH]        KITH: a release build of the program, built where it is left out
# Stand still beside it: nothing else should run. It needs about 12 GB and half an hour.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

echo "machine: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(nproc) cores,$(sed -n 's/^MemTotal: *//p' /proc/meminfo)"
echo "date: $(date --iso-8601), load $(cut -d' ' -f1-3 /proc/loadavg), commit $(git -C "$root" rev-parse --short HEAD)"
echo "compiler: $(swift --version 2> /dev/null | head -1)"

swift build -c release --package-path "$here" --product bench
bench=$(swift build -c release --package-path "$here" --show-bin-path)/bench
kith=${1:-}
if [ -z "$kith" ]; then
    swift build -c release --package-path "$root" --product kith
    kith=$(swift build -c release --package-path "$root" --show-bin-path)/kith
fi

printf '\n## A question\n\n'
"$bench" match

printf '\n## kith match, the whole process, 100,000 groups\n\n'
country=$(mktemp -d)
trap 'rm -rf "$country"' EXIT
"$bench" generate "$country" --groups 100000 --questions 5
python3 - "$kith" "$country" << 'PYTHON'
import pathlib, resource, statistics, subprocess, sys, time

kith, folder = sys.argv[1], pathlib.Path(sys.argv[2])
wall, spent = [], []
for number, question in enumerate((folder / "questions.ndjson").read_text().splitlines()):
    situation = folder / f"question-{number}.json"
    situation.write_text(question)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [kith, "match", "--directory", folder / "directory.json", "--situation", situation, "--limit", "20", "--json"],
        check=True, stdout=subprocess.DEVNULL)
    wall.append(time.perf_counter() - begun)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
size = (folder / "directory.json").stat().st_size / 1e6
print(f"{size:.0f} MB, {len(wall)} runs: median {statistics.median(wall):.2f} s on the wall, "
      f"{statistics.median(spent):.2f} s of processor time, "
      f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3:.0f} MB")
PYTHON

printf '\n## What a team would use instead\n\n'
KITH_BENCH=$bench "$here/peers/run.sh" 100000 100

printf '\n## Places shared out\n\n'
"$("$here/peers/setup.sh")" "$here/peers/allocate.py" --bench "$bench"
"$("$here/peers/setup.sh")" "$here/peers/allocate.py" --bench "$bench" --random 200
