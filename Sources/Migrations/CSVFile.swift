/// A CSV file of a seed (RFC 4180): the names of its columns and its bytes for COPY.
struct CSVFile: Hashable, Sendable {
    var path: String
    var columns: [String]
    var bytes: [UInt8]

    /// Reads and checks a file, so that errors name a line, which COPY's do not.
    ///
    /// A byte order mark, which spreadsheets write, is left out.
    init(path: String, limits: MigrationLimits) throws(MigrationError) {
        var bytes = try SQLFile.bytes(of: path, bytesMax: limits.csvFileBytesMax)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        var reader = CSVReader(bytes: bytes)
        do throws(CSVReader.Failure) {
            guard let header = try reader.nextRecord(keepingFields: true) else {
                throw CSVReader.Failure(line: 1, problem: .noHeader)
            }
            columns = header.fields
            try Self.check(columns, limits)
            while let record = try reader.nextRecord(keepingFields: false) {
                guard record.fieldCount == columns.count else {
                    let problem = CSVProblem.columnCount(
                        found: record.fieldCount, expected: columns.count)
                    throw CSVReader.Failure(line: record.line, problem: problem)
                }
            }
        } catch {
            throw .csv(path: path, line: error.line, error.problem)
        }
        self.path = path
        self.bytes = bytes
    }

    private static func check(
        _ columns: [String], _ limits: MigrationLimits
    ) throws(CSVReader.Failure) {
        guard columns.count <= limits.csvColumnsMax else {
            throw CSVReader.Failure(
                line: 1, problem: .tooManyColumns(max: limits.csvColumnsMax))
        }
        var seen: Set<String> = []
        for column in columns {
            guard isIdentifier(column) else {
                throw CSVReader.Failure(line: 1, problem: .invalidColumnName(column))
            }
            guard seen.insert(column).inserted else {
                throw CSVReader.Failure(line: 1, problem: .duplicateColumnName(column))
            }
        }
    }

    /// Small letters, digits and underscores, no digit first, of a length that PostgreSQL keeps.
    static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.count <= MigrationLimits.identifierBytesMax
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
            }
    }
}

/// Splits the bytes of a CSV file into records as COPY does.
struct CSVReader {
    struct Failure: Error, Hashable, Sendable {
        var line: Int
        var problem: CSVProblem
    }

    struct Record: Hashable, Sendable {
        /// The line on which the record begins, from 1.
        var line: Int
        var fieldCount: Int
        /// Empty unless the fields were to be kept.
        var fields: [String]
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next record, or `nil` at the end; a quoted field may span lines.
    mutating func nextRecord(keepingFields: Bool) throws(Failure) -> Record? {
        guard offset < bytes.count else { return nil }
        var record = Record(line: line, fieldCount: 1, fields: [])
        var field: [UInt8] = []
        func endField() {
            if keepingFields { record.fields.append(String(decoding: field, as: UTF8.self)) }
            field.removeAll(keepingCapacity: true)
        }
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                try readQuoted(into: &field, keeping: keepingFields)
            case UInt8(ascii: ","):
                endField()
                record.fieldCount += 1
            case UInt8(ascii: "\n"):
                line += 1
                endField()
                return record
            case UInt8(ascii: "\r"): break
            default: if keepingFields { field.append(byte) }
            }
        }
        endField()
        return record
    }

    /// Reads up to the closing quote; two quotes stand for one.
    private mutating func readQuoted(
        into field: inout [UInt8], keeping: Bool
    ) throws(Failure) {
        let start = line
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\"") {
                guard offset < bytes.count, bytes[offset] == byte else { return }
                offset += 1
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            if keeping { field.append(byte) }
        }
        throw Failure(line: start, problem: .unterminatedQuote)
    }
}
