"""What Kith is built from: packages with their versions and licences, code that they carry, and the system's libraries.

One reading for `check-licences.py` and `sbom.py`, from what SwiftPM says and checked out: nothing here is a list by hand
but what a person has to have looked at once, which are the licences of the C libraries.
"""

import json
import re
import subprocess
from dataclasses import dataclass, field
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
    "libsqlite3-dev": "blessing",
    "libpq-dev": "PostgreSQL",
    # Linked dynamically and shipped by Debian, not by us: whoever wants another build of it puts it in its place.
    "libqrencode-dev": "LGPL-2.1-or-later",
}


@dataclass
class Licence:
    """A licence text, and what it was recognised as: None where nobody has read it yet."""

    file: Path
    spdx: str | None


@dataclass
class Carried:
    """Code from elsewhere inside a package, with a licence of its own beside it."""

    name: str
    licence: Licence


@dataclass
class Package:
    identity: str
    address: str
    version: str
    revision: str
    # The version that our manifest asks for, where it asks for exactly one.
    exact: str | None
    licences: list[Licence] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)


def licence_of(text: str) -> str | None:
    """The SPDX id of a licence text, or None if it is not one we know to be compatible."""
    single = re.sub(r"\s+", " ", text)
    if FORBIDDING.search(single):
        return None
    return next((name for name, sentence in RECOGNISED if sentence.lower() in single.lower()), None)


def read(file: Path) -> Licence:
    return Licence(file, licence_of(file.read_text(encoding="utf-8", errors="replace")))


def manifest(root: Path) -> dict:
    """Our manifest, as SwiftPM understands it."""
    told = subprocess.run(
        ["swift", "package", "--package-path", str(root), "dump-package"], capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


def exact_versions(told: dict) -> dict[str, str]:
    """The packages that the manifest asks for at one version only."""
    found = {}
    for dependency in told["dependencies"]:
        for source in dependency.get("sourceControl", []):
            for version in source["requirement"].get("exact", []):
                found[source["identity"]] = version
    return found


def packages(root: Path, told: dict) -> list[Package]:
    """Every package that was resolved, ours and those that they bring."""
    asked = exact_versions(told)
    found = []
    for pin in json.loads((root / "Package.resolved").read_text(encoding="utf-8"))["pins"]:
        address = pin["location"].removesuffix(".git")
        package = Package(
            pin["identity"], address, pin["state"].get("version", ""), pin["state"]["revision"],
            asked.get(pin["identity"]))
        folder = root / ".build" / "checkouts" / address.rpartition("/")[2]
        for file in sorted(folder.iterdir()):
            if re.match(r"(licen[cs]e|copying)(\W|$)", file.name, re.IGNORECASE):
                package.licences.append(read(file))
        for file in sorted(folder.glob("Sources/**/LICEN[CS]E*")):
            if file.is_file():
                package.carried.append(Carried(file.parent.name, read(file)))
        found.append(package)
    return found


def system_libraries(told: dict) -> list[str]:
    """Debian's names of the C libraries that the manifest names."""
    return sorted({
        library for target in told["targets"] for provider in target.get("providers") or []
        for library in (provider.get("apt") or [[]])[0]})


def system_version(library: str) -> str | None:
    """The version on this machine, or None where it has no such package."""
    told = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", library], capture_output=True, text=True)
    return told.stdout.strip() or None if told.returncode == 0 else None
