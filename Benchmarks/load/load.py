#!/usr/bin/env python3
"""How long the main pages of a large hub take under load: p50, p95, p99 for each page.

An open loop: requests leave at a fixed rate whether or not the earlier ones came back, and each is timed from the
moment it was due, so that a server that stalls cannot hide the wait of those who would have come meanwhile. The
generator's own lateness is measured and printed beside the figures; it shares the machine with the server. Standard
library only.

    make bench
    python3 Benchmarks/load/load.py --kith .build/release/kith --groups 4000 --people 500 --rate 40 --seconds 10
    python3 Benchmarks/load/load.py --address http://127.0.0.1:8080 --email … --password …
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
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from driving.pages import main_pages  # noqa: E402
from driving.program import Program  # noqa: E402
from driving.session import Session  # noqa: E402

# What a day is made of; `--pages '.*'` measures every kind of page that the roles reach.
MAIN_PAGES = (
    r"/app|/app/people|/app/people/:id|/app/people/:id/groups|/app/people/:id/contacts/new|/app/first-contact"
    r"|/app/referrals/:id|/app/register|/app/groups|/app/groups/:id|/app/outbox")


@dataclass
class Question:
    """What is measured as one line: how the next request of its kind is made, and the status that is right."""

    name: str
    make: Callable[[random.Random], bytes]
    status: int = 200


@dataclass
class Measured:
    """The latencies of one page in seconds, and what went wrong."""

    latencies: list[float] = field(default_factory=list)
    lateness: list[float] = field(default_factory=list)
    errors: int = 0
    bytes: int = 0

    def at(self, share: float) -> float:
        """The latency in milliseconds below which this share of the requests stayed (nearest rank)."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))] * 1000


class Connection:
    """One kept-open connection that asks and reads HTTP/1.1."""

    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> tuple[int, int]:
        """The status and the size of the answer."""
        if self.writer is None or self.writer.is_closing():
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port, limit=1 << 22)
        assert self.reader is not None
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(b":") for line in head.split(b"\r\n")[1:])}
        size = 0
        if b"content-length" in headers:
            size = int(headers[b"content-length"])
            await self.reader.readexactly(size)
        elif headers.get(b"transfer-encoding") == b"chunked":
            while count := int((await self.reader.readline()).split(b";")[0], 16):
                await self.reader.readexactly(count + 2)
                size += count
            await self.reader.readline()
        if headers.get(b"connection", b"").lower() == b"close":
            self.writer.close()
        return status, size

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None


async def load(
    address: str, questions: list[Question], rate: float, seconds: float, connections: int, seed: int
) -> list[Measured]:
    """Asks the questions in turn, at `rate` requests a second in all."""
    pool = connections_to(address, connections)
    results = [Measured() for _ in questions]
    chosen = random.Random(seed)

    async def one(due: float, result: Measured, question: Question) -> None:
        connection = await pool.get()
        try:
            await answered(connection, question, chosen, result)
        finally:
            result.latencies.append(time.perf_counter() - due)
            pool.put_nowait(connection)

    running: set[asyncio.Task[None]] = set()
    begin = time.perf_counter()
    for number in range(max(int(rate * seconds), 40 * len(questions))):
        due = begin + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        which = number % len(questions)
        results[which].lateness.append(max(0.0, time.perf_counter() - due))
        task = asyncio.create_task(one(due, results[which], questions[which]))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    while not pool.empty():
        pool.get_nowait().close()
    return results


async def flood(address: str, question: Question, seconds: float, connections: int, seed: int) -> Measured:
    """Asks one question as fast as answers come back, on every connection: what a server can do at most."""
    pool = connections_to(address, connections)
    result = Measured()
    chosen = random.Random(seed)
    end = time.perf_counter() + seconds

    async def keep_asking() -> None:
        connection = pool.get_nowait()
        while (began := time.perf_counter()) < end:
            await answered(connection, question, chosen, result)
            result.latencies.append(time.perf_counter() - began)
        connection.close()

    await asyncio.gather(*(keep_asking() for _ in range(connections)))
    return result


def connections_to(address: str, count: int) -> asyncio.LifoQueue[Connection]:
    parts = urllib.parse.urlsplit(address)
    pool: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
    for _ in range(count):
        pool.put_nowait(Connection(parts.hostname or "127.0.0.1", parts.port or 80))
    return pool


async def answered(connection: Connection, question: Question, chosen: random.Random, result: Measured) -> None:
    """Asks once; a wrong status, or none, is an error of this question."""
    try:
        status, result.bytes = await asyncio.wait_for(connection.ask(question.make(chosen)), 30)
        result.errors += status != question.status
    except (OSError, EOFError, TimeoutError, ValueError, asyncio.IncompleteReadError):
        connection.close()
        result.errors += 1


