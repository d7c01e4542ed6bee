#!/usr/bin/env python3
"""Ask the same questions of Kith's index, PostGIS, DuckDB and SQLite, and compare answers and times.

    bench generate /tmp/country --groups 100000 --questions 200
    bench answers /tmp/country > /tmp/country/kith.ndjson
    python3 compare.py /tmp/country --postgres "host=/tmp/pg port=5499 dbname=postgres"

Every engine is asked for the offers alone: the twenty best ids of the groups that nothing stands
against, by score, walk and id. Kith's time is that of its full answer. Needs psycopg2 and duckdb.
"""
import argparse
import json
import pathlib
import statistics
import time

import engines

RISK = [
    ["safeguarding-policy", "registered-body", "liability-insurance", "data-protection"],
    ["safeguarding-training", "lone-working", "complaints"],
    ["dbs", "trauma-training", "confidentiality"],
    ["modern-slavery-training"],
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--postgres", help="connection string of a server with PostGIS")
    parser.add_argument("--only", default="postgis,duckdb,sqlite")
    arguments = parser.parse_args()

    groups = json.loads((arguments.folder / "directory.json").read_text())
    questions = [json.loads(line) for line in (arguments.folder / "questions.ndjson").read_text().splitlines()]
    for question in questions:
        level = int(question["risk"][1])
        question["standards"] = sorted({s for added in RISK[: level + 1] for s in added} | set(question["requires"]))
    kith = [json.loads(line) for line in (arguments.folder / "kith.ndjson").read_text().splitlines()]
    ours = statistics.median(answer["micros"] for answer in kith)
    print(f"| engine | load | median | p95 | to Kith | same ids |\n|---|---|---|---|---|---|")
    print(f"| Kith, the full answer | | {ours:.0f} µs | {percentile([a['micros'] for a in kith]):.0f} µs | 1 | |")

    for name in arguments.only.split(","):
        engine = engines.by_name(name, arguments.postgres)
        start = time.perf_counter()
        engine.load(groups)
        loaded = time.perf_counter() - start
        spent, same = [], 0
        for question, answer in zip(questions, kith):
            times = []
            for _ in range(3):
                start = time.perf_counter()
                ids = engine.offers(question)
                times.append((time.perf_counter() - start) * 1e6)
            spent.append(statistics.median(times))
            same += ids == answer["offers"]
            if ids != answer["offers"] and len(spent) - same <= 3:
                print(f"  {name} differs: {ids[:3]} {answer['offers'][:3]}")
        median = statistics.median(spent)
        print(
            f"| {engine.title} | {loaded:.1f} s | {median:.0f} µs | {percentile(spent):.0f} µs "
            f"| {median / ours:.0f} × | {same} of {len(questions)} |"
        )


def percentile(values):
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
