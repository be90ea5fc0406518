import GraphQLExecution
import JSONBytes
import OrderedCollections
import SQLSyntax
import SchemaMapping

/// Figures of some rows: `VisitAggregate`.
struct OracleFigures: ResolvedObject {
    let rows: [OracleRows.Row]
    let type: RelationType
    let oracle: Oracle

    var typeName: String { "\(type.typeName)Aggregate" }

    func value(of field: String, arguments _: Arguments) -> ResolvedValue {
        field == "count"
            ? .leaf(.number("\(rows.count)"))
            : .object(OracleFigure(word: field, figures: self))
    }
}

/// One kind of figure, of each field: `VisitCounts`, `VisitExtremes`.
struct OracleFigure: ResolvedObject {
    let word: String
    let figures: OracleFigures

    var typeName: String {
        figures.type.typeName + (word == "countDistinct" ? "Counts" : "Extremes")
    }

    func value(of field: String, arguments _: Arguments) -> ResolvedValue {
        switch figures.type.fields[field] {
        case .column(let leaf): return value(of: leaf)
        case .reference(let reference): return count(reference.keys.map(\.parent))
        case .collection, nil: preconditionFailure("figures are of columns and references")
        }
    }

    private func value(of leaf: BoundLeaf) -> ResolvedValue {
        if word == "countDistinct" { return count([leaf.column]) }
        let cells = figures.rows.compactMap { $0[leaf.column.name.name] }
            .filter { $0.text != nil }
        let extreme =
            word == "min"
            ? cells.min { $0.rank < $1.rank } : cells.max { $0.rank < $1.rank }
        return leaf.encoding.value(of: extreme?.text)
    }

    private func count(_ columns: [BoundColumn]) -> ResolvedValue {
        let values = figures.rows.map { row in columns.map { row[$0.name.name]?.text } }
        let given = values.filter { !$0.contains(nil) }
        return .leaf(.number("\(Set(given).count)"))
    }
}
