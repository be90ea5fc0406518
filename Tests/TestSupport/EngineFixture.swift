package import Crypto
package import Engine
import Foundation
package import JSONBytes
package import OperationPlanning
package import PostgresClient
package import SchemaMapping
package import TransportProtocols

/// The engine over the demonstration, with the project's own schema.
package struct EngineFixture: Sendable {
    package let database: TestDatabase
    package let mapping: SchemaMapping
    package let pool: PostgresPool
    private let pools: ServicePools
    package let engine: Engine

    private static let prepared = Task { try await EngineFixture(TestDatabase.demonstration()) }

    /// A known key, so that the cursors of goldens are the same in every run.
    package static let cursorKey = SymmetricKey(data: Array("the key of cursors in tests".utf8))

    /// Shared by all tests of a run; its pool closes with the process.
    package static func shared() async throws -> EngineFixture {
        try await prepared.value
    }

    /// - Parameter connections: of each pool. They stay open until the tests end, so that whoever
    ///   has a database of its own takes few.
    package init(
        _ database: TestDatabase, limits: EngineLimits = EngineLimits(), connections: Int? = nil
    ) throws {
        self.database = database
        mapping = try Self.mapping(database)
        var poolLimits = PoolLimits()
        poolLimits.connections = connections ?? poolLimits.connections
        pool = PostgresPool(database.poolOptions(limits: poolLimits))
        pools = ServicePools(
            reading: pool, regionPool: PostgresPool(database.regionPoolOptions()),
            writePool: PostgresPool(database.writePoolOptions(limits: poolLimits)))
        engine = try Engine(
            mapping: mapping, pools: pools, cursorKey: Self.cursorKey, limits: limits,
            sentences: Sentences(reading: database.administration()))
    }

    /// Closes the connections of the engine, which answers no more.
    package func close() async {
        for pool in pools.all {
            pool.close()
            await pool.closed()
        }
    }

    /// An engine that answers by other statements.
    ///
    /// Keeping statements apart takes many more of them than a server would run.
    package func engine(_ planning: PlanningOptions) -> Engine {
        var limits = EngineLimits()
        if !planning.sharesStatements {
            limits.planning.edgesMax = 10_000
            limits.planning.rowsMax = 10_000_000
        }
        return Engine(
            mapping: mapping, pools: pools, cursorKey: Self.cursorKey, limits: limits,
            planning: planning)
    }

    private static func mapping(_ database: TestDatabase) throws -> SchemaMapping {
        let schema = try AssembledSchema(files: schemaFiles())
        return try schema.bind(to: CatalogSnapshot(reading: database.administration()))
    }

    /// The files of the project's `schema/`.
    package static func schemaFiles() throws -> [SDLBundle.File] {
        let directory = PackageDirectory.url.appendingPathComponent("schema")
        return try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { $0.hasSuffix(".graphql") }.sorted()
            .map { name in
                let bytes = try Data(contentsOf: directory.appendingPathComponent(name))
                return SDLBundle.File(name: "schema/\(name)", bytes: Array(bytes))
            }
    }

    /// Answers a document on behalf of somebody with a role in an office.
    package func respond(
        _ document: String, variables: JSONObject = JSONObject(), role: String? = "DELEGATE",
        office: String = "01511"
    ) async throws -> GraphQLResponse {
        let request = GraphQLRequest(query: Array(document.utf8), variables: variables)
        return await engine.respond(
            to: request, principal: try database.principal(role, office: office))
    }
}

extension GraphQLResponse {
    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
}
