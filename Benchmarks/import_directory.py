#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Imports a data package of 4,000 fictional services and says how long it took and how much memory.

Usage: python3 Benchmarks/import_directory.py .build/release/kith [services]
Ends with 1 where it took 5 seconds or 300 MB or more: what the directory is to hold.
"""
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile

WORDS = "garden kitchen choir walk football sewing advice english parents welcome table workshop".split()
TERMS = ["ESOL", "Food banks", "Social groups", "Mental health", "Employment", "Football", "Community lunches"]
LANGUAGES = [("Urdu", "ur"), ("Somali", "so"), ("Polish", "pl"), ("Tigrinya", "ti"), ("Klingon", "")]


def write(folder, name, columns, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(rows)


def package(folder, count, seed=1):
    """Writes the tables of HSDS 3.0 for `count` services; the same for a seed every time."""
    rng = random.Random(seed)

    def new():
        return str(uuid.UUID(int=rng.getrandbits(128), version=4))

    services, organizations, locations, spots = [], [], [], []
    addresses, schedules, languages, phones, costs, access, attributes = [], [], [], [], [], [], []
    terms = [(new(), name) for name in TERMS]
    for number in range(count):
        if number % 2 == 0:
            organizations.append([new(), f"Organization {number}", "A fictional organization, made for a measurement."])
        service, location, spot = new(), new(), new()
        name = f"{rng.choice(WORDS).title()} {rng.choice(WORDS)} {number}"
        text = " ".join(rng.choice(WORDS) for _ in range(60))
        services.append([service, organizations[-1][0], name, text, "active", f"s{number}@example.org",
                         "Free" if number % 3 else "£2 a session", "2026-11-01T10:00:00Z", 18, 99])
        locations.append([location, "physical", f"Hall {number}", 52.9 + rng.random() / 5, -1.3 + rng.random() / 4])
        spots.append([spot, service, location])
        addresses.append([new(), location, f"{number} Lamp Street", "Lowmoor", "Lowshire", "LO1 1AA", "GB", "physical"])
        for day in rng.sample(["MO", "TU", "WE", "TH", "FR"], 3):
            schedules.append([new(), service, "WEEKLY", 1, day, "9:00am", "12:30pm"])
        for language in rng.sample(LANGUAGES, 2):
            languages.append([new(), service, *language])
        phones.append([new(), service, f"01632 {number:06}"])
        phones.append([new(), service, f"01632 {number + 500000:06}"])
        access.append([new(), location, rng.choice(["Wheelchair access", "Induction loop", "Bring a torch"])])
        if number % 4 == 0:
            costs.append([new(), service, "GBP", 2.5])
        for term in rng.sample(terms, 2):
            attributes.append([new(), service, "service", term[0]])
    write(folder, "organizations.csv", ["id", "name", "description"], organizations)
    write(folder, "services.csv", ["id", "organization_id", "name", "description", "status", "email", "fees",
                                   "last_modified", "minimum_age", "maximum_age"], services)
    write(folder, "locations.csv", ["id", "location_type", "name", "latitude", "longitude"], locations)
    write(folder, "service_at_location.csv", ["id", "service_id", "location_id"], spots)
    write(folder, "addresses.csv", ["id", "location_id", "address_1", "city", "state_province", "postal_code",
                                    "country", "address_type"], addresses)
    write(folder, "schedules.csv", ["id", "service_id", "freq", "interval", "byday", "opens_at", "closes_at"], schedules)
    write(folder, "languages.csv", ["id", "service_id", "name", "code"], languages)
    write(folder, "phones.csv", ["id", "service_id", "number"], phones)
    write(folder, "cost_options.csv", ["id", "service_id", "currency", "amount"], costs)
    write(folder, "accessibility.csv", ["id", "location_id", "description"], access)
    write(folder, "attributes.csv", ["id", "link_id", "link_entity", "taxonomy_term_id"], attributes)
    write(folder, "taxonomy_terms.csv", ["id", "name", "description"], [[*term, term[1]] for term in terms])
    names = sorted(name for name in os.listdir(folder) if name.endswith(".csv"))
    description = {"name": "scaled", "profile": "tabular-data-package",
                   "resources": [{"name": name[:-4], "path": name} for name in names]}
    with open(os.path.join(folder, "datapackage.json"), "w", encoding="utf-8") as file:
        json.dump(description, file)


def run(kith, source, data):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    answer = subprocess.run([kith, "import", "directory", source, "--hub", "scaled", "--data", data, "--json"],
                            check=True, capture_output=True, text=True)
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = json.loads(answer.stdout)
    return {"source": os.path.basename(source), "seconds": round(seconds, 2),
            "cpu": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
            "peak_mb": round(after.ru_maxrss / 1024), "added": result["added"], "changed": result["changed"],
            "unchanged": result["unchanged"], "rejected": len(result["rejected"])}


def main():
    kith = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 4000
    with tempfile.TemporaryDirectory() as work:
        folder, data, archive = (os.path.join(work, name) for name in ("package", "data", "package.zip"))
        os.mkdir(folder)
        package(folder, count)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
            for name in os.listdir(folder):
                out.write(os.path.join(folder, name), name)
        subprocess.run([kith, "hub", "add", "Scaled hub", "--id", "scaled", "--area", "gb-eng", "--data", data],
                       check=True, capture_output=True)
        results = [run(kith, folder, data), run(kith, folder, data), run(kith, archive, data)]
    for result in results:
        print(json.dumps(result))
    slow = [result for result in results if result["seconds"] >= 5 or result["peak_mb"] >= 300]
    sys.exit(1 if slow and count == 4000 else 0)


if __name__ == "__main__":
    main()
