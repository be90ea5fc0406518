import GraphQLExecution
import GraphQLLanguage
import JSONBytes
import OperationPlanning
import PostgresClient
import SchemaMapping
import TransportProtocols

/// Writes the response of an operation straight from the binary rows of its edges.
///
/// Implements *CompleteValue* and *Handling Execution Errors* (spec §6.4.3, §6.4.4). A function
/// that writes a value returns false where null stands in a position that must not be null; what it
/// wrote is then taken back by the nearest position that may be null, which becomes null.
struct ResponseWriter {
    /// A row that an object is read from, and its place among the parents of the next level.
    struct Row {
        let edge: Int
        let number: Int
        let ordinal: Int
        let result: PostgresResult
    }

    var writer: JSONWriter
    let bound: BoundPlan
    let rows: [EdgeRows]
    let seal: CursorSeal
    /// Why the commands of the operation were not done, where they were not.
    let refusal: CommandRefusal?
    var path: [ResponsePathSegment] = []
    private var errors: [ExecutionError] = []
    private let bytesMax: Int
    /// Set for good once there was too much; then nothing more is written.
    private var isTooLarge = false

    /// - Parameter capacity: bytes for which there is room before the buffer grows.
    init(
        _ bound: BoundPlan, rows: [EdgeRows], seal: CursorSeal, refusal: CommandRefusal? = nil,
        bytesMax: Int, capacity: Int = 0
    ) {
        writer = JSONWriter(capacity: capacity)
        self.refusal = refusal
        self.bytesMax = bytesMax
        self.bound = bound
        self.seal = seal
        self.rows = rows
    }

    /// The whole response: `data`, and `errors` where there are any; nil where it would be longer
    /// than allowed.
    mutating func response(locating source: Source) -> GraphQLResponse? {
        writer.append(literal: "{\"data\":")
        let start = writer.count
        if !object(bound.plan.root, at: nil) {
            writer.truncate(to: start)
            writer.appendNull()
        }
        if isTooLarge { return nil }
        if !errors.isEmpty {
            writer.append(literal: ",\"errors\":")
            writeErrors(errors.map { ErrorEntry($0, in: source) }, into: &writer)
        }
        writer.append(literal: "}")
        if writer.count > bytesMax { return nil }
        return GraphQLResponse(
            body: writer.bytes, outcome: errors.isEmpty ? .executed : .executedWithErrors)
    }

    mutating func object(_ shape: ObjectShape, at row: Row?) -> Bool {
        guard hasRoom else { return false }
        if let choice = shape.choice { return object(choice, at: row) }
        let start = writer.count
        for field in shape.fields {
            guard self.field(field, at: row) else { return false }
        }
        writer.closeObject(from: start)
        return true
    }

    /// Whether the response is not too large yet.
    var hasRoom: Bool {
        mutating get {
            if writer.count > bytesMax { isTooLarge = true }
            return !isTooLarge
        }
    }

    mutating func field(_ field: ResponseField, at row: Row?) -> Bool {
        writer.append(raw: field.encodedName)
        if let leaf = field.plainLeaf, let row, plain(leaf, of: row, field) { return true }
        let start = writer.count
        if value(of: field, at: row) { return true }
        if field.isNonNull { return false }
        writer.truncate(to: start)
        writer.appendNull()
        return true
    }

    mutating func value(of field: ResponseField, at row: Row?) -> Bool {
        switch field.content {
        case .typeName(let name):
            writer.append(raw: name)
            return true
        case .introspection(let result):
            errors += result.errors
            guard let value = result.value else { return false }
            writer.append(raw: value)
            return true
        case .leaf(let column, let leaf):
            guard let row else { return nullOrError(field) }
            return self.leaf(leaf, column: column, of: row, field)
        case .reference(let shape, let presenceColumn):
            guard let row, !row.result.isNull(row.number, presenceColumn) else {
                return nullOrError(field)
            }
            return nested(field) { $0.object(shape, at: row) }
        case .sameRow(let shape):
            return nested(field) { $0.object(shape, at: row) }
        case .payload(let shape, _):
            return nested(field) { $0.object(shape, at: nil) }
        case .commandErrors(let fields, let command):
            commandErrors(fields, command)
            return true
        case .lookup(let shape, let edge):
            guard let row = self.row(0, of: row?.ordinal ?? 0, edge: edge) else {
                return nullOrError(field)
            }
            return nested(field) { $0.object(shape, at: row) }
        case .lookupOfMany(let shape, let edge):
            return nested(field) {
                $0.rowsOfKeys(shape, edge: edge)
                return true
            }
        case .ownRow(let shape, let edge):
            return ownRow(shape, at: self.row(0, of: row?.ordinal ?? 0, edge: edge))
        case .connection(let shape):
            return nested(field) { $0.connection(shape, parent: row?.ordinal ?? 0) }
        }
    }

    /// Keeps the path while a value below a field is written.
    private mutating func nested(
        _ field: ResponseField, _ write: (inout ResponseWriter) -> Bool
    ) -> Bool {
        path.append(.responseName(field.responseName))
        defer { path.removeLast() }
        return write(&self)
    }

    /// Writes null where the field may be null, and reports it where it may not.
    mutating func nullOrError(_ field: ResponseField) -> Bool {
        guard field.isNonNull else {
            writer.appendNull()
            return true
        }
        report("Cannot return null for non-nullable field \(field.coordinate).", at: field)
        return false
    }

    mutating func report(_ message: String, at field: ResponseField) {
        errors.append(
            ExecutionError(
                .value, message: message, locations: field.locations,
                path: path + [.responseName(field.responseName)]))
    }

    /// Reports what is wrong with the value that the path leads to.
    mutating func report(_ message: String, at locations: [SourceLocation]) {
        errors.append(
            ExecutionError(.value, message: message, locations: locations, path: path))
    }

    /// A row of a parent's page, counted from the page's start in the order of the database.
    func row(_ index: Int, of parent: Int, edge: Int) -> Row? {
        guard let result = rows[edge].result, parent < rows[edge].pages.count else { return nil }
        let page = rows[edge].pages[parent]
        guard (0..<page.count).contains(index) else { return nil }
        return Row(
            edge: edge, number: page.firstRow + index, ordinal: page.firstOrdinal + index,
            result: result)
    }
}
