/// What `pg_catalog` says of the relations that a schema may bind to, read once at boot.
package struct CatalogSnapshot: Sendable {
    /// Relations by namespace and name, `app.community`.
    package let relations: [String: CatalogRelation]
    /// Functions of the namespace of commands, by their name alone.
    package let commands: [String: CatalogFunction]

    package init(relations: [CatalogRelation], commands: [CatalogFunction] = []) {
        self.commands = Dictionary(
            commands.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.relations = Dictionary(
            relations.map { ("\($0.namespace).\($0.name)", $0) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// A table or view and its columns and keys.
package struct CatalogRelation: Sendable {
    package let namespace: String
    package let name: String
    package let columns: [String: CatalogColumn]
    /// Columns of the primary key in key order; empty where there is none.
    package let primaryKey: [String]
    package let foreignKeys: [CatalogForeignKey]
    /// Whether row-level security is enabled and forced, so that it binds the owner too; of a view,
    /// whether it reads as its caller (`security_invoker`) and only such tables, none through a
    /// function that returns rows.
    package let hasForcedRowSecurity: Bool
    /// Of a view's columns the catalog does not say that they are never null.
    package let isView: Bool
    /// Functions that compute a value of a row, by namespace and name, `app.is_current`.
    package let functions: [String: CatalogColumn]

    package init(
        namespace: String, name: String, columns: [CatalogColumn], primaryKey: [String],
        foreignKeys: [CatalogForeignKey], hasForcedRowSecurity: Bool, isView: Bool = false,
        functions: [CatalogColumn] = []
    ) {
        self.namespace = namespace
        self.name = name
        self.columns = Dictionary(
            columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.primaryKey = primaryKey
        self.foreignKeys = foreignKeys
        self.hasForcedRowSecurity = hasForcedRowSecurity
        self.isView = isView
        self.functions = Dictionary(
            functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// A column of a relation, or what a function computes of its rows.
package struct CatalogColumn: Sendable {
    package let name: String
    /// The type's name in `pg_type`, such as `int4` or `_text`.
    package let typeName: String
    package let isNotNull: Bool

    package init(name: String, typeName: String, isNotNull: Bool) {
        self.name = name
        self.typeName = typeName
        self.isNotNull = isNotNull
    }
}

/// A foreign key: `columns` of the referencing relation, in step with `referencedColumns`.
package struct CatalogForeignKey: Sendable {
    package let columns: [String]
    /// The referenced relation, `app.community`.
    package let referencedRelation: String
    package let referencedColumns: [String]

    package init(columns: [String], referencedRelation: String, referencedColumns: [String]) {
        self.columns = columns
        self.referencedRelation = referencedRelation
        self.referencedColumns = referencedColumns
    }
}

/// A function that is called as a command: one that returns exactly one row.
package struct CatalogFunction: Sendable {
    /// The namespace of all commands.
    package static let namespace = "api"

    package let name: String
    /// In the order in which a call gives them.
    package let parameters: [CatalogColumn]
    /// The columns of its only row.
    package let results: [CatalogColumn]

    package init(name: String, parameters: [CatalogColumn], results: [CatalogColumn]) {
        self.name = name
        self.parameters = parameters
        self.results = results
    }
}
