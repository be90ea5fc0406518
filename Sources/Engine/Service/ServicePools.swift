package import PostgresClient
package import SchemaMapping

/// A pool of connections for each class of service, so that none waits for another.
package struct ServicePools: Sendable {
    private let session: PostgresPool
    private let portal: PostgresPool
    private let analysis: PostgresPool
    private let region: PostgresPool
    private let write: PostgresPool
    private let estimatedCostsMax: [ServiceClass: Int]

    /// Connects the pools of all classes.
    ///
    /// - Parameters:
    ///   - shared: What all classes have in common: the server, the role, the logger.
    ///   - options: Those of each class.
    package init(
        _ shared: PoolOptions,
        options: (ServiceClass) -> ServiceOptions = { .standard(for: $0) }
    ) {
        func pool(_ serviceClass: ServiceClass) -> PostgresPool {
            PostgresPool(shared.adapted(to: serviceClass, options(serviceClass)))
        }
        session = pool(.session)
        portal = pool(.portal)
        analysis = pool(.analysis)
        region = pool(.region)
        write = pool(.write)
        estimatedCostsMax = Self.estimatedCostsMax { options($0).estimatedCostMax }
    }

    /// Serves all classes that read in one tenant from one pool, where none is to be kept apart.
    ///
    /// - Parameters:
    ///   - regionPool: What reads across tenants.
    ///   - writePool: What commands run on; its sessions may write.
    ///   - estimatedCostMax: That of analyses.
    package init(
        reading pool: PostgresPool, regionPool: PostgresPool, writePool: PostgresPool,
        estimatedCostMax: Int? = ServiceOptions.standard(for: .analysis).estimatedCostMax
    ) {
        session = pool
        portal = pool
        analysis = pool
        region = regionPool
        write = writePool
        estimatedCostsMax = Self.estimatedCostsMax { _ in estimatedCostMax }
    }

    private static func estimatedCostsMax(
        _ bound: (ServiceClass) -> Int?
    ) -> [ServiceClass: Int] {
        var bounds: [ServiceClass: Int] = [:]
        for serviceClass in ServiceClass.allCases where serviceClass.mayTakeLong {
            bounds[serviceClass] = bound(serviceClass)
        }
        return bounds
    }

    package func pool(for serviceClass: ServiceClass) -> PostgresPool {
        switch serviceClass {
        case .session: session
        case .portal: portal
        case .analysis: analysis
        case .region: region
        case .write: write
        }
    }

    /// What PostgreSQL may expect an operation to cost; nil where it is not asked.
    func estimatedCostMax(for serviceClass: ServiceClass) -> Int? {
        estimatedCostsMax[serviceClass]
    }

    /// The pools, to be run as services.
    package var all: [PostgresPool] { ServiceClass.allCases.map { pool(for: $0) } }
}

extension Engine {
    /// Where the roles of a caller are asked for, which is short whatever the caller's class is.
    var pool: PostgresPool { pools.pool(for: .portal) }
}
