package import GraphQLTypeSystem
package import OrderedCollections
package import SQLSyntax

/// A schema bound to relations: what every field of every object type stands for in the database.
///
/// Built once at boot by `SchemaMapping.bind`, which checks all of it against the catalog;
/// immutable.
package final class SchemaMapping: Sendable {
    package let schema: Schema
    /// Types that are bound to a relation, by type name; of interfaces and unions what their
    /// relation has.
    package let relationTypes: [String: RelationType]
    /// Interfaces and unions that are bound to a relation, by type name.
    package let abstractTypes: [String: AbstractType]
    /// The fields of the query type, by name.
    package let rootFields: [String: RootField]
    /// The fields of the mutation type, by name.
    package let commands: [String: Command]
    /// Connection types, by name.
    package let connectionTypes: [String: ConnectionType]
    /// The types whose rows a generated input type asks about, by the input type's name.
    package let questionedTypes: [String: String]
    /// The types of whose rows a generated type has figures or keys, by the generated type's name.
    package let figuredTypes: [String: String]
    /// Who may see figures of a type's rows without seeing the rows, by the type's name.
    package let figureAccess: [String: FigureAccess]
    /// The roles that may select a field, or ask about one by an input field, by type name and
    /// field name; absent where any role may.
    package let access: [String: [String: Set<String>]]
    /// The roles of each type's own `@access`, by type name; absent where it has none.
    package let typeAccess: [String: Set<String>]
    /// The class of service of each role that has `@service`.
    package let serviceClasses: [String: ServiceClass]

    init(
        schema: Schema, relationTypes: [String: RelationType],
        abstractTypes: [String: AbstractType], rootFields: [String: RootField],
        commands: [String: Command], connectionTypes: [String: ConnectionType],
        questionedTypes: [String: String],
        figuredTypes: [String: String], figureAccess: [String: FigureAccess],
        access: [String: [String: Set<String>]],
        typeAccess: [String: Set<String>], serviceClasses: [String: ServiceClass]
    ) {
        self.schema = schema
        self.relationTypes = relationTypes
        self.abstractTypes = abstractTypes
        self.rootFields = rootFields
        self.commands = commands
        self.connectionTypes = connectionTypes
        self.questionedTypes = questionedTypes
        self.figuredTypes = figuredTypes
        self.figureAccess = figureAccess
        self.access = access
        self.typeAccess = typeAccess
        self.serviceClasses = serviceClasses
    }
}

extension SchemaMapping {
    /// The roles that `@access` may name.
    package var roleNames: Set<String> {
        guard case .enum(let type)? = schema.types[MappingDirectives.roleTypeName] else {
            return []
        }
        return Set(type.values.keys)
    }
}

/// What `@aggregates` says: who may see figures of rows, and of how many rows at least.
package struct FigureAccess: Sendable {
    package let roles: Set<String>
    package let smallestGroup: Int
}

/// A type and the relation whose rows it shows.
package struct RelationType: Sendable {
    package let typeName: String
    package let relation: QualifiedName
    package let primaryKey: [BoundColumn]
    /// The order of a collection without `orderBy`; the primary key follows it.
    package let defaultOrder: [BoundOrder]
    package let fields: [String: BoundField]
    /// The column of folded text that searches look into.
    package let searchColumn: BoundColumn?
}

/// An interface or union whose rows say of which object type they are.
package struct AbstractType: Sendable {
    /// The column with the name of each row's object type.
    package let typeColumn: BoundColumn
    /// The possible types by name: how a row of the abstract type leads to the type's own row.
    package let possibleTypes: OrderedDictionary<String, Reference>
}

/// A column and what the catalog says of it.
package struct BoundColumn: Hashable, Sendable {
    /// Of a computed column, that of its function; no column of its relation has it.
    package let name: Identifier
    package let type: ColumnType
    package let isNullable: Bool
    /// What computes the value of a row, where no column has it.
    package let function: QualifiedName?

    package init(
        name: Identifier, type: ColumnType, isNullable: Bool, function: QualifiedName? = nil
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.function = function
    }
}

/// A column that a collection is ordered by.
package struct BoundOrder: Hashable, Sendable {
    package let column: BoundColumn
    package let direction: OrderTerm.Direction

    package init(column: BoundColumn, direction: OrderTerm.Direction) {
        self.column = column
        self.direction = direction
    }
}

