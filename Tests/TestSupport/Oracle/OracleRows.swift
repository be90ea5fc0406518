import JSONBytes
import OrderedCollections
package import PostgresClient
import SQLSyntax
package import SchemaMapping
package import TransportProtocols

/// Every row that a principal may see, read relation by relation by plain SQL, without the planner.
package struct OracleRows: Sendable {
    /// A value of one row.
    struct Cell: Sendable {
        /// As a response writes it; `nil` is null.
        let text: String?
        /// The place among the column's values in ascending order, nulls last.
        let rank: Int
        /// In PostgreSQL's binary format.
        let bytes: [UInt8]?
    }

    typealias Row = [String: Cell]

    /// By the name of the object type, or of a relation that is a junction alone.
    let rows: [String: [Row]]

    /// - Parameter databaseRole: what the principal's requests run as.
    package init(
        _ mapping: SchemaMapping, _ principal: RequestPrincipal, as databaseRole: String,
        _ connection: AdministrationConnection
    ) throws(DatabaseError) {
        try connection.execute("BEGIN")
        _ = try connection.query("SELECT set_config('role', $1, true)", [databaseRole])
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)",
            [principal.person, principal.office])
        var rows: [String: [Row]] = [:]
        for type in mapping.relationTypes.values {
            rows[type.typeName] = try Self.read(type, mapping.columns(of: type), connection)
        }
        for collection in mapping.collections {
            guard let junction = collection.junction else { continue }
            rows[junction.rowsName(matching: collection.keys)] = try Self.read(
                junction, collection.keys.map(\.target), connection)
        }
        try connection.execute("ROLLBACK")
        self.rows = rows
    }

    private init(rows: [String: [Row]]) {
        self.rows = rows
    }

    /// Without the rows of abstract types that are of types hidden from the caller.
    func hiding(
        _ mapping: SchemaMapping, _ openTypes: (String) -> [String]?
    ) -> OracleRows {
        var shown = rows
        for (name, abstract) in mapping.abstractTypes {
            guard let open = openTypes(name) else { continue }
            shown[name] = rows[name]?.filter { row in
                row[abstract.typeColumn.name.name]?.text.map(open.contains) ?? false
            }
        }
        return OracleRows(rows: shown)
    }

    private static func read(
        _ type: RelationType, _ columns: [BoundColumn], _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [Row] {
        let readable = try readable(of: type, connection)
        if readable.isEmpty { return [] }
        // What the role has no privilege for is null; no operation may ask for it.
        let list = columns.flatMap {
            readable.contains($0.name.name)
                ? [
                    $0.textExpression(of: type), $0.rankExpression(of: type),
                    $0.binaryExpression(of: type),
                ] : ["NULL", "0", "NULL"]
        }
        let sql = "SELECT \(list.joined(separator: ", ")) FROM \(type.relation)"
        return try connection.query(sql).map { fields in
            var row: Row = [:]
            for (index, column) in columns.enumerated() {
                row[column.name.name] = Cell(
                    text: fields[3 * index], rank: Int(fields[3 * index + 1] ?? "") ?? 0,
                    bytes: fields[3 * index + 2].map(Self.bytes))
            }
            return row
        }
    }

    /// The keys of a junction's rows.
    private static func read(
        _ junction: Junction, _ keys: [BoundColumn], _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [Row] {
        let privilege = try connection.query(
            "SELECT has_table_privilege('\(junction.relation)'::regclass, 'SELECT')")
        guard privilege == [["t"]] else { return [] }
        let names = OrderedSet((keys + junction.keys.map(\.parent)).map(\.name))
        let list = names.map { "\($0)::text" }.joined(separator: ", ")
        return try connection.query("SELECT \(list) FROM \(junction.relation)").map { fields in
            var row: Row = [:]
            for (name, field) in zip(names, fields) {
                row[name.name] = Cell(text: field, rank: 0, bytes: nil)
            }
            return row
        }
    }

    /// The columns that the current role may select.
    private static func readable(
        of type: RelationType, _ connection: AdministrationConnection
    ) throws(DatabaseError) -> Set<String> {
        let rows = try connection.query(
            """
            SELECT a.attname FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = '\(type.relation)'::regclass AND a.attnum > 0
              AND has_column_privilege(a.attrelid, a.attnum, 'SELECT')
            UNION ALL
            SELECT p.proname FROM pg_catalog.pg_proc p
            JOIN pg_catalog.pg_type t ON t.oid = p.proargtypes[0]
            WHERE t.typrelid = '\(type.relation)'::regclass AND p.pronargs = 1
              AND has_function_privilege(p.oid, 'EXECUTE')
              AND has_table_privilege(t.typrelid, 'SELECT')
            """)
        return Set(rows.compactMap { $0[0] })
    }

    private static func bytes(ofHexadecimal text: String) -> [UInt8] {
        let digits = Array(text.utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap { start in
            UInt8(String(decoding: digits[start..<(start + 2)], as: UTF8.self), radix: 16)
        }
    }
}

extension SchemaMapping {
    fileprivate var collections: [Collection] {
        relationTypes.values.flatMap(\.fields.values).compactMap { field in
            if case .collection(let collection) = field { collection } else { nil }
        }
    }

    /// The columns of a type's relation that any field, key or order of the schema stands on.
    fileprivate func columns(of type: RelationType) -> [BoundColumn] {
        var columns = Set(type.primaryKey + type.defaultOrder.map(\.column))
        for field in type.fields.values {
            switch field {
            case .column(let leaf): columns.insert(leaf.column)
            case .reference(let reference): columns.formUnion(reference.keys.map(\.parent))
            case .collection(let collection): columns.formUnion(collection.keys.map(\.parent))
            }
        }
        for field in relationTypes.values.flatMap(\.fields.values) {
            switch field {
            case .reference(let edge) where edge.targetType == type.typeName:
                columns.formUnion(edge.keys.map(\.target))
            case .collection(let edge):
                columns.formUnion(edge.columns(ofTarget: type))
            default: break
            }
        }
        for case .lookup(type.typeName, let arguments) in rootFields.values {
            columns.formUnion(arguments.map(\.column))
        }
        for case .lookupOfMany(type.typeName, let argument) in rootFields.values {
            columns.insert(argument.column)
        }
        columns.formUnion(ownKeys(of: type))
        return columns.sorted { $0.name.name < $1.name.name }
    }
}

extension Junction {
    /// By what name its rows are kept, as they are of no object type.
    func rowsName(matching keys: [KeyPair]) -> String {
        let columns = keys.map(\.target.name.name) + self.keys.map(\.parent.name.name)
        return "\(relation)(\(columns.joined(separator: ",")))"
    }
}

extension Collection {
    /// The columns of a type's relation by which the collection finds its rows.
    fileprivate func columns(ofTarget type: RelationType) -> [BoundColumn] {
        guard let junction else { return targetType == type.typeName ? keys.map(\.target) : [] }
        let leads = targetType == type.typeName ? junction.keys.map(\.target) : []
        let ties = junction.relation == type.relation
        return leads + (ties ? keys.map(\.target) + junction.keys.map(\.parent) : [])
    }
}

extension SchemaMapping {
    /// What an abstract type's rows say of their type and lead to it by, and what an object type's
    /// rows are led to by.
    private func ownKeys(of type: RelationType) -> [BoundColumn] {
        var columns: [BoundColumn] = []
        if let abstract = abstractTypes[type.typeName] {
            columns.append(abstract.typeColumn)
            columns += abstract.possibleTypes.values.flatMap(\.keys).map(\.parent)
        }
        return columns
            + abstractTypes.values.compactMap { $0.possibleTypes[type.typeName] }
            .flatMap(\.keys).map(\.target)
    }
}

extension BoundColumn {
    private func value(of type: RelationType) -> String {
        function.map { "\($0)(\(type.relation.name))" } ?? name.description
    }

    /// The value as a response writes it, in SQL.
    fileprivate func textExpression(of relation: RelationType) -> String {
        let value = value(of: relation)
        return switch type {
        case .textArray: "array_to_json(\(value))::text"
        case .timestamptz:
            """
            to_char(\(value) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
            || rtrim(rtrim(to_char(\(value), '.US'), '0'), '.') || 'Z'
            """
        default: "\(value)::text"
        }
    }

    fileprivate func rankExpression(of relation: RelationType) -> String {
        sendFunction == nil ? "0" : "dense_rank() OVER (ORDER BY \(value(of: relation)))"
    }

    fileprivate func binaryExpression(of relation: RelationType) -> String {
        guard let send = sendFunction else { return "NULL" }
        return "encode(\(send)(\(value(of: relation))), 'hex')"
    }

    /// The function that gives a value in binary format; `nil` for what nothing is ordered by.
    private var sendFunction: String? {
        switch type {
        case .bool: "boolsend"
        case .int2: "int2send"
        case .int4: "int4send"
        case .int8: "int8send"
        case .float8: "float8send"
        case .numeric: "numeric_send"
        case .text: "textsend"
        case .uuid: "uuid_send"
        case .date: "date_send"
        case .time: "time_send"
        case .timestamptz: "timestamptz_send"
        case .json, .jsonb, .textArray: nil
        }
    }
}
