import SQLSyntax
import SchemaMapping

extension Identifier {
    /// A name that the planner itself gives.
    static func fixed(_ name: String) -> Identifier {
        do throws(IdentifierError) {
            return try Identifier(validating: name)
        } catch {
            preconditionFailure("\(name) is a name of this module: \(error)")
        }
    }

    static func numbered(_ prefix: String, _ number: Int) -> Identifier {
        fixed("\(prefix)\(number)")
    }
}

extension QualifiedName {
    /// A function of PostgreSQL's own.
    static func catalog(_ name: String) -> QualifiedName {
        QualifiedName(namespace: .fixed("pg_catalog"), name: .fixed(name))
    }
}

extension PostgresTypeName {
    init(_ type: ColumnType, isArray: Bool = false) {
        switch type {
        case .textArray: self.init(.fixed("text"), isArray: true)
        default: self.init(.fixed(type.rawValue), isArray: isArray)
        }
    }
}
