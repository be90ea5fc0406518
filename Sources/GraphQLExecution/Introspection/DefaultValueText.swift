import GraphQLLanguage
import GraphQLTypeSystem

extension InputField {
    /// The default after coercion, as introspection shows it: one item stands as the list that it
    /// means.
    func defaultInIntrospection(_ schema: Schema) -> String? {
        coercedDefault(schema).map { print($0) }
    }

    /// The default after coercion in a text that does not depend on the order of fields.
    func comparableDefault(_ schema: Schema) -> String? {
        coercedDefault(schema).map { print($0.withSortedFields) }
    }

    private func coercedDefault(_ schema: Schema) -> Value? {
        guard let literal = defaultValue else { return nil }
        let coercion = LiteralCoercion(schema: schema, variableValues: [:])
        guard let value = coercion.value(of: literal, as: type) else { return literal }
        return Value(value, as: type, schema)
    }
}

extension Value {
    private func sorted(_ field: ObjectField) -> ObjectField {
        ObjectField(name: field.name, value: field.value.withSortedFields)
    }

    /// The value with the fields of its objects, at any depth, in the natural order of their names.
    fileprivate var withSortedFields: Value {
        switch kind {
        case .list(let items): Value(.list(items.map(\.withSortedFields)), location: location)
        case .object(let fields):
            Value(
                .object(
                    fields.map(sorted).sorted { naturallyPrecedes($0.name.value, $1.name.value) }),
                location: location)
        case .variable, .int, .float, .string, .boolean, .null, .enum: self
        }
    }
}
