# Kith: one program, and the one place where its commands are kept.
#
#   make demo     set up, build, fill a fictional town and serve it on 127.0.0.1:8080 (PORT=… for another port)
#   make build    build the program and the tests, for development
#   make test     every test: Swift on both engines, drills, and a real browser on real pages
#   make check    what CI runs: lint, docs, licences, sbom, service, test
#   make sbom     write down what a build is made of (CycloneDX), in .build/kith.cdx.json
#   make format   rewrite our Swift files as .swift-format says
#   make lint     fail on what `make format` would change, and on what it cannot
#   make docs     check the documents: links, commands, snippets, diagrams (WRITE=--write renews the diagrams)
#   make fuzz     feed every parser for ten minutes (SECONDS_EACH=…), see docs/fuzzing.md
#   make scan     wapiti and sqlmap against a demo, see docs/security-testing.md
#   make test-long  matching against a second reading of the rules: 25,000 random cases, a new seed with KITH_SEED
#   make test-rooms  the rooms above Storage on PostgreSQL too, one test after the other: as before a release
#   make bench    measure the pages of a large hub under load (p50, p95, p99), and an import of 4,000 services
#   make bench-matching  matching and sharing places out, beside PostGIS, DuckDB, SQLite and OR-tools: on a quiet machine
#   make bench-engines  the same pages on SQLite and PostgreSQL, side by side
#   make clean    remove what was built and the demo's data
#
# Nothing is installed or built again when nothing changed: stamps stand in .build/stamps and .venv.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help demo build test test-swift test-long test-sealed test-canaries test-rooms test-browser test-kill test-faults \
	test-load test-abuse test-fuzz fuzz scan check format lint docs licences sbom service bench \
	bench-matching bench-engines clean packages-build packages-test venv

PORT ?= 8080
STAMPS := .build/stamps
SWIFT_FILES := Sources Tests Benchmarks/Sources Fuzz/Sources Package.swift Benchmarks/Package.swift

# Folders are listed as well as files, so that a removed file is a change too.
PROGRAM := Package.swift $(shell find Sources)
EVERYTHING := $(PROGRAM) $(shell find Tests -path Tests/Browser -prune -o -print)

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

demo: packages-build $(STAMPS)/release
	@exec .build/release/kith demo --data .kith-demo --port $(PORT)

build: packages-build $(STAMPS)/debug

test: test-swift test-sealed test-canaries test-kill test-faults test-load test-abuse test-fuzz test-browser

test-swift: build packages-test
	scripts/with-postgres.sh swift test --skip-build

# As before a release, and after each change of the engine.
test-long: build
	KITH_LONG=1 swift test --skip-build --filter 'MatchingTests'

# Each test has a database of its own, so that they take their turn.
test-rooms: build packages-test
	KITH_TEST_ENGINE=postgresql scripts/with-postgres.sh \
		swift test --skip-build --no-parallel --filter 'CaseworkTests|WebTests|DemoTownTests'

# What would let a sealed fact out must not compile.
test-sealed: build
	python3 scripts/check-sealed.py

# Marked texts in every private field, and a search of every byte that was written.
# PostgreSQL too, as before a release: python3 scripts/canary-drill.py
test-canaries: build packages-test
	python3 scripts/canary-drill.py --kith .build/debug/kith --engine sqlite

test-kill: build packages-test
	python3 scripts/kill-drill.py --kith .build/debug/kith --rounds 5

# A full disk needs a mount namespace: root, or a user namespace.
test-faults: build packages-test
	python3 scripts/fault-drill.py --kith .build/debug/kith

# A minute and a sign-in for everybody, as before a release: python3 scripts/load-drill.py --seconds 60
test-load: build packages-test
	python3 scripts/load-drill.py --kith .build/debug/kith --seconds 10 --sessions 6

# Slow, large, ambiguous and foreign requests at real sockets; less than a minute.
test-abuse: build packages-test
	python3 scripts/abuse-drill.py --kith .build/debug/kith

# What ever failed, and what covers most, once; then a few seconds further for each parser.
test-fuzz: build
	scripts/build-fuzzers.sh
	python3 scripts/fuzz.py --replay
	python3 scripts/fuzz.py --seconds 4

SECONDS_EACH ?= 600
fuzz: build
	scripts/build-fuzzers.sh
	python3 scripts/fuzz.py --seconds $(SECONDS_EACH)

scan: build
	scripts/install-packages.sh "to scan" wapiti sqlmap
	python3 scripts/scan.py --kith .build/debug/kith

test-browser: build venv
	.venv/bin/python -m pytest Tests/Browser

check: lint docs licences sbom service test

format:
	swift format format --in-place --recursive $(SWIFT_FILES)

lint:
	swift format lint --strict --recursive $(SWIFT_FILES)
	python3 scripts/check-style.py

docs: build
	python3 scripts/check-docs.py --kith .build/debug/kith $(WRITE)

licences: $(STAMPS)/resolved
	python3 scripts/check-licences.py

# What a build is made of, as CycloneDX: .build/kith.cdx.json.
sbom: $(STAMPS)/resolved packages-build venv
	.venv/bin/python scripts/sbom.py .build/kith.cdx.json

# The unit of operations.md, as systemd itself judges it: 2.0 or less exposed.
service:
	scripts/install-packages.sh "to judge the unit" systemd
	python3 scripts/check-service.py

bench: packages-build $(STAMPS)/release
	python3 Benchmarks/load/load.py --kith .build/release/kith --groups 4000 --people 500
	python3 Benchmarks/import_directory.py .build/release/kith

bench-matching: packages-build $(STAMPS)/release
	Benchmarks/matching.sh .build/release/kith

bench-engines: packages-build packages-test $(STAMPS)/release
	python3 Benchmarks/load/compare-engines.py --kith .build/release/kith --groups 4000 --people 500

clean:
	rm -rf .build .venv .kith-demo

packages-build:
	@scripts/setup-build.sh

packages-test:
	@scripts/setup-tests.sh

venv: packages-test
	@scripts/setup-venv.sh

$(STAMPS)/resolved: Package.swift | $(STAMPS)
	swift package resolve
	@touch $@

# A stamp is as old as the beginning of its build: what was edited meanwhile is built the next time.
$(STAMPS)/release: $(PROGRAM) | $(STAMPS) packages-build
	@touch $@.began
	swift build --configuration release --product kith
	@mv $@.began $@

$(STAMPS)/debug: $(EVERYTHING) | $(STAMPS) packages-build
	@touch $@.began
	swift build --build-tests
	@mv $@.began $@

$(STAMPS):
	@mkdir -p $@
