#!/usr/bin/env python3
"""The same pages of the same town on SQLite and on PostgreSQL, in one run: how long they take, and how many a second.

Both engines wait for the disk at each commit (SQLite with synchronous=FULL, PostgreSQL with fsync and
synchronous_commit on), and both are served at the same time by a program of its own. Page by page, one engine is
measured and then the other, so that whatever else the machine does falls on both. Each page is asked for at a fixed
rate first, timed from the moment each request was due, and then as fast as answers come back. A contact that is
written down stands beside the pages: it is what a commit costs. PostgreSQL, both programs and this one share the
machine.

    make bench-engines
    python3 Benchmarks/load/compare-engines.py --groups 4000 --people 500 --rate 20 --seconds 10
"""

import argparse
import asyncio
import json
import os
import platform
import random
import re
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from load import MAIN_PAGES, Question, flood, load, questions_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from driving.postgres import Postgres  # noqa: E402
from driving.program import Program  # noqa: E402
from driving.session import Session  # noqa: E402
from driving.store import Store  # noqa: E402

COLUMNS = ["page", "engine", "requests", "errors", "p50", "p95", "p99", "perSecond"]


def contact(address: str, email: str, password: str) -> Question:
    """Writing down a contact, each time by a form of its own: one commit."""
    session = Session(address)
    session.sign_in(email, password)
    people = [link for link in session.get("/app/people").document.links if re.fullmatch(r"/app/people/[^/?]+", link)]
    forms = [session.get(f"{person}/contacts/new").form(with_field="note") for person in people[:20]]
    host, cookie = urllib.parse.urlsplit(address).netloc, session.cookie_header()

    def make(chosen: random.Random) -> bytes:
        form = chosen.choice(forms)
        fields = form.filled(note="A call.", kind="call", form_submission=f"{random.getrandbits(128):032x}")
        body = urllib.parse.urlencode(fields)
        return (f"POST {form.action} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()

    return Question("link worker: write down a contact", make, status=303)


def questions(program: Program, kinds: str) -> dict[str, Question]:
    signs = program.sign_ins()
    found = {question.name: question for one in questions_of(program.address, signs, kinds).values() for question in one}
    writing = contact(program.address, *signs["link worker"])
    return found | {writing.name: writing}


def row(engine: str, address: str, question: Question, arguments: argparse.Namespace) -> dict[str, object]:
    connections, seed = arguments.connections, arguments.seed
    # The first requests fill caches and open connections: a server that has been up for a while has both.
    asyncio.run(flood(address, question, 1, connections, 0))
    timed = asyncio.run(load(address, [question], arguments.rate, arguments.seconds, connections, seed))[0]
    began = time.perf_counter()
    most = asyncio.run(flood(address, question, arguments.seconds, connections, seed))
    per_second = len(most.latencies) / (time.perf_counter() - began)
    return {
        "page": question.name, "engine": engine, "requests": len(timed.latencies) + len(most.latencies),
        "errors": timed.errors + most.errors, "p50": round(timed.at(0.5), 2), "p95": round(timed.at(0.95), 2),
        "p99": round(timed.at(0.99), 2), "perSecond": round(per_second, 1)}


def compare(programs: dict[str, Program], arguments: argparse.Namespace) -> list[dict[str, object]]:
    asked = {engine: questions(program, arguments.pages) for engine, program in programs.items()}
    rows: list[dict[str, object]] = []
    for name in asked["SQLite"]:
        pair = [row(engine, program.address, asked[engine][name], arguments)
                for engine, program in programs.items() if name in asked[engine]]
        rows += pair
        if len(pair) == 2:
            file, server = pair
            rows.append({"page": name, "engine": "ratio", "requests": "", "errors": "", **{
                key: round(server[key] / file[key], 2) for key in ("p50", "p95", "p99", "perSecond")}})
        if not arguments.json:
            for one in rows[-3:]:
                print("| " + " | ".join(str(one[key]) for key in COLUMNS) + " |", flush=True)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kith", default=".build/release/kith", help="the program to start")
    parser.add_argument("--groups", type=int, default=4000)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--rate", type=float, default=20, help="requests a second while latency is measured (default 20)")
    parser.add_argument("--seconds", type=float, default=10, help="how long each of the two measurements takes")
    parser.add_argument("--pages", default=MAIN_PAGES, help="which kinds of pages, as a regular expression")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()

    where = f"{os.cpu_count()} cores, {platform.machine()}, {time.strftime('%Y-%m-%d')}"
    if not arguments.json:
        print(f"{arguments.rate:g} requests a second for p50, p95 and p99 in ms; {arguments.connections} connections for "
              f"answers a second; {where}\n")
        print("| page | engine | requests | errors | p50 ms | p95 ms | p99 ms | a second |")
        print("|---|---|--:|--:|--:|--:|--:|--:|")
    # Both on the same disk; a folder in memory would make waiting for it cost nothing.
    with tempfile.TemporaryDirectory(prefix="kith-compare-") as folder, Postgres(durable=True) as server:
        programs = {}
        try:
            for store in (Store(Path(folder) / "file"), Store(Path(folder) / "server", server)):
                programs[store.engine] = Program(
                    ["demo", "--groups", str(arguments.groups), "--people", str(arguments.people),
                     *store.options], store.folder, kith=arguments.kith).start(patience=900)
            # As autovacuum would have done within the hour: without it the first plans know nothing of the tables.
            server.ask("hub", "VACUUM ANALYZE")
            rows = compare(programs, arguments)
        finally:
            for program in programs.values():
                program.stop()
    if arguments.json:
        print(json.dumps({"machine": where, "rate": arguments.rate, "pages": rows}, indent=2))
    wrong = [one for one in rows if one["errors"]]
    for one in wrong:
        print(f"kith: {one['page']} on {one['engine']}: {one['errors']} errors", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
