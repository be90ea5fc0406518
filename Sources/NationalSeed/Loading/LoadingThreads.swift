import Foundation
import PostgresClient
import Synchronization

/// Threads that each load one office after another over a connection of their own.
struct LoadingThreads {
    let country: Country
    let conninfo: String

    /// Blocks until the queue is empty, or until a thread has failed and the others have finished
    /// the office that they were at.
    func run(_ queue: OfficeQueue, jobs: Int) throws(NationalSeedError) {
        let latch = Latch(count: jobs)
        for _ in 0..<jobs {
            let thread = Thread {
                load(queue)
                latch.countDown()
            }
            thread.start()
        }
        latch.wait()
        if let failure = queue.failure { throw failure }
    }

    private func load(_ queue: OfficeQueue) {
        do throws(DatabaseError) {
            let connection = try AdministrationConnection(connecting: conninfo)
            while let office = queue.next() {
                load(office, connection, queue)
            }
        } catch {
            queue.fail(.database(error))
        }
    }

    private func analyze(_ connection: AdministrationConnection) throws(DatabaseError) {
        for table in Set(SeedTable.all.map(\.name) + SeedTable.kept).sorted() {
            try connection.execute("analyze app.\(table)")
        }
    }

    private func load(
        _ office: Office, _ connection: AdministrationConnection, _ queue: OfficeQueue
    ) {
        do throws(DatabaseError) {
            let rows = try OfficeLoad(connection: connection).run(OfficePlan(country, office))
            let loaded = queue.finish(office, rows: rows)
            // After one office, two, four, and so on: triggers ask for the facts about a person
            // for each score, and without statistics that reads all visits of the office.
            if loaded & (loaded - 1) == 0 { try analyze(connection) }
        } catch {
            queue.fail(.officeFailed(code: office.code, error))
        }
    }
}

/// Lets a thread wait until others have ended.
private final class Latch: Sendable {
    private let condition = NSCondition()
    private let count: Mutex<Int>

    init(count: Int) {
        self.count = Mutex(count)
    }

    func countDown() {
        condition.lock()
        count.withLock { $0 -= 1 }
        condition.signal()
        condition.unlock()
    }

    func wait() {
        condition.lock()
        while count.withLock({ $0 > 0 }) { condition.wait() }
        condition.unlock()
    }
}
