/// The bounds of a pool.
package struct PoolLimits: Hashable, Sendable {
    /// Connections held open; a server does best with a small multiple of the database's cores.
    package var connections = 8
    /// Threads that the connections are spread over; one thread drives tens of thousands of
    /// programs a second.
    package var pollerThreads = 1
    /// Programs waiting for a connection, for each poller thread; more are refused at once, because
    /// they would only wait in vain.
    package var waitersMax = 1024
    /// How long a program waits for a connection: a caller has given up by then.
    package var leaseWaitMax = Duration.seconds(2)
    /// How long the first program in the queue may have waited before others are refused: those
    /// behind it would wait as long at least, and a queue that stands helps nobody.
    package var standingWaitMax = Duration.seconds(2)
    /// How long a program may run before it is canceled, so that none holds a connection for ever.
    package var programTimeMax = Duration.seconds(10)
    /// Single-step programs in flight on one connection: deeper pipelines gain little and wait
    /// longer behind a slow statement.
    package var pipelineDepthMax = 16
    /// Single-step programs in flight on a connection before another idle one is taken: with 8 a
    /// statement costs the server a fifth less than with 4, as it switches between processes less.
    package var pipelineDepthPreferred = 8
    /// How long a shared connection may be without progress before others are preferred to it.
    package var sharingStallMax = Duration.milliseconds(1)
    /// Prepared statements kept by a connection: each one holds a parsed tree and plans in the
    /// memory of its server process.
    ///
    /// The later batches of one program may exceed it until the program ends.
    package var preparedStatementsMax = 512
    /// How long an attempt to connect may take.
    package var connectTimeMax = Duration.seconds(5)
    /// The pause before the first attempt to connect again.
    package var reconnectDelayMin = Duration.milliseconds(50)
    /// The longest pause between two attempts to connect: it bounds how long a recovery is
    /// unnoticed.
    package var reconnectDelayMax = Duration.seconds(3)
    /// How long a canceled program may keep its connection before the connection is closed.
    package var cancelWaitMax = Duration.seconds(2)
    /// Cancel requests waiting for the helper thread; one that does not fit is dropped, and its
    /// connection is closed after `cancelWaitMax`.
    package var cancelRequestsMax = 64

    package init() {}
}
