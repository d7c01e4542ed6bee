// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// Every target of ours is compiled alike: warnings stop the build, and `any` is always written.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
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
    ],
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
            ],
            swiftSettings: house),
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
