import CLibPQ

// Safety: unchecked `Sendable` is sound because
// 1. the only stored properties are constants, and the pointer is never handed out;
// 2. libpq documents (§34.20, "Behavior in Threaded Programs") that
//    > PGresult objects are normally read-only after creation, and so can be passed around
//    > freely between threads.
// 3. the few functions that do change a PGresult (PQsetvalue, PQmakeEmptyPGresult and the like)
//    are not called in this module;
// 4. PQclear is called in `deinit` only, when no other reference exists.
/// The rows that one statement returned, in binary format, immutable once received.
///
/// Owns a `PGresult` of libpq and frees it with its last reference. Rows and columns count from
/// zero; an index out of bounds is a mistake of the caller and traps.
@safe package final class PostgresResult: @unchecked Sendable {
    let pointer: OpaquePointer
    package let rowCount: Int
    package let columnCount: Int

    /// Takes the ownership of a complete result.
    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
        rowCount = unsafe Int(PQntuples(pointer))
        columnCount = unsafe Int(PQnfields(pointer))
    }

    deinit {
        unsafe PQclear(pointer)
    }

    package func columnName(_ column: Int) -> String {
        precondition(column >= 0 && column < columnCount, "a column outside of the result")
        guard let name = unsafe PQfname(pointer, Int32(column)) else { return "" }
        return unsafe String(cString: name)
    }

    package func columnType(_ column: Int) -> OID {
        precondition(column >= 0 && column < columnCount, "a column outside of the result")
        return unsafe OID(PQftype(pointer, Int32(column)))
    }

    /// How many rows a command changed, zero for other statements.
    package var changedRowCount: Int {
        unsafe Int(String(cString: PQcmdTuples(pointer))) ?? 0
    }

    package func isNull(_ row: Int, _ column: Int) -> Bool {
        check(row, column)
        return unsafe PQgetisnull(pointer, Int32(row), Int32(column)) == 1
    }

    /// The bytes of a value, empty for null; valid as long as this result lives.
    @unsafe package func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer {
        check(row, column)
        let length = unsafe PQgetlength(pointer, Int32(row), Int32(column))
        let start = unsafe PQgetvalue(pointer, Int32(row), Int32(column))
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(length))
    }

    /// Calls `body` with the bytes of a value; returns nil for null.
    package func withValue<Result>(
        _ row: Int, _ column: Int, _ body: (Span<UInt8>) -> Result
    ) -> Result? {
        guard let bytes = unsafe value(row, column) else { return nil }
        let buffer = unsafe bytes.assumingMemoryBound(to: UInt8.self)
        return unsafe body(buffer.span)
    }

    /// The bytes of a value, valid as long as this result lives; nil for null.
    ///
    /// libpq gives null a length of zero, so that only empty values are looked at once more.
    @unsafe func value(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
        let bytes = unsafe bytes(row, column)
        if unsafe bytes.isEmpty, unsafe PQgetisnull(pointer, Int32(row), Int32(column)) == 1 {
            return nil
        }
        return unsafe bytes
    }

    /// Appends the bytes of a value to a buffer, none for null.
    package func appendBytes(_ row: Int, _ column: Int, to output: inout [UInt8]) {
        unsafe output.append(contentsOf: bytes(row, column))
    }

    private func check(_ row: Int, _ column: Int) {
        precondition(
            row >= 0 && row < rowCount && column >= 0 && column < columnCount,
            "a value outside of the result")
    }
}
