#!/usr/bin/env python3
"""Every dependency stands in our manifest at one exact version, with a licence that Apache-2.0 software may be shipped with.

Reads what SwiftPM resolved and the licence text of each package that it checked out, not what somebody wrote about it; a
text that is not recognised is a failure, to be read by a person and added to `dependencies.py`. The C libraries stand there
for the same reason: a new one has to be looked at once. What is read here is what `sbom.py` writes down.
"""

import sys
from pathlib import Path

import dependencies

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    faults: list[str] = []
    counts: dict[str, int] = {}
    if not (ROOT / "Package.resolved").is_file():
        print("kith: no packages are resolved: run `swift package resolve` first", file=sys.stderr)
        return 69
    told = dependencies.manifest(ROOT)
    packages = dependencies.packages(ROOT, told)
    for package in packages:
        if package.exact is None:
            faults.append(
                f"{package.identity} floats: Package.swift asks for no exact version of it. Add it to `brought` there, "
                f"at {package.version}")
        elif package.exact != package.version:
            faults.append(
                f"{package.identity} is at {package.version}, and Package.swift asks for {package.exact}: run "
                "`swift package resolve`")
        if not package.licences:
            faults.append(f"{package.identity}: no licence file")
        # Code that a package carries from elsewhere keeps its own licence beside it.
        for licence in [*package.licences, *(carried.licence for carried in package.carried)]:
            if licence.spdx is None:
                faults.append(f"{licence.file.relative_to(ROOT)}: not a licence we know to be compatible")
        for licence in package.licences:
            if licence.spdx:
                counts[licence.spdx] = counts.get(licence.spdx, 0) + 1
    for library in dependencies.system_libraries(told):
        if library not in dependencies.SYSTEM_LIBRARIES:
            faults.append(f"{library}: a system library whose licence nobody has looked at")
    if "SPDX-License-Identifier: Apache-2.0" not in (ROOT / "Package.swift").read_text(encoding="utf-8"):
        faults.append("Package.swift: the line SPDX-License-Identifier: Apache-2.0 is missing")

    for fault in faults:
        print(f"kith: {fault}", file=sys.stderr)
    if not faults:
        found = ", ".join(f"{count} {licence}" for licence, count in sorted(counts.items()))
        print(f"Licences of {len(packages)} packages, each at one exact version: {found}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
