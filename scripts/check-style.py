#!/usr/bin/env python3
"""The house rules that `swift format` cannot see: names, sizes, words, and comments on what is public."""

import re
import sys
from pathlib import Path

from repository_files import repository_files

MOST_LINES = 400
DRAWERS = re.compile(r"(Manager|Helper|Helpers|Util|Utils|Utilities|Core|Ext|Extensions)$")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(root|work|home/\w+)/")
# What must not be in Swift, and why.
IN_SWIFT = [
    (re.compile(r'"\\\(error\)"'), "an error is shown as it is: give it words"),
    (re.compile(r"\bfatalError\("), "a reachable state is not fatal"),
    (re.compile(r'\b(?:let|var)\s+\w*(?:[pP]assword|[pP]assphrase|[sS]ecret|[tT]oken|[cC]redentials?|[kK]ey)\w*\s*(?::\s*[\w.]+\??)?\s*=\s*"[^"\\]+"'),
     "a secret has no default: it is given, or made at random"),
    (re.compile(r"\b(print|debugPrint|dump)\("), "printing belongs to the commands: log it, or return it"),
]
# Words a person must never meet on a page made for them; templates for staff may use the field's words.
NOT_TO_A_PERSON = re.compile(r"\b(client|clients|service users?|caseload)\b", re.IGNORECASE)

# A verb's name says what it does, a witness repeats its protocol, and a nested type stands in its owner's light; but a
# type that another room meets has to be introduced.
DECLARATION = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*public\s+(?:final\s+|indirect\s+|nonisolated\s+)*"
    r"(struct|enum|class|actor|protocol|typealias)\s+([^\s(<:{]+)")


def undocumented(lines: list[str]) -> list[tuple[int, str]]:
    """Public types without a documentation comment, as line number and name."""
    missing = []
    for number, line in enumerate(lines):
        declared = DECLARATION.match(line)
        if not declared:
            continue
        above = number - 1
        while above >= 0 and re.match(r"\s*(@|#if|// swift-format-ignore)", lines[above]):
            above -= 1
        if above < 0 or not re.match(r"\s*///", lines[above]):
            missing.append((number + 1, declared.group(2)))
    return missing


def faults_of(path: Path) -> list[str]:
    if path.suffix in {".png", ".jpg", ".ico", ".woff2", ".zip", ".sqlite"} or path.name in {"LICENSE", "Package.resolved"}:
        return []
    # Fixtures and the corpora of the fuzzers are other people's bytes.
    given = bool({"Fixtures", "Corpora"} & set(path.parts))
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        # Test fixtures may hold wrong encodings on purpose; our own words may not.
        return [] if given else [f"{path}: not UTF-8"]
    lines = text.splitlines()
    faults = []
    ours = path.name != "check-style.py" and not given
    for number, line in enumerate(lines, start=1) if ours else []:
        if UNFINISHED.search(line):
            faults.append(f"{path}:{number}: unfinished: {line.strip()[:80]}")
        if MACHINE_PATHS.search(line):
            faults.append(f"{path}:{number}: a path of somebody's machine: {line.strip()[:80]}")
    if path.suffix == ".swift":
        faults += swift_faults(path, lines)
    if path.suffix == ".mustache" and path.parts[:3] == ("Sources", "Web", "Templates"):
        for number, line in enumerate(lines, start=1):
            if found := NOT_TO_A_PERSON.search(re.sub(r"<[^>]*>|\{\{[^}]*\}\}", " ", line)):
                faults.append(f"{path}:{number}: the word '{found.group(0)}' is not for our pages")
    return faults


def swift_faults(path: Path, lines: list[str]) -> list[str]:
    faults = []
    if len(lines) > MOST_LINES:
        faults.append(f"{path}: {len(lines)} lines; past {MOST_LINES} a file is two things")
    if DRAWERS.search(path.stem.split("+")[-1]):
        faults.append(f"{path}: a drawer's name: say what is in it")
    if path.parts[0] != "Sources":
        return faults
    for number, line in enumerate(lines, start=1):
        for pattern, why in IN_SWIFT:
            if pattern.search(line) and not line.lstrip().startswith("//"):
                if pattern.pattern.startswith(r"\b(print") and path.parts[1] == "kith":
                    continue
                faults.append(f"{path}:{number}: {why}")
    faults += [f"{path}:{number}: public '{name}' has no documentation comment" for number, name in undocumented(lines)]
    return faults


def main() -> int:
    faults = [fault for path in repository_files() for fault in faults_of(path)]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"kith: {len(faults)} faults of style", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
