package import PostgresClient
package import SchemaMapping

/// A pool of connections for each class of service, so that none waits for another.
package struct ServicePools: Sendable {
    private let session: PostgresPool
    private let portal: PostgresPool
    private let analysis: PostgresPool
    private let write: PostgresPool
    private let analysisCostMax: Int?

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
        write = pool(.write)
        analysisCostMax = options(.analysis).estimatedCostMax
    }

    /// Serves all classes that read from one pool, where nothing has to be kept apart.
    ///
    /// - Parameters:
    ///   - writePool: What commands run on; its sessions may write.
    ///   - estimatedCostMax: That of analyses.
    package init(
        reading pool: PostgresPool, writePool: PostgresPool,
        estimatedCostMax: Int? = ServiceOptions.standard(for: .analysis).estimatedCostMax
    ) {
        session = pool
        portal = pool
        analysis = pool
        write = writePool
        analysisCostMax = estimatedCostMax
    }

    package func pool(for serviceClass: ServiceClass) -> PostgresPool {
        switch serviceClass {
        case .session: session
        case .portal: portal
        case .analysis: analysis
        case .write: write
        }
    }

    /// What PostgreSQL may expect an operation to cost; nil where it is not asked.
    func estimatedCostMax(for serviceClass: ServiceClass) -> Int? {
        serviceClass == .analysis ? analysisCostMax : nil
    }

    /// The pools, to be run as services.
    package var all: [PostgresPool] { ServiceClass.allCases.map { pool(for: $0) } }
}

extension Engine {
    /// Where the roles of a caller are asked for, which is short whatever the caller's class is.
    var pool: PostgresPool { pools.pool(for: .portal) }
}