/// What a field of a relation type stands for.
package enum BoundField: Sendable {
    case column(BoundLeaf)
    case reference(Reference)
    case collection(Collection)
}

/// A leaf field: a column and how its values become JSON.
package struct BoundLeaf: Sendable {
    package let column: BoundColumn
    package let encoding: LeafEncoding

    package init(column: BoundColumn, encoding: LeafEncoding) {
        self.column = column
        self.encoding = encoding
    }
}

/// A to-one edge: a foreign key of the field's own relation.
package struct Reference: Hashable, Sendable {
    package let targetType: String
    /// The foreign key's columns and the columns that they refer to.
    package let keys: [KeyPair]
}

/// A list edge: a foreign key that refers to the field's own relation, of the target's relation or
/// of a junction.
package struct Collection: Hashable, Sendable {
    package let targetType: String
    package let connectionType: String
    /// The parent's columns and the columns that refer to them; empty for a root collection.
    package let keys: [KeyPair]
    /// What ties the target's rows to the parent's, where their own columns do not.
    package let junction: Junction?
}

/// A relation whose rows each tie a row of one relation to a row of another.
package struct Junction: Hashable, Sendable {
    package let relation: QualifiedName
    /// The junction's columns, as `parent`, and the target's columns that they refer to.
    package let keys: [KeyPair]
}

/// Two columns that a join compares.
package struct KeyPair: Hashable, Sendable {
    package let parent: BoundColumn
    package let target: BoundColumn

    package init(parent: BoundColumn, target: BoundColumn) {
        self.parent = parent
        self.target = target
    }
}

/// A field of the query type.
package enum RootField: Sendable {
    case collection(Collection)
    /// One row by its key: arguments of the field and the columns that they are compared with.
    case lookup(targetType: String, arguments: [LookupArgument])
    /// A row, or null, for each key of a list.
    case lookupOfMany(targetType: String, argument: LookupArgument)
}

/// An argument of a lookup and the column that it is compared with.
package struct LookupArgument: Sendable {
    package let name: String
    package let column: BoundColumn
}

/// A field of the mutation type and the function that it calls.
package struct Command: Sendable {
    package let function: QualifiedName
    /// The field's only argument.
    package let argumentName: String
    /// What the function takes, in order.
    package let parameters: [CommandParameter]
    package let payloadType: String
    /// The field of the payload that shows the row; the others are `errors` and `__typename`.
    package let resultField: String
    package let resultType: String
    /// The columns that the function returns and that the row is found by.
    package let key: [BoundColumn]
}

/// A parameter of a command's function and the input field that gives it.
package struct CommandParameter: Sendable {
    package let inputField: String
    package let type: ColumnType
}

/// A generated Relay connection type.
package struct ConnectionType: Sendable {
    package let name: String
    package let edgeType: String
    package let nodeType: String
}

/// The PostgreSQL types that fields may be bound to, by their names in `pg_type`.
package enum ColumnType: String, Hashable, Sendable, CaseIterable {
    case bool, int2, int4, int8, float8, numeric, text, uuid, date, time, timestamptz, json, jsonb
    case textArray = "_text"

    /// The size of a value in binary format, in bytes; `nil` where it varies.
    package var fixedSize: Int? {
        switch self {
        case .bool: 1
        case .int2: 2
        case .int4, .date: 4
        case .int8, .float8, .time, .timestamptz: 8
        case .uuid: 16
        case .numeric, .text, .json, .jsonb, .textArray: nil
        }
    }

    /// Whether collections may be ordered by it: JSON and lists have no order that a client would
    /// expect.
    package var isOrdered: Bool {
        switch self {
        case .json, .jsonb, .textArray: false
        default: true
        }
    }
}

/// How the binary value of a column becomes JSON.
package enum LeafEncoding: Hashable, Sendable {
    case boolean
    /// A JSON number that must fit 32 bits, as `Int` demands.
    case int
    case float
    /// A JSON string: the text itself.
    case string
    /// A JSON string of the column's text form, whatever the column's type.
    case identifier
    case date
    case dateTime
    case localTime
    /// A JSON string of all digits of a number, which must be finite.
    case decimal
    /// The column's own JSON.
    case json
    /// A JSON string that must be a text of the format.
    case text(of: ScalarFormat)
    /// A JSON string that must be one of the enum's values.
    case enumeration(Set<String>)
    /// A JSON array; the item's encoding, and whether a null item is an error.
    indirect case list(of: LeafEncoding, isItemNonNull: Bool)
}
