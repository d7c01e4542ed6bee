#!/usr/bin/env python3
"""Lets two scanners, wapiti and sqlmap, loose on a demo, signed in: see docs/security-testing.md.

    python3 scripts/scan.py                    # some twenty minutes
    python3 scripts/scan.py --seconds 7200     # on a slow machine

Needs the Debian packages wapiti and sqlmap; the demo is made for the scan, on this machine, and thrown away. Ends with 1
where a scanner found something, or was not given the time to try all. What each did lies in .build/scan.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

from driving.front import Front
from driving.program import Program
from driving.session import Document, Session

OUT = Path(".build/scan")
ROLES = ("link worker", "coordinator")
# `csrf` knows tokens by name and not ours (FormCheckTests shows that each form has one, and that it counts);
# `nikto`, `wapp` and `ssrf` fetch from or call other people's machines; `brute_login_form` and `buster` only knock.
MODULES = (
    "backup,blindsql,cookieflags,crlf,csp,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,"
    "sql,xss")
# Reports that are none: docs/security-testing.md says why.
EXPLAINED = ("X-XSS-Protection is not set", "Strict-Transport-Security is not set")
# What signs the scanner out, or locks the account.
LEFT_ALONE = ("/sign-out", "/app/account", "/app/account/password", "/app/account/other-sessions/end")


# The wapiti of Debian 12 writes the pattern of what is left alone as the Python of Debian 12 does not take it any more.
WAPITI = (
    "/usr/bin/python3", "-c",
    "import re, sys; take = re.compile\n"
    "re.compile = lambda p, f=0: take(p[:-5], f | re.M | re.S) if isinstance(p, str) and p.endswith('(?ms)') else take(p, f)\n"
    "from wapitiCore.main.wapiti import wapiti_main; sys.argv[0] = 'wapiti'; wapiti_main()")


def wapiti(front: Front, role: str, session: Session, seconds: int) -> tuple[list[str], list[str]]:
    """What wapiti found, and what it did not come to."""
    name = f"wapiti-{role.replace(' ', '-')}"
    report = OUT / f"{name}.json"
    report.unlink(missing_ok=True)
    command = [
        *WAPITI, "-u", f"{front.address}/app", "--scope", "domain", "-s", f"{front.address}/en/",
        "-H", f"Cookie: {session.cookie_header()}", "-m", MODULES, "-f", "json", "-o", str(report),
        # A folder each: in one, the second would take the pages of the first for seen.
        "--flush-session", "--store-session", str(OUT / name), "-S", "normal", "-d", "6",
        "--max-scan-time", str(seconds), "--max-attack-time", str(seconds), "-v", "0", "--no-bugreport"]
    for path in LEFT_ALONE:
        command += ["-x", f"{front.address}{path}"]
    log = OUT / f"{name}.log"
    with log.open("w") as out:
        subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False, timeout=seconds * 20)
    if not report.exists():
        return [], [f"wapiti as {role} wrote no report: see {log}"]
    found = json.loads(report.read_text())
    said = log.read_text(errors="replace")
    kinds = {kind for method, kind in front.asked if method in {"GET", "POST"}}
    print(f"wapiti as {role}: {sum(front.asked.values())} requests to {len(kinds)} kinds of addresses", flush=True)
    return [
        f"wapiti as {role}: {kind}: {one['method']} {one['path']} {one['parameter']}: {one['info']}"
        for group in ("vulnerabilities", "anomalies") for kind, ones in found[group].items() for one in ones
        if one["info"].strip() not in EXPLAINED
    ], [f"wapiti as {role}: {line.strip()}" for line in said.splitlines() if "time was reached" in line]


def requests(session: Session, program: Program) -> dict[str, tuple[str, str]]:
    """What sqlmap tries: a path, and the body of a form where it is one."""
    people = session.get("/app/people")
    person = next(link for link in Document(people.text).links if re.fullmatch(r"/app/people/[^/?]+", link))
    tried = {
        "people": ("/app/people?show=mine&page=2", ""), "groups": ("/app/groups?search=tea&filter=all&page=1", ""),
        "matches": (f"{person}/groups?page=1&out=avoid&out-page=1&told=1", ""), "person": (f"{person}*", ""),
        "link": ("/r/demo.0123456789abcdefghjkmnpqrs*", ""),
    }
    for name, path in (("contact", f"{person}/contact"), ("code", "/r")):
        page = session.get(path)
        if form := next((form for form in Document(page.text).forms if form.fields), None):
            tried[name] = (form.action or path, urllib.parse.urlencode(form.filled()))
    return tried


def sqlmap(front: Front, session: Session, tried: dict[str, tuple[str, str]], seconds: int) -> tuple[list[str], list[str]]:
    """What sqlmap found, and what it did not come to."""
    found, unfinished = [], []
    for name, (path, body) in tried.items():
        command = [
            "sqlmap", "-u", front.address + path, "--cookie", session.cookie_header(), "--batch", "--level", "2", "--risk", "2",
            "--dbms", "SQLite", "--flush-session", "--output-dir", str(OUT / "sqlmap"), "--disable-coloring", "--ignore-code", "*",
            "--time-sec", "4", "--skip", "form-proof,form-submission", "--answers", "redirect=N", "-v", "3"]
        if body:
            command += ["--data", body]
        log = OUT / f"sqlmap-{name}.log"
        with log.open("w") as out:
            try:
                subprocess.run(
                    command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, check=False, timeout=seconds)
                ended = "finished"
            except subprocess.TimeoutExpired:
                ended = "time was up"
                unfinished.append(f"sqlmap: {name}: time was up")
        text = log.read_text(errors="replace")
        print(f"sqlmap {name}: {text.count('[PAYLOAD]')} payloads, {ended}", flush=True)
        if "[PAYLOAD]" not in text:
            unfinished.append(f"sqlmap: {name}: tried nothing: see {log}")
        if "identified the following injection point" in text or "is vulnerable" in text:
            found.append(f"sqlmap: {name}: see {log}")
    return found, unfinished


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kith", help="the program; .build/debug/kith where left out")
    parser.add_argument("--seconds", type=int, default=3600, help="when to give up, about")
    options = parser.parse_args()
    for tool in ("wapiti", "sqlmap"):
        if not shutil.which(tool):
            print(f"kith: {tool} is missing: apt-get install {tool}", file=sys.stderr)
            return 69
    OUT.mkdir(parents=True, exist_ok=True)
    found: list[str] = []
    unfinished: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        program = Program(["demo"], Path(folder) / "demo", kith=options.kith).start()
        try:
            people = program.sign_ins()
            session = Session(program.address)
            session.sign_in(*people["link worker"])
            tried = requests(session, program)
            with Front(program.address) as front:
                reports = [sqlmap(front, session, tried, options.seconds // 6)]
            for role in ROLES:
                session = Session(program.address)
                session.sign_in(*people[role])
                with Front(program.address) as front:
                    reports.append(wapiti(front, role, session, options.seconds // 3 // 10))
            for findings, rest in reports:
                found += findings
                unfinished += rest
        finally:
            served = program.printed()
            (OUT / "server.log").write_text(served)
            alive = program.answers()
            program.stop()
    defects = served.count("request.failed")
    answered = served.count("http.route=")
    statuses = {code: len(re.findall(rf"http\.status={code}", served)) for code in (200, 303, 400, 403, 404, 409, 422, 429, 500)}
    print(f"{answered} requests answered ({', '.join(f'{number} × {code}' for code, number in statuses.items())})")
    found += [f"the server answered {defects} requests with a defect: see .build/scan/server.log"] if defects else []
    found += [] if alive else ["the server is gone"]
    for one in found:
        print(f"✗ {one}")
    for one in unfinished:
        print(f"… {one}")
    print(f"scan: {len(found)} findings, {len(unfinished)} parts not finished")
    return 1 if found or unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
