#!/usr/bin/env python3
"""Shares the same places out among the same people with OR-tools, and compares value and time.

    swift build -c release --package-path Benchmarks --product bench
    $(Benchmarks/peers/setup.sh) Benchmarks/peers/allocate.py --bench Benchmarks/.build/release/bench

The graph of `bench share` is given to OR-tools' SimpleMinCostFlow. Number comes before rank and rank before score, so
that the loss of somebody who gets nothing is their rank times more than all scores together, as it is in Kith. Only
the solving is timed, on both sides: building the graph is left out.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from ortools.graph.python import min_cost_flow


def solve(graph: dict) -> tuple[dict, float]:
    """The value that OR-tools reaches, and the seconds it took."""
    places = np.array(graph["places"])
    ranks = np.array(graph["ranks"])
    people, groups, per_person = len(ranks), len(places), graph["perPerson"]
    counts = np.array([len(own) for own in graph["targets"]])
    owner = np.repeat(np.arange(people), counts)
    target = np.concatenate([np.array(own, dtype=np.int64) for own in graph["targets"]])
    score = np.concatenate([np.array(own, dtype=np.int64) for own in graph["scores"]])
    most = int(np.abs(score).max()) + 1
    step = most * 2 * (min(per_person * people, int(places.sum())) + 1)
    loss = ranks.astype(np.int64) * step

    sink = people + groups
    everybody = np.arange(people)
    flow = min_cost_flow.SimpleMinCostFlow()
    wish_arcs = flow.add_arcs_with_capacity_and_unit_cost(owner, people + target, np.ones_like(owner), -score)
    flow.add_arcs_with_capacity_and_unit_cost(
        people + np.arange(groups), np.full(groups, sink), places, np.zeros(groups, dtype=np.int64)
    )
    # What a person does not get: everything, at the loss of their rank, or what is beyond the first, for nothing.
    flow.add_arcs_with_capacity_and_unit_cost(everybody, np.full(people, sink), np.ones(people, dtype=np.int64), loss)
    if per_person > 1:
        flow.add_arcs_with_capacity_and_unit_cost(
            everybody, np.full(people, sink), np.full(people, per_person - 1), np.zeros(people, dtype=np.int64)
        )
    flow.set_nodes_supplies(everybody, np.full(people, per_person))
    flow.set_nodes_supplies(np.array([sink]), np.array([-per_person * people]))

    begin = time.perf_counter()
    status = flow.solve()
    seconds = time.perf_counter() - begin
    if status != flow.OPTIMAL:
        sys.exit(f"OR-tools found no solution: status {status}")
    taken = flow.flows(wish_arcs) > 0
    has_something = np.zeros(people, dtype=bool)
    has_something[owner[taken]] = True
    return {
        "served": int(has_something.sum()),
        "rankSum": int(ranks[has_something].sum()),
        "score": int(score[taken].sum()),
    }, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", default="Benchmarks/.build/release/bench")
    parser.add_argument("--times", type=int, default=3, help="how often each side solves; the median counts")
    parser.add_argument("--sizes", default="10000x2000,100000x20000", help="people x groups, with commas")
    parser.add_argument("--random", type=int, default=0, help="compare only values, on so many small random graphs")
    options = parser.parse_args()

    cases = [(*map(int, size.split("x")), 20, per, 90, 1) for size in options.sizes.split(",") for per in (1, 2)]
    if options.random:
        cases = [
            (50 + 37 * n % 400, 5 + 11 * n % 60, 1 + n % 8, 1 + n % 3, (30, 90, 150)[n % 3], n)
            for n in range(options.random)
        ]
    else:
        print("| people × groups | each at most | Kith | OR-tools | ratio | memory of Kith | same value |")
        print("|---|--:|--:|--:|--:|--:|---|")
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for people, groups, candidates, per, places, seed in cases:
            file = Path(folder) / "graph.json"
            times = 1 if options.random else options.times
            command = f"share --people {people} --groups {groups} --candidates {min(candidates, groups)} --seed {seed}"
            command += f" --per-person {per} --places-per-hundred {places} --times {times} --out {file}"
            subprocess.run([options.bench, *command.split()], check=True, stdout=subprocess.DEVNULL)
            graph = json.loads(file.read_text())
            ours = graph["found"]
            runs = [solve(graph) for _ in range(times)]
            theirs, seconds = runs[0][0], sorted(seconds for _, seconds in runs)[times // 2]
            same = all(ours[key] == theirs[key] for key in theirs)
            differing += not same
            if not options.random:
                print(
                    f"| {people:,} × {groups:,} | {per} | {ours['seconds']:.2f} s | {seconds:.2f} s "
                    f"| {seconds / ours['seconds']:.1f} | {ours['peakBytes'] / 1e6:.0f} MB | {'yes' if same else 'NO'} |",
                    flush=True,
                )
            if not same:
                print(f"differs: seed {seed}, {people} people, {groups} groups: {ours} and {theirs}", file=sys.stderr)
    if options.random:
        print(f"{len(cases)} random graphs, {differing} with another value")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
