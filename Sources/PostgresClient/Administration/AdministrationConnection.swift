import CLibPQ

/// A blocking connection for migrations, seeds and tests; requests use `PostgresPool`.
///
/// Each call blocks its thread until the server has answered. Not `Sendable`: one thread at a time.
/// The connection is closed when the last reference goes away.
@safe package final class AdministrationConnection {
    private let connection: OpaquePointer

    /// Opens a connection described by a libpq connection string or URL (libpq manual, §34.1.1).
    ///
    /// The client encoding is always UTF-8.
    package init(connecting conninfo: String) throws(DatabaseError) {
        let opened = unsafe CStringArray(["dbname", "client_encoding"]).withPointers { keywords in
            unsafe CStringArray([conninfo, "UTF8"]).withPointers { values in
                unsafe PQconnectdbParams(keywords, values, 1)
            }
        }
        guard let opened = unsafe opened else {
            throw DatabaseError(kind: .connectionFailure, message: "out of memory")
        }
        guard unsafe PQstatus(opened) == CONNECTION_OK else {
            let error = unsafe DatabaseError(connection: opened)
            unsafe PQfinish(opened)
            throw error
        }
        unsafe PQsetNoticeProcessor(opened, { _, _ in }, nil)
        unsafe connection = opened
    }

    deinit {
        unsafe PQfinish(connection)
    }

    /// Runs one or several statements by the simple query protocol and drops their rows.
    ///
    /// Several statements in one text are one implicit transaction unless the text has `BEGIN` or
    /// `COMMIT` of its own.
    package func execute(_ sql: String) throws(DatabaseError) {
        let result = unsafe PQexec(connection, sql)
        defer { unsafe PQclear(result) }
        try unsafe checkComplete(result)
    }

    /// Runs one statement and returns its rows, values in text format, `nil` for null.
    package func query(
        _ sql: String, _ parameters: [String?] = []
    ) throws(DatabaseError) -> [[String?]] {
        let result = unsafe CStringArray(parameters).withPointers { values in
            unsafe PQexecParams(
                connection, sql, Int32(parameters.count), nil, values, nil, nil, 0)
        }
        defer { unsafe PQclear(result) }
        try unsafe checkComplete(result)
        return unsafe Self.rows(of: result)
    }

    /// Runs a `COPY … FROM STDIN` statement with the given data.
    package func copyIn(_ statement: String, _ bytes: [UInt8]) throws(DatabaseError) {
        let started = unsafe PQexec(connection, statement)
        let status = unsafe PQresultStatus(started)
        guard status == PGRES_COPY_IN else {
            defer { unsafe PQclear(started) }
            try unsafe checkComplete(started)
            throw DatabaseError(kind: .protocolViolation, message: "not a COPY FROM STDIN")
        }
        unsafe PQclear(started)
        guard putCopyData(bytes), unsafe PQputCopyEnd(connection, nil) == 1 else {
            throw unsafe DatabaseError(connection: connection)
        }
        try finishCopy()
    }

    private func putCopyData(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = min(bytes.count - offset, Self.copyChunkBytesMax)
            let sent = unsafe bytes.withUnsafeBytes { buffer in
                let chunk = unsafe buffer.baseAddress?.advanced(by: offset)
                return unsafe PQputCopyData(
                    connection, chunk?.assumingMemoryBound(to: CChar.self), Int32(count))
            }
            guard sent == 1 else { return false }
            offset += count
        }
        return true
    }

    /// Bytes given to one call of PQputCopyData, whose length is a 32-bit integer.
    private static let copyChunkBytesMax = 1 << 16

    /// Reads the results that follow the end of a copy, and throws the first error among them.
    private func finishCopy() throws(DatabaseError) {
        var failure: DatabaseError?
        while let result = unsafe PQgetResult(connection) {
            if unsafe PQresultStatus(result) != PGRES_COMMAND_OK {
                unsafe failure = failure ?? DatabaseError(result: result)
            }
            unsafe PQclear(result)
        }
        if let failure { throw failure }
    }

    private func checkComplete(_ result: OpaquePointer?) throws(DatabaseError) {
        guard let result = unsafe result else {
            throw unsafe DatabaseError(connection: connection)
        }
        switch unsafe PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            return
        case PGRES_COPY_IN:
            unsafe PQputCopyEnd(connection, "the data of a copy goes to copyIn")
            try finishCopy()
        case PGRES_COPY_OUT, PGRES_COPY_BOTH:
            unsafe PQreset(connection)
            throw DatabaseError(kind: .protocolViolation, message: "COPY TO STDOUT")
        default:
            throw unsafe DatabaseError(result: result)
        }
    }

    private static func rows(of result: OpaquePointer?) -> [[String?]] {
        let columnCount = unsafe PQnfields(result)
        return unsafe (0..<PQntuples(result)).map { row in
            (0..<columnCount).map { column in
                if unsafe PQgetisnull(result, row, column) == 1 { return nil }
                return unsafe String(cString: PQgetvalue(result, row, column))
            }
        }
    }
}
