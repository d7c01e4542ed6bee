#!/usr/bin/env bash
# Builds the fuzzers into .build/fuzz: our parsers again, by the compiler itself, with libFuzzer's instruments in them.
# Everything that is not ours comes from the debug build, so that nothing is compiled twice for it (docs/adr/0038).
set -euo pipefail
cd "$(dirname "$0")/.."

debug=.build/debug
out=.build/fuzz
mkdir -p "$out"
[[ -d $debug/Modules ]] || { echo "fuzz: build first: make build" >&2; exit 1; }

maps=()
for map in "$debug"/*.build/module.modulemap; do maps+=(-Xcc "-fmodule-map-file=$map"); done
flags=(
    -swift-version 6 -O -wmo -parse-as-library -enable-testing -sanitize=fuzzer -g
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -I "$out" -I "$debug/Modules" -I Sources/CZip -I Sources/CPostgreSQL
    -Xcc -I.build/checkouts/Yams/Sources/CYaml/include -Xcc "-I$(pg_config --includedir)"
    "${maps[@]}" -module-cache-path "$out/cache"
)

# room NAME FILES…: one module, instrumented; left as it is where nothing changed.
room() {
    local name=$1
    shift
    [[ -f $out/$name.o && -z $(find "$@" -newer "$out/$name.o") ]] && return
    swiftc "${flags[@]}" -module-name "$name" -emit-module -emit-module-path "$out/$name.swiftmodule" \
        -emit-object -o "$out/$name.o" "$@"
}

files() { find "Sources/$1" -name '*.swift' | sort; }

mapfile -t vocabulary < <(files Vocabulary)
mapfile -t matching < <(files Matching)
mapfile -t interchange < <(files Interchange)
mapfile -t reference < <(files Reference)
room Vocabulary "${vocabulary[@]}"
room Matching "${matching[@]}" &
room Interchange "${interchange[@]}" &
wait %1
wait %2
room Reference "${reference[@]}" "$debug/Reference.build/DerivedSources/resource_bundle_accessor.swift"

# Parsers in rooms that need half the world: only their own files.
room Fuzz Fuzz/Sources/*.swift Tests/InterchangeTests/Words.swift \
    Sources/Web/Forms/{SubmittedForm,FormField,FormReader,FieldProblem}.swift \
    Sources/Casework/Access/Secret.swift Sources/Casework/GroupAnswer/ShortCode.swift \
    Sources/Casework/Mail/{HeaderText,MailAddress}.swift Sources/Storage/PostgreSQL/PostgreSQLAddress.swift

objects=()
for module in Yams CYaml Crypto CryptoBoringWrapper CCryptoBoringSSL CCryptoBoringSSLShims CXKCP CXKCPShims; do
    mapfile -t -O "${#objects[@]}" objects < <(find "$debug/$module.build" -name '*.o')
done
swiftc -sanitize=fuzzer -o "$out/fuzz" "$out"/{Vocabulary,Matching,Interchange,Reference,Fuzz}.o "${objects[@]}" -lzip -lpq -lstdc++
