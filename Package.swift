// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let collections = Target.Dependency.product(
    name: "OrderedCollections", package: "swift-collections")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypesHTTP1 = Target.Dependency.product(
    name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "mouwakaba",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "mouwakaba", targets: ["mouwakaba"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Layer 0: vocabulary.
        module("JSONBytes"),
        module("GraphQLLanguage"),
        module("SQLSyntax"),
        module("Caching"),
        // Layer 1: meaning.
        module("GraphQLTypeSystem", ["GraphQLLanguage", collections]),
        module("GraphQLValidation", ["GraphQLLanguage", "GraphQLTypeSystem", collections]),
        module(
            "GraphQLExecution",
            ["GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation", "JSONBytes", collections]),
        module(
            "SchemaMapping", ["GraphQLLanguage", "GraphQLTypeSystem", "SQLSyntax", collections]),
        // Layer 2: decisions.
        module(
            "AccessControl",
            [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLExecution", "SchemaMapping",
                collections,
            ]),
        module(
            "OperationPlanning",
            [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLExecution", "SchemaMapping",
                "AccessControl", "SQLSyntax", "JSONBytes", collections, crypto,
            ]),
        // Layer 3: input and output.
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "CPoller"),
        .target(name: "CMalloc"),
        module("PostgresClient", ["CLibPQ", "CPoller", deque, logging, lifecycle]),
        module("TransportProtocols", ["JSONBytes", httpTypes]),
        // Layer 4: assembly.
        module(
            "Engine",
            [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation", "GraphQLExecution",
                "SchemaMapping", "AccessControl", "OperationPlanning", "SQLSyntax", "JSONBytes",
                "PostgresClient", "TransportProtocols", "Caching", collections, crypto, logging,
            ]),
        module(
            "HTTPServer",
            [
                "TransportProtocols", "JSONBytes", "Caching", crypto, httpTypes, logging,
                lifecycle, nioCore, nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ]),
        module("Migrations", ["PostgresClient", crypto]),
        module("NationalSeed", ["Migrations", "PostgresClient"]),
        module(
            "LocalPostgres",
            [lifecycle, .product(name: "Subprocess", package: "swift-subprocess")]),
        .executableTarget(
            name: "mouwakaba",
            dependencies: [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation", "GraphQLExecution",
                "SchemaMapping", "AccessControl", "OperationPlanning", "SQLSyntax", "JSONBytes",
                "PostgresClient", "TransportProtocols", "Engine", "HTTPServer", "Migrations",
                "NationalSeed", "LocalPostgres", "CMalloc", logging, lifecycle,
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "LanguageBenchmark",
            dependencies: ["GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation"],
            path: "Tests/Benchmarks/Language",
            exclude: ["compare.cjs", "operation.graphql", "schema.graphql"],
            swiftSettings: settings),
        .target(name: "CAllocationCount", path: "Tests/Benchmarks/AllocationCount"),
        .executableTarget(
            name: "StageBenchmark",
            dependencies: [
                "GraphQLLanguage", "GraphQLValidation", "GraphQLExecution", "SchemaMapping",
                "AccessControl", "OperationPlanning", "JSONBytes", "TransportProtocols", "Engine",
                "TestSupport", "CAllocationCount",
            ],
            path: "Tests/Benchmarks/Stages", exclude: ["allocations.json"],
            swiftSettings: settings),
        // Tests.
        .target(
            name: "TestSupport",
            dependencies: [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLExecution", "SchemaMapping",
                "OperationPlanning", "SQLSyntax", "JSONBytes", "PostgresClient",
                "TransportProtocols", "Engine", "Migrations", "LocalPostgres", collections,
                crypto,
            ],
            path: "Tests/TestSupport", swiftSettings: settings),
        tests("JSONBytesTests", ["JSONBytes"]),
        tests("GraphQLLanguageTests", ["GraphQLLanguage"]),
        tests("SQLSyntaxTests", ["SQLSyntax"]),
        tests("CachingTests", ["Caching"]),
        tests("GraphQLTypeSystemTests", ["GraphQLLanguage", "GraphQLTypeSystem", collections]),
        tests(
            "GraphQLValidationTests",
            ["GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation", collections]),
        tests(
            "GraphQLExecutionTests",
            [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation", "GraphQLExecution",
                "JSONBytes", collections,
            ]),
        .testTarget(
            name: "ReferenceTests",
            dependencies: [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation", "GraphQLExecution",
                "JSONBytes", collections,
            ],
            exclude: ["Reference"], swiftSettings: settings),
        tests("SchemaMappingTests", ["GraphQLLanguage", "SchemaMapping", "TestSupport"]),
        tests(
            "OperationPlanningTests",
            [
                "GraphQLLanguage", "GraphQLValidation", "GraphQLExecution", "SchemaMapping",
                "AccessControl", "OperationPlanning", "TestSupport", collections, crypto,
            ]),
        tests("PostgresClientTests", ["PostgresClient", lifecycle, logging]),
        tests("TransportProtocolsTests", ["TransportProtocols", "JSONBytes", httpTypes]),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Engine", "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation",
                "GraphQLExecution", "AccessControl", "JSONBytes", "OperationPlanning",
                "PostgresClient", "TransportProtocols", "SchemaMapping",
                "LocalPostgres", "TestSupport",
            ],
            exclude: ["Goldens", "Regions/Answers", "Catalogue/Policies"],
            swiftSettings: settings),
        tests(
            "HTTPServerTests",
            [
                "HTTPServer", "TransportProtocols", "JSONBytes", "TestSupport", httpTypes, logging,
                lifecycle, nioCore, nioHTTPTypes,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ]),
        tests("LocalPostgresTests", ["LocalPostgres", "PostgresClient"]),
        tests("MigrationsTests", ["Migrations", "LocalPostgres", "PostgresClient"]),
        tests(
            "NationalSeedTests", ["NationalSeed", "Migrations", "PostgresClient", "TestSupport"]),
        tests(
            "CommandTests",
            [
                "mouwakaba", "Engine", "HTTPServer", "OperationPlanning", "PostgresClient",
                "SchemaMapping", "TestSupport", "TransportProtocols",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ]),
        tests(
            "EndToEndTests",
            [
                "Engine", "HTTPServer", "JSONBytes", "LocalPostgres", "PostgresClient",
                "SchemaMapping", "TransportProtocols", "TestSupport", lifecycle, logging, nioCore,
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]),
        tests("TidyTests", []),
    ]
)
