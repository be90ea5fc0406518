package import PostgresClient
package import SchemaMapping

/// How the connections of one class of service behave; the defaults of all classes stand here.
///
/// They fit a machine of two cores that the server and PostgreSQL share. A statement that is over
/// its time is ended by PostgreSQL, a program by the pool: a program has several statements and may
/// wait behind others on a shared connection, so it has more.
package struct ServiceOptions: Sendable {
    package var pool = PoolLimits()
    /// Ended by PostgreSQL itself, which notices also where this process does not.
    package var statementTime = Duration.seconds(2)
    /// How far the threads of the class stand back for those of others (`nice`), from 0 to 19.
    package var threadNiceness: Int32 = 0
    /// What PostgreSQL's planner may expect the first level of an operation to cost.
    ///
    /// Nil where it is not asked; only classes that may take long are asked about.
    package var estimatedCostMax: Int?
    /// Run-time parameters of the sessions, over those that all classes share.
    package var settings: [String: String] = [:]

    /// What a class has unless the settings of the server say otherwise.
    package static func standard(for serviceClass: ServiceClass) -> ServiceOptions {
        switch serviceClass {
        case .portal: portal
        case .session: session
        case .analysis, .region: analysis
        case .write: write
        }
    }

    /// Pages of portals: many short statements that share connections.
    ///
    /// A person waits for a second at most and then asks again, so nothing waits longer, and no
    /// queue is kept that has not moved on for half of it.
    private static var portal: ServiceOptions {
        var options = ServiceOptions()
        options.pool.leaseWaitMax = .seconds(1)
        options.pool.standingWaitMax = .milliseconds(500)
        options.pool.programTimeMax = .seconds(5)
        return options
    }

    /// Committees: few, short, and answered before all others, so their queue is short and their
    /// connections are shared by a few only.
    private static var session: ServiceOptions {
        var options = portal
        options.pool.connections = 2
        options.pool.waitersMax = 256
        options.pool.pipelineDepthMax = 8
        options.pool.pipelineDepthPreferred = 4
        return options
    }

    /// Heavy questions, one at a time: that is half of the cores, and the others are for the rest.
    ///
    /// Those across tenants, which few people ask, have a connection beside it. Whoever waits for
    /// figures can wait for some seconds. A plan is made for the values of the question, as
    /// planning costs little beside running. A question takes one core and the memory that
    /// PostgreSQL gives by default, whatever the server's own settings give to others.
    ///
    /// The planner's unit of cost is a page read in sequence. Taken for ten to twenty microseconds,
    /// a million of them are the time that a statement has.
    private static var analysis: ServiceOptions {
        var options = ServiceOptions()
        options.pool.connections = 1
        options.threadNiceness = 10
        options.pool.waitersMax = 16
        options.pool.leaseWaitMax = .seconds(10)
        options.pool.standingWaitMax = .seconds(5)
        options.pool.programTimeMax = .seconds(30)
        options.pool.pipelineDepthMax = 1
        options.pool.pipelineDepthPreferred = 1
        options.statementTime = .seconds(20)
        options.estimatedCostMax = 1_000_000
        options.settings = [
            "plan_cache_mode": "auto", "work_mem": "4MB", "max_parallel_workers_per_gather": "0",
        ]
        return options
    }

    /// Changes of rows: each alone on its connection, and never waiting for a lock for long.
    private static var write: ServiceOptions {
        var options = ServiceOptions()
        options.pool.connections = 2
        options.pool.waitersMax = 64
        options.pool.leaseWaitMax = .seconds(2)
        options.pool.standingWaitMax = .seconds(1)
        options.pool.pipelineDepthMax = 1
        options.pool.pipelineDepthPreferred = 1
        options.statementTime = .seconds(5)
        options.settings = PoolOptions.writeSettings.merging(["lock_timeout": "2000"]) { $1 }
        return options
    }
}

extension PoolOptions {
    /// The options of the pool of a class, made of what all classes share.
    package func adapted(
        to serviceClass: ServiceClass, _ options: ServiceOptions
    ) -> PoolOptions {
        var adapted = self
        adapted.applicationName = "\(applicationName) \(serviceClass.rawValue.lowercased())"
        adapted.limits = options.pool
        adapted.threadNiceness = options.threadNiceness
        adapted.sessionSettings.merge(options.settings) { $1 }
        adapted.sessionSettings["statement_timeout"] =
            "\(options.statementTime.components.seconds * 1000)"
        return adapted
    }
}
