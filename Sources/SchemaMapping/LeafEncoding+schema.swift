package import GraphQLLanguage
package import GraphQLTypeSystem
import OrderedCollections

extension LeafEncoding {
    /// The encoding of a column for a nullable field type, or `nil` where the two do not fit.
    package init?(_ type: TypeReference, of column: ColumnType, in schema: Schema) {
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
        switch schema.types[name] {
        case .enum(let type): column == .text ? .enumeration(Set(type.values.keys)) : nil
        case .scalar(let scalar) where scalar.format != nil:
            scalar.format.flatMap { formatted($0, column) }
        default: builtIn(name, column)
        }
    }

    private static func builtIn(_ name: String, _ column: ColumnType) -> LeafEncoding? {
        switch (name, column) {
        case ("ID", .uuid), ("ID", .text), ("ID", .int2), ("ID", .int4), ("ID", .int8): .identifier
        case ("Int", .int2), ("Int", .int4), ("Int", .int8): .int
        case ("Float", .float8): .float
        case ("Boolean", .bool): .boolean
        case ("ID", _), ("Int", _), ("Float", _), ("Boolean", _): nil
        case (_, .text): .string
        default: nil
        }
    }

    private static func formatted(_ format: ScalarFormat, _ column: ColumnType) -> LeafEncoding? {
        switch (format, column) {
        case (.uuid, .uuid), (.bigInt, .int8): .identifier
        case (.date, .date): .date
        case (.dateTime, .timestamptz): .dateTime
        case (.localTime, .time): .localTime
        case (.decimal, .numeric): .decimal
        case (.json, .json), (.json, .jsonb): .json
        case (.emailAddress, .text), (.phoneNumber, .text), (.consecutiveYears, .text),
            (.url, .text):
            .text(of: format)
        default: nil
        }
    }
}