def questions_of(address: str, signs: dict[str, tuple[str, str]], kinds: str) -> dict[str, list[Question]]:
    """The main pages of each role, each with up to twenty of its addresses."""
    host = urllib.parse.urlsplit(address).netloc
    found: dict[str, list[Question]] = {}
    for role, (email, password) in signs.items():
        session = Session(address)
        session.sign_in(email, password)
        head = f"HTTP/1.1\r\nHost: {host}\r\nCookie: {session.cookie_header()}\r\nAccept: text/html\r\n\r\n"
        for place in main_pages(session, role):
            if re.fullmatch(kinds, place.name.partition(": ")[2]):
                requests = [f"GET {path} {head}".encode() for path in place.addresses]
                found.setdefault(role, []).append(
                    Question(place.name, lambda chosen, requests=requests: chosen.choice(requests)))
    return found


def table(questions: list[Question], results: list[Measured]) -> list[dict[str, object]]:
    return [
        {"page": question.name, "requests": len(result.latencies), "errors": result.errors, "bytes": result.bytes,
         "p50": round(result.at(0.5), 2), "p95": round(result.at(0.95), 2), "p99": round(result.at(0.99), 2),
         "max": round(max(result.latencies) * 1000, 2),
         "generatorLateP95": round(sorted(result.lateness)[int(len(result.lateness) * 0.95)] * 1000, 2)}
        for question, result in zip(questions, results)]


def show(title: str, rows: list[dict[str, object]]) -> None:
    print(f"\n{title}\n")
    print("| page | requests | errors | bytes | p50 ms | p95 ms | p99 ms | max ms | generator late p95 ms |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        print("| " + " | ".join(str(row[key]) for key in (
            "page", "requests", "errors", "bytes", "p50", "p95", "p99", "max", "generatorLateP95")) + " |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kith", default=".build/release/kith", help="the program to start")
    parser.add_argument("--groups", type=int, default=4000)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--data", type=Path, help="a data folder to keep (a new one each time if left out)")
    parser.add_argument("--address", help="measure a server that runs already")
    parser.add_argument("--email")
    parser.add_argument("--password")
    parser.add_argument("--rate", type=float, default=40, help="requests a second (default 40)")
    parser.add_argument("--seconds", type=float, default=10, help="how long each page is measured (default 10)")
    parser.add_argument("--pages", default=MAIN_PAGES, help="which kinds of pages, as a regular expression")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--limit", type=float, default=50, help="fail if a page's p95 is above this many ms")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="kith-load-") as folder:
        program = None
        try:
            if arguments.address:
                address, signs = arguments.address, {"link worker": (arguments.email, arguments.password)}
            else:
                program = Program(
                    ["demo", "--groups", str(arguments.groups), "--people", str(arguments.people)],
                    arguments.data or Path(folder) / "data", kith=arguments.kith).start(patience=300)
                address, signs = program.address, program.sign_ins()
            rows, mixed = measure(address, signs, arguments)
        finally:
            if program:
                program.stop()
    where = f"{os.cpu_count()} cores, {platform.machine()}, {time.strftime('%Y-%m-%d')}"
    if arguments.json:
        print(json.dumps({"machine": where, "rate": arguments.rate, "pages": rows, "mixed": mixed}, indent=2))
    else:
        show(f"One page at a time, {arguments.rate:g} requests a second each ({where})", rows)
        show(f"All pages mixed, {arguments.rate:g} requests a second in all", mixed)
    slow = [row for row in rows + mixed if row["errors"] or row["p95"] > arguments.limit]  # type: ignore[operator]
    for row in slow:
        print(f"kith: {row['page']}: p95 {row['p95']} ms with {row['errors']} errors; "
              f"the limit is {arguments.limit:g} ms and none", file=sys.stderr)
    return 1 if slow else 0


def measure(address: str, signs: dict, arguments: argparse.Namespace) -> tuple[list, list]:
    rows: list[dict[str, object]] = []
    mixed: list[dict[str, object]] = []
    by_role = questions_of(address, signs, arguments.pages)
    for questions in by_role.values():
        for question in questions:
            # The first requests fill caches and open connections: a server that has been up for a while has both.
            asyncio.run(load(address, [question], arguments.rate, 1, arguments.connections, 0))
            rows += table([question], asyncio.run(load(
                address, [question], arguments.rate, arguments.seconds, arguments.connections, arguments.seed)))
    for questions in by_role.values():
        mixed += table(questions, asyncio.run(load(
            address, questions, arguments.rate, arguments.seconds * 3, arguments.connections, arguments.seed)))
    return rows, mixed


if __name__ == "__main__":
    sys.exit(main())
