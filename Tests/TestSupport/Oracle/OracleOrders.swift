import GraphQLExecution
import OperationPlanning
import OrderedCollections
import SQLSyntax
import SchemaMapping

extension Oracle {
    /// An item of `orderBy`, as `schema/README.md` reads.
    func orderKey(_ item: CoercedValue, of typeName: String) -> OrderKey {
        guard let type = mapping.relationTypes[typeName], let (name, value) = item.only else {
            preconditionFailure("the oracle is given valid orders")
        }
        switch type.fields[name] {
        case .column(let leaf): return value.key(of: .column(leaf.column))
        case .reference(let reference):
            guard let target = mapping.relationTypes[reference.targetType] else { break }
            let inner = orderKey(value, of: reference.targetType)
            return OrderKey(
                .through(reference, relation: target.relation, inner.value), inner.direction,
                nulls: inner.nulls)
        case .collection(let collection): return summaryKey(value, collection)
        case nil: break
        }
        preconditionFailure("the oracle is given valid orders")
    }

    private func summaryKey(_ value: CoercedValue, _ collection: Collection) -> OrderKey {
        guard let target = mapping.relationTypes[collection.targetType],
            let (name, member) = value.only
        else { preconditionFailure("the oracle is given valid orders") }
        func summary(_ figure: RowSummary.Figure) -> RowValue {
            .summary(
                RowSummary(relation: target.relation, collection, figure: figure))
        }
        if name == "count" { return member.key(of: summary(.count)) }
        guard let (field, direction) = member.only, case .column(let leaf)? = target.fields[field]
        else { preconditionFailure("the oracle is given valid orders") }
        return direction.key(
            of: summary(name == "min" ? .min(leaf.column) : .max(leaf.column)))
    }

    /// The value that a row is ordered by.
    func cell(of row: OracleRows.Row, _ value: RowValue) -> OracleRows.Cell {
        switch value {
        case .column(let column): return row[column.name.name] ?? .null
        case .through(let reference, _, let value):
            let found = rows(of: reference.targetType, matching: reference.keys, of: row).first
            return found.map { cell(of: $0, value) } ?? .null
        case .summary(let summary): return figure(summary, of: row)
        }
    }

    private func figure(_ summary: RowSummary, of row: OracleRows.Row) -> OracleRows.Cell {
        let type = mapping.relationTypes.values.first { $0.relation == summary.relation }
        let rows = rows(
            of: type?.typeName ?? "", matching: summary.keys, through: summary.junction, of: row)
        switch summary.figure {
        case .count: return OracleRows.Cell(count: rows.count)
        case .min(let column):
            return rows.compactMap { $0[column.name.name] }.filter { $0.text != nil }
                .min { $0.rank < $1.rank } ?? .null
        case .max(let column):
            return rows.compactMap { $0[column.name.name] }.filter { $0.text != nil }
                .max { $0.rank < $1.rank } ?? .null
        }
    }
}

extension OracleRows.Cell {
    static let null = OracleRows.Cell(text: nil, rank: .max, bytes: nil)

    fileprivate init(count: Int) {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
        self.init(text: String(count), rank: count, bytes: bytes)
    }
}

extension CoercedValue {
    /// The only member of an input object.
    var only: (name: String, value: CoercedValue)? {
        guard case .object(let members) = self, let member = members.elements.first else {
            return nil
        }
        return (member.key, member.value)
    }

    fileprivate func key(of value: RowValue) -> OrderKey {
        switch self {
        case .enumValue("ASC_NULLS_FIRST"): OrderKey(value, .ascending, nulls: .first)
        case .enumValue("DESC_NULLS_LAST"): OrderKey(value, .descending, nulls: .last)
        case .enumValue("DESC"): OrderKey(value, .descending)
        default: OrderKey(value, .ascending)
        }
    }
}
