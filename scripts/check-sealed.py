#!/usr/bin/env python3
"""The compiler keeps sealed facts in: each line that would let one out is compiled, and has to be refused for the right reason.

    python3 scripts/check-sealed.py
"""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MODULES = Path(".build/debug/Modules")

BEFORE = """
import Foundation
import Matching
import People
import Vocabulary
let sealed = Sealed(SealedFact.situation(.refugee))
let word = Sealed("a word")
func encode(_ value: some Encodable) {}
func log(_ text: some LosslessStringConvertible) {}
"""

# What must not compile, and a piece of what the compiler says about it.
REFUSED = [
    ("encode(sealed)", "Encodable"),
    ("encode(word)", "Encodable"),
    ("_ = try JSONEncoder().encode(sealed)", "Encodable"),
    ("struct Record: Codable { let fact: Sealed<String> }", "Decodable"),
    ("struct Record: Encodable { let fact: Sealed<SealedFact> }", "Encodable"),
    ("struct Record: Hashable { let fact: Sealed<String> }", "Hashable"),
    ("enum State: Equatable { case told(Sealed<String>) }", "Equatable"),
    ("_ = sealed == sealed", "Equatable|cannot be applied|requires"),
    ("_ = word == word", "Equatable|cannot be applied|requires"),
    ("_ = [word].contains(word)", "Equatable|missing argument|requires"),
    ("_ = Set([word])", "Hashable"),
    ("_ = [word: 1]", "Hashable"),
    ("_ = [word].sorted()", "Comparable|requires"),
    ("log(word)", "LosslessStringConvertible"),
    ("let text: String = word", "cannot convert"),
    ("_ = word + \"\"", "cannot|binary operator|requires"),
    ("_ = word.fact", "private|inaccessible"),
    ("_ = word.opened(by: Opening(for: .crisis))", "package|inaccessible"),
    ("_ = word.opened()", "missing argument"),
    ("var about = AboutPerson(); about.callName = word", "cannot assign"),
    ("_ = ReferralMessage(about: sealed, scope: [])", "cannot convert"),
    ("_ = Draft.Field(name: \"a\", value: word)", "cannot convert"),
    ("extension Sealed: Encodable {}", "Encodable"),
    ("encode(SealedFact.situation(.refugee))", "Encodable"),
    ("encode(ImmigrationSituation.refugee)", "Encodable"),
]

# What must compile: otherwise nothing above means anything.
ALLOWED = ["", "encode(\"a\")", "func show(_ opening: Opening) -> String { word.opened(by: opening) }",
           "print(sealed)", "struct Holder: Sendable { let fact: Sealed<String> }"]


def compiled(line: str) -> str | None:
    """What the compiler says against a line; nothing where it takes it."""
    with tempfile.TemporaryDirectory(prefix="kith-sealed-") as folder:
        source = Path(folder) / "main.swift"
        source.write_text(BEFORE + line + "\n", encoding="utf-8")
        run = subprocess.run(
            ["swiftc", "-typecheck", "-swift-version", "6", "-I", str(MODULES), str(source)],
            capture_output=True, text=True, check=False)
        return None if run.returncode == 0 else run.stderr


def fault(line: str, expected: str | None) -> str | None:
    said = compiled(line)
    if expected is None:
        return f"the compiler refuses what it must take: {line or 'nothing at all'}\n{said[:600]}" if said else None
    if said is None:
        return f"the compiler takes what would let a sealed fact out: {line}"
    errors = [text for text in said.splitlines() if "error:" in text]
    if not any(piece in text for text in errors for piece in expected.split("|")):
        return f"refused for another reason than {expected!r}: {line}\n  {errors[:2]}"
    return None


def main() -> int:
    if not (MODULES / "People.swiftmodule").exists():
        print("kith: there are no built modules: make build", file=sys.stderr)
        return 1
    cases = [(line, None) for line in ALLOWED] + REFUSED
    with ThreadPoolExecutor(2) as pool:
        faults = [found for found in pool.map(lambda case: fault(*case), cases) if found]
    for found in faults:
        print(f"kith: {found}", file=sys.stderr)
    print(f"{len(REFUSED)} ways out for a sealed fact, {len(ALLOWED)} ordinary lines: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
