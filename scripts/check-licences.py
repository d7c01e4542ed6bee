#!/usr/bin/env python3
"""Every dependency's licence is one that Apache-2.0 software may be built with and shipped with.

Reads the licence text of each package that SwiftPM checked out, not what somebody wrote about it; a text that is not
recognised is a failure, to be read by a person and added here. The C libraries named in Package.swift are listed below
for the same reason: a new one has to be looked at once.
"""

import argparse
import re
import sys
from pathlib import Path

# A sentence that only that licence has, with white space made single.
RECOGNISED = [
    ("Apache-2.0", "Apache License Version 2.0, January 2004"),
    ("MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"),
    ("ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"),
    ("BSD-3-Clause", "may be used to endorse or promote products derived from this software without"),
    ("BSD-2-Clause", "Redistributions in binary form must reproduce the above copyright notice"),
    ("Zlib", "This software is provided 'as-is', without any express or implied warranty. In no event"),
]
# Words that make a text another licence, whatever else it quotes.
FORBIDDING = re.compile(
    r"GNU (Affero |Lesser |Library )?General Public License|Server Side Public License|Business Source License"
    r"|Commons Clause|Creative Commons [^.]*NonCommercial|Mozilla Public License", re.IGNORECASE)

SYSTEM_LIBRARIES = {
    "libcurl4-openssl-dev": "curl",
    "libzip-dev": "BSD-3-Clause",
    "libsqlite3-dev": "public domain",
    "libpq-dev": "PostgreSQL",
    # Linked dynamically and shipped by Debian, not by us: whoever wants another build of it puts it in its place.
    "libqrencode-dev": "LGPL-2.1-or-later",
}


def licence_of(text: str) -> str | None:
    """The SPDX id of a licence text, or None if it is not one we know to be compatible."""
    single = re.sub(r"\s+", " ", text)
    if FORBIDDING.search(single):
        return None
    return next((name for name, sentence in RECOGNISED if sentence.lower() in single.lower()), None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkouts", type=Path, default=Path(".build/checkouts"))
    parser.add_argument("--package", type=Path, default=Path("Package.swift"))
    arguments = parser.parse_args()

    faults: list[str] = []
    counts: dict[str, int] = {}
    packages = sorted(folder for folder in arguments.checkouts.glob("*") if folder.is_dir())
    if not packages:
        print(f"kith: no packages under {arguments.checkouts}: run `swift package resolve` first", file=sys.stderr)
        return 69
    for package in packages:
        texts = [file for file in package.iterdir() if re.match(r"(licen[cs]e|copying)(\W|$)", file.name, re.IGNORECASE)]
        # Code that a package carries from elsewhere keeps its own licence beside it.
        texts += [file for file in package.glob("Sources/**/LICEN[CS]E*") if file.is_file()]
        if not any(text.parent == package for text in texts):
            faults.append(f"{package.name}: no licence file")
        for text in texts:
            licence = licence_of(text.read_text(encoding="utf-8", errors="replace"))
            if licence is None:
                faults.append(f"{text.relative_to(arguments.checkouts)}: not a licence we know to be compatible")
            elif text.parent == package:
                counts[licence] = counts.get(licence, 0) + 1

    manifest = arguments.package.read_text(encoding="utf-8")
    for named in re.findall(r"\.apt\(\[([^\]]*)\]\)", manifest):
        for library in re.findall(r'"([^"]+)"', named):
            if library not in SYSTEM_LIBRARIES:
                faults.append(f"{library}: a system library whose licence nobody has looked at")
    if "SPDX-License-Identifier: Apache-2.0" not in manifest:
        faults.append(f"{arguments.package}: the line SPDX-License-Identifier: Apache-2.0 is missing")

    for fault in faults:
        print(f"kith: {fault}", file=sys.stderr)
    if not faults:
        found = ", ".join(f"{count} {licence}" for licence, count in sorted(counts.items()))
        print(f"Licences of {len(packages)} packages: {found}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
