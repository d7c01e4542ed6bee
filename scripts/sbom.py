#!/usr/bin/env python3
"""Writes down what a build of Kith is made of, as a CycloneDX 1.6 document, and checks it by the standard's schema.

    .venv/bin/python scripts/sbom.py .build/kith.cdx.json

Every package with its version, the revision that was built and its licence; code that a package carries inside it; and
the C libraries of this machine, which are linked dynamically: a build on another machine has others.
"""

import argparse
import sys
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

import dependencies

ROOT = Path(__file__).resolve().parent.parent


def of_package(package: dependencies.Package) -> Component:
    licences = LicenseFactory()
    host, _, path = package.address.removeprefix("https://").partition("/")
    inside = [
        Component(
            name=carried.name, type=ComponentType.LIBRARY, bom_ref=f"{package.identity}/{carried.name}",
            licenses=[licences.make_from_string(carried.licence.spdx)] if carried.licence.spdx else [])
        for carried in package.carried]
    return Component(
        name=package.identity, version=package.version, type=ComponentType.LIBRARY,
        bom_ref=f"{package.identity}@{package.version}",
        purl=PackageURL("swift", f"{host}/{path.rpartition('/')[0]}", path.rpartition("/")[2], package.version),
        licenses=[licences.make_from_string(licence.spdx) for licence in package.licences[:1] if licence.spdx],
        external_references=[ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(package.address))],
        properties=[Property(name="kith:revision", value=package.revision)], components=inside)


def of_system_library(name: str) -> Component:
    version = dependencies.system_version(name)
    return Component(
        name=name, version=version, type=ComponentType.LIBRARY, bom_ref=f"debian/{name}",
        purl=PackageURL("deb", "debian", name, version),
        licenses=[LicenseFactory().make_from_string(dependencies.SYSTEM_LIBRARIES[name])])


def document() -> str:
    told = dependencies.manifest(ROOT)
    kith = Component(
        name="kith", type=ComponentType.APPLICATION, bom_ref="kith",
        licenses=[LicenseFactory().make_from_string("Apache-2.0")])
    parts = [of_package(package) for package in dependencies.packages(ROOT, told)]
    parts += [of_system_library(name) for name in sorted(dependencies.SYSTEM_LIBRARIES)]
    bom = Bom(components=parts)
    bom.metadata.component = kith
    bom.register_dependency(kith, parts)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    text = document()
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        print(f"kith: the list of parts is not CycloneDX 1.6: {wrong}", file=sys.stderr)
        return 1
    arguments.file.write_text(text + "\n", encoding="utf-8")
    print(f"{arguments.file}: {text.count('bom-ref')} parts, CycloneDX 1.6")
    return 0


if __name__ == "__main__":
    sys.exit(main())
