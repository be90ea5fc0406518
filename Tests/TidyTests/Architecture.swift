/// The shape of the package as data: its layers, and what each module may import.
enum Architecture {
    struct Module {
        var layer: Int
        /// Modules of this package.
        var modules: Set<String> = []
        /// Modules of other packages and of the operating system.
        var external: Set<String> = []
    }

    /// Modules of the toolchain that every module may import.
    static let everywhere: Set<String> = ["Swift", "Synchronization"]
    static let foundation: Set<String> = ["Foundation", "FoundationEssentials"]
    static let systemLibraries: Set<String> = ["Darwin", "Glibc", "Musl"]

    static let modules: [String: Module] = [
        "JSONBytes": Module(layer: 0),
        "GraphQLLanguage": Module(layer: 0),
        "SQLSyntax": Module(layer: 0),
        "Caching": Module(layer: 0),
        "GraphQLTypeSystem": Module(
            layer: 1, modules: ["GraphQLLanguage"], external: ["OrderedCollections"]),
        "GraphQLValidation": Module(
            layer: 1, modules: ["GraphQLLanguage", "GraphQLTypeSystem"],
            external: ["OrderedCollections"]),
        "GraphQLExecution": Module(
            layer: 1,
            modules: ["GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation", "JSONBytes"],
            external: ["OrderedCollections"]),
        "SchemaMapping": Module(
            layer: 1,
            modules: ["GraphQLLanguage", "GraphQLTypeSystem", "JSONBytes", "SQLSyntax"],
            external: ["OrderedCollections"]),
        "AccessControl": Module(
            layer: 2,
            modules: [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLExecution", "SchemaMapping",
            ], external: ["OrderedCollections"]),
        "OperationPlanning": Module(
            layer: 2,
            modules: [
                "GraphQLLanguage", "GraphQLTypeSystem", "GraphQLExecution", "SchemaMapping",
                "AccessControl", "SQLSyntax", "JSONBytes",
            ], external: ["OrderedCollections", "Crypto"]),
        "PostgresClient": Module(
            layer: 3, modules: ["CLibPQ", "CPoller", "SQLSyntax"],
            external: [
                "OrderedCollections", "DequeModule", "Logging", "Metrics", "ServiceLifecycle",
            ]),
        "TransportProtocols": Module(
            layer: 3, modules: ["JSONBytes", "GraphQLExecution"], external: ["HTTPTypes"]),
        "Engine": Module(
            layer: 4, modules: pure.union(["Caching", "PostgresClient", "TransportProtocols"]),
            external: ["OrderedCollections", "Crypto", "Logging"]),
        "HTTPServer": Module(
            layer: 4,
            modules: [
                "Engine", "TransportProtocols", "AccessControl", "PostgresClient", "JSONBytes",
                "Caching",
            ],
            external: foundation.union([
                "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore", "HummingbirdWebSocket",
                "JWTKit", "Logging", "Metrics", "NIOCore", "NIOHTTP1", "NIOHTTPTypes",
                "NIOHTTPTypesHTTP1", "NIOPosix", "ServiceLifecycle",
            ])),
        "Migrations": Module(
            layer: 4, modules: ["PostgresClient"],
            external: foundation.union(["Crypto", "Logging"])),
        "NationalSeed": Module(
            layer: 4, modules: ["Migrations", "PostgresClient"], external: foundation),
        "LocalPostgres": Module(
            layer: 4, external: foundation.union(["Logging", "ServiceLifecycle", "Subprocess"])),
        "LanguageBenchmark": Module(
            layer: 4, modules: ["GraphQLLanguage", "GraphQLTypeSystem", "GraphQLValidation"],
            external: foundation),
        "StageBenchmark": Module(
            layer: 4,
            modules: [
                "GraphQLLanguage", "GraphQLValidation", "GraphQLExecution", "SchemaMapping",
                "AccessControl", "OperationPlanning", "JSONBytes", "TransportProtocols", "Engine",
                "TestSupport", "CAllocationCount",
            ], external: foundation.union(["Synchronization"])),
        "mouwakaba": Module(
            layer: 4,
            modules: pure.union([
                "PostgresClient", "TransportProtocols", "Engine", "HTTPServer", "Migrations",
                "NationalSeed", "LocalPostgres", "CMalloc",
            ]),
            external: foundation.union([
                "ArgumentParser", "Configuration", "Logging", "ServiceLifecycle", "Subprocess",
                "UnixSignals",
            ])),
    ]

    /// The modules below layer 3, which do no input or output.
    static let pure: Set<String> = [
        "JSONBytes", "GraphQLLanguage", "SQLSyntax", "GraphQLTypeSystem", "GraphQLValidation",
        "GraphQLExecution", "SchemaMapping", "AccessControl", "OperationPlanning",
    ]

    /// The modules that hold expressions marked `unsafe`.
    static let unsafeModules: Set<String> = ["JSONBytes", "OperationPlanning", "PostgresClient"]

    /// The modules that may put a value into the text of a statement: names of tables and columns.
    static let statementModules: Set<String> = ["Migrations", "NationalSeed", "SQLSyntax"]

    /// Everything that a module may import.
    static func allowedImports(of module: Module) -> Set<String> {
        let system = module.layer >= 3 ? systemLibraries : []
        return module.modules.union(module.external).union(everywhere).union(system)
    }
}
