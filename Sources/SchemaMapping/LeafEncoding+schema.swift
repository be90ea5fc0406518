import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

extension LeafEncoding {
    /// The encoding of a column for a nullable field type, or `nil` where the two do not fit.
    init?(_ type: TypeReference, of column: ColumnType, in schema: Schema) {
        switch type {
        case .list(let item, _):
            guard column == .textArray,
                let encoding = LeafEncoding(item.nullable, of: .text, in: schema)
            else { return nil }
            self = .list(of: encoding, isItemNonNull: item.isNonNull)
        case .named(let name):
            guard let encoding = Self.named(name.value, column, schema) else { return nil }
            self = encoding
        case .nonNull:
            return nil
        }
    }

    private static func named(
        _ name: String, _ column: ColumnType, _ schema: Schema
    ) -> LeafEncoding? {
        if case .enum(let type)? = schema.types[name] {
            return column == .text ? .enumeration(Set(type.values.keys)) : nil
        }
        return switch (name, column) {
        case ("ID", .uuid), ("ID", .text), ("ID", .int2), ("ID", .int4), ("ID", .int8): .identifier
        case ("UUID", .uuid): .identifier
        case ("Int", .int2), ("Int", .int4), ("Int", .int8): .int
        case ("Float", .float8): .float
        case ("Boolean", .bool): .boolean
        case ("Date", .date): .date
        case ("DateTime", .timestamptz): .dateTime
        case ("ID", _), ("UUID", _), ("Int", _), ("Float", _), ("Boolean", _): nil
        case ("Date", _), ("DateTime", _): nil
        case (_, .text): .string
        default: nil
        }
    }
}
