// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because libFuzzer and the sanitizers need flags that an ordinary build does
// without; `run.sh` gives them. The folders in `Sources` are links to the modules under test.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let collections = Target.Dependency.product(
    name: "OrderedCollections", package: "swift-collections")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(name)", swiftSettings: settings)
}

let package = Package(
    name: "mouwakaba",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0")
    ],
    targets: [
        module("JSONBytes"),
        module("GraphQLLanguage"),
        module("GraphQLTypeSystem", ["GraphQLLanguage", collections]),
        module("GraphQLValidation", ["GraphQLLanguage", "GraphQLTypeSystem", collections]),
        .target(name: "CFuzzer", path: "Targets/CFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "CFuzzer", "JSONBytes", "GraphQLLanguage", "GraphQLTypeSystem",
                "GraphQLValidation",
            ],
            path: "Targets/Fuzz", swiftSettings: settings,
            // The linker that is usual on Linux fails on the sanitizers' sections.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]),
    ]
)
