#!/usr/bin/env python3
"""Lets two scanners, wapiti and sqlmap, loose on a demo, signed in: see docs/security-testing.md.

    python3 scripts/scan.py                    # some five minutes
    python3 scripts/scan.py --seconds 3600     # before a release

Needs the Debian packages wapiti and sqlmap; the demo is made for the scan, on this machine, and thrown away. Ends with 1
where a scanner found something. What each did lies in .build/scan.
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


def cookies(session: Session) -> str:
    return session.cookie_header()


def wapiti(program: Program, role: str, cookie: str, seconds: int) -> list[str]:
    report = OUT / f"wapiti-{role.replace(' ', '-')}.json"
    report.unlink(missing_ok=True)
    command = [
        *WAPITI, "-u", f"{program.address}/app", "--scope", "domain", "-s", f"{program.address}/en/", "-H", f"Cookie: {cookie}",
        "-m", MODULES, "-f", "json", "-o", str(report), "--flush-session", "--store-session", str(OUT / "wapiti"),
        "-S", "aggressive", "--max-links-per-page", "40", "-d", "4", "--max-scan-time", str(seconds),
        "--max-attack-time", str(max(20, seconds // 8)), "-v", "0", "--no-bugreport"]
    for path in LEFT_ALONE:
        command += ["-x", f"{program.address}{path}"]
    with (OUT / f"wapiti-{role.replace(' ', '-')}.log").open("w") as log:
        subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False, timeout=seconds * 3 + 300)
    if not report.exists():
        return [f"wapiti as {role} wrote no report: see {OUT}"]
    found = json.loads(report.read_text())
    return [
        f"wapiti as {role}: {kind}: {one['method']} {one['path']} {one['parameter']}: {one['info']}"
        for group in ("vulnerabilities", "anomalies") for kind, ones in found[group].items() for one in ones
        if one["info"].strip() not in EXPLAINED]


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


def sqlmap(program: Program, session: Session, seconds: int) -> tuple[list[str], int]:
    found, asked = [], 0
    tried = requests(session, program)
    for name, (path, body) in tried.items():
        command = [
            "sqlmap", "-u", program.address + path, "--cookie", cookies(session), "--batch", "--level", "2", "--risk", "2",
            "--flush-session", "--output-dir", str(OUT / "sqlmap"), "--disable-coloring", "--ignore-code", "*", "--time-sec", "4",
            "--skip", "form-proof", "--randomize", "form-submission", "--answers", "redirect=N", "-v", "3"]
        if body:
            command += ["--data", body]
        log = OUT / f"sqlmap-{name}.log"
        with log.open("w") as out:
            try:
                subprocess.run(
                    command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, check=False,
                    timeout=max(60, seconds // len(tried)))
                ended = "finished"
            except subprocess.TimeoutExpired:
                ended = "time was up"
        text = log.read_text(errors="replace")
        asked += text.count("[PAYLOAD]")
        print(f"sqlmap {name}: {text.count('[PAYLOAD]')} payloads, {ended}", flush=True)
        if "identified the following injection point" in text or "is vulnerable" in text:
            found.append(f"sqlmap: {name}: see {log}")
    return found, asked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kith", help="the program; .build/debug/kith where left out")
    parser.add_argument("--seconds", type=int, default=300, help="about how long")
    options = parser.parse_args()
    for tool in ("wapiti", "sqlmap"):
        if not shutil.which(tool):
            print(f"kith: {tool} is missing: apt-get install {tool}", file=sys.stderr)
            return 69
    OUT.mkdir(parents=True, exist_ok=True)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        program = Program(["demo"], Path(folder) / "demo", kith=options.kith).start()
        try:
            people = program.sign_ins()
            for role in ROLES:
                session = Session(program.address)
                session.sign_in(*people[role])
                found += wapiti(program, role, cookies(session), options.seconds // 3)
            session = Session(program.address)
            session.sign_in(*people["link worker"])
            injections, asked = sqlmap(program, session, options.seconds // 3)
            found += injections
        finally:
            served = program.printed()
            (OUT / "server.log").write_text(served)
            alive = program.answers()
            program.stop()
    defects = served.count("request.failed")
    answered = served.count("http.route=")
    statuses = {code: len(re.findall(rf"http\.status={code}", served)) for code in (200, 303, 400, 403, 404, 409, 422, 429, 500)}
    print(f"{answered} requests answered ({', '.join(f'{number} × {code}' for code, number in statuses.items())}), {asked} payloads of sqlmap")
    found += [f"the server answered {defects} requests with a defect: see .build/scan/server.log"] if defects else []
    found += [] if alive else ["the server is gone"]
    for one in found:
        print(f"✗ {one}")
    print(f"scan: {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
