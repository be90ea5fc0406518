import CLibPQ
import Synchronization

// Safety: unchecked `Sendable` is sound because
// 1. the pointer is a constant that is never handed out, and a PGcancel is not changed after
//    PQgetCancel has made it: it holds copies of the address and key, no reference to the
//    PGconn;
// 2. libpq documents (§34.7, "Canceling Queries in Progress"):
//    > The PGcancel object is read-only as far as PQcancel is concerned, so it can also be
//    > invoked from a thread that is separate from the one manipulating the PGconn object.
// 3. the other stored property is atomic;
// 4. PQfreeCancel is called in `deinit` only, when no other reference exists.
/// What is needed to ask the server to cancel what a connection runs.
@safe final class CancellationKey: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let pendingCount = Atomic(0)

    /// Returns `nil` when the connection is not open.
    init?(connection: OpaquePointer) {
        guard let pointer = unsafe PQgetCancel(connection) else { return nil }
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe PQfreeCancel(pointer)
    }

    /// Whether a request was made that has not been sent yet.
    var isPending: Bool { pendingCount.load(ordering: .acquiring) > 0 }

    /// Notes that `cancel` will be called.
    func requestMade() {
        pendingCount.add(1, ordering: .releasing)
    }

    /// Notes that a request was sent or dropped.
    func requestEnded() {
        pendingCount.subtract(1, ordering: .releasing)
    }

    /// Asks the server to cancel; blocks until the server has signaled its process.
    ///
    /// Returns whether the request was sent.
    func cancel() -> Bool {
        defer { requestEnded() }
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            unsafe PQcancel(pointer, message.baseAddress, Int32(message.count)) == 1
        }
    }
}
