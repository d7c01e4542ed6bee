// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// Every target of ours is compiled alike: warnings stop the build, and `any` is always written.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The packages that those we name below bring with them, at the versions that were tried: `Package.resolved` is not
/// kept, and without this line each clone would build others. `scripts/check-licences.py` fails where one is missing.
///
/// SwiftPM warns of a package that no target names. So the program names each, for a system that it is never built for.
let brought: [(package: String, at: Version, from: String, product: String)] = [
    ("async-http-client", "1.37.0", "https://github.com/swift-server", "AsyncHTTPClient"),
    ("swift-algorithms", "1.2.1", "https://github.com/apple", "Algorithms"),
    ("swift-asn1", "1.7.4", "https://github.com/apple", "SwiftASN1"),
    ("swift-async-algorithms", "1.1.4", "https://github.com/apple", "AsyncAlgorithms"),
    ("swift-atomics", "1.3.0", "https://github.com/apple", "Atomics"),
    ("swift-certificates", "1.21.1", "https://github.com/apple", "X509"),
    ("swift-collections", "1.6.0", "https://github.com/apple", "Collections"),
    ("swift-configuration", "1.4.0", "https://github.com/apple", "Configuration"),
    ("swift-distributed-tracing", "1.7.3", "https://github.com/apple", "Tracing"),
    ("swift-http-structured-headers", "1.7.0", "https://github.com/apple", "StructuredFieldValues"),
    ("swift-http-types", "1.8.0", "https://github.com/apple", "HTTPTypes"),
    ("swift-nio", "2.101.2", "https://github.com/apple", "NIOCore"),
    ("swift-nio-extras", "1.35.2", "https://github.com/apple", "NIOExtras"),
    ("swift-nio-http2", "1.46.0", "https://github.com/apple", "NIOHTTP2"),
    ("swift-nio-transport-services", "1.28.0", "https://github.com/apple", "NIOTransportServices"),
    ("swift-numerics", "1.1.1", "https://github.com/apple", "Numerics"),
    ("swift-service-context", "1.5.1", "https://github.com/apple", "ServiceContextModule"),
    ("swift-system", "1.8.1", "https://github.com/apple", "SystemPackage"),
]

let package = Package(
    name: "kith",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kith", targets: ["kith"]),
        // For Benchmarks, which is a package of its own.
        .library(name: "Matching", targets: ["Matching", "Vocabulary"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ] + brought.map { .package(url: "\($0.from)/\($0.package).git", exact: $0.at) },
    targets: [
        // The program, and the rooms from the top of the house to the bottom: see docs/ARCHITECTURE.md.
        .executableTarget(
            name: "kith",
            dependencies: [
                "Web", "DemoTown", "Casework", "Storage", "Interchange", "Matching", "Reference", "Metering",
                "Vocabulary",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
                + brought.map {
                    .product(name: $0.product, package: $0.package, condition: .when(platforms: [.driverKit]))
                },
            swiftSettings: house,
            // What the linker resolves is resolved at the start, and cannot be written over afterwards.
            linkerSettings: [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"], .when(platforms: [.linux]))]),
        .target(
            name: "Web",
            dependencies: [
                "Casework", "People", "Community", "Matching", "Reference", "Metering", "Vocabulary", "CQREncode",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Templates"), .copy("Assets")],
            swiftSettings: house),
        .target(
            name: "DemoTown", dependencies: ["Casework", "Storage", "People", "Community", "Vocabulary"],
            swiftSettings: house),
        .target(
            name: "Casework",
            dependencies: [
                "Storage", "Interchange", "OpenID", "People", "Community", "Matching", "Reference", "Vocabulary",
                "CCurl",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: house),
        .target(
            name: "Storage",
            dependencies: [
                "People", "Community", "Vocabulary", "CPostgreSQL",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: house),
        .target(name: "People", dependencies: ["Vocabulary"], swiftSettings: house),
        .target(name: "Community", dependencies: ["Vocabulary"], swiftSettings: house),
        .target(
            name: "Matching",
            dependencies: ["Vocabulary"],
            swiftSettings: house),
        .target(
            name: "Interchange",
            dependencies: [
                "Vocabulary", "CZip",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: house),
        .target(
            name: "OpenID",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            swiftSettings: house),
        .target(
            name: "Reference",
            dependencies: ["Vocabulary", .product(name: "Yams", package: "Yams")],
            resources: [.copy("Packs")],
            swiftSettings: house),
        .target(
            name: "Metering", dependencies: [.product(name: "Metrics", package: "swift-metrics")], swiftSettings: house),
        .target(name: "Vocabulary", swiftSettings: house),

        // Kept C libraries.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),

        // Where the tests of the rooms above keep their data, on either engine.
        .target(
            name: "StorageTesting", dependencies: ["Storage"], path: "Tests/StorageTesting", swiftSettings: house),
        .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"], swiftSettings: house),
        .testTarget(
            name: "MeteringTests",
            dependencies: ["Metering", .product(name: "Metrics", package: "swift-metrics")],
            swiftSettings: house),
        .testTarget(name: "ReferenceTests", dependencies: ["Reference", "Vocabulary"], swiftSettings: house),
        .testTarget(name: "MatchingTests", dependencies: ["Matching", "Vocabulary"], swiftSettings: house),
        .testTarget(
            name: "InterchangeTests", dependencies: ["Interchange", "Vocabulary", "CZip"], swiftSettings: house),
        .testTarget(
            name: "OpenIDTests",
            dependencies: [
                "OpenID",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: house),
        .testTarget(name: "PeopleTests", dependencies: ["People", "Vocabulary"], swiftSettings: house),
        .testTarget(name: "CommunityTests", dependencies: ["Community", "Vocabulary"], swiftSettings: house),
        .testTarget(
            name: "StorageTests", dependencies: ["Storage", "StorageTesting", "People", "Community", "Vocabulary"],
            swiftSettings: house),
        .testTarget(
            name: "CaseworkTests",
            dependencies: [
                "Casework", "Storage", "StorageTesting", "People", "Community", "Interchange", "Matching", "Vocabulary",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "DemoTownTests",
            dependencies: [
                "DemoTown", "Casework", "Storage", "StorageTesting", "People", "Community", "Reference", "Vocabulary",
            ],
            swiftSettings: house),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Casework", "Storage", "StorageTesting", "People", "Community", "Matching", "Reference",
                "Metering",
                "Vocabulary",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
